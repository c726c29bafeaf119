"""Records as labelled lines: the labels of all of them together are the headings of one table."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes

SHORT = "Nr: {n}\nRisk: {risk}\nSannolikhet: {s}\nKonsekvens: {k}\nÅtgärd: {do}\n"
ASKED = "Vad kan hända?: {risk}\nAllvarlighetsgrad: {k} ({word})\nSannolikhet: {s}\nVem: Drift\nPlanerad åtgärd: {do}\n"


def risks(text: str, language: str = "sv") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), "notes.txt", Options(language=language)).risks


def told(text: str) -> list[tuple[str, object, object, str | None]]:
    return [(r.description, r.likelihood, r.consequence, r.treatment) for r in risks(text)]


def fill(form: str, **more: str) -> str:
    first = form.format(n=1, risk="Hal trappa", s=3, k=2, word="lindrig", do="Salta", **more)
    return f"{first}\n{form.format(n=2, risk='Stöld av cyklar', s=2, k=4, word='allvarlig', do='Lås', **more)}"


WANTED = [("Hal trappa", 3, 2, "Salta"), ("Stöld av cyklar", 2, 4, "Lås")]


@pytest.mark.parametrize("form", [SHORT, ASKED, SHORT.replace("\n", "\n\n"), SHORT.replace("Nr", "- Nr")])
def test_a_record_of_lines_is_a_row(form: str) -> None:
    assert told(f"Riskanalys av torget\n\n{fill(form)}") == WANTED


def test_without_blank_lines_the_first_label_begins_a_record() -> None:
    assert told(fill(SHORT).replace("\n\n", "\n")) == WANTED


def test_what_is_left_and_when_it_is_done_are_fields() -> None:
    text = fill(SHORT + "Klart: maj\nSannolikhet efter åtgärd: 1\nKonsekvens efter åtgärd: 2\nRestrisk: 2\n")
    found = [
        (r.due, r.residual and (r.residual.likelihood, r.residual.consequence, r.residual.score)) for r in risks(text)
    ]
    assert found == [("maj", (1, 2, 2))] * 2


def test_a_record_nobody_rated_moves_no_numbers() -> None:
    text = fill(SHORT).replace("Sannolikhet: 3\nKonsekvens: 2\n", "")
    assert told(text) == [("Hal trappa", None, None, "Salta"), WANTED[1]]


def test_a_line_without_a_label_goes_on_with_the_one_above() -> None:
    ((_, _, _, treatment), _) = told(fill(SHORT).replace("Salta", "Salta på morgonen\n  och sopa på kvällen"))
    assert treatment is not None
    assert treatment.split() == ["Salta", "på", "morgonen", "och", "sopa", "på", "kvällen"]


def test_what_stands_apart_above_the_first_and_below_the_last_record_is_no_field() -> None:
    text = f"Datum: 3 maj\nDeltagare: Bo, Ida\n\n{fill(SHORT)}\nAnsvarig: Ida för alltihop\n"
    assert told(text) == WANTED
    assert [(r.due, r.owner) for r in risks(text)] == [(None, None)] * 2


def test_labels_within_a_line_are_read_one_by_one() -> None:
    text = "Risk: Hal trappa\nS: 3, K: 2\nÅtgärd: Salta\n\nRisk: Stöld av cyklar\nS: 2, K: 4\nÅtgärd: Lås\n"
    assert told(text) == WANTED


def test_a_rating_that_comes_again_in_a_record_is_no_second_risk() -> None:
    text = fill(SHORT + "Efter åtgärd:\nSannolikhet: 1\nKonsekvens: 1\n")
    assert [(row[1], row[2]) for row in told(text)] == [(3, 2), (2, 4)]


@pytest.mark.parametrize(
    "form",
    [
        "Risk {n}\n{risk}\nSannolikhet {s}\nKonsekvens {k}\nÅtgärd: {do}\n",
        "Risk: {risk}\nS: {s}, K: {k}\nÅtgärd: {do}\n",
        "Risk: {risk}\nÅtgärd: {do}   Ansvarig: Bo\nSannolikhet: {s}   Konsekvens: {k}\n",
        "Vad kan hända?   {risk}\nHur troligt är det?   {s}\nHur allvarligt?   {k}\nVad gör vi?   {do}\n",
        "Risk\n{risk}\nSannolikhet\n{s}\nKonsekvens\n{k}\nÅtgärd\n{do}\n",
    ],
)
def test_labels_without_a_sign_and_several_in_a_line(form: str) -> None:
    assert told(f"Riskanalys av torget\n\n{fill(form)}") == WANTED


def test_headings_below_each_other_are_no_records() -> None:
    table = "Risk\nSannolikhet\nKonsekvens\nÅtgärd\n{}\n3\n2\nSalta\n{}\n2\n4\nLås\n"
    text = f"{table.format('Hal trappa', 'Stöld')}\n{table.format('Is', 'Inbrott')}"
    assert [row[0] for row in told(text)] == ["Hal trappa", "Stöld", "Is", "Inbrott"]


FIELDS = "- **Nr:** R{n}\n- **S:** {s}\n- **K:** {k}\n- **Åtgärd:** {do}\n"


def test_a_heading_describes_the_record_below_it() -> None:
    text = f"# Riskregister\n\n## 1. Torget\n\nMötet hölls i maj.\n\n{fill('### {risk}' + chr(10) * 2 + FIELDS)}"
    assert told(text) == WANTED
    (*_, section) = parse_bytes(text.encode(), "notes.md", Options(language="sv")).sections
    assert (section.number, section.subject, section.text) == (1, "Torget", "Mötet hölls i maj.")


def test_a_headed_record_nobody_rated_is_a_row() -> None:
    text = fill("### Risk {n}: {risk}\n\n" + FIELDS)
    bare = "### Risk 3: Buller\n\n- **Nr:** R3\n- **Åtgärd:** Skärm\n"
    assert told(f"{text}\n{bare}") == [*WANTED, ("Buller", None, None, "Skärm")]


def test_a_heading_over_other_labels_is_no_risk() -> None:
    text = f"## Riskanalys torget\n\nDatum: maj\n\n{fill('### {risk}' + chr(10) * 2 + FIELDS)}"
    assert told(text) == WANTED


def test_the_id_behind_a_label_is_no_product() -> None:
    text = "## Hal trappa\n\n- Nr: R1\n- S: 3\n- K: 2\n- RV: 6\n- Åtgärd: Salta\n"
    (risk,) = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert (risk.description, risk.likelihood, risk.score, risk.treatment) == ("Hal trappa", 3, 6, "Salta")


def test_a_heading_without_a_rating_gives_its_labels_to_no_other() -> None:
    form = "### {risk}\n\n" + FIELDS
    text = f"{fill(form)}\n### Buller i hallen\n\n- **Nr:** R3\n\n{fill(form)}"
    assert told(text) == WANTED + WANTED


def test_a_new_paragraph_below_the_last_item_is_no_part_of_it() -> None:
    form = "- Risk: {risk}\n- Sannolikhet: {s}\n- Konsekvens: {k}\n- Åtgärd: {do}\n"
    assert told(f"{fill(form)}Sammantaget är riskerna små.\n") == WANTED


def test_a_headed_record_whose_treatment_has_another_name_is_a_row() -> None:
    form = FIELDS.replace("Åtgärd", "Tänkt insats")
    bare = "### Buller\n\n- **Nr:** R3\n- **Tänkt insats:** Sätt upp en skärm mot gatan\n"
    found = told(f"{fill('### {risk}' + chr(10) * 2 + form)}\n{bare}")
    assert [row[:3] for row in found] == [*(row[:3] for row in WANTED), ("Buller", None, None)]


def test_a_line_that_begins_with_a_capital_goes_on_with_the_one_above() -> None:
    text = fill(SHORT).replace("Hal trappa", "Hal trappa\nDet är mörkt på morgonen")
    assert [row[1:] for row in told(text)] == [row[1:] for row in WANTED]


def test_a_rating_whose_risk_stands_elsewhere_is_not_dropped() -> None:
    text = f"{fill(SHORT)}\nSamlad bedömning\nSannolikhet: 3\nKonsekvens: 5\n"
    assert (3, 5) in [row[1:3] for row in told(text)]


@pytest.mark.parametrize("labels", ["Ansvarig: Ida\nKlart: 3 maj", "Åtgärd: Gås igenom i maj\nAnsvarig: Ida"])
@pytest.mark.parametrize("form", ["{other}\n{rated}", "{rated}\n{other}"])
def test_a_heading_over_what_a_decision_has_too_is_no_risk(labels: str, form: str) -> None:
    rated = fill("## {risk}\nS: {s}\nK: {k}\nÅtgärd: {do}\nAnsvarig: Bo\nKlart: maj\n")
    text = "# Riskanalys\n\n" + form.format(other=f"## Nästa möte\n{labels}\n", rated=rated)
    assert told(text) == WANTED
    assert "Nästa möte" in [s.subject for s in parse_bytes(text.encode(), "n.md", Options(language="sv")).sections]


@pytest.mark.parametrize("line", ["Ansvarig: Bo", "K = konsekvens 1-5", "Förslag från gruppen: larm."])
@pytest.mark.parametrize("form", ["{line}\n\n{rated}", "{rated}\n{line}\n\n{rated}"])
def test_a_label_and_its_words_head_no_records(line: str, form: str) -> None:
    text = form.format(line=line, rated=fill(SHORT))
    sections = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).sections
    assert line not in [section.subject for section in sections]
    assert told(text) == WANTED * form.count("rated")


def test_a_title_heads_records() -> None:
    (section,) = parse_bytes(f"Torget\n\n{fill(SHORT)}".encode(), "notes.txt", Options(language="sv")).sections
    assert section.subject == "Torget"
