"""Risk criteria of a document: its scales, its levels, and how it makes a score.

Legend first: what the document states about itself wins over what its numbers suggest, and that over the profile's
custom. The formula is found for each section from its own numbers, because a workbook may hold an FMEA beside a
plain register: a score column in which hardly any score is S x K is not a product, and then no row of it is wrong.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from risktool.draft import Draft, DraftCriteria, DraftRow, PrintedScore
from risktool.model import PRODUCT, Criteria, CriteriaOrigin, Damage, Level, LevelRule, Number, Range
from risktool.notation import WIDEST_SCALE, Notation, is_product
from risktool.profiles import Profile, fold
from risktool.recover.levels import build_rules, default_rules, find_level, name_level
from risktool.recover.scales import FactorCells, choose_scales
from risktool.recover.steps import Scale, Scales
from risktool.recover.tops import find_top, find_tops, shared_top
from risktool.recover.values import read_value
from risktool.source import Document, Spans

Formula: TypeAlias = Literal["product", "sum", "other"]

FORMULAS: dict[Formula, str] = {"product": PRODUCT, "sum": "likelihood + consequence", "other": "other"}

FEWEST_ROWS = 5
"""Complete rows before numbers may speak against the custom that a score is a product."""
HARDLY_ANY = 0.2
"""A score column with a smaller share of products is made otherwise (authors who slip do so far less often)."""
NEARLY_ALL = 0.8

FMEA_SCALE = (1, 10)
"""What a form with a third factor rates on, by custom."""

FEWEST_ABOVE = 3
"""Factors above the usual scale before it is another scale: one or two are slips."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What the rows of a document are judged by."""

    notation: Notation
    scales: Scales
    criteria: Criteria
    rules: tuple[LevelRule, ...]
    profile: Profile
    legend: DraftCriteria
    """What the document itself states."""
    formula: Formula = "product"
    tops: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """The highest steps that the cells of the two factors name themselves, in the whole document."""
    words: str = ""
    """The formula as a row's own form states it."""
    damage: tuple[Damage, ...] = ()
    """What the text layer lost."""

    def name_level(self, label: str) -> Level | None:
        """The level that a printed word says: by the document's legend, else by any profile."""
        wanted = fold(label)
        stated = next((rule.name for rule in self.rules if fold(rule.label) == wanted), None)
        return stated or name_level(label, self.profile)

    def find_level(self, score: Number | None, likelihood: Number | None, consequence: Number | None) -> Level | None:
        """The level of a score; of a sum or a looked-up score only where the document states bands."""
        if self.formula != "product" and self.criteria.levels_origin != "legend":
            return None
        if score is not None and self.criteria.levels_origin == "profile":
            score = math.floor(score)  # the profile's bands follow each other without a gap; a legend's are as stated
        rule = find_level(self.rules, score, likelihood, consequence)
        return rule.name if rule else None

    def is_off_scale(self, likelihood: Number | None, consequence: Number | None) -> bool:
        """Whether a printed number is outside a scale that the document states."""
        pairs = ((likelihood, self.legend.likelihood), (consequence, self.legend.consequence))
        return any(n is not None and scale is not None and not scale[0] <= n <= scale[1] for n, scale in pairs)

    def is_of_another_scale(self, likelihood: str, consequence: str) -> bool:
        """Whether a cell names another highest step than the scale has, or than other cells name."""
        scales = (self.criteria.likelihood, self.criteria.consequence)
        for cell, tops, scale in zip((likelihood, consequence), self.tops, scales, strict=True):
            top = find_top(cell, self.scales)
            if top is not None and (len(tops) > 1 or (top != scale[1] and self.criteria.origin != "inferred")):
                return True
        return False

    def for_score(self, score: PrintedScore) -> "Judge":
        """The same for one row, whose form may say how it makes the score."""
        if score.formula is None:
            return self
        return replace(self, formula=kind_of(score.formula), words=score.formula)

    def stated_formula(self) -> str | None:
        """The formula in words where it is not the document's."""
        words = self.words or FORMULAS[self.formula]
        return None if words == self.criteria.formula or self.formula == kind_of(self.criteria.formula) else words

    def for_rows(self, rows: Sequence[DraftRow], document: Document) -> "Judge":
        """The same for one section: its own scales of words where the document mixes several, and its own formula."""
        own = _choose(rows, document, self.notation, self.profile, self.legend)
        likelihood, consequence = (
            mine if mine.is_numeric or not all_.names else all_
            for mine, all_ in ((own.likelihood, self.scales.likelihood), (own.consequence, self.scales.consequence))
        )
        judge = replace(self, scales=replace(own, likelihood=likelihood, consequence=consequence))
        if judge.formula != "product" or judge.notation.lost:
            return judge
        return replace(judge, formula=find_formula(_triples(rows, document, judge)))


def _choose(
    rows: Sequence[DraftRow], document: Document, notation: Notation, profile: Profile, stated: DraftCriteria
) -> Scales:
    """The scales of words that these rows use; those that the document states stand."""
    tops = [int(scale[1]) if scale else None for scale in (stated.likelihood, stated.consequence)]
    own = [row.score for row in rows if not row.score.pooled]
    likelihood = tuple(cell_text(document, score.likelihood, notation) for score in own)
    consequence = tuple(cell_text(document, score.consequence, notation) for score in own)
    products = tuple(cell_text(document, score.score, notation) for score in own)
    return choose_scales(
        FactorCells(likelihood, Scale(stated.likelihood_labels, letters=stated.likelihood_letters), tops[0]),
        FactorCells(consequence, Scale(stated.consequence_labels, letters=stated.consequence_letters), tops[1]),
        profile,
        max((top for top in tops if top is not None), default=None) or shared_top((*likelihood, *consequence)),
        products,
    )


