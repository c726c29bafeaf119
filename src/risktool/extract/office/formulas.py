"""The one formula of a register that is worked out here: a score that is the product of two cells, "=B2*C2".

Programs store each formula's result beside it; what a script writes has none until a spreadsheet program has opened it.
Such a product is what any of them would show. Other formulas stay without a result, and the reader says so.
"""

from typing import TypeAlias

import regex

from risktool.extract.office.numbers import plain_number

Place: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

CELL = regex.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_PRODUCT = regex.compile(
    rf"\(?({CELL.pattern})\s*\*\s*({CELL.pattern})\)?|PRODUCT\(({CELL.pattern})\s*[:,;]\s*({CELL.pattern})\)"
)


def column_of(letters: str) -> int:
    """A column's number, from 0: "A" is 0, "AB" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def find_factors(formula: str) -> tuple[Place, Place] | None:
    """The two cells that a formula multiplies; None for any other formula, or a range of more than two."""
    text = formula.strip().removeprefix("=")
    match = _PRODUCT.fullmatch(text)
    if match is None:
        return None
    first, second = (_place(cell[0]) for cell in CELL.finditer(text))
    is_range = ":" in text and (first[0] != second[0] or second[1] - first[1] != 1)
    return None if is_range else (first, second)


def multiply(first: str, second: str) -> str:
    """The product of two cells' texts as a sheet would show it; "" where one of them is no number."""
    numbers = plain_number(first), plain_number(second)
    return plain_number(str(float(numbers[0]) * float(numbers[1]))) if all(numbers) else ""


def _place(cell: str) -> Place:
    match = CELL.fullmatch(cell)
    return (int(match[2]) - 1, column_of(match[1])) if match else (-1, -1)
