"""Struck-out words: a rule through the middle of the letters, as long as they are.

    3̶ 2     the author put 2 in the place of 3; both together would be a 32, or two numbers of one cell

They are left out and told, as in all other formats. A rule of a table that runs through words which hang over it is
longer than they are, or shorter.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from risktool.extract.pdf.lines import LEFT
from risktool.extract.pdf.raw import RawPage, RawWord, Rule
from risktool.extract.pdf.undrawn.columns import NUMBER
from risktool.source import Box

MIDDLE = (0.15, 0.42)
"""The rule stands so high above the baseline, as shares of the type size: above the foot of the letters, below caps."""

EDGE = 0.25
"""It begins where the first letter does, within this share of the type size (letters have white at their sides) …"""

TRAILING = 0.6
"""… and ends where the last one does; a space may be struck with them."""

LEADING = 1.6
"""The next line of a cell is so many type sizes below."""


def without_struck(page: RawPage) -> tuple[RawPage, tuple[str, ...]]:
    """The page without its struck-out words and the rules through them, and these words, line by line."""
    if not page.horizontals:
        return page, ()
    sizes = {word.baseline: word.size for word in page.words}
    baselines = sorted(sizes)
    through = []
    for rule in page.horizontals:
        at = bisect_right(baselines, rule.at)
        if at < len(baselines) and baselines[at] - rule.at < MIDDLE[1] * sizes[baselines[at]]:
            through.append(rule)
    struck = {rule: found for rule in through if (found := _struck(page.words, rule))}
    if not struck:
        return page, ()
    cut = {id(word): signs for found in struck.values() for word, signs in found}
    left = [part for word in page.words for part in _left(word, cut.get(id(word)))]
    rules = tuple(rule for rule in page.horizontals if rule not in struck)
    words = _in_place(left, [word for found in struck.values() for word, _ in found], rules)
    told = tuple(" ".join(word.text[slice(*signs)] for word, signs in found) for found in struck.values())
    return page._replace(words=words, horizontals=rules), told


def _in_place(left: Sequence[RawWord], struck: Sequence[RawWord], rules: Sequence[Rule]) -> tuple[RawWord, ...]:
    """The words that are left; those that were put in the place of struck-out ones stand there.

    Right behind them on their line one reaches to where they began: in a column of numbers, two such words make a
    column of their own. Numbers below struck-out ones, in cells too narrow for both, are on the line of those: their
    row. A line that has other numbers as well is the next row, and so is one below a line that has none left.
    """
    numbers = [word for word in left if NUMBER.match(word.text)]
    rows = {word.baseline for word in numbers}
    put = {id(word): old for word in numbers if (old := _number_above(word, struck, rules)) and old.baseline in rows}
    full = {word.baseline for word in numbers if id(word) not in put}
    return tuple(
        word._replace(baseline=old.baseline)
        if (old := put.get(id(word))) and word.baseline not in full
        else _reaching_back(word, struck)
        for word in left
    )


def _number_above(word: RawWord, struck: Sequence[RawWord], rules: Sequence[Rule]) -> RawWord | None:
    """The struck-out number right above a number, with no rule between them."""
    for old in struck:
        down, aside = word.baseline - old.baseline, abs(word.box.x0 - old.box.x0)
        is_below = 0 < down <= LEADING * word.size and aside <= EDGE * word.size
        if is_below and NUMBER.match(old.text) and not any(_parts(rule, old, word) for rule in rules):
            return old
    return None


def _parts(rule: Rule, upper: RawWord, lower: RawWord) -> bool:
    return upper.baseline <= rule.at <= lower.baseline and rule.start <= lower.box.x0 <= rule.end


def _reaching_back(word: RawWord, struck: Sequence[RawWord]) -> RawWord:
    """A word, to where the struck-out one begins that it stands right behind."""
    for old in struck:
        if old.baseline == word.baseline and 0 <= word.box.x0 - old.box.x1 <= TRAILING * word.size:
            return word._replace(box=word.box._replace(x0=old.box.x0))
    return word


def _struck(words: Sequence[RawWord], rule: Rule) -> list[tuple[RawWord, tuple[int, int]]]:
    """The words that a rule strikes out, each with the range of its signs; none where it is not as long as they are."""
    crossed = sorted((word for word in words if _crosses(rule, word)), key=LEFT)
    found = [(word, signs) for word in crossed if (signs := _under(word, rule))]
    if not found or len({word.baseline for word, _ in found}) > 1:
        return []
    (first, (start, _)), (last, (_, end)) = found[0], found[-1]
    is_fit = (
        abs(_edges(first)[start][0] - rule.start) <= EDGE * first.size
        and -EDGE * last.size <= rule.end - _edges(last)[end - 1][1] <= TRAILING * last.size
    )
    return found if is_fit else []


def _crosses(rule: Rule, word: RawWord) -> bool:
    low, high = (share * word.size for share in MIDDLE)
    is_beside = word.box.x1 <= rule.start or word.box.x0 >= rule.end
    return low <= word.baseline - rule.at <= high and not is_beside and not word.turns


def _edges(word: RawWord) -> Sequence[tuple[float, float]]:
    """The sides of each sign; of the word, where they are not known."""
    return word.signs if len(word.signs) == len(word.text) else [(word.box.x0, word.box.x1)] * len(word.text)


def _under(word: RawWord, rule: Rule) -> tuple[int, int] | None:
    """The signs of a word whose middle lies under the rule: from the first to before the last."""
    under = [n for n, (x0, x1) in enumerate(_edges(word)) if rule.start <= (x0 + x1) / 2 <= rule.end]
    return (under[0], under[-1] + 1) if under else None


def _left(word: RawWord, struck: tuple[int, int] | None) -> Iterator[RawWord]:
    """What is left of a word."""
    if struck is None:
        yield word
        return
    for is_struck, places in groupby(range(len(word.text)), key=lambda n: struck[0] <= n < struck[1]):
        kept = [*places]
        if not is_struck:
            signs = word.signs[kept[0] : kept[-1] + 1]
            box = Box(signs[0][0], word.box.top, signs[-1][1], word.box.bottom)
            yield word._replace(text=word.text[kept[0] : kept[-1] + 1], box=box, signs=signs)
