"""The output contract as frozen pydantic models: a risk register recovered from one document.

`risktool schema` prints the JSON Schema made from these classes. They refuse what is not in order and repair
nothing: repair lives in `recover`. Names are ISO 31000's: likelihood, consequence, level, treatment, residual;
`score` is the printed product S x K. Adding a field is free; renaming or dropping one needs a new SCHEMA_VERSION.

Numbers are whole where the document says a whole number; `Number` is a float only for scales like 0.35.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from risktool.findings import Finding

SCHEMA_VERSION: Final = "1.0"

Number: TypeAlias = int | float
Range: TypeAlias = tuple[Number, Number]
Pair: TypeAlias = tuple[Number, Number]
Confidence: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Level: TypeAlias = Literal["low", "medium", "high", "critical"]
Status: TypeAlias = Literal["read", "recovered", "ambiguous", "inconsistent", "missing"]
SectionKind: TypeAlias = Literal["analysis", "comment"]
PRODUCT = "likelihood * consequence"
"""How a score is made where nothing else is said."""

CriteriaOrigin: TypeAlias = Literal["legend", "headings", "inferred", "profile", "option"]
BBox: TypeAlias = tuple[float, float, float, float]

LEVELS: tuple[Level, ...] = ("low", "medium", "high", "critical")
"""From the mildest to the gravest."""


class Frozen(BaseModel):
    """A value: compared by content, never changed, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class SourceRemark(Frozen):
    """What the reader noticed: a finding's name, what to say, and the page."""

    name: str
    message: str
    page: int | None = None


class Source(Frozen):
    """The document that was read, and what read it. `pages` is 0 for formats without pages."""

    name: str
    sha256: str
    media_type: str
    pages: int
    reader: str
    remarks: tuple[SourceRemark, ...] = ()


class LevelRule(Frozen):
    """Scores `from_` to `to` are level `name`; `label` is the document's own word for it.

    Where the document decides by the factors, `likelihood` and `consequence` narrow the rule to those values.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    name: Level
    label: str
    from_: Number = Field(alias="from")
    to: Number
    likelihood: tuple[Number, ...] | None = None
    consequence: tuple[Number, ...] | None = None

    @property
    def names_factors(self) -> bool:
        """Whether it looks at the factors, and not at the score alone."""
        return self.likelihood is not None or self.consequence is not None

    def holds(self, likelihood: Number | None, consequence: Number | None, score: Number) -> bool:
        """Whether a risk is of this level."""
        pairs = ((self.likelihood, likelihood), (self.consequence, consequence))
        return self.from_ <= score <= self.to and all(s is None or factor in s for s, factor in pairs)


def fitting_levels(
    levels: Sequence[LevelRule], likelihood: Number | None, consequence: Number | None, score: Number
) -> tuple[LevelRule, ...]:
    """The levels of a risk, more than one where bands overlap, () in a gap.

    Those that name its factors decide before those that look at the score alone.
    """
    holding = tuple(level for level in levels if level.holds(likelihood, consequence, score))
    return tuple(level for level in holding if level.names_factors) or holding


class Criteria(Frozen):
    """Risk criteria: the two scales and the levels, and where they come from."""

    likelihood: Range
    consequence: Range
    origin: CriteriaOrigin
    levels: tuple[LevelRule, ...] = ()
    levels_origin: Literal["legend", "profile"] = "profile"
    """Whether the document states its levels, or they are the language profile's shares of the highest score."""
    likelihood_labels: tuple[str, ...] = ()
    """The scale's words from lowest to highest, where it is words."""
    consequence_labels: tuple[str, ...] = ()
    formula: str = PRODUCT
    """How the document makes a score; "lookup" where a matrix decides."""


class Damage(Frozen):
    """Something that the text layer lost everywhere, and the independent witnesses for it."""

    lost: str
    kind: Literal["digit", "word"]
    confidence: Confidence
    evidence: tuple[str, ...]
    sign: str | None = None
    """The code of the sign that the page shows in the digit's place, where there is one."""


class Printed(Frozen):
    """Exactly what the text layer says, "" for nothing. Tokens that cannot be told apart are under `score`."""

    likelihood: str = ""
    consequence: str = ""
    score: str = ""


class Place(Frozen):
    """A rectangle on a page, in points from the top left of the page as shown."""

    page: int
    bbox: BBox


class ScorePlaces(Frozen):
    """Where the parts of a score are printed, each as `Printed` has it; null for nothing, and without geometry."""

    likelihood: Place | None = None
    consequence: Place | None = None
    score: Place | None = None


class ConfidenceParts(Frozen):
    """How sure each part of a row is."""

    score: Confidence
    description: Confidence
    treatment: Confidence


class ReviewReason(Frozen):
    """Why a person should look: a stable code, the reason in the document's language, the other reading if any."""

    code: str
    text: str
    alternative: str | None = None


class Residual(Frozen):
    """The risk that remains after treatment, as printed or recovered."""

    likelihood: Number | None = None
    consequence: Number | None = None
    score: Number | None = None
    label: str | None = None
    """What is printed in words, or says more than the numbers: "Låg", "2-4"."""


class Risk(Frozen):
    """One row of a risk register. One printed score is one row, also where its cell tells two risks."""

    id: str
    description: str
    likelihood: Number | None = None
    consequence: Number | None = None
    score: Number | None = None
    likelihood_range: Range | None = None
    consequence_range: Range | None = None
    score_range: Range | None = None
    likelihood_label: str | None = None
    consequence_label: str | None = None
    formula: str | None = None
    """How this score is made, where that is another way than the criteria's (an FMEA beside a plain register)."""
    candidates: tuple[Pair, ...] = ()
    printed: Printed = Printed()
    level: Level | None = None
    level_label: str | None = None
    treatment: str | None = None
    owner: str | None = None
    due: str | None = None
    residual: Residual | None = None
    other: dict[str, str] = Field(default_factory=dict)
    """Columns that have no name of their own in this model, by their heading as printed."""
    status: Status
    filled: tuple[Literal["likelihood", "consequence", "score"], ...] = ()
    """Numbers of a recovered score that the text layer does not print."""
    evidence: tuple[str, ...] = ()
    """How numbers were found that the text layer does not print, in words."""
    confidence: Confidence
    confidence_parts: ConfidenceParts
    needs_review: bool
    review_reasons: tuple[ReviewReason, ...] = ()
    page: int | None = None
    bbox: BBox | None = None
    cells: ScorePlaces = ScorePlaces()


class Section(Frozen):
    """An analysis with its rows, or a comment (letters, reflections, minutes, front matter) with its prose."""

    number: int | None
    printed_number: str
    heading: str
    subject: str
    kind: SectionKind
    pages: tuple[int, ...]
    text: str = ""
    risks: tuple[Risk, ...] = ()


class PlacedText(Frozen):
    """Words of the source that are in no section."""

    page: int
    text: str


class Coverage(Frozen):
    """The account of the source's words. `placed` includes furniture; words = placed + unassigned."""

    words: int
    placed: int
    unassigned: int


class Register(Frozen):
    """A risk register: everything that one document says, and how sure it is."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    language: str | None
    criteria: Criteria | None
    damage: tuple[Damage, ...] = ()
    sections: tuple[Section, ...] = ()
    furniture: tuple[PlacedText, ...] = ()
    unassigned: tuple[PlacedText, ...] = ()
    coverage: Coverage = Coverage(words=0, placed=0, unassigned=0)
    findings: tuple[Finding, ...] = ()

    @property
    def risks(self) -> tuple[Risk, ...]:
        """All rows, in the document's order."""
        return tuple(risk for section in self.sections for risk in section.risks)
