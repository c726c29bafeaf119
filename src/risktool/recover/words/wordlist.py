"""How common words are in a language, from an optional list (the extra `words`).

The list is `wordfreq` (code Apache-2.0, data CC-BY-SA 4.0; Swedish, Norwegian, Danish, English, German and more).
It is asked only about pairs that the document's own vocabulary leaves open, and never needed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

RARE = 1e-7
"""A word less common than one in ten million is as good as unknown: lists of that depth hold pieces and errors."""

UNKNOWN = 1e-9
"""What a rarer word counts as: far less than any that is known."""

VOWELS = "aeiouyåäöæøü"

FORMAT = {"format": "cB", "version": 1}
"""What the lists say of themselves."""

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
    file = _find_list(language)
    if file is None:
        return None
    # The words of one share stand together, the most common ones first; a table of all of them takes 0.2 s to make.
    shares: dict[str, float] = {}
    for centibels, words in enumerate(_read_list(file)):
        share: float = 10 ** (-centibels / 100)
        if share < RARE:
            break
        shares |= dict.fromkeys(words, share)
    return WordList(shares)


def _find_list(language: str) -> Path | None:
    """The file that `wordfreq` has for a language, the larger of two. Its code stays unloaded: that takes 0.2 s."""
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        return None
    files = (Path(package.origin).parent / "data" / f"{size}_{language}.msgpack.gz" for size in ("large", "small"))
    return next(filter(Path.exists, files), None)


def _read_list(file: Path) -> Iterator[list[str]]:
    """The words of each share, in steps of a centibel, the most common ones first (`wordfreq.read_cBpack`)."""
    import gzip

    import msgpack

    with gzip.open(file) as stream:
        unpacker = msgpack.Unpacker(stream)
        steps = unpacker.read_array_header() - 1
        header = unpacker.unpack()
        if header != FORMAT:
            raise ValueError(f"{file}: unknown format {header}")
        for _ in range(steps):
            yield unpacker.unpack()
