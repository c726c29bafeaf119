"""What reading flat text costs, and how it grows: one made document, ten and a hundred times as long.

    python -m benchmarks.flat            the table goes to docs/benchmarks-flat.md
    python -m benchmarks.flat --print    only to standard output

The longer documents are the same analyses again under rising numbers, so that only the number of sections grows. The
last line is a stretch that no reader would meet: 2,000 rows under one heading. Time is CPU time of this process, the
best of three, imports and the first reading (which loads the weights) left out.
"""

import argparse
import datetime
import platform
import time
from pathlib import Path

import risktool
from training.samples import make_sample

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks-flat.md"
SEEDS = range(500, 512)
"""Made documents whose texts, one after the other, are about as long as a real dump of 31 pages."""
TIMES = (1, 10, 100)
REPEATS = 3


def document(times: int) -> str:
    """The made analyses, this many times one after the other."""
    texts = [make_sample(seed, language="sv", order="interleaved", lost="", sections=4).text for seed in SEEDS]
    return "".join(texts) * times


def long_stretch() -> str:
    """One heading and 2,000 rows."""
    rows = (f"Att nummer {n % 7} tappas bort. {n % 5 + 1} 2 {2 * (n % 5 + 1)} Leta igen." for n in range(2000))
    return "1. Riskanalys: Lager (handlingsplan) " + " ".join(rows)


def seconds(text: str, repeats: int) -> float:
    """CPU time of the fastest reading."""
    data = text.encode()
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        risktool.parse(data, name="notes.txt")
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Measure and write the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--print", action="store_true", dest="only_print")
    given = options.parse_args()
    seconds(document(1)[:2000], 1)
    lines = ["| text | kB | CPU s | s for each 10 kB |", "| --- | --: | --: | --: |"]
    for name, text, repeats in (
        *((f"{times} x", document(times), REPEATS if times < TIMES[-1] else 1) for times in TIMES),
        ("one stretch", long_stretch(), 1),
    ):
        took, size = seconds(text, repeats), len(text) / 1000
        lines.append(f"| {name} | {size:.0f} | {took:.2f} | {10 * took / size:.3f} |")
        print(lines[-1], flush=True)
    if not given.only_print:
        said = f"Python {platform.python_version()}, {platform.machine()}, {datetime.date.today():%Y-%m-%d}."
        head = f"# What flat text costs\n\nMade by `python -m benchmarks.flat`, which explains each line. {said}\n\n"
        PAGE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
