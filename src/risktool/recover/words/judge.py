"""Are two neighbouring pieces one word? A word list, the document, and the letters are asked.

A column that is too narrow for a word prints its first letters on a line of their own, as many as fit, and the rest
on the next. So the first piece is long, the second goes on in small letters, and mostly neither is a word:

    document   "Sannolikhe t"          the whole stands elsewhere, a piece does not
    list       "missförstå nd"         the whole is a word of the language, and its pieces side by side are chance
    compound   "verksamhetsplaneri ng" known words make up the whole, one of them across the break
    letters    "förvaltn ingen"        no word here ends so, and words here hold these letters side by side

Two words that an author wrote apart ("över huvud taget") are left apart: where both pieces are words, nothing joins
them. So is all that is doubtful; a space too many is as printed, a space too few is our error.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import regex

from risktool.recover.words.vocabulary import Vocabulary
from risktool.recover.words.wordlist import WordList

Witness: TypeAlias = Literal["document", "list", "compound", "letters", "hyphen"]
"""What says that two pieces are one word."""

NARROWEST = 6
"""Signs on a line of the narrowest column that anybody fills with words; a shorter first piece was not broken."""

SHORT = 3
"""A second piece of so few letters is an ending if it is no word; words so short are almost all common ones."""

CHANCE = 1e4
"""The word list must make the whole word so much likelier than its pieces side by side. Words that authors write
now together, now apart ("framför allt") reach some hundreds, broken words a hundred thousand."""

LEANING = 1e3
"""The same where something else speaks for the whole word: the document has it, or a hyphen ends the line."""

FUNCTION_SHARE = 1e-4
"""A word so common that it holds sentences together: what follows "Sekretess-" in a list."""

PART_SHARE = 1e-6
"""Words rarer than one in a million make up no compounds: names, foreign words and errors spell anything."""

SHORT_PART_SHARE = 1e-5
"""A word of three letters opens a compound only if it is a common one that names something ("matmarknad")."""

PART = 4
"""Letters of a compound's second and further words; shorter ones fit everywhere by chance."""

MOST_PARTS = 3
"""Words in a compound; more of them spell anything. Where one piece is a word already, two must be enough."""

LINKS = ("", "s")
"""What stands between the words of a compound."""

_HEAD = regex.compile(r"\p{L}++(?!\d|\.\p{L})")
_TAIL = regex.compile(r"(?<![\d\p{L}'’])\p{L}++$")


def head_letters(word: str) -> str:
    """The letters that a printed word begins with; "" for an abbreviation ("t.ex.")."""
    if word.isalpha():
        return word
    found = _HEAD.match(word)
    return found[0] if found else ""


def tail_letters(word: str) -> str:
    """The letters that a printed word ends with."""
    if word.isalpha():
        return word
    found = _TAIL.search(word)
    return found[0] if found else ""


