"""How true the flat reader's confidence is: reliability and risk-coverage on made documents never fitted on.

    python -m training.calibrate --samples 200 --seed 900000

Each row that the tool prints is held against the truth: numbers right, description and treatment right (similarity
of letters of 0.9 or more). The reader's own probability is then mapped to the share of rows that were right, by an
increasing curve through quantiles (isotonic regression), split by document: one half fits, the other half is shown.
"""

import argparse
import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import risktool
from risktool.model import Register, Risk
from training.sample import Sample
from training.samples import make_sample

SAME = 0.9
"""Similarity of two texts' letters from which they count as the same cell."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One printed row: the reader's own probability, and whether all of it was right."""

    document: int
    raw: float
    is_right: bool
    is_number_right: bool


def letters(text: str | None) -> str:
    """Letters only, lower case: what must agree."""
    return "".join(c for c in (text or "").lower() if c.isalpha())


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two cells say the same."""
    a, b = letters(one), letters(other)
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= SAME


def outcomes(sample: Sample, register: Register, document: int) -> Iterator[Outcome]:
    """The printed rows of a sample, held against all rows of its truth."""
    truth = [
        (sample.shown(index, r, "description"), sample.shown(index, r, "treatment"), _numbers(sample, index, r))
        for index, section in enumerate(sample.register.sections)
        for r in range(len(section.rows))
    ]
    for risk in register.risks:
        yield Outcome(document, risk.confidence, *_judge(risk, truth))


def _numbers(sample: Sample, section: int, row: int) -> str:
    parts = (sample.shown(section, row, part) for part in ("likelihood", "consequence", "score"))
    return " ".join(filter(None, parts))


def _judge(risk: Risk, truth: Sequence[tuple[str, str, str]]) -> tuple[bool, bool]:
    printed = " ".join(filter(None, (risk.printed.likelihood, risk.printed.consequence, risk.printed.score)))
    same = [row for row in truth if is_same(risk.description, row[0])]
    numbers = any(row[2] == printed for row in same)
    return any(row[2] == printed and is_same(risk.treatment, row[1]) for row in same), numbers


def isotonic(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """An increasing curve through (raw, right) points: pool adjacent violators. Returns its steps."""
    pools: list[list[float]] = []  # sum of right, count, largest raw
    for raw, right in sorted(points):
        pools.append([right, 1.0, raw])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            right_sum, count, top = pools.pop()
            pools[-1] = [pools[-1][0] + right_sum, pools[-1][1] + count, top]
    return [(top, right_sum / count) for right_sum, count, top in pools]


def main() -> None:
    """Read made documents and print how true the confidence was."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--samples", type=int, default=150)
    options.add_argument("--seed", type=int, default=900_000)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    found: list[Outcome] = []
    for n in range(given.samples):
        sample = make_sample(given.seed + n)
        language = sample.register.language
        register = risktool.parse(sample.text.encode(), name="made", options=risktool.Options(language=language))
        found += outcomes(sample, register, n)
    show(found)
    if given.out:
        given.out.write_text(json.dumps([(o.document, o.raw, o.is_right, o.is_number_right) for o in found]))


def show(found: Sequence[Outcome]) -> None:
    """The reliability table and the risk-coverage curve as text."""
    print(f"{len(found)} rows, {sum(o.is_right for o in found) / max(1, len(found)):.3f} all right")
    print("| confidence | rows | said | right |\n| --- | --: | --: | --: |")
    for low in range(0, 10):
        some = [o for o in found if low / 10 <= o.raw < (low + 1) / 10 or (low == 9 and o.raw == 1)]
        if some:
            said, right = sum(o.raw for o in some) / len(some), sum(o.is_right for o in some) / len(some)
            print(f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | {len(some)} | {said:.2f} | {right:.2f} |")
    ordered = sorted(found, key=lambda o: -o.raw)
    for share in (0.2, 0.3, 0.5, 0.7, 0.9, 1.0):
        some = ordered[: max(1, int(share * len(ordered)))]
        wrong = sum(not o.is_right for o in some) / len(some)
        print(f"covered {share:.0%}: {wrong:.3f} wrong, least confidence {some[-1].raw:.2f}")


if __name__ == "__main__":
    main()
