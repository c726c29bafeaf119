"""Only a part of the document could be read.

Why: the file is damaged, or a record of it has too few fields or too many. What is given is what its readable part
says; risks on the rest are missing without a trace.

Example:
    bad:  a download that broke off
    good: the whole file

Limits: said once, with everything that the reader remarked.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule

RULE = Rule(
    "DC04",
    "partly-read",
    "warning",
    "ask for an undamaged copy; compare the number of pages and risks",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document, on its page where only one is concerned."""
    found: dict[str, list[int]] = {}
    for remark in RULE.at_remarks(register):
        found.setdefault(remark.message, []).extend([remark.page] if remark.page is not None else [])
    pages = {page for concerned in found.values() for page in concerned}
    if len(pages) == 1:
        yield RULE.at_document("; ".join(found), pages.pop())
    elif found:
        yield RULE.at_document("; ".join(_say_pages(concerned) + message for message, concerned in found.items()))


def _say_pages(pages: list[int]) -> str:
    """ "pages 2, 4–6: "; "" for none."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    listed = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"page{'s' if len(set(pages)) > 1 else ''} {listed}: " if runs else ""
