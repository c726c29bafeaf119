"""How common words are in a language, from an optional list (the extra `words`).

The list is `wordfreq` (code Apache-2.0, data CC-BY-SA 4.0; Swedish, Norwegian, Danish, English, German and more).
It is asked only about pairs that the document's own vocabulary leaves open, and never needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

RARE = 1e-7
"""A word less common than one in ten million is as good as unknown: lists of that depth hold pieces and errors."""

UNKNOWN = 1e-9
"""What a rarer word counts as: far less than any that is known."""

VOWELS = "aeiouyåäöæøü"

LONE_CONSONANT = 1e-4
"""Lists count the letters of abbreviations as words; in running text a consonant alone is hardly ever one."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Words in small letters and their share of all words of the language."""

    shares: Mapping[str, float]

    def share(self, word: str) -> float:
        """How common the word is, above zero for any word."""
        share = self.shares.get(word, UNKNOWN)
        return share * LONE_CONSONANT if len(word) == 1 and word not in VOWELS else share

    def has(self, word: str) -> bool:
        """Whether it is a word that people use."""
        return self.share(word) >= RARE

    def favours_whole(self, left: str, right: str) -> float:
        """How much likelier the whole word is than the two pieces as neighbours by chance."""
        return self.share(left + right) / (self.share(left) * self.share(right))


@lru_cache(maxsize=8)
def load_word_list(language: str) -> WordList | None:
    """The list of a language (BCP 47); None without the extra or for a language that it does not hold."""
    try:
        from wordfreq import available_languages, cB_to_freq, get_frequency_list
    except ImportError:
        return None
    # Asked for a language that it lacks, it would give the list of another one.
    if language not in available_languages("best"):
        return None
    # The words of one share stand together, the most common ones first; a table of all of them takes 0.2 s to make.
    shares: dict[str, float] = {}
    for centibels, words in enumerate(get_frequency_list(language, "best")):
        share = cB_to_freq(-centibels)
        if share < RARE:
            break
        shares |= dict.fromkeys(words, share)
    return WordList(shares)