class Pieces(NamedTuple):
    """Two neighbours in small letters, as far as they are letters.

    `beside`: what is printed next to `left` (`right` itself, but in a word of three pieces only its first one).
    `after`: the next word, "" at the end.
    """

    left: str
    right: str
    beside: str
    after: str = ""

    @property
    def whole(self) -> str:
        """The word that they would make."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What knows words: the document's vocabulary, the language's function words, and a word list if there is one."""

    vocabulary: Vocabulary
    common: frozenset[str]
    words: WordList | None = None

    def find_witness(self, pieces: Pieces) -> Witness | None:
        """What says that the pieces are one word; None where they are not, or nobody can tell."""
        if pieces.left in self.common or self._stand_apart(pieces) or _opens_abbreviation(pieces):
            return None
        if self._is_in_list(pieces):
            return "list"
        if self._is_in_document(pieces):
            return "document"
        if self._is_compound(pieces):
            return "compound"
        return "letters" if self._is_by_letters(pieces) else None

    def _stand_apart(self, pieces: Pieces) -> bool:
        """Whether both are words and the whole is none, so that no witness can speak: the usual case, told quickly."""
        whole = pieces.left + pieces.right
        if whole in self.vocabulary.counts or (self.words is not None and whole in self.words.shares):
            return False
        return self._knows_left(pieces) and self._knows_right(pieces)

    def is_function_word(self, word: str) -> bool:
        """Whether it is a word that holds sentences together, as far as can be known."""
        return word in self.common or (self.words is not None and self.words.share(word) >= FUNCTION_SHARE)

    def is_hyphenated(self, pieces: Pieces) -> bool:
        """Whether the document prints these two with a hyphen elsewhere."""
        return f"{pieces.left}-{pieces.right}" in self.vocabulary.hyphenated

    def is_whole(self, pieces: Pieces) -> bool:
        """Whether two pieces with a hyphen between them are one word without it."""
        if self.words and self.words.favours_whole(pieces.left, pieces.right) < LEANING:
            return False
        if self.vocabulary.has(pieces.whole) or (self.words and self.words.has(pieces.whole)):
            return True
        return self._is_by_letters(pieces)

    def _is_in_document(self, pieces: Pieces) -> bool:
        left, right = pieces.left, pieces.right
        if not self.vocabulary.has(pieces.whole) or right in self.common:
            return False
        if self.words and self.words.favours_whole(left, right) < LEANING:
            return False
        if self.vocabulary.free_left(left, pieces.beside):
            return not self.vocabulary.free_right(left, right) and len(right) <= SHORT
        if not self.vocabulary.free_right(left, right) or self.vocabulary.ends_oddly(left):
            return True
        return self.words is not None and not self.words.has(left) and not self._spells(left, MOST_PARTS)

    def _is_in_list(self, pieces: Pieces) -> bool:
        words = self.words
        return bool(words and words.has(pieces.whole) and words.favours_whole(pieces.left, pieces.right) >= CHANCE)

    def _knows_left(self, pieces: Pieces) -> bool:
        free = self.vocabulary.free_left(pieces.left, pieces.beside) > 0
        return free or bool(self.words and self.words.has(pieces.left))

    def _knows_right(self, pieces: Pieces) -> bool:
        free = self.vocabulary.free_right(pieces.left, pieces.right) > 0
        return free or bool(self.words and self.words.has(pieces.right))

    def _is_compound(self, pieces: Pieces) -> bool:
        """Whether known words make up the whole, one of them across the break, and the first piece is none."""
        if pieces.right != pieces.beside or self.is_function_word(pieces.right) or self._knows_left(pieces):
            return False
        left_is_compound, right_is_word = self._spells(pieces.left, MOST_PARTS), self._knows_right(pieces)
        if left_is_compound and (right_is_word or self.words is None):
            return False
        parts = 2 if left_is_compound or right_is_word else MOST_PARTS
        return self._spells(pieces.whole, parts, len(pieces.left))

    def _spells(self, whole: str, parts: int, broken_at: int = 0) -> bool:
        """Whether at most so many known words make up the whole, none of them ending at the break."""
        reached = {0}
        for _ in range(parts):
            ends = {end for start in reached for end in self._ends_of_part(whole, start, PART if start else SHORT)} - {
                broken_at
            }
            reached = {end + len(link) for end in ends for link in LINKS if whole.startswith(link, end)}
            reached -= {broken_at}
            if len(whole) in reached:
                return True
        return False

    def _ends_of_part(self, whole: str, start: int, shortest: int) -> set[int]:
        return {
            end
            for end in range(start + shortest, len(whole) + 1)
            if end - start < len(whole) and self._is_part(whole[start:end])
        }

    def _is_part(self, word: str) -> bool:
        if len(word) <= SHORT:
            return self.words is not None and SHORT_PART_SHARE <= self.words.share(word) < FUNCTION_SHARE
        return self.vocabulary.has(word) or (self.words is not None and self.words.share(word) >= PART_SHARE)

    def _is_by_letters(self, pieces: Pieces) -> bool:
        """Whether a piece is no word and cannot be one, and words here hold the letters at the break."""
        left, right = pieces.left, pieces.right
        if right != pieces.beside or self._knows_right(pieces):
            return False
        if not self._knows_left(pieces) and self.vocabulary.never_ends(left):
            return self.vocabulary.runs_across(left, right)
        is_ending = 1 < len(right) <= SHORT and self.vocabulary.never_begins(right)
        return is_ending and self.vocabulary.runs_across(left, right)


def _opens_abbreviation(pieces: Pieces) -> bool:
    """A single letter before another short word or a number: "samtal t ex", "resurser p g a", "senast v 12"."""
    return len(pieces.right) == 1 and (0 < len(head_letters(pieces.after)) < SHORT or pieces.after[:1].isdigit())
