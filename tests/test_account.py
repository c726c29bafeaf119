"""The law of the whole tool: every word of the source ends up somewhere in the output, and is counted once."""

from collections import Counter
from collections.abc import Iterable
from importlib import import_module

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from risktool.draft import Draft, DraftSection
from risktool.model import Register, Residual, Risk
from risktool.pipeline import Options, parse_bytes
from risktool.source import Document, Page, Paragraph, Span, Spans
from training import make_sample

LINES = (
    *("# 1. Riskanalys: Flytt", "## 2. Synpunkter", "3. Riskanalys: Nytt kök", "Sida 1", "Protokoll", ""),
    *("| Risk | S | K | SxK | Åtgärd | Ansvarig |", "| --- | --- | --- | --- | --- | --- |"),
    *("| Hal trappa | 3 | 4 | 12 | Ny matta | Siw |", "| Buller | 2 | | | - | |", "| Drag | 2-4 | 3 | 9? | | Bo |"),
    *("Risk: Hal trappa. S 3 K 4 SxK 12. Åtgärd: Ny matta", "Risk: de hinner inte. Förslag: börja tidigare."),
    *(
        "- Nycklar försvinner S: 5, K: 5, SxK: 25",
        "Med vänlig hälsning",
        "1-4 låg, 5-9 medel, 10-25 hög",
        "Restrisk: 2",
    ),
)

LONGEST_SAMPLE = 3000
"""Characters of flattened text: a page or two, read in a second."""


def signs(texts: Iterable[str | None]) -> Counter[str]:
    """Letters and digits; the rest is layout, and a reading may set its own."""
    return Counter(c for text in texts for c in (text or "") if c.isalnum())


def said(register: Register) -> Counter[str]:
    """All that the output says, field by field."""
    loose = [place.text for place in (*register.furniture, *register.unassigned)]
    sections = [text for section in register.sections for text in (section.heading, section.text)]
    return signs([*loose, *sections, *(text for risk in register.risks for text in said_by(risk))])


def said_by(risk: Risk) -> tuple[str | None, ...]:
    after = risk.residual or Residual()
    residual = (after.label, *(str(n) for n in (after.likelihood, after.consequence, after.score) if n is not None))
    printed = (risk.printed.likelihood, risk.printed.consequence, risk.printed.score, risk.level_label)
    return (risk.description, risk.treatment, risk.owner, risk.due, *printed, *risk.other.values(), *residual)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14), st.sampled_from(["notes.md", "notes.txt"]))
def test_every_word_of_notes_is_in_the_output(lines: list[str], name: str) -> None:
    text = "\n".join(lines)
    assume(signs([text]))
    register = parse_bytes(text.encode(), name, Options(language="sv"))
    assert signs([text]) - said(register) == Counter()
    assert register.coverage.unassigned == 0


@settings(max_examples=6)
@given(st.integers(0, 10**6))
def test_every_word_of_flattened_text_is_in_the_output(seed: int) -> None:
    text = make_sample(seed).text
    assume(len(text) < LONGEST_SAMPLE)
    register = parse_bytes(text.encode(), "notes.txt", Options())
    words = len(text.split())
    assert signs([text]) - said(register) == Counter()
    assert register.coverage.model_dump() == {"words": words, "placed": words, "unassigned": 0}


def test_words_that_no_reader_places_are_listed_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that forgets: it places "one" and the beginning of "three" of "one two three four"."""

    def forget(document: Document, *_: object) -> Draft:
        start = document.text.index("one")
        return Draft(
            (DraftSection(None, "", (), (), False, text=(Span(start, start + 3), Span(start + 8, start + 11))),)
        )

    monkeypatch.setattr(import_module("risktool.parse"), "read_sections", forget)
    register = parse_bytes(b"one two three four", "notes.txt", Options())
    assert [place.text for place in register.unassigned] == ["two", "ee four"]
    assert register.coverage.model_dump() == {"words": 4, "placed": 1, "unassigned": 3}
    assert "unassigned-text" in {finding.name for finding in register.findings}


@given(st.text("ab \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_each_word_counts_in_the_first_part_that_holds_a_letter_of_it(text: str, ends: list[tuple[int, int]]) -> None:
    parts: list[Spans] = [(Span(min(pair), max(pair)),) for pair in ends]
    whole = Span(0, len(text))
    document = Document("x", "", "text/plain", "x", text, (Page(1, whole, (Paragraph(whole),)),))
    counts = document.count_words(*parts, (whole,))
    assert sum(counts) == len(text.split())
    for at, count in enumerate(counts[:-1]):
        (span,) = parts[at]
        assert count <= len(text[span.start : span.end].split())
