"""The lost word, shown where it stood: "[Risk] för att …". For tables only; the data stays as printed.

A text layer that lost the word "Risk" everywhere leaves descriptions that begin in the middle of a sentence, with a
small letter: "för att arkivet blandas ihop", or "en för att …" where the word was "Risken".
"""

from risktool.model import Register
from risktool.profiles import languages, load_profile


def lost_words(register: Register) -> tuple[str, ...]:
    """The words that the text layer lost, and those longer ones of the language that begin with one of them."""
    lost = tuple(damage.lost for damage in register.damage if damage.kind == "word")
    known = load_profile(register.language).risk_words if register.language in languages() else ()
    return lost + tuple(word for word in known if any(word != whole and word.startswith(whole) for whole in lost))


def restore(description: str, lost: tuple[str, ...]) -> str:
    """The description with the lost word before it in brackets, if it begins as if one were missing."""
    if not lost or not description[:1].islower():
        return description
    first = description.split(maxsplit=1)[0]
    ending = any(word + first in lost for word in lost)
    return f"[{lost[0]}]{'' if ending else ' '}{description}"
