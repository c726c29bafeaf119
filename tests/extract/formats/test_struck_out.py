"""What an author struck out holds no longer: it is in no number and no risk, in any format, and it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.extract.characters import strike, unstrike
from risktool.pipeline import Options, parse_bytes
from tests.extract.formats.files import docx, odf, odf_table, rows_xml, sheet_xml, word_cell, xlsx
from tests.extract.formats.reading import read, shapes

HEADINGS = ("Risk", "S", "K", "Åtgärd")
STRUCK_RUN = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
FONTS = (
    "<styleSheet><fonts><font/><font><strike/></font></fonts>"
    '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
)


def word() -> bytes:
    changed = f"<w:tc><w:p>{STRUCK_RUN.format(1)}<w:r><w:t>2</w:t></w:r></w:p></w:tc>"
    gone = "".join(f"<w:tc><w:p>{STRUCK_RUN.format(text)}</w:p></w:tc>" for text in ("Mögel", 5, 5, "Måla"))
    rows = [
        "".join(map(word_cell, HEADINGS)),
        word_cell("Stöld") + changed + word_cell("3") + word_cell("Lås"),
        gone,
        "".join(map(word_cell, ("Halka", "4", "4", "Sand"))),
    ]
    return docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")


def workbook() -> bytes:
    rich = '<c r="B2" t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r><r><rPr/><t>2</t></r></is></c>'
    rows = rows_xml([HEADINGS, ("Stöld", "X", 3, "Lås"), ("Mögel", 5, 5, "Måla"), ("Halka", 4, 4, "Sand")])
    rows = rows.replace('<c r="B2" t="inlineStr"><is><t>X</t></is></c>', rich)
    for place in ("A3", "B3", "C3", "D3"):
        rows = rows.replace(f'r="{place}"', f'r="{place}" s="1"')
    return xlsx({"Risker": sheet_xml(rows)}, styles=FONTS)


def open_document(kind: str) -> bytes:
    style = (
        "<style:style style:name='T1'><style:text-properties style:text-line-through-style='solid'/></style:style>"
        "<style:style style:name='T2' style:parent-style-name='T1'/>"
    )
    span = "<text:span text:style-name='T2'>{}</text:span>"
    gone = tuple(span.format(text) for text in ("Mögel", 5, 5, "Måla"))
    rows = [HEADINGS, ("Stöld", span.format(1) + "2", "3", "Lås"), gone, ("Halka", "4", "4", "Sand")]
    return odf(odf_table(rows), kind, styles=style)


def page(struck: str, head: str = "") -> bytes:
    gone = "".join(f"<td>{struck.format(text)}" for text in ("Mögel", 5, 5, "Måla"))
    rows = f"<tr><td>Stöld<td>{struck.format(1)}2<td>3<td>Lås<tr>{gone}<tr><td>Halka<td>4<td>4<td>Sand"
    return f"<html>{head}<table><tr><th>Risk<th>S<th>K<th>Åtgärd{rows}</table></html>".encode()


def markdown(struck: str) -> bytes:
    gone = " | ".join(struck.format(text) for text in ("Mögel", 5, 5, "Måla"))
    rows = f"| Stöld | {struck.format(1)}2 | 3 | Lås |\n| {gone} |\n| Halka | 4 | 4 | Sand |\n"
    return f"| Risk | S | K | Åtgärd |\n|---|---|---|---|\n{rows}".encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(), "a.docx"),
        (workbook(), "a.xlsx"),
        (open_document("text"), "a.odt"),
        (open_document("spreadsheet"), "a.ods"),
        (page("<s>{}</s>"), "tag.html"),
        (page("<del>{}</del>"), "deleted.html"),
        (page("<span style='text-decoration: line-through'>{}</span>"), "style.html"),
        (page("<b class='x c3'>{}</b>", "<style>.c3{color:red;text-decoration:line-through}</style>"), "class.html"),
        (markdown("~~{}~~"), "tildes.md"),
        (markdown("~{}~"), "tilde.md"),
        (markdown("<strike>{}</strike>"), "tag.md"),
    ],
)
def test_struck_out_words_are_left_out_and_told(data: bytes, name: str) -> None:
    register = parse_bytes(data, name, Options(language="sv"))
    assert [(r.description, r.likelihood, r.consequence, r.treatment) for r in register.risks] == [
        ("Stöld", 2, 3, "Lås"),
        ("Halka", 4, 4, "Sand"),
    ]
    told = [finding.message for finding in register.findings if finding.name == "left-out"]
    assert told == ["struck-out text was left out: “1”, “Mögel”, “5”, “5”, “Måla”"]


def test_a_font_that_says_it_is_not_struck_out_holds() -> None:
    kept = "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>Halka</w:t></w:r>"
    assert shapes(docx(f"<w:p>{kept}</w:p>")) == [("body", "Halka")]


def test_the_number_of_a_struck_out_item_goes_with_it() -> None:
    assert shapes("# Risker\n\n1. ~~Mögel S: 5, K: 5~~\n2. Halka\n") == [("heading", "Risker"), ("item", "2. Halka")]


def test_a_row_of_which_only_its_number_is_left_goes_with_it() -> None:
    rows = "| 7 | Is | 2 | 3 |\n| R8 | ~~Mögel~~ | ~~5~~ | ~~5~~ |\n| 9 | Eld | ~~4~~ | 4 |\n"
    rows += "| 10 | | | |\n| 11 | Hal | 3 | 3 |\n"
    document = read(f"| Nr | Risk | S | K |\n|---|---|---|---|\n{rows}")
    assert "R8" not in document.text
    assert all(f"\n{number}\t" in document.text for number in (7, 9, 10, 11))
    assert document.remarks[0].message.endswith("“Mögel”, “5”, “5”, “4”, “R8”")


def test_a_text_whose_only_mark_strikes_words_out_is_markdown() -> None:
    assert shapes("Risk: Stöld S: ~~1~~2, K: 3\n~~~~ slut ~~~~\n")[0] == ("body", "Risk: Stöld S: 2, K: 3")
    assert read("~~~~ Rubrik ~~~~\nRisk: Is\n").remarks == ()


def test_many_passages_are_counted() -> None:
    register = parse_bytes(markdown("~~{}~~") + b"\n~~a~~ b ~~c~~\n", "a.md", Options(language="sv"))
    assert any(finding.message.endswith("“Måla” and 2 more") for finding in register.findings)


def test_about_and_a_range_are_not_struck_out() -> None:
    assert shapes("# Kostnad\n\nca ~5 eller ~7, alltså 2~3 ~ 4\n")[1] == ("body", "ca ~5 eller ~7, alltså 2~3 ~ 4")


def test_digits_around_a_struck_out_one_stay_apart() -> None:
    assert unstrike(f"2{strike('3')}4") == ("2 4", ("3",))
    assert unstrike(f"Hal {strike('våt')} trappa") == ("Hal trappa", ("våt",))


WORDS = st.text("abc 12", max_size=8)


@given(st.lists(st.tuples(WORDS, st.booleans())))
def test_no_word_is_lost_between_what_holds_and_what_is_struck_out(parts: list[tuple[str, bool]]) -> None:
    """Every letter comes back once, on its own side."""
    kept, struck = unstrike("".join(strike(words) if is_struck else words for words, is_struck in parts))

    def letters(text: str) -> str:
        return "".join(text.split())

    assert letters(kept) == letters("".join(words for words, is_struck in parts if not is_struck))
    assert letters("".join(struck)) == letters("".join(words for words, is_struck in parts if is_struck))
