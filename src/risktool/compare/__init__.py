"""Registers against each other, and against the result that somebody expects.

pairing      which row of one is which row of the other, by what they say
differences  two registers: risks added, removed, changed
expected     a register and NAME.expected.json: a finding for each value that is another one
"""

from risktool.compare.differences import compare
from risktool.compare.expected import SUFFIX, check_expected, expected_path, expected_text, read_expected

__all__ = ["SUFFIX", "check_expected", "compare", "expected_path", "expected_text", "read_expected"]
