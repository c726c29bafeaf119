"""Which column is what: headings and cell shapes to roles.

    Risk | P | S | Score | Mitigation      English headings: Probability, Severity
    Risk | S | P | RV    | Åtgärd          Swedish ones: Sannolikhet, Påverkan
    Risk | Konsekvens | S | Konsekvens | …  the first holds sentences, so it is a text

Headings propose roles with a strength (`lexicon`), cells veto (`shape`), and the strongest proposal is dealt first;
each role is dealt once. One-letter headings are read in one language all together: the one that the document's own
definitions ("S = Sannolikhet"), else the other headings, else the document speak. A second S, K and product after
the first are the residual ones. Position decides nothing but ties.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from risktool.parse.tables.heading_text import read_scale, split_names, strip_heading
from risktool.parse.tables.letters import agreeing, before_treatment, is_letter, read_letters, read_together
from risktool.parse.tables.lexicon import RESIDUAL_OF, Lexicon, Match
from risktool.parse.tables.shape import LONGEST_RATING, Shape
from risktool.parse.tables.strength import CLEAR, STRONG, WEAKEST
from risktool.parse.tables.told import says_after_treatment
from risktool.profiles import Role, fold

FEWEST_STARRED = 2
"""Letters with a star (K*, S*) that make the same letters without one mean something else (confidentiality)."""

_SCORE_ROLES: tuple[Role, ...] = (
    "likelihood",
    "consequence",
    "score",
    "detection",
    "residual_likelihood",
    "residual_consequence",
    "residual_score",
    "residual",
)
NUMERIC_BY_NATURE: tuple[Role, ...] = ("likelihood", "consequence", "score", "detection")


class Heading(NamedTuple):
    """A column's heading, and the one above it that it shares with its neighbours ("Efter åtgärd")."""

    text: str
    group: str = ""

    @property
    def printed(self) -> str:
        """Both, as a reader would say them."""
        return f"{self.group} {self.text}".strip()


MOST_NUMBERS_IN_TEXT = 0.7
"""A larger share of numbers and dates is no column of words."""

LONGEST_CELLS: dict[Role, int] = {"level": 4, "due": 6, "owner": 8}
"""Words a cell on average beyond which a column is running text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading as printed ("" for none), its role, and how sure the heading is."""

    heading: str
    role: Role | None = None
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table; a table on the next page without a heading goes on with them."""

    columns: tuple[Column, ...]
    doubtful: bool = False
    """Likelihood and consequence may be the other way round."""

    @classmethod
    def bare(cls, width: int) -> "Columns":
        """Columns without headings and roles."""
        return cls((Column(""),) * width)

    def place(self, role: Role) -> int | None:
        """The column that has this role."""
        return next((i for i, column in enumerate(self.columns) if column.role == role), None)

    def has(self, *roles: Role) -> bool:
        """Whether there is a column for each of these roles."""
        return all(self.place(role) is not None for role in roles)

    def scale(self, role: Role) -> tuple[int, int] | None:
        """The scale that the heading of this role states."""
        place = self.place(role)
        return None if place is None else read_scale(self.columns[place].heading)


@dataclass(frozen=True, slots=True)
class _Proposal:
    column: int
    role: Role
    strength: float
    name: str
    """The heading's letters, to know a repeated one."""


