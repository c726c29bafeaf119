"""`python -m training [SEED]`: one sample, its text and then its pieces, to look at."""

import sys

from training.samples import make_sample


def main() -> None:
    """Print the sample of the seed given on the command line (0 if none)."""
    sample = make_sample(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    sys.stdout.write(f"{sample.style}\n{sample.register.scoring}\nlost {sample.lost!r} {sample.lost_words}\n\n")
    sys.stdout.write(f"{sample.text}\n")
    for p in sample.pieces:
        where = "" if p.section is None else f"{p.section}" if p.row is None else f"{p.section}.{p.row}"
        sys.stdout.write(f"{where:>6} {p.part:<14} {sample.text[p.start : p.end]}\n")


if __name__ == "__main__":
    main()
