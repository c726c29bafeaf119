"""What belongs to the page and not to the notes: page numbers, running headers and footers.

A page number is one because it counts up from page to page, with the document's lost digits taken into account;
a running line because it stands at the same end of most pages. Where each page was flattened into one line, the footer
is what most of these lines end with, before the number: one for the whole text, since what fewer pages share is a
treatment that stands last on them. A text of one page that ends in a lone "1" ends in its page number: a score would
stand between a description and a treatment. What a file says about itself in its front matter is no risk, whatever its
keys are called.

Where a text lost its page ends but kept its lines, a line with a number in it that comes back unchanged, each time
below a finished sentence, is a footer too ("Ekbro kommun, dnr 2024-17"). So is one that names the page ("Sida 1 av 3"),
and a name that stands on the same side of each such line.

Limits: a short treatment that stands last on three pages or more, behind another sentence, reads as their footer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from risktool.notation import Notation
from risktool.page_counts import is_name, is_page_word, page_name
from risktool.parse.spans import printed, subtract
from risktool.sequence import LONG_LINE, count_up, page_tails
from risktool.source import Block, Document, Page, Paragraph, Span, Spans

MIN_SHARE = 0.5
"""Of the pages that have a number at all, those that must fit the count; sheets in the middle may lack one."""

RUNNING_PAGES = 2
"""A line that stands at the same end of this many pages, and of most of them, is a running line."""

FOOTER_PAGES = 3
"""Flattened pages that must end alike: two do by chance, where the same treatment is given twice; but no treatment ends
in the word for a page, with the page's number behind it."""

FOOTER_WORDS = range(2, 9)
"""Words that pages share at their end: one word alone may end two cells, and so many as the last of these belong to no
footer, but to a row that stands on every page."""

SENTENCE_ENDS = (".", "!", "?", ":", ";")
"""No part of a footer, which is a name: what stands before one is a cell, and so is a line that ends in one."""

LONG_NUMBER = 4
"""Digits of a year."""

_WORD = regex.compile(r"\S+")
_DIGITS = regex.compile(r"\d+")


def find_furniture(document: Document, notation: Notation) -> Spans:
    """Page numbers, running lines and metadata, in order. A page number in a running line ("Sida 2") is part of it."""
    counted = _page_numbers(document, notation)
    footers = tuple(_footers(document, counted))
    counted = counted if footers else _with_word(document.text, counted)
    running = (*_running_lines(document), *footers, *_repeated_lines(document), *_named_pages(document))
    lines = sorted({*running, *_metadata(document)})
    numbers = (part for number in counted for part in subtract(number, lines))
    return tuple(sorted({*lines, *printed(document.text, numbers)}))


def _page_numbers(document: Document, notation: Notation) -> list[Span]:
    tails = page_tails(document)
    if not tails:
        return []
    match = count_up([tail.printed for tail in tails], notation.print_number)
    numbered = sum(tail.printed != "" for tail in tails)
    if len(tails) == 1:
        return [tails[0].span] if tails[0].printed == "1" and _is_long(document, tails[0].span) else []
    if match.hits < max(2, MIN_SHARE * numbered):
        return []
    return [
        tail.span
        for i, tail in enumerate(tails)
        if tail.printed and tail.printed == notation.print_number(match.start + i)
    ]


def _with_word(text: str, numbers: list[Span]) -> list[Span]:
    """The page numbers with the word before them, where that is the same on every page: "Sida 1 (2)", "Sida 2 (2)".

    Pages may end in one word by chance, unless it is the word for a page, the number of pages is told as well or the
    word stands apart.
    """
    found = [_WORD_BEFORE.search(text, text.rfind("\n", 0, n.start) + 1, n.start) for n in numbers]
    words = [match for match in found if match is not None]
    is_total = all(len(text[n.start : n.end].split()) > 1 or "/" in text[n.start : n.end] for n in numbers)
    is_shared = len(words) == len(numbers) and len({match["word"] for match in words}) == 1
    is_apart = all(text[: match.start()].rstrip().endswith(SENTENCE_ENDS) for match in words)
    is_named = all(is_page_word(match["word"]) for match in words)
    if not is_shared or not (is_total or is_named or (is_apart and len(numbers) >= FOOTER_PAGES)):
        return numbers
    return [Span(match.start("word"), number.end) for match, number in zip(words, numbers, strict=True)]


_WORD_BEFORE = regex.compile(r"(?<=\s)(?P<word>\p{L}+\.?) ?$")


def _is_long(document: Document, span: Span) -> bool:
    """Whether this number ends a page printed as one line; a short line's last number may be anything."""
    return span.end - document.text.rfind("\n", 0, span.start) > LONG_LINE


def _footers(document: Document, numbers: Sequence[Span]) -> Iterator[Span]:
    """The words that most pages of a flattened text end with, before their numbers; none where no page is numbered.

    "… 4 5 20 Packa en låda i taget. Storviks kommun 4"    the digit of page 5 is lost, and its footer is there
    "… 2 3 6 Ring vaktmästaren och Storviks kommun"
    """
    if len(document.pages) != 1 or not numbers:
        return
    starts = {number.end: number.start for number in numbers}
    ends = [starts.get(tail.span.end, tail.span.end) for tail in page_tails(document)]
    endings = [_endings(document.text, end) for end in ends]
    footer = _named_ending(endings)
    if footer:
        yield from (ending[footer] for ending in endings if footer in ending)
        return
    footer = _shared_ending(endings)
    found = [ending[footer] for ending in endings if footer in ending]
    behind_score = sum(_follows_number(document.text, span.start) for span in found)
    yield from found if behind_score * 2 <= len(found) else ()