def name_columns(
    headings: Sequence[Heading],
    shapes: Sequence[Shape],
    lexicon: Lexicon,
    letters: dict[str, Role],
    together: dict[str, Role],
) -> Columns:
    """Deal the roles. `letters` are one-letter headings that the document itself explains, `together` those that a
    form of its language has and the numbers confirm.
    """
    texts = [heading.text for heading in headings]
    matches = [lexicon.match_under(heading.text, heading.group) for heading in headings]
    if sum(text.endswith("*") for text in texts) >= FEWEST_STARRED:
        matches = [() if is_letter(t) and not t.endswith("*") else m for t, m in zip(texts, matches, strict=True)]
    matches = read_together(texts, matches, together, lexicon.language)
    language = _language(texts, matches, lexicon)
    rated = [s.is_scores for s in shapes]
    choice = read_letters(texts, matches, (language, lexicon.language), letters, rated)
    proposals = [
        _Proposal(column, match.role, match.strength * _likeness(shapes[column], match.role), fold(texts[column]))
        for column, found in enumerate(matches)
        for match in agreeing(texts[column], found, choice.roles)
        if match.strength >= WEAKEST
        and _allows(shapes[column], match.role)
        and _is_backed(shapes[column], match)
        and not _counts(shapes[column], found, match)
    ]
    roles = _deal(proposals, len(headings))
    columns = Columns(
        tuple(Column(h.printed, role, strength) for h, (role, strength) in zip(headings, roles, strict=True))
    )
    return replace(columns, doubtful=choice.doubtful or _rate_twice(columns, headings, lexicon))


def _rate_twice(columns: Columns, headings: Sequence[Heading], lexicon: Lexicon) -> bool:
    """Whether another group of columns rates the same, and nothing says that it is what is left after treatment:
    "Grupp 1" over S and K, "Grupp 2" over S and K. A treatment between the two says so.
    """
    treatment = columns.place("treatment")
    pairs = ((columns.place(role), columns.place(residual)) for role, residual in RESIDUAL_OF.items())
    groups = (
        (headings[a].group, headings[b])
        for a, b in pairs
        if a is not None and b is not None and not (treatment is not None and a < treatment < b)
    )
    return any(
        second.group and second.group != first and not lexicon.is_residual(second.printed) for first, second in groups
    )


def name_labels(names: Sequence[str], lexicon: Lexicon, letters: dict[str, Role]) -> list[Role | None]:
    """The factors and scores that labels in running text name, read together like headings; None for others."""
    matches = [before_treatment(lexicon.match(name)) for name in names]
    language = _language(names, matches, lexicon)
    choice = read_letters(names, matches, (language, lexicon.language), letters, [True] * len(names))
    found = [agreeing(name, matched, choice.roles) for name, matched in zip(names, matches, strict=True)]
    return [next((m.role for m in matched if m.role in NUMERIC_BY_NATURE), None) for matched in found]


def _counts(shape: Shape, found: Sequence[Match], match: Match) -> bool:
    """Whether a column called Risk only counts its rows: "Risk" over two columns, a number and the words."""
    return shape.is_count and match.role == "score" and any(m.role == "description" for m in found)


def _allows(shape: Shape, role: Role) -> bool:
    """Whether cells of this shape can have this role."""
    if shape.marks and shape.marks == shape.filled:
        return role == "other"
    if role in _SCORE_ROLES:
        return shape.is_scores or (shape.is_short and not shape.date)
    if role == "consequence_text":
        return not shape.filled or not shape.is_scores
    if role in ("description", "treatment"):
        words = (shape.word if shape.filled > 1 else shape.levels) if role == "description" else 0  # "Hög frånvaro"
        words += shape.codes if role == "treatment" else 0
        numbers = shape.number + shape.packed + shape.date + shape.amount + words
        return not shape.filled or numbers < shape.filled * MOST_NUMBERS_IN_TEXT
    if role == "level" and shape.amount * 2 > shape.filled:
        return False
    return shape.words_a_cell <= LONGEST_CELLS.get(role, shape.words_a_cell)


def _is_backed(shape: Shape, match: Match) -> bool:
    """A level by a word among others ("Risk title") needs cells that say levels."""
    return match.role != "level" or shape.is_scores or (match.strength >= STRONG and shape.is_short)


ONLY_CODES, ONLY_STRATEGY, FEWEST_STRATEGIES = 0.7, 0.8, 2
"""What describes or treats is told in words: ids of threats, and rows that all say "Reduce", yield to other columns."""

ONLY_LABELS = 0.95
"""Labels that count tell no risk if another column does; without one they name it ("Risk 1")."""

LESS_LIKELY = 0.9
"""A score without digits is rather a level, a level with digits rather a score, short words no step of a scale."""


