"""The phrase banks: rows that belong together, and the words of the forms around them, one language each.

`phrases/<language>[_n].toml` hold hand-written analyses (a subject, and rows of a description and its treatment, ""
for none); `forms/<language>.toml` holds headings, column names, remarks and prose.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

HERE = Path(__file__).parent

LANGUAGES = ("sv", "nb", "da", "en", "de")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a row says: a risk and what is done about it ("" for nothing)."""

    description: str
    treatment: str


@dataclass(frozen=True, slots=True)
class Topic:
    """An analysis of the bank: rows that are about the same thing."""

    subject: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The words around the rows. Templates take {n}, {m} (page, pages) and {s}, {k} (the scales' highest values)."""

    that: str
    """Opens a risk told as a clause ("Att ingen svarar")."""
    risk_of: str
    """Opens a risk told as a noun ("Risk för brand")."""
    risk_that: tuple[str, ...]
    """Open a risk told as a clause, in full ("Risk för att ingen svarar")."""
    analysis_words: tuple[str, ...]
    plans: tuple[str, ...]
    page_words: tuple[str, ...]
    none_words: tuple[str, ...]
    sub_headings: tuple[str, ...]
    score_remarks: tuple[str, ...]
    form_sentences: tuple[str, ...]
    footers: tuple[str, ...]
    table_headers: tuple[tuple[str, ...], ...]
    """Names of the columns description, likelihood, consequence, score, treatment."""
    legends: tuple[str, ...]
    comment_headings: tuple[str, ...]
    paragraphs: tuple[str, ...]


Half: TypeAlias = Literal["even", "odd"]
"""Every other topic: what is counted on one half can be tried on the other."""

HALVES: tuple[tuple[Half, Half], ...] = (("even", "odd"), ("odd", "even"))
"""Each half with the other."""


@cache
def load_topics(language: str, half: Half | None = None) -> tuple[Topic, ...]:
    """All analyses of the bank in this language, or one half of them, in a fixed order."""
    topics: list[Topic] = []
    for path in sorted((HERE / "phrases").glob(f"{language}*.toml")):
        for analysis in tomllib.loads(path.read_text("utf-8"))["analysis"]:
            phrases = tuple(Phrase(*(" ".join(cell.split()) for cell in row)) for row in analysis["rows"])
            topics.append(Topic(analysis["subject"], phrases))
    return tuple(topics if half is None else topics[half == "odd" :: 2])


@cache
def load_forms(language: str) -> Forms:
    """The words of the forms in this language."""
    data = tomllib.loads((HERE / "forms" / f"{language}.toml").read_text("utf-8"))
    headers = tuple(tuple(header) for header in data.pop("table_headers"))
    that, risk_of = data.pop("that"), data.pop("risk_of")
    lists = {name: tuple(words) for name, words in data.items()}
    return Forms(that=that, risk_of=risk_of, table_headers=headers, **lists)
