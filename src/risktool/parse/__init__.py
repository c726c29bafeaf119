"""Document to Draft: which words are headings, descriptions, scores, treatments.

Furniture first, then headings, then each section by the reader that fits its blocks: cells (`tables`), labels in
running text (`inline`), or a bare stream of words (`flat`).
"""

from risktool.draft import Draft
from risktool.notation import Notation
from risktool.parse.sections import read_sections
from risktool.profiles import Profile
from risktool.source import Document

__all__ = ["parse"]


def parse(document: Document, notation: Notation, profile: Profile) -> Draft:
    """Read a document. Every word of it is in exactly one place of the draft."""
    return read_sections(document, notation, profile)
