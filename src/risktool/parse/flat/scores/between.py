"""What is printed between scores' numbers: a sentence typed into a cell is text, signs are furniture."""

from collections.abc import Sequence

from risktool.parse.flat.event import Event
from risktool.parse.flat.words import Word
from risktool.parse.spans import uncovered
from risktool.source import Document, Span, Spans


def find_remarks(words: Sequence[Word], scores: Sequence[Event]) -> Spans:
    """The words that stand among the numbers of scores without signs: "3 3. Osäkert underlag. 9"."""
    events = [score for score in scores if not score.is_signed]
    held = [span for event in events for span in (*event.score.spans, *event.level)]
    among = sorted({at for event in events for at in range(event.first, event.last + 1)})
    return tuple(words[at].span for at in among if not _is_in(words[at].span, held))


def _is_in(word: Span, held: Sequence[Span]) -> bool:
    return any(span.start <= word.start < span.end for span in held)


def find_signs(words: Sequence[Word], scores: Sequence[Event], document: Document) -> Spans:
    """What is printed between and around the numbers of signed scores: "x" and "=" of "3 x 4 = 12"."""
    return tuple(
        part
        for event in scores
        if event.is_signed
        for part in uncovered(
            document.text,
            Span(words[event.first].span.start, words[event.last].span.end),
            (*event.score.spans, *event.level),
        )
    )
