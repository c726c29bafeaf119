"""A digit that the text layer lost everywhere.

Limits: one lost digit is looked for at a time, and a second one only after the first is granted; a document with
fewer than a handful of numbers has no witnesses, and nothing is claimed.
"""

from collections.abc import Iterator

import regex

from risktool.damage.witness import Loss, Testimony, confidence
from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.sequence import Sighting, chain, count_up, page_tails
from risktool.source import Document, Table

PRIOR_LOG_ODDS = -6.0
"""A text layer without some digit is rare: about one document in four hundred."""

GRANTED = 0.95
"""Below this a loss is not claimed: a wrong claim would let the arithmetic invent numbers."""

ABSENCE_RATE = 0.06
"""The share of the rarest digit in running notes; scores and dates use all ten, some less than others."""

ABSENCE_CAP = 5.0
"""Absence alone never convinces: short documents use few digits."""

HIT_LOG_ODDS = 2.5
"""A page or heading number printed exactly as the loss predicts, where the full number would have stood."""

FEWEST_ROWS = 4
"""Fewer rows count up by chance."""

PRODUCT_LOG_ODDS = 1.6
"""A pair of numbers that is an S x K only with the digit lost: about one pair in eight is so by chance."""

PRODUCT_CAP = 9.0

MISFIT_LOG_ODDS = -0.5
"""A pair that is no S x K, with the digit lost or without: years, prices, scores without a product."""

BROKEN_LOG_ODDS = -2.0
"""Three numbers whose product comes out, with the very digit in them that is said to be lost."""

_RUN = regex.compile(r"(?<![\w.,:/()-])\d{1,2}(?:\s+\d{1,3}){0,2}(?![\w.,:/)%-])(?=\s|$)")
_EQUATION = regex.compile(r"(?<!\S)[(\[]?(\d{0,2})\s?[x×*]\s?(\d{0,2})\s?=\s?(\d{0,3})[)\].,;]*(?!\S)")
"""A score with its signs: "3x=1" for 3x5=15."""
_NAMED = regex.compile(
    r"(?<!\S)\p{Lu}[:=]?\s?(\d{0,2})[,;]?\s\p{Lu}[:=]?\s?(\d{0,2})[,;]?\s\p{Lu}[:=]?\s?(\d{0,3})[.,;]*(?!\S)"
)
"""One with its columns' letters: "S3 K R1"."""
_MOST_LOST = 2


def find_lost_digits(document: Document, profile: Profile, notation: Notation) -> tuple[Loss, ...]:
    """The digits that are lost everywhere, at most two, each with its witnesses."""
    text = document.text
    losses: list[Loss] = []
    lost: frozenset[str] = frozenset()
    for _ in range(_MOST_LOST):
        suspects = [digit for digit in "0123456789" if digit not in text and digit not in lost]
        trials = [_try(digit, lost, document, profile, notation) for digit in suspects]
        best = max(trials, key=lambda loss: loss.confidence, default=None)
        if best is None or best.confidence < GRANTED:
            break
        losses.append(best)
        lost |= {best.lost}
    return tuple(losses)


def _try(digit: str, known: frozenset[str], document: Document, profile: Profile, notation: Notation) -> Loss:
    before = Notation(notation.likelihood, notation.consequence, known)
    after = Notation(notation.likelihood, notation.consequence, known | {digit})
    testimonies = [
        testimony
        for testimony in (
            _absence(digit, document.text),
            _pages(digit, document, before, after),
            _headings(digit, document, profile, before, after),
            _numbered_rows(digit, document, before, after),
            _products(digit, document.text, before, after),
        )
        if testimony is not None
    ]
    return Loss(
        lost=digit,
        is_digit=True,
        confidence=round(confidence(testimonies, PRIOR_LOG_ODDS), 4),
        evidence=tuple(t.words for t in testimonies if t.log_odds > 0),
    )


def _absence(digit: str, text: str) -> Testimony | None:
    count = sum(map(str.isdecimal, text))
    if not count:
        return None
    return Testimony(min(ABSENCE_CAP, ABSENCE_RATE * count), f"no {digit!r} among {count} digits")


