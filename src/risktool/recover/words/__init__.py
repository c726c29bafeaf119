"""Spans to the words a reader would see: broken words whole, line ends gone where only the line ended.

    "Risk för missförstå nd i\\nförvaltn\\ningen"  ->  "Risk för missförstånd i förvaltningen"

No sign but white space and the hyphen at a line's end ever changes, and nothing is joined on a guess: a `Join` says
what showed that its pieces are one word. Line breaks stay where something new begins (an item, a paragraph).
"""

from dataclasses import dataclass
from math import prod
from typing import NamedTuple

import regex

from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.recover.words.hyphens import close_hyphen
from risktool.recover.words.judge import NARROWEST, Lexicon, Pieces, Witness, head_letters, tail_letters
from risktool.recover.words.lines import Margins, find_margins, is_wrapped
from risktool.recover.words.vocabulary import build_vocabulary
from risktool.recover.words.wordlist import load_word_list
from risktool.sequence import LONG_LINE
from risktool.source import Document, Spans

__all__ = ["Join", "Reader", "Reading", "build_reader"]

_WORD = regex.compile(r"\S+")

SOFT_HYPHEN = "\u00ad"

STRAY_STOPS = (",", ".")
"""Nobody means a space before these, but a column that the word just filled puts them on the next line."""

MOST_PIECES = 3
"""The longest words in the narrowest columns take three lines."""

NEED_OWN_LINE: tuple[Witness, ...] = ("compound", "letters")
"""Weaker witnesses count across a line end only if the first piece had the line to itself, as a broken word has, and
within a line only where lines were lost: who types a text or a cell breaks no word with a space.
"""

CERTAINTY: dict[Witness, float] = {
    "document": 0.998,
    "list": 0.998,
    "compound": 0.99,
    "letters": 0.98,
    "hyphen": 0.998,
}
"""How often a join of each kind is right, on made registers; rounded down."""


@dataclass(frozen=True, slots=True)
class Join:
    """A word that was put together: its pieces as printed, and what showed that they are one word."""

    pieces: tuple[str, ...]
    witness: Witness

    @property
    def certainty(self) -> float:
        """The chance that the author meant one word."""
        return CERTAINTY[self.witness]


@dataclass(frozen=True, slots=True)
class Reading:
    """Words as a reader sees them, and which of them were put together."""

    text: str
    joins: tuple[Join, ...] = ()

    @property
    def certainty(self) -> float:
        """The chance that all joins are right; 1.0 without any."""
        return prod(join.certainty for join in self.joins)


NOTHING = Reading("")
"""Most fields of most rows are empty."""


class _Token(NamedTuple):
    """A word and the white space before it: "" (the first), " ", or something with a line end."""

    text: str
    start: int
    gap: str

    @property
    def opens_line(self) -> bool:
        """Whether nothing stands before it on its line."""
        return not self.gap or "\n" in self.gap


@dataclass(frozen=True, slots=True)
class _Glued:
    """The word so far with the next `taken` tokens on it; `witness` None: only white space goes, no join to doubt."""

    whole: str
    taken: int
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the words of one document; knows its vocabulary and where its lines end."""

    document: Document
    lexicon: Lexicon
    margins: Margins
    notation: Notation | None = None
    is_set: bool = True
    """Pages are set in lines, or were before their lines were lost: a narrow column may have broken any word."""

    def read(self, spans: Spans) -> Reading:
        """The text of these places and the words joined in it; "" for none."""
        if not spans:
            return NOTHING
        tokens = self._split(spans)
        parts = [tokens[0].text] if tokens else []
        joins: list[Join] = []
        at = 1
        while at < len(tokens):
            glued = self._glue(parts[-1], tokens, at)
            if glued is None:
                parts += (self._separator(tokens, at), tokens[at].text)
                at += 1
                continue
            if glued.witness:
                pieces = (parts[-1], *(token.text for token in tokens[at : at + glued.taken]))
                joins.append(Join(pieces, glued.witness))
            parts[-1] = glued.whole
            at += glued.taken
        text = "".join(parts)
        return Reading(self.document.shown_text(self.notation.decode(text) if self.notation else text), tuple(joins))

    def text(self, spans: Spans) -> str:
        """The text of these places."""
        return self.read(spans).text

    def _split(self, spans: Spans) -> tuple[_Token, ...]:
        tokens: list[_Token] = []
        for span in spans:
            end = span.start
            for match in _WORD.finditer(self.document.text, *span):
                gap = self.document.text[end : match.start()] or " " if tokens else ""
                tokens.append(_Token(match[0].replace(SOFT_HYPHEN, ""), match.start(), gap))
                end = match.end()
        return tuple(tokens)

    def _separator(self, tokens: tuple[_Token, ...], at: int) -> str:
        before, after = tokens[at - 1], tokens[at]
        if after.gap == " " or "\n" not in after.gap:
            return " "
        line = " ".join(token.text for token in tokens[at : at + 2])
        was_full = self.margins.goes_on(before.start, after.start)
        return " " if is_wrapped(before.text, line, was_full) else "\n"

    def _glue(self, word: str, tokens: tuple[_Token, ...], at: int) -> _Glued | None:
        token = tokens[at]
        at_line_end = token.gap != " " and "\n" in token.gap
        if token.gap != " " and (token.gap.count("\n") > 1 or "\t" in token.gap):
            return None
        if word.endswith("-"):
            closed = close_hyphen(word, token.text, self.lexicon, at_line_end=at_line_end)
            return _Glued(closed, 1, "hyphen") if closed else None
        if at_line_end and word.endswith("/") and word[-2:-1].isalnum() and token.text[0].isalnum():
            return _Glued(word + token.text, 1)
        if token.text in STRAY_STOPS and len(tokens[at - 1].text) >= NARROWEST and word[-1].isalpha():
            return _Glued(word + token.text, 1)
        return self._join(word, tokens, at)

    def _join(self, word: str, tokens: tuple[_Token, ...], at: int) -> _Glued | None:
        """The word and the one or two tokens after it, if they are pieces of one word."""
        before = tokens[at - 1]
        if len(before.text) < NARROWEST or not (left := tail_letters(word)):
            return None
        rest = ""
        for taken, token in enumerate(tokens[at : at + MOST_PIECES - 1], start=1):
            letters = head_letters(token.text)
            if not letters or not _fits_case(left, letters):
                return None
            pieces = Pieces(
                left=left.lower(),
                right=(rest + letters).lower(),
                beside=(rest or letters).lower(),
                after=tokens[at + taken].text if at + taken < len(tokens) else "",
            )
            witness = self.lexicon.find_witness(pieces)
            is_broken = before.opens_line if "\n" in token.gap else self.is_set
            if witness and (is_broken or witness not in NEED_OWN_LINE):
                return _Glued(word + rest + token.text, taken, witness)
            if letters != token.text or len(letters) < NARROWEST:
                return None
            rest += letters
        return None


def build_reader(document: Document, profile: Profile, notation: Notation | None = None) -> Reader:
    """A reader for a document in the language of this profile; signs that `notation` knows are read right."""
    common = frozenset(word.lower() for word in profile.common_words)
    words = load_word_list(profile.language)
    lexicon = Lexicon(build_vocabulary(document.text), common, words)
    is_set = bool(document.words) or any(len(line) > LONG_LINE for line in document.text.splitlines())
    return Reader(document, lexicon, find_margins(document), notation, is_set)


def _fits_case(left: str, right: str) -> bool:
    """Whether the second piece can go on with the first one's word: in small letters, or all in capitals."""
    return right.islower() or (len(left) > 1 and left.isupper() and right.isupper())
