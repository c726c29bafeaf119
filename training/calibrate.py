"""How true the flat reader's confidence is: reliability and risk-coverage on documents never fitted on.

    python -m training.calibrate --samples 200 --seed 900000       made documents
    python -m training.calibrate --corpus DIR                      documents with NAME.expected.json beside them
    python -m training.calibrate --out docs/reliability.md         writes the tables there too

Each row that the tool prints is held against the truth: numbers right, description and treatment right (similarity
of letters of 0.9 or more). The tables are shown for each half of the documents: a table that only fits the documents
it was made from would differ between them.
"""

import argparse
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import risktool
from risktool.model import Register, Risk
from risktool.parse.flat import read
from risktool.parse.flat.search.weights import load_model
from training.banks import HALVES
from training.lean import fit_model
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


def corpus_outcomes(folder: Path) -> Iterator[Outcome]:
    """The printed rows of each document that has an expected register beside it."""
    for number, expected in enumerate(sorted(folder.rglob("*.expected.json"))):
        source = expected.with_name(expected.name.removesuffix(".expected.json"))
        truth = [
            (risk.get("description") or "", risk.get("treatment") or "", _said(risk.get("printed") or {}))
            for section in json.loads(expected.read_text("utf-8"))["sections"]
            for risk in section["risks"]
        ]
        for risk in risktool.parse(source).risks:
            yield Outcome(number, risk.confidence, *_judge(risk, truth))


def _said(printed: Mapping[str, str | None]) -> str:
    return " ".join(filter(None, (printed.get(part) for part in ("likelihood", "consequence", "score"))))


def made_outcomes(samples: int, seed: int) -> Iterator[Outcome]:
    """The printed rows of made documents, each read with what sentences show in the topics that it is not about."""
    for half, other in HALVES:
        model = replace(fit_model(other), features=load_model().features)
        with patch.object(read, "load_model", return_value=model):
            for n in range(half == "odd", samples, 2):
                sample = make_sample(seed + n, half=half)
                options = risktool.Options(language=sample.register.language)
                yield from outcomes(sample, risktool.parse(sample.text.encode(), name="made", options=options), n)


def main() -> None:
    """Read documents and print how true the confidence was."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--samples", type=int, default=150)
    options.add_argument("--seed", type=int, default=900_000)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    found = list(corpus_outcomes(given.corpus) if given.corpus else made_outcomes(given.samples, given.seed))
    halves = [[outcome for outcome in found if outcome.document % 2 == half] for half in (0, 1)]
    parts = (("All documents", found), ("One half of the documents", halves[0]), ("The other half", halves[1]))
    source = given.corpus.name if given.corpus else f"{given.samples} made documents, seeds from {given.seed}"
    head = f"# Reliability\n\nMade by `python -m training.calibrate`: {source}.\n"
    text = head + "".join(f"\n## {title}\n\n{tables(some)}" for title, some in parts if some)
    print(text)
    if given.out:
        given.out.write_text(text, encoding="utf-8")


def tables(found: Sequence[Outcome]) -> str:
    """The reliability table and the risk-coverage curve, as Markdown."""
    right = sum(o.is_right for o in found) / len(found)
    lines = [f"{len(found)} rows, {right:.1%} all right.", ""]
    lines += ["| confidence | rows | said | right |", "| --- | --: | --: | --: |"]
    for low in range(10):
        some = [o for o in found if low / 10 <= o.raw < (low + 1) / 10 or (low == 9 and o.raw == 1)]
        if some:
            said, true = sum(o.raw for o in some) / len(some), sum(o.is_right for o in some) / len(some)
            lines.append(f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | {len(some)} | {said:.2f} | {true:.2f} |")
    lines += ["", "| rows kept, surest first | wrong among them | least confidence |", "| --: | --: | --: |"]
    ordered = sorted(found, key=lambda o: -o.raw)
    for share in (0.2, 0.3, 0.5, 0.7, 0.9, 1.0):
        some = ordered[: max(1, int(share * len(ordered)))]
        wrong = sum(not o.is_right for o in some) / len(some)
        lines.append(f"| {share:.0%} | {wrong:.1%} | {some[-1].raw:.2f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