def _pages(digit: str, document: Document, before: Notation, after: Notation) -> Testimony | None:
    printed = [tail.printed for tail in page_tails(document)]
    match = count_up(printed, after.print_number)
    if match.hits < 3:
        return None
    changed = [
        (match.start + i, p)
        for i, p in enumerate(printed)
        if p == after.print_number(match.start + i) != before.print_number(match.start + i)
    ]
    return _sequence_testimony("page numbers", digit, changed)


def _headings(digit: str, document: Document, profile: Profile, before: Notation, after: Notation) -> Testimony | None:
    printed = heading_numbers(document.text, profile)
    if len(printed) < 3:
        return None
    numbers = chain([Sighting(p) for p in printed], after.print_number)
    changed = [(n, p) for n, p in zip(numbers, printed, strict=True) if n is not None and p != before.print_number(n)]
    return _sequence_testimony("headings", digit, changed)


def _sequence_testimony(what: str, digit: str, changed: list[tuple[int, str]]) -> Testimony | None:
    if not changed:
        return None
    numbers = ", ".join(str(n) for n, _ in changed)
    printed = ", ".join(repr(p) for _, p in changed)
    return Testimony(HIT_LOG_ODDS * len(changed), f"{what} {numbers} are printed {printed} (no {digit!r})")


def _numbered_rows(digit: str, document: Document, before: Notation, after: Notation) -> Testimony | None:
    """Columns of tables that number their rows ("1", "2", … with "" for 5)."""
    changed = []
    for column in _columns(document):
        while column and not column[-1]:
            column.pop()  # a row at the end that nobody numbered
        numbers = range(1, len(column) + 1)
        if len(column) >= FEWEST_ROWS and column == [after.print_number(n) for n in numbers]:
            changed += [(n, p) for n, p in zip(numbers, column, strict=True) if p != before.print_number(n)]
    return _sequence_testimony("numbered rows", digit, changed)


def _columns(document: Document) -> Iterator[list[str]]:
    """What stands below the heading of each column of a table; what is merged over columns stands in none."""
    tables = (block for page in document.pages for block in page.blocks if isinstance(block, Table))
    for table in tables:
        columns: dict[int, list[str]] = {}
        for cell in table.cells:
            if cell.row and cell.column_span == 1:
                columns.setdefault(cell.column, []).append(document.text[slice(*cell.span)].strip())
        yield from columns.values()


def heading_numbers(text: str, profile: Profile) -> list[str]:
    """The numbers before the word that heads an analysis, as printed; "" where only a full stop is left."""
    words = "|".join(regex.escape(w) for w in profile.heading_words)
    tails = "|".join(
        regex.escape(w[len(r) :]) for w in profile.heading_words for r in profile.risk_words if w.startswith(r)
    )
    pattern = rf"(?<!\d)(?P<number>\d{{0,3}})\s?\.\s?(?i:{words}|{tails})\s?[:(/]"
    return [m["number"] for m in regex.finditer(pattern, text)]


def _products(digit: str, text: str, before: Notation, after: Notation) -> Testimony | None:
    runs = [tuple(m[0].split()) for m in _RUN.finditer(text)]
    runs += [tuple(filter(None, m.groups())) for form in (_EQUATION, _NAMED) for m in form.finditer(text)]
    pairs = [run for run in runs if len(run) == 2]
    gained = [run for run in pairs if _fits(after, run) and not _fits(before, run)]
    misfits = [run for run in pairs if not _fits(after, run)]
    broken = [run for run in runs if len(run) == 3 and not _fits(after, run) and _fits(before, run)]
    if not pairs:
        return None
    log_odds = PRODUCT_LOG_ODDS * len(gained) + MISFIT_LOG_ODDS * len(misfits) + BROKEN_LOG_ODDS * len(broken)
    example = ", ".join(f"{' '.join(r)!r}" for r in dict.fromkeys(gained))
    return Testimony(
        max(-PRODUCT_CAP, min(PRODUCT_CAP, log_odds)),
        f"{len(gained)} runs such as {example[:60]} are S x K only with a lost {digit!r}",
    )


def _fits(notation: Notation, run: tuple[str, ...]) -> bool:
    return any(notation.is_on_scale(r.likelihood, r.consequence) for r in notation.read_run(run))
