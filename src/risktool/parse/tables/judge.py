"""Is this a risk table? The gate between a register and everything else that has columns of numbers.

Attendance lists, votes, budgets, evaluations with counts, decision matrices, backlogs and stakeholder lists all have
three numbers in a row somewhere, and 4 x 5 = 20 happens. So numbers never speak for themselves where headings say
something else; they do only in a table without any heading. Legends and matrix pictures have the right headings, but
their rows are the steps of a scale and not risks.
"""

from collections.abc import Iterable, Sequence

import regex

from risktool.parse.tables.columns import Columns, assign
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.heading_text import strip_heading
from risktool.parse.tables.lexicon import Lexicon, find_formula
from risktool.parse.tables.products import find_products
from risktool.parse.tables.shape import Shape, kind_of
from risktool.parse.tables.strength import CLEAR, STRONG
from risktool.profiles import FACTORS, Role, fold

LONGEST_LEGEND = 12
"""Rows of the longest legend: a step of the scale each."""
LONGEST_VERDICT = 3
"""Words on average of "Godtas" or "Must be reduced"; a risk is told in more, and before it is rated."""
FEWEST_STEPS = 3
"""Steps of the shortest scale."""

_TELLING: tuple[Role, ...] = ("treatment", "level", "likelihood", "consequence", "score", "owner")
"""Columns of which one must stand beside a column called Risk in a register without scores."""
_BESIDE_A_SCORE: tuple[Role, ...] = ("treatment", "likelihood", "consequence", "residual_score")
"""Columns of which one beside a score of risk makes a register, whatever the first column is called."""
_WORD = regex.compile(r"\p{L}{4,}")
"""No "och" between two ids."""
_LETTERS = regex.compile(r"[\p{L}\s]+")
"""A risk in a word, however short: "Is", "IT"."""


def is_risk_table(body: Grid, columns: Columns, shapes: Sequence[Shape], lexicon: Lexicon) -> bool:
    """Whether the rows of `body` are risks."""
    place = columns.place("description")
    if place is None or not shapes[place].filled or is_legend(body, columns, lexicon):
        return False
    named = lexicon.is_risk_heading(columns.columns[place].heading)
    if columns.has("likelihood", "consequence"):
        return not is_only_numbers(columns, lexicon) or find_products(body) is not None
    if columns.has("level", "residual_score") and _is_of_risk(columns, "level", lexicon):
        return True  # "Inherent risk | Residual risk" rate whatever stands before them
    is_of_areas = any(_names_risks(column.heading, lexicon) for column in columns.columns)
    if is_of_areas and columns.has("level", "consequence_text") and _is_of_risk(columns, "level", lexicon):
        return True  # "Risk area | What it leads to | Risk level"
    if columns.has("score") and _is_of_risk(columns, "score", lexicon):
        return named or any(columns.has(role) for role in _BESIDE_A_SCORE)
    return named and any(columns.has(role) for role in _TELLING) and not _is_told_by_ids(body, columns)


def is_card(body: Grid, columns: Columns, shapes: Sequence[Shape]) -> bool:
    """Whether the table is a form for one risk that stands in the heading above: "Likelihood | 2 | Impact | 5 |
    Control | Alarm". Both factors have their numbers, and something is done by somebody.
    """
    factors = [place for role in FACTORS if (place := columns.place(role)) is not None]
    is_rated = len(factors) == len(FACTORS) and all(shapes[place].is_scores for place in factors)
    is_whole = columns.has("treatment") or columns.has("owner")
    return body.height == 1 and is_rated and is_whole and not columns.has("description") and _is_spoken(columns)


def _is_told_by_ids(body: Grid, columns: Columns) -> bool:
    """Whether the rows only name risks by their ids: "Hög | 2 | R-01, R-07", "Kritisk | 0 | –", "R1 | Salta"."""
    return _are_ids(_texts(body, columns, "description"))


def with_ids(body: Grid, columns: Columns, lexicon: Lexicon) -> Columns:
    """The columns; the first one, called Risk, is the number's if it holds nothing but ids ("R1")."""
    cells = [text for row in range(body.height) if (text := body.text(row, 0))]
    is_named = lexicon.is_risk_heading(columns.columns[0].heading) and not columns.has("number")
    return assign(columns, 0, "number") if is_named and cells and _are_ids(cells) else columns


def _are_ids(cells: Sequence[str]) -> bool:
    in_letters = sum(_LETTERS.fullmatch(cell) is not None for cell in cells)  # "NA" says that there is none
    return not any(map(_WORD.search, cells)) and in_letters * 2 <= len(cells)


