"""What counts items or a table's lines: "1. … 2. …", bare numbers, "1 Arkivet … 2 Böcker …", labels, outlines.

It is no score, and a cell may begin at each.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import regex

from risktool.notation import Notation
from risktool.parse.flat.cutting.labels import find_labels
from risktool.parse.flat.cutting.outline import find_outline
from risktool.parse.flat.kinds import kind_of
from risktool.parse.flat.words import Word
from risktool.parse.label_counts import LEFT_OUT

_LIST = regex.compile(r"(?P<number>\d{0,2})[.)]\.?(?:\p{L}.*)?")
_NUMBER = regex.compile(r"\d+[.)]?")
"""A number right before another is a score's: "3 4 12." opens no item."""
_BARE = regex.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Numbering:
    """What counts in a stretch.

    `lists` are the places of the words that number items, list by list, `labels` those that hardly number anything but
    a table's lines; `titles` stand before groups of lines. `words` are all words of all of these.
    """

    lists: tuple[tuple[int, ...], ...] = ()
    labels: tuple[tuple[int, ...], ...] = ()
    titles: frozenset[int] = frozenset()
    words: frozenset[int] = frozenset()

    @property
    def starts(self) -> frozenset[int]:
        """The places at which something counted begins."""
        return self.titles.union(*self.lists, *self.labels)

    def with_list(self, places: tuple[int, ...]) -> "Numbering":
        """The same and one more list."""
        return replace(self, lists=(*self.lists, places), words=self.words.union(places))


def find_numbering(
    words: Sequence[Word], leading: frozenset[str], notation: Notation, scores: frozenset[int] = frozenset()
) -> Numbering:
    """All that counts in these words; what touches the words of `scores` does not."""
    outline = find_outline(words, leading)
    every = [*([outline.lines] if outline.lines else []), *find_labels(words, leading, notation)]
    chains = [labels for labels in every if scores.isdisjoint(at for label in labels for at in label)]
    labelled = {at for label in (*chain.from_iterable(chains), *outline.titles) for at in range(label[0], label[1] + 1)}
    lists = [*_find_lists(words, notation), *_find_row_numbers(words, leading, notation)]
    kept = [tuple(places) for places in lists if (labelled | scores).isdisjoint(places)]
    return Numbering(
        lists=tuple(kept),
        labels=tuple(tuple(label.first for label in found) for found in chains),
        titles=frozenset(label.first for label in outline.titles),
        words=frozenset(labelled).union(*kept),
    )


def find_row_starts(numbering: Numbering, scores: Sequence[int]) -> frozenset[int]:
    """The places of what numbers a table's rows, where `scores` stand; none for no such list.

    It begins before the first score, and each score comes behind the number of its row. Scores stand among its numbers,
    as they do not in a list inside one cell; or there are as many of both. A list is the only one. Labels say which row
    has which score only where each has one, or one stands behind each.
    """
    for places in sorted(numbering.labels):
        if scores and _keeps_up(places, scores) and (_is_by_row(places, scores) or len(scores) == len(places)):
            return frozenset(places)
    if numbering.labels or len(numbering.lists) != 1 or len(numbering.lists[0]) < FEWEST_NUMBERED_ROWS:
        return frozenset()
    (places,) = numbering.lists
    is_spread = _is_spread(places, scores) or len(scores) == len(places) > FEWEST_NUMBERED_ROWS
    return frozenset(places) if _keeps_up(places, scores) and is_spread else frozenset()


def leaves_open(numbering: Numbering, scores: Sequence[int]) -> bool:
    """Whether labels from the first word on number rows, and not which of these scores is whose: one row has none."""
    begins = any(places[0] == 0 for places in numbering.labels)
    return begins and bool(scores) and not find_row_starts(numbering, scores)


def _keeps_up(places: Sequence[int], scores: Sequence[int]) -> bool:
    """Whether each score comes behind the number of its row."""
    return all(at < bisect_right(places, score) for at, score in enumerate(scores))


def _is_by_row(places: Sequence[int], scores: Sequence[int]) -> bool:
    """Whether no two scores stand between the same numbers."""
    return len(scores) > 1 and len({bisect_right(places, score) for score in scores}) == len(scores)


def _is_spread(places: Sequence[int], scores: Sequence[int]) -> bool:
    """Whether scores stand among the numbers."""
    return len({bisect_right(places, score) for score in scores}) > 1


FEWEST_NUMBERED_ROWS = 3
"""Numbers that count the rows of a table and not the items of a cell."""


