"""What the brackets behind a step hold: what it stands for in figures, or another rating of the same thing.

"3 (40 %)"   "4 ($3M delay)"   "3 (0,25 je Jahr)"    figures
"3 (eller 4)"   "4 (2 efter åtgärd)"   "2 (eller 3 %)"   another rating: only a person can tell
"""

import regex

from risktool.notation import WIDEST_SCALE
from risktool.profiles import fold
from risktool.recover.steps import Scale, Scales

_NUMBER = r"\d+(?:[.,]\d+)?(?:\s?[-–—]\s?\d+(?:[.,]\d+)?)?"
_AMOUNT = regex.compile(
    rf"(?:\p{{Sc}}|\b(?P<word>\p{{Lu}}{{3}})\s)\s?{_NUMBER}\s?[kM]?"
    rf"|{_NUMBER}\s?(?:[%‰]|(?:\p{{L}}{{1,4}}\.?\s?)?\p{{Sc}}(?!\s?\d)|[kM]\b(?!\s\p{{L}})|(?:[kM]\s)?(?P<word>\p{{L}}+))"
)
"""A number with what says that it rates nothing: a share, a sign or a word of money."""
_ALONE = regex.compile(r"\d+(?:[.,]\d+)?")
_WORD = regex.compile(r"\p{L}+")

HIGHEST_SCORE = WIDEST_SCALE**2
"""The largest number that rates in a column that may be the score; in one of factors it is the longest scale's last."""


def names_another(aside: str, printed: int, scale: Scale, scales: Scales) -> bool:
    """Whether the brackets behind the step `printed` may say another one."""
    if any(fold(word) in scales.aside_words for word in _WORD.findall(aside)):
        return True
    highest = max(WIDEST_SCALE, scales.top or 0) if scale.is_numeric else HIGHEST_SCORE
    rest = _AMOUNT.sub(lambda match: "" if _is_amount(match, scales) else match[0], aside)
    numbers = [float(number.replace(",", ".")) for number in _ALONE.findall(rest)]
    return any(n != printed and n <= highest and (n >= 1 or n == 0) for n in numbers)


def _is_amount(match: "regex.Match[str]", scales: Scales) -> bool:
    return match["word"] is None or fold(match["word"]) in scales.currencies