def is_only_numbers(columns: Columns, lexicon: Lexicon) -> bool:
    """Whether no heading speaks of risks ("Risk", "Risk area"): letters over numbers, as in a list of results."""
    named = any(_names_risks(column.heading, lexicon) for column in columns.columns)
    scored = columns.has("score") and _is_of_risk(columns, "score", lexicon)
    return not (named or scored or columns.has("treatment") or _is_spoken(columns))


def _names_risks(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading is a risk's or an area's of risks, and not any word with "risk" in it."""
    is_of_risk = any(word in fold(heading) for word in lexicon.risk_words)
    is_description = any(match.role == "description" and match.strength >= CLEAR for match in lexicon.match(heading))
    return lexicon.is_risk_heading(heading) or (is_of_risk and is_description)


def hold_values(headings: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether what looks like headings are labels with their values ("Risk: Takras", over "S: 2 | K: 5"): a form drawn
    as a table, whose cells are read as text.
    """
    parts = [match for heading in headings if (match := _LABELLED.fullmatch(heading.strip()))]
    return sum(any(m.strength > CLEAR for m in lexicon.match(part["label"])) for part in parts) >= FEWEST_LABELLED


_LABELLED = regex.compile(r"(?P<label>[^:=\n]+)[:=]\s*\d{1,3}")
FEWEST_LABELLED = 2
"""Factors with a number each: one heading alone may end in one."""


def is_risk_list(columns: Columns, lexicon: Lexicon) -> bool:
    """Whether the rows name risks by an id, for another table to rate them."""
    place = columns.place("description")
    return (
        columns.place("number") == 0 and place is not None and lexicon.is_risk_heading(columns.columns[place].heading)
    )


def is_annex(body: Grid, columns: Columns) -> bool:
    """Whether the rows say more about risks that another table describes: an id first, then scores or treatments."""
    if columns.place("number") != 0 or columns.has("description") or not body.height:
        return False
    return columns.has("likelihood", "consequence") or columns.has("treatment")


def is_legend(body: Grid, columns: Columns, lexicon: Lexicon) -> bool:
    """Whether the rows are the steps of a scale, or the bands of levels."""
    described = _texts(body, columns, "description")
    steps = sum(kind_of(text, lexicon) != "text" for text in described)
    if steps >= FEWEST_STEPS and steps * 2 > len(described):
        return True
    if body.height > LONGEST_LEGEND or any(_texts(body, columns, "treatment")) or any(_texts(body, columns, "score")):
        return False
    place = columns.place("description")
    if place is not None and lexicon.is_risk_heading(columns.columns[place].heading):
        return _is_verdict(columns, described)
    if place is not None and _tells_risks(columns, described, lexicon):
        return False
    factors = [_texts(body, columns, role) for role in ("likelihood", "consequence")]
    return all(len(set(f)) == len(f) >= FEWEST_STEPS for f in factors)


def _is_verdict(columns: Columns, described: Sequence[str]) -> bool:
    """Whether a column called Risk only says what likelihood and consequence come to: behind both, in few words."""
    factors = [columns.place(role) for role in ("likelihood", "consequence")]
    place = columns.place("description")
    behind = place is not None and all(factor is not None and factor < place for factor in factors)
    return behind and sum(len(text.split()) for text in described) <= LONGEST_VERDICT * len(described)


def _tells_risks(columns: Columns, described: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the first column asks for risks in a sentence, as the authorities' forms do, and tells them at length."""
    place = columns.place("description")
    heading = "" if place is None else fold(columns.columns[place].heading)
    asked = any(word in heading for word in lexicon.risk_words)
    at_length = sum(len(text.split()) for text in described) > LONGEST_VERDICT * len(described)
    return place == 0 and asked and at_length


def _texts(body: Grid, columns: Columns, role: Role) -> list[str]:
    place = columns.place(role)
    return [] if place is None else [text for row in range(body.height) if (text := body.text(row, place))]


def _is_spoken(columns: Columns) -> bool:
    """Whether likelihood and consequence are words and not letters that could stand for anything."""
    for role in ("likelihood", "consequence"):
        place = columns.place(role)
        if place is None or len(fold(strip_heading(columns.columns[place].heading))) < 2:
            return False
        if columns.columns[place].strength < STRONG:
            return False
    return True


def _is_of_risk(columns: Columns, role: Role, lexicon: Lexicon) -> bool:
    """Whether the heading of the score or level speaks of risk ("Riskvärde", "RPN", "S x K") and not of any points."""
    place = columns.place(role)
    heading = "" if place is None else columns.columns[place].heading
    folded = fold(strip_heading(heading))
    return (
        bool(find_formula(lexicon, heading)) or folded in _SCORE_LETTERS or any(w in folded for w in lexicon.risk_words)
    )


_SCORE_LETTERS = frozenset({"rpn", "rpz", "rpt", "rv", "rt", "sxk", "kxs", "lxs", "lxi", "pxi", "pxs", "sxp"})
"""Short names that only risk registers use."""
