"""Lines that say which page this is: "Sida 1 (2)", "Side 2 av 4 – Unntatt offentlighet", "Harbour board   Page 3 of 7".

A word that some profile has for a page, and a number, are such a line when nothing else stands there. With a name
before or behind them the number of all pages must be told too, for a sentence may end in a page it refers to.
"""

from functools import lru_cache
from typing import NamedTuple

import regex

from risktool.profiles import fold, languages, load_profile
from risktool.sequence import LONG_LINE

_COUNT = regex.compile(
    r"(?<![\p{L}\d])(?P<word>\p{L}+)[.:]?\s*(?P<page>\d{1,3})"
    r"(?P<total>\s*(?:\(\s*(?P<pages>\d{1,3})\s*\)|/\s*(?P<pages>\d{1,3})|(?P<of>\p{L}+)\s+(?P<pages>\d{1,3})))?(?![\p{L}\d])"
)
_SAYS = regex.compile(r"(?<![\p{L}\d-])\d{1,2}(?![\p{L}\d-])|[.:;?!]$|:\s")
"""What a name does not have, and a sentence, a label or a row may: a bare small number, a sentence's end, a colon."""


class _Words(NamedTuple):
    """What the profiles call a page, what stands before the number of all, and what opens a heading."""

    page: frozenset[str]
    of: frozenset[str]
    heading: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    profiles = [load_profile(language) for language in languages()]
    page, of = ([p.page_words for p in profiles], [p.of_words for p in profiles])
    heading = tuple(fold(word) for p in profiles for word in p.heading_words)
    page_words, of_words = (frozenset(fold(word) for words in lists for word in words) for lists in (page, of))
    return _Words(page_words, of_words, heading)


def is_page_count(text: str) -> bool:
    """Whether a text says which page this is, and nothing else."""
    match = _COUNT.fullmatch(text.strip())
    return match is not None and _is_count(match)


def is_page_word(word: str) -> bool:
    """Whether some profile has this word for a page: "sid", "Page"."""
    return fold(word.rstrip(".:")) in _words().page


def names_page(text: str) -> bool:
    """Whether a line is a page's header or footer: the number of the page and of all pages, before or behind a name."""
    return page_name(text) is not None


def page_name(text: str) -> str | None:
    """The name before or behind the page's number in a line, "" for a number alone; None for what names no page."""
    line = text.strip()
    if len(line) > LONG_LINE:
        return None
    if is_page_count(line):
        return ""
    found = [match for match in _COUNT.finditer(line) if match["total"] and _is_count(match)]
    ends = [match for match in found if match["word"][0].isupper() and (match.start() == 0 or match.end() == len(line))]
    names = [(line[: match.start()] or line[match.end() :]).strip() for match in ends]
    return next((name for name in names if is_name(name)), None)


def is_name(line: str) -> bool:
    """Whether a line may be a name: it says no score, has no label, ends no sentence and is no analysis' heading."""
    return not _SAYS.search(line) and not fold(line).startswith(_words().heading)


def _is_count(match: regex.Match[str]) -> bool:
    is_of = not match["of"] or fold(match["of"]) in _words().of
    is_within = not match["pages"] or 0 < int(match["page"]) <= int(match["pages"])
    return fold(match["word"]) in _words().page and is_of and is_within
