"""Arithmetic of spans: cut one set out of another. Every reader needs it to account for its words."""

from collections.abc import Iterable

from risktool.source import Span, Spans


def subtract(span: Span, holes: Iterable[Span]) -> Spans:
    """The parts of `span` that are in no hole, in order."""
    parts: list[Span] = []
    at = span.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            parts.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        parts.append(Span(at, span.end))
    return tuple(parts)


def is_inside(offset: int, spans: Iterable[Span]) -> bool:
    """Whether one of the spans holds the character at this offset."""
    return any(span.start <= offset < span.end for span in spans)


def trim(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def uncovered(text: str, whole: Span, placed: Iterable[Span]) -> Spans:
    """The words inside `whole` that no span of `placed` holds, in reading order, trimmed of white space."""
    return printed(text, subtract(whole, placed))


def printed(text: str, spans: Iterable[Span]) -> Spans:
    """The trimmed spans that hold more than white space."""
    trimmed = (trim(text, span) for span in spans)
    return tuple(span for span in trimmed if span.end > span.start)
