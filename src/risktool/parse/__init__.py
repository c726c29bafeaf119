"""Document to Draft: which words are headings, descriptions, scores, treatments.

Furniture first, then headings, then each section by the reader that fits its blocks: cells (`tables`), labels in
running text (`inline`), or a bare stream of words (`flat`). What no reader placed is listed, so that it is not lost.
"""

from dataclasses import replace

from risktool.draft import Draft
from risktool.notation import Notation
from risktool.parse.sections import read_sections
from risktool.parse.spans import uncovered
from risktool.profiles import Profile
from risktool.source import Document, Span

__all__ = ["parse"]


def parse(document: Document, notation: Notation, profile: Profile) -> Draft:
    """Read a document. Every word of it is in exactly one place of the draft."""
    draft = read_sections(document, notation, profile)
    return replace(draft, unassigned=uncovered(document.text, Span(0, len(document.text)), draft.placed))
