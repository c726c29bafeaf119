"""How common words are in a language, from an optional list (the extra `words`).

The list is `wordfreq` (code Apache-2.0, data CC-BY-SA 4.0; Swedish, Norwegian, Danish, English, German and more).
It is asked only about pairs that the document's own vocabulary leaves open, and never needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

RARE = 1e-7
"""A word less common than one in ten million is as good as unknown: lists of that depth hold pieces and errors."""

UNKNOWN = 1e-9
"""What a rarer word counts as: far less than any that is known."""

HEADER = {"format": "cB", "version": 1}
"""What such a file begins with: its words stand in lists by how common they are, in centibels."""

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
    path = _find_file(language)
    if path is None:
        return None
    import gzip

    import msgpack

    with gzip.open(path) as stream:
        header, *by_centibels = msgpack.load(stream, raw=False)
    if header != HEADER:
        return None
    # The words of one share stand together, the most common ones first; a table of all of them takes 0.2 s to make.
    shares: dict[str, float] = {}
    for centibels, words in enumerate(by_centibels):
        share = 10 ** (-centibels / 100)
        if share < RARE:
            break
        shares |= dict.fromkeys(words, share)
    return WordList(shares)


def _find_file(language: str) -> Path | None:
    """The longer list of a language if there is one.

    The package itself is not imported: it brings a tokenizer, a mender of encodings and all names of languages along,
    a third of the time of a command.
    """
    package = find_spec("wordfreq")
    folders = (package.submodule_search_locations if package else None) or ()
    paths = (
        Path(folder) / "data" / f"{size}_{language}.msgpack.gz" for folder in folders for size in ("large", "small")
    )
    return next((path for path in paths if path.exists()), None)
