"""Labels that number typed risks, where they open lines: "R1 Brand", "1.1 Risk: Brand", "A1" above its risk.

    1.1 Risk: Arkivet blir fuktigt
    S: 2 K: 5
    Åtgärd: Flytta

    1.2 Risk: Larmet tystnar        the next risk, and no end of the treatment

They are bullets of a list whose items are the risks if most are scored, each in the paragraph that its label opens;
else they may number treatments or chapters, and say nothing here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

import regex

from risktool.parse.label_counts import COUNT, OPENING_LABEL, find_chains
from risktool.parse.typed.marks import Mark
from risktool.parse.typed.scores import Score
from risktool.parse.typed.siblings import Opening
from risktool.source import Span

_LABEL = regex.compile(
    rf"^[ \t]*[*_]*(?P<label>\d{{1,3}}[.)](?=[ \t]*$)|{OPENING_LABEL})[.:]?[*_]*[.:]?(?:[ \t]+(?=\S)|[ \t]*$)",
    regex.MULTILINE,
)
_COUNTED_LINE = regex.compile(rf"^(?P<label>\d{{1,3}}[.)]|{OPENING_LABEL})[.:]?[ \t]+(?=\p{{L}})", regex.MULTILINE)
_PLAIN = regex.compile(r"\d+")
"""A lone number may be a score."""


def find_labelled(
    text: str, scores: Sequence[Score], marks: Sequence[Mark], openings: Sequence[Opening]
) -> tuple[Opening, ...]:
    """The openings of a list, and the labels that open scored risks."""
    found = {opening.start: opening for opening in openings}
    fields = {mark.start for mark in marks if mark.is_known and mark.role != "description"}
    last = max((score.start for score in scores), default=0)  # below all scores labels come again
    found_labels = (m for m in _LABEL.finditer(text, 0, last) if _may_open(m, scores) and m.end() not in fields)
    printed = [(match, match["label"]) for match in found_labels]
    for chain in find_chains(printed, are_lines=True):
        labels = [Span(*match.span()) for match in chain]
        edges = sorted({*found, *(label.start for label in labels)})
        if _number_risks(text, labels, scores, edges):
            found |= {match.start(): _opening(match, found.get(match.start())) for match in chain}
    return tuple(found[start] for start in sorted(found))


def find_label_lines(text: str) -> frozenset[int]:
    """Where lines begin whose labels count ("R1", "1."), whatever stands behind them."""
    printed = [(match.start(), match["label"]) for match in _COUNTED_LINE.finditer(text)]
    return frozenset(start for chain in find_chains(printed, are_lines=True) for start in chain)


def _may_open(match: "regex.Match[str]", scores: Sequence[Score]) -> bool:
    """Whether a label may open a risk: no number alone, and no factor of a score, "S1"."""
    at = bisect_right(scores, match.start(), key=lambda score: score.end)
    is_score = at < len(scores) and scores[at].start < match.end()
    return not (is_score or _PLAIN.fullmatch(match["label"]))


def _number_risks(text: str, labels: Sequence[Span], scores: Sequence[Score], edges: Sequence[int]) -> bool:
    """Whether most labels have words and a score in their paragraph before another item starts (at one of the `edges`),
    and no score stands above the first.
    """
    scored = sum(_is_scored(text, label, scores, edges) for label in labels)
    return 2 * scored > len(labels) and not any(score.start < labels[0].start for score in scores)


def _is_scored(text: str, label: Span, scores: Sequence[Score], edges: Sequence[int]) -> bool:
    at = bisect_left(scores, label.end, key=lambda score: score.start)
    edge = next(iter(edges[bisect_right(edges, label.start) :][:1]), len(text))
    words = text[label.end : scores[at].start] if at < len(scores) and scores[at].start < edge else ""
    return any(map(str.isalpha, words)) and "\n\n" not in words


def _opening(match: "regex.Match[str]", item: Opening | None) -> Opening:
    """The label as an item of a list of its own kind; one that counts within another `item` stays one."""
    if item is not None:
        return replace(item, is_label=True)
    label = match["label"]
    count = COUNT.findall(label)[-1]
    number = int(count) if count.isdecimal() else None
    return Opening(match.start(), match.end(), COUNT.sub("", label), number, is_label=True)
