"""What the cells of a column look like: numbers, words of a scale, dates, running text.

A heading proposes a role and the cells must agree: a "Konsekvens" full of sentences is a text, a "Risk" full of
numbers is the score. Cells whose digits a text layer lost are empty, so emptiness never speaks against a role.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias
from unicodedata import category

import regex

from risktool.money import is_sum_of_money
from risktool.notation import STEPS_TO_CHOOSE, lists_all
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.letters import order_pair
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import joints

Kind: TypeAlias = Literal["number", "packed", "word", "date", "amount", "text"]

LONGEST_WORD_CELL = 5
"""Words in a cell that still says a step of a scale ("3 (middels)", "Låg → Mycket hög")."""

LONGEST_RATING = 3
"""Words of the longest step of a scale ("mycket stor (4)"); longer cells describe, whatever words they hold."""

LONGEST_CELL = 300
"""Characters beyond which a cell is running text whatever it begins with."""

LONGEST_COUNT = 4
"""Digits of a row's number."""
FEWEST_COUNTED = 3
"""Numbers in a row that count the rows and rate nothing, under a heading that says neither."""

FEWEST_LABELS, LONGEST_LABEL = 3, 3
"""Cells that differ in nothing but numbers are labels: "Risk nr 1" and so on; two may be two houses."""

MARKS = frozenset({"x", "X", "×", "✓", "✔", "✗", "☒", "☑", "•", "●", "■", "*", "v"})
"""What marks the column that holds for a row."""

SAMPLE_ROWS = 400
"""Rows looked at to know a column's shape; a longer table says no more."""

UNKNOWN = regex.compile(r"\p{Co}")
"""A sign that the page shows and the text layer cannot name: among numbers, a digit."""
_NUMBER = regex.compile(
    r"[(\[~≈<>]*\d{1,4}(?:[.,]\d+)?(?:[\s.,/%?()\[\]–—→⇒>-]*\d{1,4}(?:[.,]\d+)?){0,3}\s*[%?!*)\]¹²³⁰⁴-⁹]*"
    r"\s*(?:\p{L}{0,2}\.?|\p{So}\ufe0f?)"
)
"""A number, or a few of them, with what forms put behind: the mark of a note, a unit, a coloured circle."""
_JOINED = regex.compile(
    rf"(?i)(?:(?:{'|'.join(joints().about)})[.]?\s)?\d{{1,4}}"
    rf"(?:\s(?:{'|'.join((*joints().either, *joints().until))})\s\d{{1,4}})?\s?\??"
)
"""A number that is no sure one, two answers, or a range, in words: "ca 3", "3 eller 4", "2 till 3"."""
_DATE = regex.compile(
    r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?:[ T]\d.*)?|\d{1,2}[-./]\s?\d{1,2}[-./]\s?\d{2,4}"
    r"|[QK][1-4][\s/-]*\d{2,4}|(?:19|20)\d\d"
)
PACKED = regex.compile(
    r"\p{L}{4,}\s*[=:]?\s*(?P<first>\d{1,2})\s*[xX×*·]\s*\p{L}{4,}\s*[=:]?\s*(?P<second>\d{1,2})"
    r"\s*=\s*(?P<score>\d{1,3}(?:\s*[(–—-]\s*\p{L}+(?:\s\p{L}+)?\s*\)?)?)"
    r"|\p{L}{0,3}\s*[=:]?\s*(?P<first>\d{1,2})\s*(?:[xX×*·/,;+&]|\s)\s*(?:\p{L}{1,3}\s*[=:]?\s*)?(?P<second>\d{1,2})"
    r"\s*(?:=|:|->|→|\()\s*(?:\p{L}{0,3}\s*[=:]\s*)?(?P<score>\d{1,3}(?:\s*[(–—-]\s*\p{L}+(?:\s\p{L}+)?\s*\)?)?)\s*\)?"
    r"|\p{L}{0,3}\s*[=:]?\s*(?P<first>\d{1,2})\s*[xX×*·]\s*(?:\p{L}{1,3}\s*[=:]?\s*)?(?P<second>\d{1,2})"
)
"""Both factors in one cell, with their product or without: "3 * 5 = 15", "S4 K5 = 20", "4x5"; with names and a level:
"Sannolikhet 3 x Konsekvens 5 = 15 (hög)".
"""
_COMPACT = regex.compile(
    r"[(\[]?(?P<letter>\p{Lu})\s?(?P<first>\d{1,2})\s?[xX×*·/,;]?\s?(?P<letter>\p{Lu})\s?(?P<second>\d{1,2})"
    r"(?:\s?(?:[=→]|\p{Lu})\s?(?P<score>\d{1,3}))?[)\]]?"
)
"""The same by the letters of both factors alone: "S3K4R12", "(S3K4)"."""
_OPENING = regex.compile(r"(\p{L}+(?: \p{L}+)?)\s*[(–—:;,/-]")
"""What opens a cell that says a step and then why: "Høy — blokkerer fase 2"."""
_CODE = regex.compile(r"(?:\p{Lu}{1,8}[-_. ]?){1,3}\d{1,5}(?:\s*[,;/&]\s*(?:\p{Lu}{1,8}[-_. ]?){1,3}\d{1,5})*")
"""The id of something else: "TH-001", "SYS-001, HW-002"."""
_DIGITS = regex.compile(r"\d+")
_OUT_OF = regex.compile(r".*\(\s*\d{1,2}\s?/\s?(?:[3-9]|10)\)", regex.DOTALL)
"""A rating behind the words that explain it: "Hela projektet försenas (8/10)"."""
_REASONED = regex.compile(r"(?:10|\d)(?:[.,]\d)?\s*\([^()]*\p{L}[^()]*\)?|(?:10|\d)\s*\(\d{1,3}\s?%\)")
"""A number with its reason or what it stands for: "3 (erfarenhet)", "4 ($3M delay)", "4 (70 %)"."""
_LETTER = regex.compile(r"[A-FHLMK]{1,2}[+-]?(?:\s*[/→>-]+\s*[A-FHLMK]{1,2})?")


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of a column's cells are of each kind, and how many words its texts have on average."""

    number: int = 0
    packed: int = 0
    word: int = 0
    date: int = 0
    amount: int = 0
    text: int = 0
    words_a_cell: float = 0.0
    distinct: int = 0
    is_count: bool = False
    """The cells count the rows: 1, 2, 3 …"""
    codes: int = 0
    """Cells that are ids of something else."""
    only_counts: bool = False
    """The same few words with other numbers: "Fara 1", "Fara 2", "Fara 3"."""
    levels: int = 0
    """Cells with no other words than those of a scale: "Hög", but not "Hög frånvaro"."""
    marks: int = 0
    """Cells with nothing but a cross or a tick."""
    digits: int = 0
    """Cells with a digit in them, of whatever kind."""

    @property
    def filled(self) -> int:
        """Cells with anything in them."""
        return self.number + self.packed + self.word + self.date + self.amount + self.text

    @property
    def scores(self) -> int:
        """Cells that can be a score or a factor."""
        return self.number + self.packed + self.word

    @property
    def is_scores(self) -> bool:
        """Whether most cells can be scores (true of an empty column)."""
        return self.scores * 2 >= self.filled

    @property
    def is_short(self) -> bool:
        """Few words, repeated: the steps of a scale that no profile lists."""
        return self.words_a_cell <= 3 and self.distinct * 2 <= self.filled + 2

    @property
    def is_labels(self) -> bool:
        """Whether most cells name something that is told elsewhere."""
        return self.only_counts or self.codes * 2 > self.filled

    @property
    def is_text(self) -> bool:
        """Whether most cells are words that are no steps of a scale."""
        return self.text * 2 > self.filled

    @property
    def tells(self) -> bool:
        """Whether the cells say more than steps of a scale do."""
        return self.is_text or self.words_a_cell > LONGEST_RATING


