"""A subject that a table repeats as its first line."""

from risktool.parse.headings import Heading
from risktool.parse.spans import printed
from risktool.profiles import fold
from risktool.source import Document, Span, Spans


def without_echo(document: Document, heading: Heading, body: Spans) -> tuple[Spans, Spans]:
    """A body without the subject that a table repeats as its first line, and that line."""
    subject = fold("".join(document.text[s.start : s.end] for s in heading.subject))
    if not body or len(subject) < SHORTEST_ECHO:
        return body, ()
    first = body[0]
    at, seen = first.start, 0
    while at < first.end and seen < len(subject):
        folded = fold(document.text[at])
        if not subject.startswith(folded, seen):
            return body, ()
        seen += len(folded)
        at += 1
    if seen < len(subject) or (at < first.end and document.text[at].isalnum()):
        return body, ()
    return printed(document.text, (Span(at, first.end), *body[1:])), (Span(first.start, at),)


SHORTEST_ECHO = 8
"""Letters of a subject whose repetition is no accident."""
