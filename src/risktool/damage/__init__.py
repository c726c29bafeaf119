"""What the text layer lost, and how scores are printed because of it: Document to Diagnosis.

Works on the word stream with cheap witnesses, before anything is parsed.
"""

from dataclasses import dataclass

from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.source import Document

__all__ = ["Diagnosis", "Loss", "diagnose"]


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing lost everywhere, how sure that is (0 to 1), and the independent witnesses in words."""

    lost: str
    is_digit: bool
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The damage of a document and the notation that follows from it."""

    notation: Notation
    losses: tuple[Loss, ...] = ()


def diagnose(document: Document, profile: Profile) -> Diagnosis:
    """Find what the text layer lost."""
    return Diagnosis(Notation())
