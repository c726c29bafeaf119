"""The lost word, shown where it stood: "[Risk] för att …". For tables only; the data stays as printed.

A text layer that lost the word "Risk" everywhere leaves descriptions that begin in the middle of a sentence, with a
small letter: "för att arkivet blandas ihop", or "en för att …" where the word was "Risken" (shown "[Risk]en för …").
"""

from dataclasses import dataclass

from risktool.model import Register
from risktool.profiles import languages, load_profile


@dataclass(frozen=True, slots=True)
class Lost:
    """A word that the text layer lost, its endings that are left over, and the language's function words."""

    word: str
    endings: tuple[str, ...] = ()
    function_words: tuple[str, ...] = ()


def find_lost(register: Register) -> Lost | None:
    """The word that the text layer lost; None if it lost none."""
    word = next((damage.lost for damage in register.damage if damage.kind == "word"), None)
    if word is None or register.language not in languages():
        return Lost(word) if word else None
    profile = load_profile(register.language)
    return Lost(word, profile.risk_endings, profile.common_words)


def restore(description: str, lost: Lost | None) -> str:
    """The description with the lost word before it in brackets, if it begins as if one were missing."""
    if lost is None or not description[:1].islower():
        return description
    return f"[{lost.word}]{'' if _begins_with_ending(description, lost) else ' '}{description}"


def _begins_with_ending(description: str, lost: Lost) -> bool:
    """ "en för att": an ending, with a function word after it. "för att" is one itself, "en chef slutar" an article."""
    first, second = (*description.split(maxsplit=2), "", "")[:2]
    return first in lost.endings and first not in lost.function_words and second in lost.function_words