def kind_of(cell: str, lexicon: Lexicon) -> Kind:
    """What a filled cell is. A sign that nobody has deciphered yet may be a digit."""
    if len(cell) > LONGEST_CELL:
        return "text"
    cell = UNKNOWN.sub("0", cell)
    if _DATE.fullmatch(cell):
        return "date"
    if _NUMBER.fullmatch(cell) or _JOINED.fullmatch(cell):
        return "number"
    if match_packed(cell, lexicon):
        return "packed"
    if is_sum_of_money(cell, lexicon.currencies):
        return "amount"
    is_rating = _OUT_OF.fullmatch(cell) or _REASONED.fullmatch(cell) or _is_step(cell, lexicon)
    return "word" if is_rating else "text"


def match_packed(cell: str, lexicon: Lexicon) -> "regex.Match[str] | None":
    """A cell that holds both factors, as `first` and `second`, with their product as `score` or without."""
    compact = _COMPACT.fullmatch(cell)
    if compact and order_pair(compact.captures("letter"), lexicon):
        return compact
    return PACKED.fullmatch(cell)


def _is_step(cell: str, lexicon: Lexicon) -> bool:
    """Whether a cell says a step of a scale, alone or with the reason behind it."""
    if _LETTER.fullmatch(cell) or lexicon.is_number_word(cell) or (STEPS_TO_CHOOSE.fullmatch(cell) and lists_all(cell)):
        return True
    if category(cell[0]) == "So" or not any(map(str.isalnum, cell)):
        return True  # a coloured circle, a stroke for none, a digit that reads as another sign
    if len(cell.split()) <= LONGEST_WORD_CELL and lexicon.is_score_word(cell):
        return True
    opening = _OPENING.match(cell)
    return opening is not None and lexicon.is_score_word(opening[1])


def shape_of(grid: Grid, column: int, lexicon: Lexicon) -> Shape:
    """The shape of one column."""
    cells = [text for row in range(min(grid.height, SAMPLE_ROWS)) if (text := grid.text(row, column))]
    kinds = Counter(kind_of(cell, lexicon) for cell in cells)
    words = sum(len(cell.split()) for cell in cells)
    return Shape(
        number=kinds["number"],
        packed=kinds["packed"],
        word=kinds["word"],
        date=kinds["date"],
        amount=kinds["amount"],
        text=kinds["text"],
        words_a_cell=words / len(cells) if cells else 0.0,
        distinct=len(set(cells)),
        is_count=_is_count(cells),
        levels=sum(lexicon.is_score_words(cell) for cell in cells),
        marks=sum(cell in MARKS for cell in cells),
        codes=sum(_CODE.fullmatch(cell) is not None for cell in cells),
        only_counts=_only_counts(cells),
        digits=sum(any(map(str.isdigit, cell)) or UNKNOWN.search(cell) is not None for cell in cells),
    )


def _only_counts(cells: list[str]) -> bool:
    """Whether few words come again in every cell and only their numbers differ: "Fara 1", "Fara 2"."""
    forms = {_DIGITS.sub("0", cell) for cell in cells}
    is_same = len(forms) == 1 and len(cells) == len(set(cells)) >= FEWEST_LABELS
    return is_same and len(cells[0].split()) <= LONGEST_LABEL


def _is_count(cells: list[str]) -> bool:
    numbers = [cell.rstrip(".") for cell in cells]
    if len(numbers) < FEWEST_COUNTED or not numbers[0].isdecimal() or len(numbers[0]) > LONGEST_COUNT:
        return False
    return numbers == [str(int(numbers[0]) + i) for i in range(len(numbers))]
