"""What a language profile holds: the words that notes in one language use for the parts of a risk register.

Profiles are data (`sv.toml` …), so that adding a language is adding a file. Words are compared with `fold`, so
case, spaces and punctuation do not matter: "S x K", "SxK" and "S × K" are one alias.
"""

import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

Role: TypeAlias = Literal[
    "description",
    "likelihood",
    "consequence",
    "score",
    "level",
    "treatment",
    "owner",
    "due",
    "residual_likelihood",
    "residual_consequence",
    "residual_score",
    "residual",
    "number",
    "consequence_text",
    "detection",
    "other",
]
"""What a column of a risk table is for.

`number` is the row's own number or id, `consequence_text` says in words what happens, `detection` is the third
factor of an FMEA, `residual` holds all of the residual score in one cell.
"""

FACTORS: tuple[Role, Role] = ("likelihood", "consequence")
"""What a product is made of."""


REMEMBERED_FOLDS = 10_000
"""The profiles' own words are some thousands and are asked for again and again; a document's cells come and go."""


@lru_cache(maxsize=REMEMBERED_FOLDS)
def fold(text: str) -> str:
    """Letters and digits only, lower case, × and * read as x: the form in which aliases are compared."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("×", "x").replace("*", "x")
    return "".join(filter(str.isalnum, text))


class Strict(BaseModel):
    """A frozen value that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LevelWords(Strict):
    """The words for each level of risk, as printed in level columns and legends."""

    low: tuple[str, ...]
    medium: tuple[str, ...]
    high: tuple[str, ...]
    critical: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, from the mildest."""
        return self.low + self.medium + self.high + self.critical


class Bands(Strict):
    """Where levels begin when the document does not say: the share of the highest possible score, 0 to 1."""

    medium: float
    high: float
    critical: float


class Joints(Strict):
    """The small words that join two steps, names or numbers, or that one is no sure one."""

    both: tuple[str, ...] = ()
    """"S och K"."""
    either: tuple[str, ...] = ()
    """"låg eller medel"."""
    until: tuple[str, ...] = ()
    """"1 till 5"."""
    but: tuple[str, ...] = ()
    """"2, men 4 på vintern"."""
    about: tuple[str, ...] = ()
    """"ca 2"."""
    bound: tuple[str, ...] = ()
    """Words right before a number that is no step: "över 2", "kl 10", "den 3"."""
    lead_in: tuple[str, ...] = ()
    """What stands right before a factor in a sentence: "the impact", "att konsekvensen"."""
    preposition: tuple[str, ...] = ()
    """What a noun and its number stand behind: "i bilaga 2"."""


class Profile(Strict):
    """One language's words. Lists go from the most to the least usual."""

    language: str
    """BCP 47: "sv"."""
    also: tuple[str, ...] = ()
    """Other codes that mean this language: "no" for "nb"."""
    name: str
    common_words: tuple[str, ...]
    """Function words that tell this language from its neighbours."""
    leading_words: tuple[str, ...] = ()
    """Words that something follows, and behind which no cell is cut: prepositions, articles, conjunctions."""
    particles: tuple[str, ...] = ()
    """Those of them that end a sentence now and then all the same: "… som vill vara med", "… det som fanns före"."""
    capitalises_nouns: bool = False
    """Whether every noun has a capital, so that none shows where a cell begins (German)."""
    quantifiers: tuple[str, ...] = ()
    """Words that open a noun phrase where a sentence begins, so that no cell ends behind them there: "Många". Not those
    that answer alone in a cell: "Ingen", "Alla"."""
    abbreviations: tuple[str, ...] = ()
    """Words that end in a full stop in the middle of a sentence, without it: "t.ex". Those of two letters, or of single
    ones ("nr", "m.m"), are known without."""
    heading_words: tuple[str, ...]
    """What a heading of an analysis says: "Riskanalys", "analys", "Riskbedömning"."""
    comment_words: tuple[str, ...]
    """What a numbered heading says that is no analysis: "Synpunkt", "Reflektioner"."""
    plan_words: tuple[str, ...]
    """Words in parentheses after a subject that are not part of it: "handlingsplan"."""
    risk_words: tuple[str, ...]
    """The word that opens a risk and that a text layer may have lost: "Risk"."""
    risk_endings: tuple[str, ...] = ()
    """What is left of its inflected forms when the text layer lost it: "en" of "Risken", and what follows it."""
    risk_followers: tuple[str, ...] = ()
    """Words that follow an inflected form and seldom the article that looks like its rest: "är" ("Risken är att …")."""
    risk_links: tuple[str, ...] = ()
    """Words that stand right behind the uninflected one: "Risk för …", "Risk att …"."""
    treatment_words: tuple[str, ...]
    """Labels that open a treatment in running text: "Åtgärd", "Förslag"."""
    columns: dict[Role, tuple[str, ...]]
    """Column headings by role. One may stand under several roles ("Risk"); the cells below it then decide."""
    letters_together: tuple[dict[str, Role], ...] = ()
    """What one-letter headings, folded, mean where a table has these and no others: a, b, e of a German FMEA."""
    risk_headings: tuple[str, ...]
    """Column headings that say by themselves that each row is a risk, so that rows without scores are risks too."""
    before_words: tuple[str, ...]
    """What a column heading adds for the score before treatment: "före", "initial"."""
    residual_words: tuple[str, ...]
    """What a column heading adds for the score after treatment: "efter", "kvarstående"."""
    follow_up_words: tuple[str, ...] = ()
    """What says before a score that a risk is rated again: "Uppföljning"."""
    names_end_in_head: bool = False
    """Whether the last word of a name of several says what it names: "target status" is a status (English)."""
    value_words: tuple[str, ...]
    """What a column heading adds to a letter: "S-värde", "P score"."""
    total_words: tuple[str, ...]
    """What opens a row of sums."""
    closing_words: tuple[str, ...] = ()
    """What opens the line that ends a letter, before its signature: "Med vänlig hälsning"."""
    from_words: tuple[str, ...] = ()
    """What says in the head of an older letter who wrote it: "Från:"."""
    sent_words: tuple[str, ...] = ()
    """What says on the next line when it was sent: "Skickat:"."""
    message_words: tuple[str, ...] = ()
    """What a line of dashes above an older letter calls it: "----- Ursprungligt meddelande -----"."""
    currencies: tuple[str, ...] = ()
    """What stands behind a sum of money: "kr", "SEK"."""
    currency_prefixes: tuple[str, ...] = ()
    """What is written together with a currency for thousands and millions: "t" in "tkr", "M" in "MSEK"."""
    of_words: tuple[str, ...] = ()
    """What stands between a rating and the highest one: "2 av 5"."""
    example_words: tuple[str, ...] = ()
    """What says of a row, a sheet or a column that it only shows how to fill in a form: "Exempel: Brand"."""
    page_words: tuple[str, ...] = ()
    """What stands before the number of a page: "Sida 1 (2)"."""
    joints: Joints = Joints()
    scale_words: tuple[str, ...]
    """What opens a legend: "Skala", "Bedömningsskala"."""
    likelihood_scales: tuple[tuple[str, ...], ...]
    """Scales of words, lowest first, one list for each length that is in use."""
    consequence_scales: tuple[tuple[str, ...], ...]
    level_words: LevelWords
    bands: Bands
    none_words: tuple[str, ...]
    """What a cell says for "none": "-", "ingen"."""
    number_words: tuple[str, ...]
    """Zero, one, two … as words, for cells that spell a number."""
    messages: dict[str, str]
    """Reasons for review and other sentences shown to readers, by code. {} places are filled by name."""

    @property
    def money_words(self) -> tuple[str, ...]:
        """The currencies, alone and with what makes thousands and millions of them."""
        return (*self.currencies, *(prefix + word for prefix in self.currency_prefixes for word in self.currencies))

    def __hash__(self) -> int:
        """By name, so that patterns made from a profile can be cached (its mappings have no hash)."""
        return hash((self.language, self.name))
