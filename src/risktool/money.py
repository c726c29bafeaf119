"""How sums of money are printed: "300 000 kr", "€ 5k", "1,000,000".

A sum is no step of a scale, and "50.000" is fifty to one reader and fifty thousand to another; so whoever meets one
leaves it as it is printed. A currency is a sign, three capitals before the number (ISO 4217), or a word of a profile.
"""

from collections.abc import Set as AbstractSet

import regex

from risktool.profiles import fold

_SUM = regex.compile(
    r"[-–−+]?\s*(?:\p{Sc}|\p{Lu}{3}\s)\s?\d[\d\s.,']*\p{L}{0,4}\.?"
    r"|[-–−+]?\s*\d[\d\s.,']*\s?(?:[kMm]?\p{Sc}|(?P<currency>\p{L}{2,}))\.?(?:/\p{L}+)?"
    r"|[-–−+]?\d{1,3}(?:[  '.,]\d{3})+"
)
_DECIMAL = regex.compile(r"0[.,]\d+|\d{1,3}[.,]\d\d[1-9]")
"""Thousands are mostly round, and nobody prints the last nought of a decimal."""


def is_sum_of_money(cell: str, currencies: AbstractSet[str]) -> bool:
    """Whether a cell is nothing but a sum of money ("0.125" and "2.667" are none). `currencies` are the folded words of
    the profiles (`Profile.money_words`).
    """
    match = _SUM.fullmatch(cell)
    if match is None or _DECIMAL.fullmatch(cell):
        return False
    word = fold(match["currency"] or "")
    return not word or word in currencies
