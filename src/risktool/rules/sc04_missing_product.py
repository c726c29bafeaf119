"""Both factors are printed, but no product.

Why: the score in the output was multiplied here, nobody in the workshop wrote it. Where the form has no column for
it that is harmless; an empty cell among filled ones is a row that was not finished.

Example:
    bad:  S 2, K 3, product (empty)
    good: S 2, K 3, product 6

Limits: a product that the text layer lost is not missing (2 x 2 where every "4" is lost), and a level in words
stands in for it where the factors are words too ("hög, medel: medel").
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register, Risk
from risktool.rules.base import Rule, rows
from risktool.rules.printed import has_factors, is_lost

RULE = Rule(
    "SC04",
    "missing-product",
    "info",
    "nothing, if the form has no column for it; else fill the cell in",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    for row in rows(register):
        if has_factors(row.risk) and not _has_product(row.risk, register):
            yield RULE.at_row(row, "likelihood and consequence are printed without their product", "score")


def _has_product(risk: Risk, register: Register) -> bool:
    in_words = risk.likelihood_label is not None or risk.consequence_label is not None
    if risk.printed.score or (in_words and risk.level_label is not None):
        return True
    if risk.likelihood is None or risk.consequence is None:
        return False
    product = risk.likelihood * risk.consequence
    return is_lost(product, register)