def _likeness(shape: Shape, role: Role) -> float:
    """How well the cells' look goes with a role that they can have."""
    if not shape.filled:
        return 1.0
    if role in ("description", "treatment"):
        if shape.codes * 2 > shape.filled:
            return ONLY_CODES
        if shape.only_counts:
            return ONLY_LABELS
        is_strategy = role == "treatment" and shape.is_short and shape.filled >= FEWEST_STRATEGIES
        return ONLY_STRATEGY if is_strategy else 1.0
    if role in ("score", "level"):
        has_digits = shape.digits * 2 > shape.filled
        return 1.0 if has_digits == (role == "score") else LESS_LIKELY
    return 1.0 if role not in ("likelihood", "consequence") or shape.is_scores else LESS_LIKELY


def _deal(proposals: list[_Proposal], width: int) -> list[tuple[Role | None, float]]:
    """Strongest first, each role once; what is left of a second score is the residual one."""
    dealt: list[tuple[Role | None, float]] = [(None, 0.0)] * width
    taken: dict[Role, _Proposal] = {}
    for proposal in sorted(proposals, key=lambda p: (-round(p.strength, 2), p.column)):
        if dealt[proposal.column][0] is not None:
            continue
        role = _free_role(proposal, taken)
        if role is None:
            continue
        dealt[proposal.column] = (role, proposal.strength)
        if role != "other":
            taken[role] = proposal
    return dealt


def _free_role(proposal: _Proposal, taken: dict[Role, _Proposal]) -> Role | None:
    """The proposed role if it is free; the residual one for a heading that is there a second time."""
    role = proposal.role
    if role not in taken:
        return role
    first = taken[role]
    residual = RESIDUAL_OF.get(role) if role in NUMERIC_BY_NATURE else None
    if residual and residual not in taken and first.column < proposal.column and first.name == proposal.name:
        return residual
    return None


def _language(headings: Sequence[str], matches: Sequence[tuple[Match, ...]], lexicon: Lexicon) -> str:
    """The language of the headings that have more than a letter; the document's where they do not tell."""
    votes: Counter[str] = Counter()
    for heading, found in zip(headings, matches, strict=True):
        if len(fold(strip_heading(heading))) > 2:
            top = found[0].strength if found else 0.0
            for language in {m.language for m in found if m.strength >= max(top - 0.05, STRONG)}:
                votes[language] += 1
    most = max(votes.values(), default=0)
    return lexicon.language if votes[lexicon.language] == most else min(k for k, v in votes.items() if v == most)


FEWEST_WORDS_OF_A_TREATMENT = 2
"""Words a cell on average: "Yes" and "No" treat nothing."""

_RATING_ROLES: tuple[Role, ...] = ("likelihood", "consequence", "score", "level")


def fill_treatment(columns: Columns, shapes: Sequence[Shape], lexicon: Lexicon) -> Columns:
    """Where no heading says treatment first: the column of sentences whose heading says it behind "Comment / …", else
    the one right behind the ratings whose heading nobody knows.
    """
    if columns.has("treatment"):
        return columns
    named = [place for place, column in enumerate(columns.columns) if _treats_as_well(column, lexicon)]
    if len(named) == 1 and shapes[named[0]].is_text:
        return assign(columns, named[0], "treatment")
    rated = [place for role in _RATING_ROLES if (place := columns.place(role)) is not None]
    if len(rated) < 2:
        return columns
    free = [
        place
        for place in range(max(rated) + 1, len(shapes))
        if columns.columns[place].role is None
        and columns.columns[place].heading
        and not lexicon.match(columns.columns[place].heading)
        and shapes[place].is_text
        and shapes[place].words_a_cell >= FEWEST_WORDS_OF_A_TREATMENT
        and shapes[place].codes < shapes[place].filled
    ]
    return assign(columns, free[0], "treatment") if free == [max(rated) + 1] else columns


def _treats_as_well(column: Column, lexicon: Lexicon) -> bool:
    """Whether a heading names a treatment beside something else: "Kommentar/tiltak", but not "Befintliga kontroller
    och åtgärder", where what is said of the first name holds for the second.
    """
    first, *others = (
        max((match.strength for match in lexicon.match(name) if match.role == "treatment"), default=0.0)
        for name in split_names(strip_heading(column.heading))
    )
    return column.role == "other" and (first >= CLEAR or (not first and max(others, default=0.0) >= CLEAR))


