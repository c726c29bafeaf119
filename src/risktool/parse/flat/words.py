"""A stretch of flat text as words: where each stands, and what kind of break stands before it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from risktool.sequence import LONG_LINE
from risktool.source import Document, Span, Spans

Break: TypeAlias = Literal["space", "line", "page"]
"""White space on a line, a line end, or a page's end (a furniture hole or a form feed lies between)."""

_WORD = regex.compile(r"\S+")
_CAPITAL = regex.compile(r"[\"'”(\[]*\p{Lu}")


@dataclass(frozen=True, slots=True)
class Word:
    """A white-space delimited word of the document's text."""

    span: Span
    text: str
    gap: Break
    is_adjacent: bool = False
    """Only white space lies between it and the word before; else something was taken out there."""

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital, quotation marks and parentheses aside."""
        return _CAPITAL.match(self.text) is not None


def split_words(document: Document, spans: Spans) -> tuple[Word, ...]:
    """The words of these spans in order. Between two spans lies what was taken out: furniture, so a page break."""
    words: list[Word] = []
    for at, span in enumerate(spans):
        for match in _WORD.finditer(document.text, span.start, span.end):
            gap: Break = "space"
            is_adjacent = False
            if words:
                between = document.text[words[-1].span.end : match.start()]
                fresh = at > 0 and words[-1].span.end <= span.start
                gap = _break(document, words[-1].span, between, match.start()) if fresh or "\n" in between else "space"
                is_adjacent = between.isspace()
            words.append(Word(Span(match.start(), match.end()), match[0], gap, is_adjacent))
    return tuple(words)


def _break(document: Document, before: Span, between: str, at: int) -> Break:
    """A line end is a page's end when a page number was cut out there, or the line was a whole page."""
    text = document.text
    line_start = text.rfind("\n", 0, before.start) + 1
    if "\f" in between or document.page_at(before.start) != document.page_at(at):
        return "page"
    if "\n" in between:
        return "page" if before.end - line_start > LONG_LINE else "line"
    return "space"
