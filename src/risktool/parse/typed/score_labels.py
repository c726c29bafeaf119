"""Whose the labels are that stand right before a score.

Lös matta              the word for a risk below a name is the score's own and opens no risk
Risk: S 3, K 4

Risk: S 3, K 4         with nothing above the first of its paragraph it opens the risk, as does one with a number
Lös matta

Hissen: S 2, K 3       a label that nobody knows names the risk
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from risktool.parse.typed.marks import Mark, between
from risktool.parse.typed.scores import Score


class Labels(NamedTuple):
    """The labels that open risks and fields, and the scores, each with the label that is its own."""

    marks: tuple[Mark, ...]
    scores: tuple[Score, ...]


def deal_labels(text: str, labels: tuple[Mark, ...], scores: tuple[Score, ...]) -> Labels:
    """Which labels open something, and which are the scores'. A score is asked where only the order of the lines puts
    its name below it, or where names may stand below as well as above: "Lös matta", "Risk: S 3, K 4", "Mörk gång",
    "Risk: S 2, K 2", "Halt golv" in one paragraph.
    """
    before = {mark: score for mark in labels if (score := _score_behind(mark, scores)) is not None}
    own: dict[Score, Mark] = {}
    unsure: set[Score] = set()
    for start, group in groupby((m for m in before if m.opens), lambda mark: text.rfind("\n\n", 0, mark.start)):
        found = list(group)
        is_named_above = any(map(str.isalpha, text[max(start, 0) : found[0].start]))
        is_counted = any(map(str.isdecimal, "".join(mark.label for mark in found)))
        is_own = is_named_above and not is_counted
        own |= {before[mark]: mark for mark in found if is_own}
        if not is_own or (len(found) > 1 and _goes_on(text, before[found[-1]].end, labels)):
            unsure |= {before[mark] for mark in found}
    owned = set(own.values())
    marks = (mark for mark in labels if mark not in before or (mark.is_known and mark not in owned))
    return Labels(tuple(marks), tuple(_labelled(text, scores, own, unsure)))


def _score_behind(mark: Mark, scores: Sequence[Score]) -> Score | None:
    """The score that a label stands right before."""
    at = bisect_left(scores, mark.end, key=lambda score: score.start) - 1
    return scores[at] if at >= 0 and mark.start < scores[at].end else None


def _goes_on(text: str, at: int, labels: tuple[Mark, ...]) -> bool:
    """Whether words without a label stand on the next lines of a score's paragraph."""
    paragraph = text.find("\n\n", at)
    end = paragraph if paragraph >= 0 else len(text)
    line = text.find("\n", at, end)
    following = between(labels, line, end)[:1]
    return line >= 0 and any(map(str.isalpha, text[line : min([end, *(mark.start for mark in following)])]))


def _labelled(text: str, scores: Sequence[Score], own: dict[Score, Mark], unsure: set[Score]) -> Iterator[Score]:
    for score in scores:
        mark = own.get(score)
        start = score.start if mark is None else text.index(mark.label, mark.start)
        yield replace(score, start=start, is_questioned=score.is_questioned or score in unsure)
