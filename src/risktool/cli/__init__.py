"""The command line: arguments, writing, exit codes. One small file a command."""

import sys

from risktool.pipeline import parse

__all__ = ["main"]


def main() -> None:
    """Entry point of the console script (placeholder until the commands land)."""
    sys.stdout.write(parse(sys.argv[2]).model_dump_json(indent=2) + "\n")
