"""Whether a stretch of words is what is left of a table: by its heading, by the table's head, or by its numbers.

In a document that states its tables (Word, HTML) nothing is: a long paragraph of it is a paragraph.
"""

import regex

from risktool.draft import Doubt
from risktool.notation import Notation, is_telling, printed_products
from risktool.parse.flat.scores.signed import FEWEST_SIGNED, count_named
from risktool.parse.header_run import find_header
from risktool.profiles import Profile, fold
from risktool.sequence import LONG_LINE
from risktool.source import Document, Span, Spans


def is_flattened(
    document: Document, body: Spans, profile: Profile, *, under_analysis: bool, multiplies: bool = False
) -> bool:
    """Whether the words may hold rows: under an analysis' heading on page-long lines, or with a table's head; in a
    document that `multiplies` numbers time and again, by theirs.
    """
    if under_analysis and any(_is_long(document, span) for span in body):
        return True
    if under_analysis and multiplies and any(printed_products(document.text[s.start : s.end]) for s in body):
        return True
    return any(find_header(document.text[span.start : span.end], profile) is not None for span in body)


def layout_doubt(document: Document, body: Spans, profile: Profile) -> Doubt | None:
    """What to ask where most lines have wide gaps: columns side by side, which words in their order run through; or
    where neither a head nor a line's beginning or end sets the numbers apart from a sentence's.
    """
    texts = [document.text[span.start : span.end] for span in body]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    parted = sum(bool(_GAP.search(line)) for line in lines)
    is_parted = 2 * parted > len(lines) >= FEWEST_LINES
    is_apart = any(_is_long(document, span) for span in body) or any(map(_BESIDE_NOTHING.search, lines))
    is_apart = is_apart or any(find_header(text, profile) is not None for text in texts)
    return Doubt("row-uncertain") if is_parted or not is_apart else None


_BESIDE_NOTHING = regex.compile(r"^\s*\d{1,2} \d{1,2} \d{1,3}(?!\S)|(?<!\S)\d{1,2} \d{1,2} \d{1,3}\s*$")
"""Three numbers at a line's beginning or end."""


def leftover_doubt(document: Document, text: Spans) -> Doubt | None:
    """What to ask of the rows beside these words, where numbers stand line by line among them: a table that lost its
    columns gives its names and its first row's numbers the look of a form with labels."""
    lines = (line for span in text for line in document.text[span.start : span.end].splitlines())
    numbers = sum(bool(_NUMBERS_ALONE.fullmatch(line)) for line in lines)
    return Doubt("row-uncertain") if numbers >= FEWEST_LEFT else None


FEWEST_LEFT = 6
"""Lines of a number each that two more rows leave."""

_NUMBERS_ALONE = regex.compile(r"\s*(?:\d{1,2}|100)(?:\s?[-–]\s?\d{1,3})?\??\s*")

FEWEST_LINES = 3
"""Lines that show how a text is laid out."""

_GAP = regex.compile(r"\S[ \t]{3,}\S")


def has_products(document: Document) -> bool:
    """Whether numbers multiply time and again: tables that lost their columns."""
    return is_telling(printed_products(document.text))


def names_factors(
    document: Document, body: Spans, notation: Notation, profile: Profile, *, under_analysis: bool
) -> bool:
    """Whether scores with their columns' names ("S3 K4") are cells of a flattened table: on page-long lines, under an
    analysis' heading or a table's head, where nothing else is labelled."""
    return any(
        _is_long(document, span)
        and ((end := _head_end(text := document.text[span.start : span.end], profile)) or under_analysis)
        and count_named(text[end:], profile, notation) >= FEWEST_SIGNED
        and _LABEL.search(text, end) is None
        for span in body
    )


def _head_end(text: str, profile: Profile) -> int:
    """Behind a table's head; 0 where there is none."""
    head = find_header(text, profile)
    return head.end if head else 0


_LABEL = regex.compile(r"\p{L}{4,}:\s")
"""A field's label: what is typed so tells where its fields are."""


def shows_rows(document: Document, body: Spans, profile: Profile) -> bool:
    """Whether page-long lines hold rows though no heading says so: both factors are named in them, and their numbers
    multiply time and again."""
    text = " ".join(document.text[span.start : span.end] for span in body if _is_long(document, span))
    words = {fold(word) for word in text.split()}
    names = ({fold(name) for name in profile.columns.get(role, ())} for role in ("likelihood", "consequence"))
    return all(not words.isdisjoint(found) for found in names) and is_telling(printed_products(text))


def _is_long(document: Document, span: Span) -> bool:
    """Whether any line that this span lies on is a page flattened into one line."""
    text = document.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    return (end if end >= 0 else len(text)) - start > LONG_LINE
