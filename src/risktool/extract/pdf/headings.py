"""Column headings that run over the edges of their columns: which heading stands over which column.

    Sannsynlighet Konsekvens Risiko           "Sannsynlighet" is wider than its column and hangs into the next one
    3             4          Hal trapp

Headings and numbers are set the same way, so the headings lie over their columns by their left edges, their middles
or their right edges; the way that leaves them closest to the columns' words is taken, if it gives each heading a
column of its own.
"""

from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeAlias

from risktool.extract.pdf.columns import Columns, split_names
from risktool.extract.pdf.lines import Line, box_around
from risktool.extract.pdf.raw import RawWord
from risktool.source import Box

Anchor: TypeAlias = Callable[[Box], float]
"""Where a box is held against a column."""

ANCHORS: tuple[Anchor, ...] = (lambda box: box.x0, lambda box: (box.x0 + box.x1) / 2, lambda box: box.x1)


def place_headings(heading: Line, columns: Columns, body: Sequence[Line]) -> list[tuple[RawWord, int]] | None:
    """Each word of a line of headings with its column; None when two headings would share one."""
    names = split_names(heading.words)
    boxes = [box_around(name) for name in names]
    best = min((_nearest(boxes, columns, body, anchor) for anchor in ANCHORS), key=lambda found: found[0])[1]
    if len(set(best)) < len(best) or best != sorted(best):
        return None
    return [(word, column) for name, column in zip(names, best, strict=True) for word in name]


def _nearest(
    boxes: Sequence[Box], columns: Columns, body: Sequence[Line], anchor: Anchor
) -> tuple[float, list[int]]:
    """How far the headings lie from their nearest columns, all together, and which those are."""
    places = [
        median([anchor(word.box) for line in body for word in _edge_words(line, columns, column)] or [float("inf")])
        for column in range(columns.count)
    ]
    nearest = [min(range(columns.count), key=lambda c: abs(places[c] - anchor(box))) for box in boxes]
    return sum(abs(places[c] - anchor(box)) for c, box in zip(nearest, boxes, strict=True)), nearest


def _edge_words(line: Line, columns: Columns, column: int) -> list[RawWord]:
    """The words of a line in one column, as one box would hold them."""
    words = [word for word in line.words if columns.of(word) == column]
    return [words[0]._replace(box=box_around(words))] if words else []