def cell_text(document: Document, spans: Spans, notation: Notation) -> str:
    """The words of a cell with deciphered signs, parts joined by a space, line breaks kept."""
    return notation.decode(" ".join(document.text[s.start : s.end] for s in spans)).strip()


def build_judge(draft: Draft, document: Document, notation: Notation, profile: Profile) -> Judge:
    """The criteria of a document, and all that follows from them."""
    stated = draft.criteria
    rows = tuple(row for section in draft.sections for row in section.rows)
    scales = _choose(rows, document, notation, profile, stated)
    likelihood, consequence, origin = _ranges(stated, scales, rows, document, notation)
    formulas = {row.score.formula for row in rows}
    formula = stated.formula or (formulas.pop() if len(formulas) == 1 else None) or PRODUCT
    judge_notation = replace(notation, likelihood=_whole(likelihood), consequence=_whole(consequence))
    rules = build_rules(stated.levels, profile)
    if not rules and kind_of(formula) == "product":
        rules = default_rules(likelihood[1] * consequence[1], profile)
    criteria = Criteria(
        likelihood=likelihood,
        consequence=consequence,
        origin="legend" if stated.levels and origin != "option" else origin,
        levels=rules,
        levels_origin="legend" if stated.levels else "profile",
        likelihood_labels=stated.likelihood_labels or scales.likelihood.names,
        consequence_labels=stated.consequence_labels or scales.consequence.names,
        formula=formula,
    )
    printed = [row.score for row in rows if not row.score.pooled]
    tops = (
        find_tops((cell_text(document, score.likelihood, notation) for score in printed), scales),
        find_tops((cell_text(document, score.consequence, notation) for score in printed), scales),
    )
    return Judge(judge_notation, scales, criteria, rules, profile, stated, kind_of(formula), tops)


def find_formula(triples: Sequence[tuple[Number, Number, Number]]) -> Formula:
    """How complete rows (S, K, score) make their score."""
    if len(triples) < FEWEST_ROWS:
        return "product"
    products = sum(is_product(*triple) for triple in triples)
    if products >= HARDLY_ANY * len(triples):
        return "product"
    sums = sum(s + k == score for s, k, score in triples)
    return "sum" if sums >= NEARLY_ALL * len(triples) else "other"


def kind_of(formula: str) -> Formula:
    """What is needed to know of a formula: a product, a sum, or neither."""
    if formula == PRODUCT:
        return "product"
    return "sum" if formula == FORMULAS["sum"] else "other"


def _triples(rows: Iterable[DraftRow], document: Document, judge: Judge) -> list[tuple[Number, Number, Number]]:
    """The complete scores whose cells the table tells apart: in flattened text numbers are one score because they
    multiply, and those that do not prove nothing but a wrong cut."""
    found = []
    for row in rows:
        if row.score.pooled or row.origin == "flat":
            continue
        values = [
            read_value(cell_text(document, spans, judge.notation), scale, judge.scales).number
            for spans, scale in (
                (row.score.likelihood, judge.scales.likelihood),
                (row.score.consequence, judge.scales.consequence),
                (row.score.score, Scale()),
            )
        ]
        if values[0] is not None and values[1] is not None and values[2] is not None:
            found.append((values[0], values[1], values[2]))
    return found


def _ranges(
    stated: DraftCriteria, scales: Scales, rows: Sequence[DraftRow], document: Document, notation: Notation
) -> tuple[Range, Range, CriteriaOrigin]:
    """The two scales: stated, else the words', else wide enough for the numbers, else the usual one."""
    if stated.likelihood or stated.consequence:
        likelihood = stated.likelihood or stated.consequence or notation.likelihood
        return likelihood, stated.consequence or likelihood, stated.origin or "headings"
    found: list[Range] = []
    origin: CriteriaOrigin = "profile"
    # A form with a third factor is on a scale of its own: beside others it says nothing about theirs.
    plain = [row for row in rows if not (row.score.formula or "").endswith("detection")]
    wide = notation if plain or not rows else replace(notation, likelihood=FMEA_SCALE, consequence=FMEA_SCALE)
    rows = plain or rows
    for usual, words, cells in (
        (wide.likelihood, scales.likelihood, [row.score.likelihood for row in rows if not row.score.pooled]),
        (wide.consequence, scales.consequence, [row.score.consequence for row in rows if not row.score.pooled]),
    ):
        values = [read_value(cell_text(document, spans, notation), words, scales).number for spans in cells]
        scale = _scale_of([v for v in values if v is not None], words, usual)
        origin = origin if scale == usual else "inferred"
        found.append(scale)
    return found[0], found[1], origin


def _scale_of(values: list[Number], words: Scale, usual: Range) -> Range:
    if words.names and all(v <= len(words.names) for v in values):
        return (words.first, words.first + len(words.names) - 1)
    above = [v for v in values if v > usual[1]]
    if len(above) >= FEWEST_ABOVE:
        top = max(above)
        return (usual[0], max(top, WIDEST_SCALE) if top > usual[1] + 1 else top)
    if values and all(0 <= v <= 1 for v in values) and not all(float(v).is_integer() for v in values):
        return (0, 1)
    return usual


def _whole(scale: Range) -> tuple[int, int]:
    return int(scale[0]), int(scale[1])
