"""Treatments of tables: what the heading says, and what only its place does."""

import pytest

from risktool import parse
from tests.parse.build import pipe, read, rows_of, seen, table_document


@pytest.mark.parametrize(("heading", "is_asked"), [("Så löser vi det", True), ("Åtgärd", False)])
def test_a_treatment_that_no_heading_names_is_asked(heading: str, is_asked: bool) -> None:
    rows = f"Risk | S | K | {heading}\nLinan brister | 2 | 4 | Byt lina varje år\nMotorn går varm | 3 | 2 | Smörj den"
    document = table_document([pipe(rows)])
    (reading,) = read(document)
    assert [seen(document, row)[4] for row in reading.passage.rows] == ["Byt lina varje år", "Smörj den"]
    assert [[d.code for d in row.doubts] for row in reading.passage.rows] == [["treatment-unnamed"] * is_asked] * 2


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Utløser"), ("da", "Udløser"), ("de", "Auslöser"), ("sv", "Utlösare")]
)
def test_what_sets_a_risk_off_is_no_treatment(language: str, heading: str) -> None:
    risk = {"de": "Risiko", "sv": "Risk"}.get(language, "Risiko")
    likely = {"de": "Wahrscheinlichkeit", "sv": "Sannolikhet", "nb": "Sannsynlighet", "da": "Sandsynlighed"}[language]
    effect = {"de": "Auswirkung"}.get(language, "Konsekvens")
    text = f"{risk} | {likely} | {effect} | {heading}\nA b c | 2 | 4 | Det regner og blåser\nD e f | 3 | 2 | Is på vei"
    assert [row[1:] for row in rows_of(text, language)] == [("2", "4", "", ""), ("3", "2", "", "")]


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("Kommentar/åtgärd", True),
        ("Kommentar / förslag till åtgärd", True),
        ("Åtgärd/kommentar", True),
        ("Kontrollmoment", True),
        ("Kommentar till åtgärd", False),
        ("Kommentar/version", False),
        ("Befintliga kontroller och åtgärder", False),
    ],
)
def test_a_treatment_may_be_named_beside_a_comment(heading: str, is_one: bool) -> None:
    rows = (
        f"Nr | Risk | S | K | {heading}\n1 | Linan brister | 2 | 4 | Byt lina varje år\n2 | Motor | 3 | 2 | Smörj den"
    )
    risks = parse("\n".join(f"| {row} |" for row in rows.splitlines()).encode(), name="a.md").risks
    assert [risk.treatment for risk in risks] == (["Byt lina varje år", "Smörj den"] if is_one else [None, None])
    assert not any(risk.needs_review for risk in risks)


@pytest.mark.parametrize("left", ["gering. Die Kette bleibt alt.", "gering bis mittel. Die Kette bleibt alt."])
def test_what_is_said_behind_the_rest_is_no_treatment(left: str) -> None:
    text = (
        "### R4: Seilwinde\n\n**Beschreibung:** Das Seil reißt.\n\n"
        "**Betroffene:** alle. **Schwere:** hoch. **Eintrittswahrscheinlichkeit:** gering.\n\n"
        f"**Maßnahmen:**\n\n- Seil wechseln\n\n**Restrisiko:** {left}\n"
    )
    assert [risk.treatment for risk in parse(text.encode(), name="notes.md").risks] == ["Seil wechseln"]
