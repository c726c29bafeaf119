"""Lines that close a letter: "Vänliga hälsningar"."""

from risktool.parse.lines import rest_of_line
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import fold

LONGEST_CLOSING = 4
"""Words of what closes a letter: "Mit den besten Grüßen"."""


def find_closing(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the line begins that closes a letter, behind `start`; else where the text ends."""
    at = start
    while (at := text.find("\n", at)) >= 0:
        at += 1
        if closes_letter(rest_of_line(text, at), lexicon):
            return at
    return len(text)


def closes_letter(line: str, lexicon: Lexicon) -> bool:
    """Whether a line says nothing but that a letter ends: "Med vänlig hälsning, Eva"."""
    words = line.split()[:LONGEST_CLOSING]
    return any(fold("".join(words[:size])) in lexicon.closing_words for size in range(1, len(words) + 1))
