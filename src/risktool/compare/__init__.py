"""Registers against each other, and against the result that somebody expects.

pairing      which row of one is which row of the other, by what they say
differences  two registers: risks added, removed, changed
expected     the file NAME.expected.json: how it is read and written
changed      a register and its expected result: a finding for each thing that is another one
telling      how such a change is said
"""

from risktool.compare.changed import check_expected
from risktool.compare.differences import compare
from risktool.compare.expected import SUFFIX, expected_path, expected_text, read_expected

__all__ = ["SUFFIX", "check_expected", "compare", "expected_path", "expected_text", "read_expected"]
