"""Where an item with a score written into it begins and ends, and which words around it are its own."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import inline_rows, reviewed


@pytest.mark.parametrize(
    ("sign", "score"),
    [("{}. ", "S3 K2"), ("{}) ", "S3 K2"), ("{}) ", "(S3 K2)"), ("{} - ", "S3 K2"), (", {}. ", "S3 K2")],
)
def test_a_number_that_counts_the_next_item_is_no_product(sign: str, score: str) -> None:
    line = " ".join(f"{sign.format(number)}Hal trappa {score}" for number in (1, 2, 3))
    risks = parse_bytes(f"Riskanalys\n\n{line}\n".encode(), "notes.txt", Options(language="sv")).risks
    assert [(risk.score, risk.printed.score, risk.needs_review) for risk in risks] == [(6, "", True)] * 3


def test_a_labelled_risk_without_scores_among_rated_ones_is_a_row_of_its_own() -> None:
    rated = "Risk: Halt golv. S: 3 K: 4. Förslag: Matta.\n{}Risk: Fel lön. S: 2 K: 2. Förslag: Kontroll.\n"
    alone = "Risk: Ingen handledare. Förslag: Anställ.\n"
    found = inline_rows(rated.format(alone))
    assert [row[0] for row in found] == ["Halt golv.", "Ingen handledare.", "Fel lön."]
    assert [row[4] for row in found] == ["Matta.", "Anställ.", "Kontroll."]
    assert [row for row in found if row[0] != "Ingen handledare."] == inline_rows(rated.format(""))


def test_a_score_by_letters_in_what_a_label_calls_a_risk_is_read_alone() -> None:
    (risk,) = parse_bytes(
        "Risk: Hal trappa. S: 3, K: 4. Förslag: salt".encode(), "mail.txt", Options(language="sv")
    ).risks
    assert (risk.likelihood, risk.consequence, risk.treatment) == (3, 4, "salt")


def test_a_score_joins_no_row_above_a_signature() -> None:
    (row,) = reviewed("1. Nyckeln saknas.\n\n/Siw\n\nTaket läcker S 2, K 5 = 10.\n")
    assert row[0] == "Taket läcker"


def test_an_item_of_a_list_with_a_product_and_no_labels_is_a_row() -> None:
    text = "1. Hal trappa. S 3, K 5 = 15.\n2. Sen leverans ({}), avtala om vite.\n3. Buller. S 2, K 5 = 10.\n"
    assert reviewed(text.format("4x4=16"))[1] == ("Sen leverans", 4, 4, "avtala om vite.", False)
    assert reviewed(text.format("3x4=12"))[1] == ("Sen leverans", 3, 4, "avtala om vite.", True)
    assert reviewed(text.format("4x4=15"))[1][1:3] == (None, None)
    assert len(reviewed("- Hal trappa. S 3, K 5 = 15.\n- Sen leverans (4x4=16).\n- Buller. S 2, K 5 = 10.\n")) == 3


def test_a_product_without_labels_inside_a_row_puts_it_before_a_person() -> None:
    text = "Hal trappa. S 3, K 5 = 15. Åtgärd: salt. Sen leverans (4x4=16).\nBuller. S 2, K 5 = 10.\n"
    assert [row[4] for row in reviewed(text)] == [True, False]


def test_a_paragraph_between_a_risk_and_its_score_puts_the_row_before_a_person() -> None:
    text = "1. Hal trappa.\n\nVi tror ändå mest på taket, S 3, K 5 = 15.\n2. Buller. S 2, K 5 = 10.\n"
    assert [row[4] for row in reviewed(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Risk: vi vet inte. Se mall där S: 3, K: 4 anges.\n", True),
        ("Se mall där sannolikhet 3, konsekvens 4 anges.\n", True),
        ("Risk: hal trappa\nSannolikhet: 3\nKonsekvens: 4\n", False),
        ("Risk: hal trappa. S: 3, K: 4, S x K: 12.\n", False),
    ],
)
def test_a_lone_score_that_may_only_be_mentioned_is_put_before_a_person(text: str, asks: bool) -> None:
    assert [row[4] for row in reviewed(text)] == [asks]


def test_the_line_above_a_list_is_no_part_of_its_first_item() -> None:
    items = "".join(f"- {name} S3 K2 = 6, åtgärd: Sand\n" for name in ("Is", "Buller", "Damm"))
    found = reviewed("Mina risker:\n" + items)
    assert [row[0] for row in found] == ["Is", "Buller", "Damm"]


def test_an_item_with_a_rating_that_was_not_read_is_put_before_a_person() -> None:
    text = "1. Is S: 3, K: 2\n2. Hal trappa S: 3 men vem vet, K: 2. Åtgärd: Sand\n3. Buller S: 2, K: 2\n"
    assert [row[4] for row in reviewed(text)] == [False, True, False]


def test_a_label_on_the_line_below_a_bracket_is_a_label_of_its_line() -> None:
    page = "<!DOCTYPE html><ul>" + "<li>Is (S=3, K=4)<ul><li>Åtgärd: Sand</li></ul></li>" * 3 + "</ul>"
    assert [(row[3], row[4]) for row in reviewed(page, "a.html")] == [("Sand", False)] * 3


def test_several_risks_in_the_sentences_of_one_line_are_put_before_a_person() -> None:
    told = "Vi gick igenom listan. Taket: S 3, K 4, alltså 12. Hissen: S 2, K 2, alltså 4.\n"
    assert [row[1:3] + row[4:] for row in reviewed(told)] == [(3, 4, True), (2, 2, True)]
    labelled = "Risk: Fukt S: 3 K: 5. Risk: Stöld S: 2 K: 2.\n"
    assert [row[4] for row in reviewed(labelled)] == [False, False]


def test_items_with_letters() -> None:
    text = "A. Fukt\n   S: 3\n   K: 5\n   Åtg: Mät\nB. Stöld\n   S: 2\n   K: 2\n   Åtg: Lås\n"
    assert [(row[0], row[3]) for row in reviewed(text)] == [("Fukt", "Mät"), ("Stöld", "Lås")]


def test_the_next_point_of_minutes_is_no_treatment() -> None:
    text = "§4 Risker\na) Hal trappa, S=2 K=5. Salta.\nb) Damm, S=3 K=2. Fläkt.\n§5 Övrigt\nNästa möte är i maj.\n"
    assert [row[3] for row in reviewed(text, "notes.txt")] == ["Salta.", "Fläkt."]


def test_a_line_that_begins_with_a_law_is_no_point() -> None:
    text = "Risk: Vi följer inte lagen, se\n§ 6 och\n§ 7 i den\nSannolikhet: 3\nKonsekvens: 4\nÅtgärd: Läs\n"
    ((words, *_),) = reviewed(text, "notes.txt")
    assert str(words).split("\n") == ["Vi följer inte lagen, se", "§ 6 och", "§ 7 i den"]


@pytest.mark.parametrize("bullet", ["- ", ""])
def test_a_line_behind_the_last_item_may_be_no_treatment(bullet: str) -> None:
    items = "".join(f"{bullet}{words} (S=2, K=4, R=8)\n" for words in ("Hal trappa", "Damm", "Buller"))
    text = f"Risker\n\n{items}Nästa möte är i maj.\n"
    assert [row[4] for row in reviewed(text, "notes.txt")] == [False, False, True]


def test_lines_behind_every_score_are_treatments() -> None:
    text = "Risker\n\nHal trappa (S=2, K=4, R=8)\nSalta\nDamm (S=2, K=4, R=8)\nFläkt\n"
    assert [row[3:] for row in reviewed(text, "notes.txt")] == [("Salta", False), ("Fläkt", False)]


@pytest.mark.parametrize("heading", ["Risk: Hal trappa", "Risk 1: Hal trappa", "Hal trappa"])
def test_a_heading_describes_its_risk_without_the_label(heading: str) -> None:
    text = f"### {heading}\n**S:** 3 **K:** 4 **Riskvärde:** 12\n**Åtgärd:** Salta\n"
    assert reviewed(text, "notes.md")[0][0] == "Hal trappa"


def test_a_row_that_only_a_number_describes_is_a_question() -> None:
    rated = "Sannolikhet: 2 av 5\nKonsekvens: 5 av 5\nFörslag: Salta\n"
    text = f"Risk 1\nVad: Hal trappa\n{rated}\nRisk 2\nVad: Damm\n{rated}"
    assert [row[4] for row in reviewed(text, "notes.txt")] == [True, True]


def test_a_label_over_a_list_is_no_part_of_its_first_item() -> None:
    text = "Risker:\n\na) Hal trappa (S: 2, K: 5)\n   Åtgärd: Salta\nb) Damm (S: 3, K: 2)\nc) Is\n   Åtgärd: Sanda\n"
    assert [(row[0], row[3]) for row in reviewed(text, "notes.txt")] == [
        ("Hal trappa", "Salta"),
        ("Damm", None),
        ("Is", "Sanda"),
    ]


def test_a_heading_ends_with_its_line_though_it_explains_letters() -> None:
    text = "Riskbedömning av festen (S = sannolikhet, K = konsekvens)\nRegn; S 3; K 4; Tält\nIs; S 2; K 5; Sand\n"
    assert [row[:4] for row in reviewed(text, "notes.txt")] == [("Regn", 3, 4, "Tält"), ("Is", 2, 5, "Sand")]


def test_a_sentence_before_the_one_that_is_rated_may_be_no_risk() -> None:
    text = (
        "Vi såg två risker. Den första är att dörren går i baklås: sannolikhet 3, konsekvens 2. Vi byter lås.\n"
        "Den andra är att larmet går: sannolikhet 2, konsekvens 4. Vi byter kod.\n"
    )
    assert [row[4] for row in reviewed(text, "notes.txt")] == [True, False]


def test_cells_of_labels_with_values_are_read_as_text() -> None:
    form = "<tr><td>Risk: {}</td><td></td></tr><tr><td>S: 2</td><td>K: 5</td></tr><tr><td>Åtgärd: {}</td><td></td></tr>"
    page = "".join(f"<table>{form.format(*words)}</table>" for words in (("Is", "Salta"), ("Damm", "Fläkt")))
    assert reviewed(f"<html>{page}</html>", "a.html") == [("Is", 2, 5, "Salta", False), ("Damm", 2, 5, "Fläkt", False)]


def test_a_label_may_say_itself_that_it_rates_what_is_left() -> None:
    text = (
        "- Hal trappa. Sannolikhet: 4, konsekvens: 3. Åtgärd: Salta. Sannolikhet efter åtgärd: 2, restrisk: 6.\n"
        "- Stöld. Sannolikhet: 2, konsekvens: 5. Åtgärd: Lås. Kvarstående risk: 5.\n"
    )
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.likelihood, r.consequence, r.treatment) for r in found] == [(4, 3, "Salta."), (2, 5, "Lås.")]
    left = [r.residual and (r.residual.likelihood, r.residual.score) for r in found]
    assert left == [(2, 6), (None, 5)]


def test_a_word_for_after_on_a_line_of_its_own_opens_what_is_left() -> None:
    text = "Risk: Is\nS: 3, K: 4\nÅtgärd: Salta\nEfter åtgärd:\nS: 1, K: 4\n\nRisk: Damm\nS: 2, K: 2\nÅtgärd: Fläkt\n"
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.likelihood, r.treatment) for r in found] == [("Is", 3, "Salta"), ("Damm", 2, "Fläkt")]
    assert [r.residual and r.residual.likelihood for r in found] == [1, None]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_for_after_needs_no_colon(gap: str) -> None:
    risk = "Risk: {}\nSannolikhet: 3\nKonsekvens: 5\nÅtgärd: Salta{}Efter åtgärd\nSannolikhet: 1\nKonsekvens: 5\n\n"
    text = "Riskanalys\n\n" + risk.format("Is", gap) + risk.format("Snö", gap)
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.likelihood, r.treatment) for r in found] == [("Is", 3, "Salta"), ("Snö", 3, "Salta")]
    assert [r.residual and (r.residual.likelihood, r.residual.consequence) for r in found] == [(1, 5), (1, 5)]


def test_a_dash_before_the_word_of_a_number_lists_no_scale() -> None:
    text = "## Hal trappa\n\nSannolikhet: 3 – möjlig  \nKonsekvens: 4 – allvarlig  \nÅtgärd: Salta\n"
    (risk,) = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert (risk.description, risk.likelihood, risk.consequence, risk.treatment) == ("Hal trappa", 3, 4, "Salta")


@pytest.mark.parametrize("title", ["3 chaufförer slutar samtidigt", "90 000 böcker står fel"])
def test_a_count_that_opens_a_title_is_no_number_of_a_section(title: str) -> None:
    text = f"## {title}\n\nSannolikhet: 3\n\nKonsekvens: 4\n"
    (risk,) = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert risk.description == title


def test_a_label_behind_a_gap_in_the_line_opens_its_own_field() -> None:
    text = "Risk: Hal trappa. S: 3, K: 4 => 12.\nÅtgärd: Salta\nAnsvarig: Bo    Klart: 3 maj\n"
    (risk,) = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert (risk.score, risk.treatment, risk.owner, risk.due) == (12, "Salta", "Bo", "3 maj")


@pytest.mark.parametrize(("language", "label"), [("sv", "Nuvarande kontroller"), ("en", "Current controls")])
def test_what_is_done_already_is_told_under_its_own_name(language: str, label: str) -> None:
    text = f"1. Damp S: 3 K: 4. {label}: fan. Åtgärd: drain\n2. Brand S: 2 K: 5. {label}: alarm\n"
    risks = parse_bytes(text.encode(), "notes.txt", Options(language=language)).risks
    assert [(risk.treatment, risk.other) for risk in risks] == [("drain", {label: "fan."}), (None, {label: "alarm"})]


def test_branches_of_a_drawn_tree_are_items() -> None:
    text = "Risker\n\nRisk A: Takras\n├─ Sannolikhet: Låg\n├─ Konsekvens: Hög\n└─ Åtgärd: Skotta\n"
    text += "\nRisk B: Stöld\n├─ Sannolikhet: Hög\n├─ Konsekvens: Medel\n└─ Åtgärd: Lås\n"
    assert [row[0] for row in reviewed(text, "notes.txt")] == ["Takras", "Stöld"]


def test_what_names_an_item_describes_it() -> None:
    text = "## Risker\n\n- **DÖRR-1** (entrén): Låset fastnar\n  - Sannolikhet: 3, Konsekvens: 2\n  - Åtgärd: Olja\n"
    assert reviewed(text, "notes.md")[0][0] == "DÖRR-1 (entrén): Låset fastnar"


def test_an_id_behind_the_word_risk_opens_a_risk() -> None:
    text = (
        "Exempel\n\nRisk HUS-03: Låset fastnar\n\nNuvarande bedömning: (Sannolikhet: 3, Konsekvens: 2)\nÅtgärd: Olja\n"
    )
    assert reviewed(text, "notes.txt")[0][0] == "Låset fastnar"


def test_what_is_rated_below_a_list_is_what_the_list_is_about() -> None:
    text = "## Låset fastnar\n\nFöljder:\n- folk står ute\n- larmet går\n\nSannolikhet: 3\nKonsekvens: 2\nRisktal: 6\n"
    assert reviewed(text, "notes.md")[0][:3] == ("Låset fastnar", 3, 2)


def test_half_a_score_in_a_counted_list_is_of_its_item_alone() -> None:
    text = "## Vad som kan gå fel\n\n1. **Låset fastnar.**\n   Sannolikhet: 3 varje vinter.\n\n2. **Larmet går.**\n"
    (row,) = reviewed(text + "   Åtgärd: nytt batteri\n", "notes.md")
    assert ("Låset fastnar" in row[0], row[3]) == (True, None)


def test_a_rating_before_treatment_describes_nothing() -> None:
    text = "### Risk R-7: Låset fastnar\n\n**Inherent assessment:** Likelihood 3 x Impact 2 = 6\n**Response:** Oil\n"
    assert reviewed(text, "notes.md")[0][0].endswith("Låset fastnar")


@pytest.mark.parametrize("indent", ["", "   "])
def test_a_title_behind_the_list_of_what_is_done_opens_the_next_risk(indent: str) -> None:
    parts = [("T1: Stöld", "Låg", "Lås"), ("T2: Takras", "Hög", "Skotta"), ("T3: Buller", "Låg", "Skärmar")]
    risk = "{}\n- Sannolikhet: {}\n- Konsekvens: Hög\n- Åtgärd:\n   • {}\n"
    lines = "\n".join(risk.format(*part) for part in parts).splitlines(keepends=True)
    text = "Hot\n\n" + "".join(indent + line if line.strip() else line for line in lines)
    assert [(row[0], row[3], row[4]) for row in reviewed(text, "notes.txt")] == [
        (title, done, False) for title, _, done in parts
    ]


def test_a_paragraph_set_in_below_a_bullet_belongs_to_it() -> None:
    text = "Risker\n\n- Hal trappa\n\n  Den är brant.\n  S: 3, K: 2 = 6\n\n- Damm\n\n  Den yr.\n  S: 2, K: 2 = 4\n"
    assert [row[0].partition("\n")[0] for row in reviewed(text, "notes.md")] == ["Hal trappa", "Damm"]


@pytest.mark.parametrize("name", ["Restrisk", "Kvarstående risk", "Efter åtgärd"])
@pytest.mark.parametrize("told", [(", is", ", damm"), ("", "")])
def test_a_line_for_after_above_a_list_gives_no_row_what_is_left_of_another(name: str, told: tuple[str, str]) -> None:
    text = "Riskanalys\n\n- S: 3 K: 4 = 12, is\n- S: 2 K: 3 = 6, damm\n\n{}\n- S: 1 K: 4 = 4{}\n- S: 1 K: 3 = 3{}\n"
    found = parse_bytes(text.format(name, *told).encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.residual) for r in found[:2]] == [("is", None), ("damm", None)]


def test_a_title_may_stand_a_blank_line_above_its_score() -> None:
    text = "# Riskanalys\n\n- buller\n- halka\n\nLåset fastnar\n\nS: 2, K: 5 = 10\n"
    assert [row[0] for row in reviewed(text, "notes.md")] == ["Låset fastnar"]


def test_a_bullet_for_each_score_is_a_list_of_risks() -> None:
    text = "# Riskanalys\n\n- Is\n\nDet är sällan.\nS: 2 K: 5 = 10\n\n- Damm\n\nDet är ofta.\nS: 4 K: 2 = 8\n"
    assert [(row[0].partition("\n")[0], row[3], row[4]) for row in reviewed(text, "notes.md")] == [
        ("Is", None, True),
        ("Damm", None, True),
    ]


def test_the_last_bullet_of_a_list_that_nothing_opens_may_be_rated() -> None:
    text = "# Riskanalys\n\n- Stöld\n- Is\n\n**S: 2, K: 5 = 10**\n\n- Damm\n\n**S: 4, K: 2 = 8**\n"
    assert [row[0] for row in reviewed(text, "notes.md")] == ["Is", "Damm"]


def test_a_title_that_says_risk_2_names_the_one_risk_below_it() -> None:
    fields = "Sannolikhet: {}\nKonsekvens: {}\nRiskvärde: {}\nÅtgärd: {}\nAnsvarig: Bo"
    blocks = (("Risk 1: Halt golv", fields.format(3, 1, 3, "Matta")), ("Risk 2: Port", fields.format(2, 5, 10, "Lås")))
    page = "".join(f"<h3>{title}</h3><p>{text.replace(chr(10), '<br>')}</p>" for title, text in blocks)
    document = f"<html lang=sv><h1>Riskbedömning festival</h1>{page}</html>".encode()
    risks = parse_bytes(document, "a.html", Options()).risks
    assert [(r.description, r.score, r.needs_review) for r in risks] == [("Halt golv", 3, False), ("Port", 10, False)]