def fill_money(columns: Columns, shapes: Sequence[Shape], lexicon: Lexicon) -> Columns:
    """Where the consequence is told in sums of money only: they are what the document prints for it."""
    if columns.has("consequence") or not columns.has("likelihood"):
        return columns
    free = [
        place
        for place, (column, shape) in enumerate(zip(columns.columns, shapes, strict=True))
        if column.role in (None, "other", "consequence_text")
        and shape.amount * 2 > shape.filled
        and any(m.role == "consequence" and m.strength >= STRONG for m in lexicon.match(column.heading))
    ]
    return assign(columns, free[0], "consequence") if len(free) == 1 else columns


def fill_residual(columns: Columns, shapes: Sequence[Shape], lexicon: Lexicon) -> Columns:
    """Where no column says what is left: the only one of scores headed by nothing but the words for after treatment,
    "Efter åtgärd", behind the ratings. "Target" and "Net" alone may be of anything.
    """
    rated = [place for role in _RATING_ROLES if (place := columns.place(role)) is not None]
    if not rated or any(columns.has(role) for role in _SCORE_ROLES if role.startswith("residual")):
        return columns
    free = [
        place
        for place in range(min(rated), len(shapes))
        if columns.columns[place].role in (None, "other")
        and 0 < shapes[place].filled == shapes[place].scores
        and says_after_treatment(columns.columns[place].heading, lexicon)
        and not lexicon.treatment_words.isdisjoint(map(fold, columns.columns[place].heading.split()))
    ]
    return assign(columns, free[0], "residual_score") if len(free) == 1 else columns


FEWEST_WORDS_BEHIND_AN_ID = 2
"""Words a cell on average of a column of ids that tells the risks as well: "R3 Hal trappa"."""


def fill_description(columns: Columns, shapes: Sequence[Shape]) -> Columns:
    """Where no heading says description: the column of words that nothing else claims, the leftmost long one; where
    it says so over labels ("Fara 1"), the column without a heading right behind them.
    """
    if (named := columns.place("description")) is not None:
        return _behind_labels(columns, named, shapes)
    free = [
        place
        for place, (column, shape) in enumerate(zip(columns.columns, shapes, strict=True))
        if shape.tells and _can_describe(column, columns)
    ]
    if not free:
        named = columns.place("number")
        tells = named is not None and shapes[named].words_a_cell >= FEWEST_WORDS_BEHIND_AN_ID and shapes[named].is_text
        return assign(columns, named, "description") if tells and named is not None else columns
    best = max(
        free,
        key=lambda place: (
            not (place or columns.columns[place].heading),  # the others are what is said about it
            columns.columns[place].role is None and shapes[place].words_a_cell >= LONGEST_RATING,
            min(shapes[place].words_a_cell, LONGEST_RATING) // LONGEST_RATING,
            -place,
        ),
    )
    return assign(columns, best, "description")


def _behind_labels(columns: Columns, named: int, shapes: Sequence[Shape]) -> Columns:
    """The columns, with the words behind the labels in the column `named` as the descriptions."""
    beside = columns.columns[named + 1 : named + 2]
    if not shapes[named].is_labels or beside != (Column(""),) or not shapes[named + 1].tells:
        return columns
    return assign(assign(columns, named + 1, "description"), named, "other" if columns.has("number") else "number")


def _can_describe(column: Column, columns: Columns) -> bool:
    """A column that nothing claims; in a table without ids also one of a minor role (an id's table rates others)."""
    if column.role is None or column.strength < STRONG:
        return True
    return column.role in ("other", "consequence_text") and not columns.has("number")


def assign(columns: Columns, place: int, role: Role | None) -> Columns:
    """The columns with another role at one place."""
    changed = list(columns.columns)
    changed[place] = replace(changed[place], role=role)
    return replace(columns, columns=tuple(changed))