def _follows_number(text: str, start: int) -> bool:
    """Whether a number stands right before: then what follows is the treatment of a score."""
    return text[:start].rstrip()[-1:].isdecimal()


def _repeated_lines(document: Document) -> Iterator[Span]:
    """Lines with a number in them that come back unchanged in a text whose page ends are lost."""
    if len(document.pages) != 1:
        return
    lines = [b.span for b in document.pages[0].blocks if isinstance(b, Paragraph) and b.style == "body"]
    words = [document.text[slice(*line)] for line in lines]
    counts = Counter(words)
    for above, line, said in zip(words, lines[1:], words[1:], strict=False):
        if counts[said] >= FOOTER_PAGES and _may_be_footer(said) and above.endswith(SENTENCE_ENDS):
            yield line


def _named_pages(document: Document) -> Iterator[Span]:
    """Lines that name their page, with words beside the number only if these come again, and what stands on one side of
    all such lines: elsewhere, or beside some of them, the same words are a cell's or a title's.
    """
    blocks = (block for page in document.pages for block in page.blocks)
    lines = [b.span for b in blocks if isinstance(b, Paragraph) and b.style != "metadata"]
    words = [document.text[slice(*line)] for line in lines]
    names = {at: name for at, said in enumerate(words) if (name := page_name(said)) is not None}
    counts = Counter(names.values())
    named = [at for at, name in names.items() if not name or counts[name] > 1]
    yield from (lines[at] for at in named)
    for side in (-1, 1):
        beside = [at + side for at in named if 0 <= at + side < len(lines)]
        said = words[beside[0]] if len(beside) >= RUNNING_PAGES else ""
        if said[:1].isalpha() and len(said) <= LONG_LINE and is_name(said) and {words[at] for at in beside} == {said}:
            yield from (lines[at] for at in beside)


def _may_be_footer(line: str) -> bool:
    """Whether a line is a name with a number that is no score's: "Version 3", "dnr 2024-17"."""
    words = line.split()
    named = len(words) in FOOTER_WORDS and words[0][0].isalpha() and not line.endswith(SENTENCE_ENDS)
    return named and sum(any(map(str.isdecimal, word)) for word in words) == 1


def _shared_ending(endings: Sequence[Mapping[tuple[str, ...], Span]]) -> tuple[str, ...]:
    """The ending that most pages share, the longest of equals; () where too few do, or it may go on before that."""
    counts = Counter(words for found in endings for words in found)
    footer = max(counts, key=lambda words: (counts[words], len(words)), default=())
    is_shared = counts[footer] >= FOOTER_PAGES and counts[footer] * 2 > len(endings)
    return footer if is_shared and len(footer) < FOOTER_WORDS[-1] else ()


def _named_ending(endings: Sequence[Mapping[tuple[str, ...], Span]]) -> tuple[str, ...]:
    """Likewise, where it closes with the word for a page: then two pages are enough, whatever stands before it."""
    counts = Counter(
        words
        for found in endings
        for words in found
        if is_page_word(words[-1]) and not any(_SMALL_NUMBER.fullmatch(word) for word in words)
    )
    footer = max(counts, key=lambda words: (counts[words], len(words)), default=())
    return footer if counts[footer] >= RUNNING_PAGES and counts[footer] * 2 > len(endings) else ()


_SMALL_NUMBER = regex.compile(r"\d{1,2}")
"""What a score is made of."""


def _endings(text: str, end: int) -> dict[tuple[str, ...], Span]:
    """What the line up to `end` may have as its footer: its last words, and where they stand."""
    words = list(_WORD.finditer(text, text.rfind("\n", 0, end) + 1, end))[-FOOTER_WORDS[-1] :]
    cut = max((i for i, word in enumerate(words, start=1) if word[0].endswith(SENTENCE_ENDS)), default=0)
    words = words[cut:]
    tails = (words[-length:] for length in FOOTER_WORDS if length <= len(words))
    return {
        tuple(word[0] for word in tail): Span(tail[0].start(), tail[-1].end())
        for tail in tails
        if (_has_letter(tail[-1]) or _has_letter(tail[-2]) or _is_long_number(tail[-1]))
        and (_has_letter(tail[0]) or len(tail) == FOOTER_WORDS[-1])
    }


def _has_letter(word: regex.Match[str]) -> bool:
    return any(map(str.isalpha, word[0]))


def _is_long_number(word: regex.Match[str]) -> bool:
    """A year or a reference: no score has so many digits."""
    return sum(map(str.isdecimal, word[0])) >= LONG_NUMBER


def _metadata(document: Document) -> Iterator[Span]:
    blocks = (block for page in document.pages for block in page.blocks)
    return (block.span for block in blocks if isinstance(block, Paragraph) and block.style == "metadata")


def _running_lines(document: Document) -> list[Span]:
    if len(document.pages) < RUNNING_PAGES:
        return []
    found: list[Span] = []
    for end in (0, -1):
        lines = [line for page in document.pages if (line := _line_at(page, end)) is not None]
        masked = [_DIGITS.sub("#", document.text[line.start : line.end]) for line in lines]
        counts = Counter(masked)
        found += [
            line
            for line, mask in zip(lines, masked, strict=True)
            if counts[mask] >= RUNNING_PAGES and counts[mask] * 2 > len(document.pages)
        ]
    return found


def _line_at(page: Page, end: int) -> Span | None:
    block: Block | None = page.blocks[end] if page.blocks else None
    if isinstance(block, Paragraph) and block.span.end - block.span.start <= LONG_LINE:
        return block.span
    return None
