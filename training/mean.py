"""The mean of several fits: what one learnt by chance, the others make small.

    python -m training.mean src/risktool/parse/flat/search/weights.json FIT.json FIT.json …

What sentences show is counted on the banks alone, so that of the first fit is that of all.
"""

import json
import sys
from pathlib import Path


def mean_of(fits: list[dict[str, float]]) -> dict[str, float]:
    """Each feature's mean weight; a fit that has dropped it counts as 0."""
    names = sorted(set().union(*fits))
    return {name: round(sum(fit.get(name, 0.0) for fit in fits) / len(fits), 3) for name in names}


def main() -> None:
    """Read the fits, write their mean."""
    out, *paths = map(Path, sys.argv[1:])
    fits = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    mean = {**fits[0], "features": mean_of([fit["features"] for fit in fits])}
    out.write_text(json.dumps(mean, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