def _find_lists(words: Sequence[Word], notation: Notation) -> list[list[int]]:
    """The places of list numbers: each list counts up, now and then leaving one out.

    Descriptions and treatments may be numbered at once, so several lists are open. A number that nothing comes before
    or after ("plan 2.") is no list, and a list that does not begin at its beginning is a longer one. Where digits are
    lost, a list goes on with what is left of its next number: "4) … ) … 6)".
    """
    lists: list[list[tuple[int, int]]] = []
    for at, word in enumerate(words):
        match = _LIST.fullmatch(word.text)
        if match is None:
            continue
        printed = match["number"]
        going_on = [(found, n) for found in lists[-OPEN_LISTS:] if (n := _next(found[-1][1], printed, notation))]
        is_score = at > 0 and word.gap == "space" and bool(_NUMBER.fullmatch(words[at - 1].text))
        if going_on:
            found, number = max(going_on, key=lambda pair: (pair[0][-1][1], pair[0][-1][0]))
            found.append((at, number))
        elif printed == "1" or (printed and not is_score):
            lists.append([(at, int(printed))])
    return [[at for at, _ in found] for found in lists if _is_list([n for _, n in found], words, found[0][0])]


def _next(last: int, printed: str, notation: Notation) -> int | None:
    """The number behind `last` if it is printed so, or a whole one that leaves some out; None for none."""
    if notation.print_number(last + 1) == printed:
        return last + 1
    return int(printed) if printed and last < int(printed) <= last + LEFT_OUT else None


def _is_list(numbers: Sequence[int], words: Sequence[Word], first: int) -> bool:
    """Whether these count something: from 1, from 2 (the 1 is lost), or several one after the other.

    A 1 that no 2 comes behind, and behind which a sentence goes on, is a day or a floor: "inden 1. maj".
    """
    follower = words[first + 1] if first + 1 < len(words) else None
    is_bare = not any(map(str.isalpha, words[first].text))
    if len(numbers) == 1 and is_bare and follower and follower.gap == "space" and follower.text[0].islower():
        return False
    is_run = all(follower == number + 1 for number, follower in pairwise(numbers))
    return numbers[0] == 1 or (numbers[0] == 2 and len(numbers) > 1) or (is_run and len(numbers) >= FEWEST_OF_MIDDLE)


OPEN_LISTS = 4
"""Lists that may go on; the description's and the treatment's, each with one inside."""

FEWEST_OF_MIDDLE = 3
"""Numbers of a list whose beginning is not printed."""


def _find_row_numbers(words: Sequence[Word], leading: frozenset[str], notation: Notation) -> list[list[int]]:
    """The places of bare numbers that count a table's lines, each before a capital: "1 Arkivet … 2 Böcker …".

    No other number may stand so between two of them. On one line a score's numbers may stand so too; more lines must
    be counted there, and beyond the scale, and no number may be what is left of a damaged score.
    """
    runs: list[list[int]] = []
    for at in (at for at in range(len(words) - 1) if _stands_alone(words, at, leading)):
        if not _opens_line(words, at) and kind_of((words[at].text,), notation) != "lone":
            continue
        step = int(words[at].text) - int(words[runs[-1][-1]].text) if runs else 0
        if 0 < step <= LEFT_OUT:
            runs[-1].append(at)
        else:
            runs.append([at])
    top = max(notation.likelihood[1], notation.consequence[1])
    return [run for run in runs if _counts_lines(words, run, top)]


def _counts_lines(words: Sequence[Word], run: Sequence[int], top: int) -> bool:
    """Whether numbers that count up are more than chance."""
    if all(_opens_line(words, at) for at in run):
        return len(run) >= FEWEST_ROW_NUMBERS
    return len(run) > FEWEST_ROW_NUMBERS and int(words[run[-1]].text) > top


def _opens_line(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at].gap != "space"


def _stands_alone(words: Sequence[Word], at: int, leading: frozenset[str]) -> bool:
    """Whether a bare number stands before a capital, and behind no other number and no word like "plan"."""
    word, follower = words[at], words[at + 1]
    if not _BARE.fullmatch(word.text) or follower.gap == "page" or not follower.is_capitalised:
        return False
    before = words[at - 1].text.lower() if at and word.gap == "space" else ""
    return before not in leading and not _NUMBER.fullmatch(before)


FEWEST_ROW_NUMBERS = 3
"""Lines that count up by more than chance."""
