"""All three numbers are printed, and likelihood times consequence is not the product.

Why: one of the three is wrong, and a list ordered by score puts the risk in the wrong place. Nobody but the authors
can say which number they meant, so nothing is changed: the row stays as printed and is shown. Where the text does not
show which numbers stand in one row (a flattened table), the numbers may be another row's, and the finding says so.

Example:
    bad:  S 5, K 4, product 15
    good: S 5, K 4, product 20

Limits: only where the score is a product. A document that looks its levels up in a matrix, or states another formula,
is not judged; nor is a row with a range. Fractions are compared to half of the last printed decimal.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import PRODUCT, Register
from risktool.notation import is_product
from risktool.rules.base import Rule, rows
from risktool.rules.printed import show

RULE = Rule(
    "SC01",
    "product-mismatch",
    "error",
    "ask the authors which of the three numbers they meant, and correct the document",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    if register.criteria is not None and register.criteria.formula != PRODUCT:
        return
    for row in rows(register):
        likelihood, consequence, score = row.risk.likelihood, row.risk.consequence, row.risk.score
        if row.risk.formula not in (None, PRODUCT) or likelihood is None or consequence is None or score is None:
            continue
        if not is_product(likelihood, consequence, score):
            sum_ = f"{show(likelihood)} x {show(consequence)} = {show(round(likelihood * consequence, 6))}"
            misread = "" if row.risk.confidence_parts.score == 1 else " (or the three are not of one row)"
            yield RULE.at_row(row, f"{sum_}, but {show(score)} is printed{misread}", "score")
