"""Words as a reader sees them: what is joined, what stays apart, and that no sign is ever lost."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.profiles import load_profile
from risktool.recover import words
from risktool.recover.words import Reader, build_reader
from risktool.recover.words.judge import Lexicon
from risktool.recover.words.lines import find_margins
from risktool.recover.words.vocabulary import build_vocabulary
from risktool.recover.words.wordlist import WordList, load_word_list
from risktool.source import Box, Cell, Document, Page, Span, Spans, Table, Word, Words
from training import Sample, flatten, lose, make_register, make_style

SMALL_LIST = WordList(
    {
        "missförstånd": 1e-5,
        "missförstå": 5e-6,
        "nd": 1e-6,
        "framför": 1e-4,
        "allt": 1e-3,
        "framförallt": 5e-5,
        "marknaden": 2e-5,
        "mat": 5e-5,
        "aden": 1e-6,
        "införande": 1e-5,
        "in": 2e-3,
        "samt": 3e-4,
    }
)


def build_document(text: str) -> Document:
    return Document("n", "", "text/plain", "plain", text, (Page(1, Span(0, len(text))),))


def build_lexicon(text: str, word_list: WordList | None = None, language: str = "sv") -> Lexicon:
    return Lexicon(build_vocabulary(text), frozenset(load_profile(language).common_words), word_list)


def read(text: str, *, elsewhere: str = "", word_list: WordList | None = None) -> str:
    """`text` as read in a document that also says `elsewhere`."""
    whole = f"{text}\n\n{elsewhere}"
    document = build_document(whole)
    reader = Reader(document, build_lexicon(whole, word_list), find_margins(document))
    return reader.text((Span(0, len(text)),))


@pytest.mark.parametrize("break_", [" ", "\n"])
def test_a_word_that_stands_whole_elsewhere_is_joined(break_: str) -> None:
    assert read(f"Sannolikhe{break_}t hög", elsewhere="Sannolikhet 4") == "Sannolikhet hög"
    assert read(f"SANNOLIKHE{break_}T", elsewhere="Sannolikhet 4") == "SANNOLIKHET"
    assert read(f"chef/personalgr{break_}upper.", elsewhere="Alla personalgrupper") == "chef/personalgrupper."


def test_a_word_on_three_lines_is_joined() -> None:
    assert read("Verksam\nhetsut\nveckling", elsewhere="Om verksamhetsutveckling") == "Verksamhetsutveckling"


def test_two_words_of_the_document_stay_apart() -> None:
    elsewhere = "kompetensutveckling kräver kompetens och utveckling"
    assert read("kompetens utveckling", elsewhere=elsewhere) == "kompetens utveckling"
    assert read("enheten är ny", elsewhere="enhetenär är") == "enheten är ny"


def test_a_first_piece_too_short_for_any_column_is_a_word() -> None:
    assert read("i stället", elsewhere="istället") == "i stället"


@pytest.mark.parametrize("text", ["Arbete t ex hemma", "Arbete t.ex. hemma", "arbete t 12"])
def test_an_abbreviation_is_no_ending(text: str) -> None:
    assert read(text, elsewhere="arbetet") == text


def test_a_tab_or_an_empty_line_is_never_joined_over() -> None:
    assert read("Sannolikhe\tt", elsewhere="Sannolikhet") == "Sannolikhe t"
    assert read("Sannolikhe\n\nt", elsewhere="Sannolikhet") == "Sannolikhe t"


def test_letters_alone_join_where_words_never_end_so() -> None:
    forms = ("leda", "planera", "samla", "handla", "förvalta", "utbilda", "avveckla")
    whole = " ".join(
        f"{form[:-1]}{end}" for form in forms for end in ("ningen", "ningar", "ningarna", "ningens", "nings")
    )
    assert read("Stor omladdni ngen", elsewhere=whole) == "Stor omladdningen"
    assert read("Stor omladdning ingen", elsewhere=whole) == "Stor omladdning ingen"


def test_a_word_list_knows_what_the_document_does_not_say() -> None:
    assert read("risk för missförstå nd") == "risk för missförstå nd"
    assert read("risk för missförstå nd", word_list=SMALL_LIST) == "risk för missförstånd"
    assert read("på matmarkn aden", word_list=SMALL_LIST) == "på matmarknaden"


def test_a_word_list_keeps_apart_what_authors_write_apart() -> None:
    elsewhere = "Allt gäller framförallt oss"
    assert read("och framför allt", elsewhere=elsewhere, word_list=SMALL_LIST) == "och framför allt"


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("ett in-\nförande", "ett införande"),
        ("IT-\nsystemets", "IT-systemets"),
        ("Sekretess-\noch ansvar", "Sekretess- och ansvar"),
        ("Sekretess-\nsamt ansvar", "Sekretess- samt ansvar"),
        ("Sekretess- samt ansvar", "Sekretess- samt ansvar"),
        ("före 2024-\n05-01", "före 2024-05-01"),
        ("chefer/\nledare", "chefer/ledare"),
        ("fel -\nigen", "fel - igen"),
    ],
)
def test_hyphens_at_line_ends(printed: str, read_as: str) -> None:
    assert read(printed, word_list=SMALL_LIST) == read_as


def test_a_hyphen_that_the_document_prints_elsewhere_stays() -> None:
    assert read("ny e-\npost", elsewhere="all e-post") == "ny e-post"
    assert read("e- post", elsewhere="all e-post") == "e-post"


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("Otydliga roller\noch ansvar", "Otydliga roller och ansvar"),
        ("Stress\nOro", "Stress\nOro"),
        ("Det är klart.\nmen sent", "Det är klart.\nmen sent"),
        ("gör\n- ett\n- två", "gör\n- ett\n- två"),
        ("gör\n1. ett\n2. två", "gör\n1. ett\n2. två"),
    ],
)
def test_line_ends_without_geometry(printed: str, read_as: str) -> None:
    assert read(printed) == read_as


LETTER_PT, LINE_PT = 5.0, 10.0


def build_cells(*cells: str, width: int) -> Document:
    """A ruled column of cells, `width` letters wide inside, set in letters of 5 points."""
    text = "\n".join(cells) + "\n"
    built: list[Cell] = []
    set_words: list[Word] = []
    at = line = 0
    for number, cell in enumerate(cells):
        right = 4 + LETTER_PT * width + 4
        span = Span(at, at + len(cell))
        built.append(Cell(number, 0, span, box=Box(0, LINE_PT * line, right, LINE_PT * (line + 1))))
        for row in cell.split("\n"):
            for match in re.finditer(r"\S+", row):
                x0, x1 = (4 + LETTER_PT * place for place in match.span())
                box = Box(x0, LINE_PT * line, x1, LINE_PT * (line + 1))
                set_words.append(Word(Span(at + match.start(), at + match.end()), 1, box))
            at += len(row) + 1
            line += 1
    table = Table(tuple(built), len(cells), 1, "ruled")
    page = Page(1, Span(0, len(text)), (table,), width=200, height=500)
    return Document("n", "", "application/pdf", "pdfium", text, (page,), words=Words.of(set_words))


def test_geometry_tells_a_full_line_from_an_item() -> None:
    document = build_cells("Otydligt vem\nHr frågar", "Stress\nOro", width=12)
    reader = build_reader(document, load_profile("sv"))
    shown = [
        reader.text((cell.span,))
        for block in document.pages[0].blocks
        if isinstance(block, Table)
        for cell in block.cells
    ]
    assert shown == ["Otydligt vem Hr frågar", "Stress\nOro"]


def test_a_join_says_its_pieces_and_lowers_the_certainty_a_little() -> None:
    text = "Sannolikhe t"
    document = build_document(f"{text}\n\nSannolikhet")
    reading = build_reader(document, load_profile("sv")).read((Span(0, len(text)),))
    assert [join.pieces for join in reading.joins] == [("Sannolikhe", "t")]
    assert 0.9 < reading.certainty < 1


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


PIECES = st.sampled_from(
    [
        "Sannolikhe",
        "t",
        "Sannolikhet",
        "in-",
        "förande",
        "införande",
        "och",
        "IT-",
        "-",
        "a/",
        "k",
        ",",
        ".",
        "4",
        "•",
        "t.ex.",
    ]
)
GAPS = st.sampled_from([" ", "\n", "\t", "\n\n", " \n "])


@given(st.lists(st.tuples(PIECES | st.text(max_size=8), GAPS), max_size=12), st.booleans())
def test_nothing_but_white_space_and_hyphens_ever_changes(parts: list[tuple[str, str]], with_list: bool) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    assert squeezed(read(text, word_list=SMALL_LIST if with_list else None)) == squeezed(text).replace("\u00ad", "")


def breaks(text: str) -> set[int]:
    """After how many visible signs white space stands."""
    signs, places = 0, set()
    for sign in text:
        if sign.isspace():
            places.add(signs)
        else:
            signs += 1
    return places


def cells_of(sample: Sample) -> Iterator[tuple[Spans, str]]:
    """Where each description and treatment is printed, and what its author wrote."""
    for s, section in enumerate(sample.register.sections):
        for r, row in enumerate(section.rows):
            for part, whole in (("description", row.description), ("treatment", row.treatment)):
                spans = tuple(Span(p.start, p.end) for p in sample.pieces if p.tag == (s, r, part))
                printed = " ".join(sample.text[span.start : span.end] for span in spans)
                if spans and "".join(printed.split()) == "".join(whole.split()):
                    yield spans, whole


def count_joins(seeds: range, *, with_list: bool) -> tuple[int, int, int]:
    """(breaks inside words, joins, right joins) in made registers whose columns are too narrow for their words."""
    broken = joined = right = 0
    for seed in seeds:
        rng = random.Random(seed)
        language = rng.choice(["sv", "sv", "nb", "da", "en", "de"])
        style = replace(make_style(rng, language), narrow=1.0)
        sample = lose(flatten(make_register(rng, language, 4), rng, style), "5", lose_risk=True)
        document = build_document(sample.text)
        word_list = load_word_list(language) if with_list else None
        reader = Reader(document, build_lexicon(sample.text, word_list, language), find_margins(document))
        for spans, whole in cells_of(sample):
            printed = breaks(" ".join(sample.text[span.start : span.end] for span in spans))
            inside_words, gone = printed - breaks(whole), printed - breaks(reader.text(spans))
            broken += len(inside_words)
            joined += len(gone)
            right += len(gone & inside_words)
    return broken, joined, right


def test_joins_are_right_without_a_word_list() -> None:
    broken, joined, right = count_joins(range(20_000, 20_040), with_list=False)
    assert right >= 0.99 * joined
    assert right >= 0.05 * broken > 0


def test_joins_are_right_with_the_word_list() -> None:
    pytest.importorskip("wordfreq", reason="the extra `words` is not installed")
    broken, joined, right = count_joins(range(20_000, 20_040), with_list=True)
    assert right >= 0.995 * joined
    assert right >= 0.55 * broken


def test_without_the_extra_the_document_is_asked_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "wordfreq", None)
    load_word_list.cache_clear()
    assert load_word_list("sv") is None
    reader = words.build_reader(build_document("Sannolikhe t\n\nSannolikhet"), load_profile("sv"))
    assert reader.text((Span(0, 12),)) == "Sannolikhet"
    load_word_list.cache_clear()


def test_a_language_without_a_list_is_no_error() -> None:
    assert load_word_list("tlh") is None
