"""A score stands in running text and was not read, because nothing says which number is which.

Why: "Brand 4 x 5 = 20" rates a risk, but names neither factor, so the line is no row; and "S: 3" names one. A table
whose columns are gone leaves its numbers behind: 4 5 20, 2 3 6. A register that is read by machines has to say its
scores in a table or with labels.

Example:
    bad:  - Brand i förrådet 4 x 5 = 20
    good: - Brand i förrådet S: 4, K: 5, S x K = 20

Limits: two factors up to ten with a sign between them and their right product, or at the end of several lines, or side
by side with their product, none of them one; two factors side by side on three lines below rows that print nothing
else; a factor's letter with a colon, or both factors by name; numbers that multiply row by row or column by column,
where both factors are named near them. Dates, sizes and wrong sums are none.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from risktool.findings import Finding
from risktool.model import Register, Section
from risktool.notation import FEWEST_ROWS, WIDEST_SCALE, is_telling, multiplies
from risktool.profiles import fold, languages, load_profile
from risktool.rules.base import Row, Rule, quote

RULE = Rule(
    "TX04",
    "unread-score",
    "warning",
    "name the factors (S: 4, K: 5) or put the line in a table; of a PDF or a sheet, give the file and not its text",
    __doc__,
)

FEWEST_BARE = 2
"""Lines that end in "2 x 4": one alone may be a size."""

MOST_NUMBERS = 300
"""Numbers of a section that are looked at; a table shows itself in fewer."""

_SCORE = regex.compile(
    r"(?<![\d.,/])(?P<first>\d{1,2})\s*[xX×*·]\s*(?P<second>\d{1,2})\s*(?:=|→)\s*(?P<score>\d{1,3})(?![\d.,]?\d)"
)
_ROW = regex.compile(r"(?<!\S)(?P<first>\d{1,2})\s+(?P<second>\d{1,2})\s+(?P<score>\d{1,3})(?!\S)")
_PAIR = regex.compile(r"(?<!\S)(?:[1-9]|10)\s(?:[1-9]|10)(?!\S)(?!\s\d)")
_BARE = regex.compile(r"(?<![\d.,/])(?P<first>\d{1,2})\s?[xX×*·]\s?(?P<second>\d{1,2})[.)\]]?\s*$")
_RATING = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<label>\p{L}+)(?P<sign>\s?[:=]\s?|\s?)(?:\d{1,2}|\?)(?![\d%/]|[.,]\d|\s?[-–—]\s?\d)"
)
_NUMBER = regex.compile(r"(?<!\S)\d{1,3}(?!\S)")


def check(register: Register) -> Iterator[Finding]:
    """One finding for a line, and one for a section whose table lost its columns."""
    for section in register.sections:
        lines = section.text.splitlines()
        bare = [line for line in lines if _is_bare(line)]
        unread = [line for line in lines if _is_score(line) or _is_rated(line)]
        found = dict.fromkeys([*unread, *(bare if len(bare) >= FEWEST_BARE else [])])
        for line in found:
            yield RULE.at_section(section, f"a score was not read: {quote(line)}")
        if not found and (numbers := _lost_table(section)):
            yield RULE.at_section(section, f"a table that lost its columns was not read: {quote(numbers)}")
        elif not found:
            rows = [line for line in lines if _is_row(line)] or _rows_of_pairs(section, lines)
            yield from (RULE.at_section(section, f"a score was not read: {quote(line)}") for line in rows)
        for risk in section.risks:
            for field, words in (("description", risk.description), ("treatment", risk.treatment or "")):
                for line in filter(_is_score, words.splitlines()):
                    yield RULE.at_row(Row(section, risk), f"a score was not read: {quote(line)} in", field)


def _is_score(line: str) -> bool:
    for match in _SCORE.finditer(line):
        first, second, score = (int(match[name]) for name in ("first", "second", "score"))
        if first * second == score and 0 < max(first, second) <= WIDEST_SCALE:
            return True
    return False


def _is_row(line: str) -> bool:
    """Whether three numbers side by side multiply, and not by one, as in a row that a table in blanks left out."""
    numbers = ([int(match[name]) for name in ("first", "second", "score")] for match in _ROW.finditer(line))
    return any(multiplies(*found) and min(found) > 1 for found in numbers)


def _rows_of_pairs(section: Section, lines: Sequence[str]) -> list[str]:
    """Lines with two factors side by side below rows that print nothing else: the end of a table without products."""
    is_form = any(risk.printed.likelihood and risk.printed.consequence for risk in section.risks)
    if not is_form or any(risk.printed.score for risk in section.risks):
        return []
    found = [line for line in lines if _PAIR.search(line)]
    return found if len(found) >= FEWEST_ROWS else []


def _is_bare(line: str) -> bool:
    match = _BARE.search(line)
    return match is not None and all(0 < int(match[name]) <= WIDEST_SCALE for name in ("first", "second"))


def _is_rated(line: str) -> bool:
    """Whether a factor's letter stands before a number with a sign between them, or both factors do by name."""
    factors = _factors()
    named: set[str] = set()
    for match in _RATING.finditer(line):
        label = match["label"]
        roles = factors.get(fold(label), frozenset())
        if len(label) == 1 and roles and label.isupper() and match["sign"].strip():
            return True
        named |= roles if len(label) > 1 else set()
    return len(named) > 1


def _lost_table(section: Section) -> str:
    """The first numbers of a table whose columns are gone; "" for none."""
    numbers = [int(match[0]) for match in _NUMBER.finditer(section.text)][:MOST_NUMBERS]
    words = {fold(word) for word in section.text.split()}
    if len(numbers) < 3 * FEWEST_ROWS or len({role for word in words for role in _factors().get(word, ())}) < 2:
        return ""
    return _rows_of_products(numbers) or _columns_of_products(numbers)


def _rows_of_products(numbers: Sequence[int]) -> str:
    found = [row for row in zip(numbers, numbers[1:], numbers[2:], strict=False) if multiplies(*row)]
    return ", ".join(f"{a} {b} {c}" for a, b, c in found) if is_telling(found) else ""


def _columns_of_products(numbers: Sequence[int]) -> str:
    for rows in range(FEWEST_ROWS, len(numbers) // 3 + 1):
        for start in range(len(numbers) - 3 * rows + 1):
            first, second, score = (numbers[start + i * rows : start + (i + 1) * rows] for i in range(3))
            if all(map(multiplies, first, second, score)) and is_telling([*zip(first, second, score, strict=True)]):
                return " ".join(map(str, (*first, *second, *score)))
    return ""


@lru_cache(maxsize=1)
def _factors() -> dict[str, frozenset[str]]:
    """The names of likelihood and consequence in all languages, folded, and which of them each can mean."""
    names: dict[str, frozenset[str]] = {}
    for profile in map(load_profile, languages()):
        for role in ("likelihood", "consequence"):
            for name in map(fold, profile.columns.get(role, ())):
                names[name] = names.get(name, frozenset()) | {role}
    return names
