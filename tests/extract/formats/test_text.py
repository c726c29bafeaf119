"""Text files: encodings, and what of a line is mark and what is word."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from risktool.errors import NoTextError, UnreadableError
from risktool.extract import extract
from tests.extract.formats.reading import check_laws, read, remarks, shapes

NOTES = "1. Analys: Flytt av Ängen\nRisk: Barn går vilse på nya gården – öppen grind\nÅtgärd: Lås, välj ÅRLIG koll\n"
DANISH = "Risiko: Børn på øen får ikke nærhed\nTiltag: Årlig prøve, Øvelse, ÆNDRET råd\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("text", [NOTES, DANISH])
def test_every_encoding_gives_the_same_words(encoding: str, text: str) -> None:
    assert [words for _, words in shapes(text.encode(encoding))] == text.splitlines()


def test_dos_encoding_is_told_from_windows() -> None:
    text = NOTES.replace("–", "-")
    assert [words for _, words in shapes(text.encode("cp850"))] == text.splitlines()


WORDS = ("på", "gården", "väljer", "år", "ångest", "öppen", "Åtgärd", "Övning", "Ändra", "råd", "kör", "4", "5", "20")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_swedish_words_survive_old_encodings(encoding: str, words: list[str]) -> None:
    text = "Mötet: " + " ".join(words)
    assert shapes(text.encode(encoding)) == [("body", text)]


def test_pasted_foreign_passage_is_read_and_said() -> None:
    data = "Åtgärd: öva på hösten\n".encode() + "Åtgärd: mät på våren\n".encode("cp1252")
    assert [words for _, words in shapes(data)] == ["Åtgärd: öva på hösten", "Åtgärd: mät på våren"]
    assert remarks(data) == ["partly-read"]


def test_decomposed_letters_are_composed() -> None:
    assert shapes("A\u030atga\u0308rd") == [("body", "Åtgärd")]


def test_layout_characters_become_plain() -> None:
    assert shapes("Av\u00adtal\u00a0\ufb01nns\u200b vid e\u2010post \x1b[31mröd") == [
        ("body", "Avtal finns vid e-post [31mröd")
    ]


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\xb0" * 3000, b"\x00\x01\x02" * 100, b"\xff\xfe" + bytes(range(200, 256)) * 30],
)
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        extract(data, "test")


@pytest.mark.parametrize("data", [b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_no_text(data: bytes) -> None:
    with pytest.raises(NoTextError):
        extract(data, "test")


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"a|b|c\n" * 5)
def test_any_bytes_give_a_lawful_document_or_an_error_of_ours(data: bytes) -> None:
    with suppress(UnreadableError, NoTextError):
        check_laws(extract(data, "test"))


@given(st.text(alphabet='ab |-+#*;\t,\n\f"4.•é\u0301', max_size=200))
def test_every_letter_and_digit_of_a_text_is_kept(text: str) -> None:
    try:
        document = read(text)
    except (NoTextError, UnreadableError):  # nothing but white space, or no byte at all
        assert not any(char.isalnum() for char in text)
        return
    kept, given_ = (sorted(filter(str.isalnum, unicodedata.normalize("NFD", t))) for t in (document.text, text))
    assert kept == given_


def test_form_feeds_part_pages() -> None:
    document = read("one\n\ftwo\nthree\f")
    assert [[document.text[b.span.start : b.span.end] for b in page.blocks] for page in document.pages] == [
        ["one"],
        ["two", "three"],
        [],
    ]


def test_line_ends_of_every_system() -> None:
    assert [words for _, words in shapes("a\r\nb\rc\nd")] == ["a", "b", "c", "d"]


def test_headings_and_items_lose_their_marks_and_keep_their_numbers() -> None:
    text = "# Report\n\n## 2. Flytt ##\n\n- **Stress** i [gruppen](http://x.se/a)\n* K*S is a sum\n1. Första\n• punkt"
    assert shapes(text) == [
        ("heading", "Report"),
        ("heading", "2. Flytt"),
        ("item", "Stress i gruppen"),
        ("item", "K*S is a sum"),
        ("item", "1. Första"),
        ("item", "punkt"),
    ]


def test_a_lone_dash_in_plain_text_stays() -> None:
    assert shapes("Avlopp\n- halt golv\n-\n4 5 20") == [
        ("body", "Avlopp"),
        ("body", "- halt golv"),
        ("body", "-"),
        ("body", "4 5 20"),
    ]


def test_underlined_heading() -> None:
    assert shapes("Riskanalys 3\n============\nText\n\nDel två\n-------\n") == [
        ("heading", "Riskanalys 3"),
        ("body", "Text"),
        ("heading", "Del två"),
    ]


FRONT = "---\ntitle: The shed\nlikelihood: 3\ntags:\n  - gate\n# seen by Eva\n---\n\nThe gate sticks.\n"


def test_front_matter_is_about_the_file() -> None:
    told = [("metadata", line) for line in ("title: The shed", "likelihood: 3", "tags:", "- gate", "# seen by Eva")]
    assert shapes(FRONT.encode()) == [*told, ("body", "The gate sticks.")]


@pytest.mark.parametrize(
    "text",
    [
        "---\nRisk: grinden kärvar\nS: 3\n---\nRisk: taket läcker\nS: 2\n---\n",
        "---\nGrinden kärvar på vintern.\n---\nTaket läcker.\n",
        "---\nRisk: grinden kärvar\n---\n",
        "\nrisk: grinden\n---\nTaket läcker.\n",
        "---\nrisk: grinden\n",
        "---\n---\nTaket läcker.\n",
    ],
)
def test_lines_between_rules_that_are_no_front_matter(text: str) -> None:
    assert all(style != "metadata" for style, _ in shapes(text.encode()))


def test_a_box_to_be_ticked_is_a_part_of_its_bullet() -> None:
    text = "# Risker\n\n- [ ] Brand\n- [x] Is\n- [S] Damm\n"
    assert [words for _, words in shapes(text)][1:] == ["Brand", "Is", "[S] Damm"]


@pytest.mark.parametrize(
    ("opening", "shape"),
    [
        ("```python", ("body", "# sätt larmet")),
        ("```", ("heading", "sätt larmet")),
        ("```markdown", ("heading", "sätt larmet")),
    ],
)
def test_a_remark_in_code_heads_nothing(opening: str, shape: tuple[str, str]) -> None:
    found = shapes(f"## Larm\n\n{opening}\n# sätt larmet\n```\n\n# Efteråt\n")
    assert found == [("heading", "Larm"), shape, ("heading", "Efteråt")]


def test_code_that_is_never_closed_hides_no_heading() -> None:
    assert shapes("```bash\n# larm\n\n## Risker\n")[-1] == ("heading", "Risker")
