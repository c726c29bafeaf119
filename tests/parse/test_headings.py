"""Headings in flat text: what opens a section, and where its subject ends."""

import pytest

from risktool.parse.header_run import find_header, header_roles
from risktool.pipeline import parse
from risktool.profiles import load_profile
from risktool.source import Span

ROWS = "Att vi inte hinner i tid. 3 4 12 Planera i god tid. Att bilen är för liten. 2 2 4 Boka en större bil. "


def headings(text: str) -> list[tuple[int | None, str]]:
    return [(section.number, section.subject) for section in parse(text.encode(), name="notes.txt").sections]


def test_a_number_and_a_heading_word_need_no_colon_before_a_capital() -> None:
    text = f"4.Riskanalys Flytt av arkivet (handlingsplan) {ROWS}5.Riskanalys Nya lokaler (handlingsplan) {ROWS}"
    assert [number for number, _ in headings(text)] == [4, 5]


def test_a_list_number_before_a_heading_word_in_a_sentence_opens_nothing() -> None:
    text = f"1. Riskanalys: Flytt (handlingsplan) {ROWS}Att ansvaret är oklart. 3 3 9 2. Riskanalys görs om i mars. "
    assert [number for number, _ in headings(text)] == [1]


def test_a_stop_that_lost_its_number_opens_a_heading() -> None:
    """The text layer lost every "2" and every "Risk"."""
    rows = ROWS.replace("2", "")
    text = f"1.analys Flytt (handlingsplan) {rows}.analys Nya lokaler (handlingsplan) {rows}3.analys Jour {rows}"
    assert [subject for _, subject in headings(text)][1] == "Nya lokaler (handlingsplan)"


def test_a_document_calls_its_analyses_what_it_likes() -> None:
    parts = [f"{n}. Arbetspaket: Lokaler etapp {n} (handlingsplan) {ROWS}" for n in (1, 2, 3)]
    assert [number for number, _ in headings(" ".join(parts))] == [1, 2, 3]


def test_a_form_sentence_before_the_real_subject_is_part_of_it() -> None:
    subject = "Att dela tjänst och jourverksamhet"
    text = (
        f"1. Riskanalys: {subject} (handlingsplan) {ROWS}"
        f"2. Riskanalys: ange området här! (handlingsplan) 3. {subject}en Att någon blir kvar ensam. 2 3 6 Ring. "
    )
    assert headings(text)[1] == (2, f"ange området här! (handlingsplan) 3. {subject}en")


def test_column_headings_end_a_subject_whatever_its_last_word_is() -> None:
    text = f"1. Riskanalys: Inflytande när verksamheten görs om Risk S K SxK Åtgärd {ROWS}"
    assert headings(text) == [(1, "Inflytande när verksamheten görs om")]


@pytest.mark.parametrize("scale", ["", " (1-5)", " (1-)", " (-)", " (1 – 4)"])
def test_column_headings_may_tell_their_scale(scale: str) -> None:
    """A text layer that lost its fives prints "(1-5)" as "(1-)"."""
    text = f"1. Riskanalys: Flytt av arkivet Risk Sannolikhet{scale} Konsekvens{scale} Riskvärde Åtgärd {ROWS}"
    assert headings(text) == [(1, "Flytt av arkivet")]
    assert len(parse(text.encode(), name="notes.txt").sections[0].risks) == len(
        parse(f"1. Riskanalys: Flytt av arkivet Risk S K SxK Åtgärd {ROWS}".encode(), name="notes.txt")
        .sections[0]
        .risks
    )


def test_a_heading_word_before_column_headings_needs_no_sign() -> None:
    header = "Risk S K S x K Åtgärd"
    text = f"1. Riskanalys Flytt av arkivet {header} {ROWS}2 Riskanalys Nytt växelsystem {header} {ROWS}"
    assert headings(text) == [(1, "Flytt av arkivet"), (2, "Nytt växelsystem")]


def test_a_heading_word_with_a_colon_before_column_headings_needs_no_number() -> None:
    header = "Risk S K S x K Åtgärd"
    text = f"Riskanalys: Flytt av arkivet {header} {ROWS}Riskanalys: Nytt växelsystem {header} {ROWS}"
    assert [subject for _, subject in headings(text)] == ["Flytt av arkivet", "Nytt växelsystem"]
    assert len(headings(f"Riskanalys: Flytt {header} {ROWS} Se även riskanalys: Växel {header} {ROWS}")) == 1


@pytest.mark.parametrize(
    ("behind", "first"),
    [
        ("för att minska risken Brand i köket 2 5 10 Larm.", "Brand i köket"),
        ("buller i salen 2 5 10 Matta.", "buller i salen"),
        ("för lite folk på kvällen 2 5 10 Ring.", "för lite folk på kvällen"),
        ("för lite personal i Malmö 2 5 10 Ring.", "för lite personal i Malmö"),
        ("\natt vi blir för få på Ystads kontor 2 5 10 Ring.", "att vi blir för få på Ystads kontor"),
        ("Brand i köket 2 5 10 Larm.", "Brand i köket"),
    ],
)
def test_the_last_column_heading_may_go_on(behind: str, first: str) -> None:
    text = f"1. Riskanalys: Flytt Risk S K S x K Åtgärder {behind} {ROWS}"
    assert parse(text.encode(), name="notes.txt").sections[0].risks[0].description == first


@pytest.mark.parametrize("note", ["(utkast)", "(grupp 2)"])
def test_a_note_in_parentheses_closes_a_subject_and_is_none(note: str) -> None:
    assert headings(f"1. Riskanalys: Flytt av arkivet {note} {ROWS}{ROWS}") == [(1, f"Flytt av arkivet {note}")]
    ((_, subject),) = headings(f"1. Riskanalys: {note} Flytt av arkivet. {ROWS}{ROWS}")
    assert subject == f"{note} Flytt av arkivet."


def test_the_first_risk_is_no_column_heading() -> None:
    header = "Hva kan gå galt? Sannsynlighet Konsekvens Risikotall Tiltak"
    text = f"1. Risikovurdering: Flytting av arkivet {header} Uønskede hendelser blir ikke meldt 3 4 12 Meld dem. "
    (section,) = parse(text.encode(), name="notater.txt").sections
    assert section.subject == "Flytting av arkivet"
    assert section.risks[0].description == "Uønskede hendelser blir ikke meldt"


@pytest.mark.parametrize(
    ("middle", "numbers"),
    [
        (f"{ROWS}2. Brev från anhörig Det var fint hos er.", [1, 2, 3]),
        (f"{ROWS}2. Brev från anhörig Det var fint. 2. Brev från en till Det var fint.", [1, 3]),
        ("1. Brand 3 4 12 Larm. 2. Halka 2 2 4 Sand.", [1, 3]),
        (f"{ROWS}Se plan 2. Brev kom", [1, 3]),
    ],
)
def test_the_number_that_is_missing_between_two_headings_heads_what_stands_behind_it(
    middle: str, numbers: list[int]
) -> None:
    text = f"1. Riskanalys: Flytt av arkivet. {ROWS}{middle} 3. Riskanalys: Nytt växelsystem. {ROWS}"
    assert [number for number, _ in headings(text)] == numbers


def test_a_number_and_a_heading_word_in_a_row_are_no_heading() -> None:
    header = "Risk S K S x K Åtgärd"
    text = (
        f"1. Riskanalys: Flytt {header} Fel larm 3 3 9 Gör 2 Riskanalys Ring 2 4 8 Vakt 2. Riskanalys: Växel {header}"
    )
    assert [number for number, _ in headings(text)] == [1, 2]


def test_a_subject_without_an_end_breaks_no_word() -> None:
    words = " ".join(["verksamhet"] * 40)
    ((_, subject),) = headings(f"1. Riskanalys: {words} {words}")
    assert set(subject.split()) == {"verksamhet"}


def test_the_fields_of_a_form_are_no_headings_of_their_own() -> None:
    rows = "Halt golv. 3 4 12 Åtgärd: Matta. Borta nyckel. 4 4 16 Åtgärd: Byt lås. Läckande tak. 4 5 20 Åtgärd: Laga. "
    assert [number for number, _ in headings(f"1. Riskanalys: Lager (handlingsplan) {rows}")] == [1]
    fields = "1. Ansvarig: Anna\n2. Ansvarig: Bo\n3. Ansvarig: Cia\n"
    assert [number for number, _ in headings(f"1. Riskanalys: Lager\n{fields}{ROWS}")] == [1]


def test_a_numbered_line_above_column_headings_heads_an_analysis() -> None:
    rows = "Risk S K SxK Åtgärd\nRisk för att någon slutar. 4 5 20 Samtal.\nLönerna blir fel. 3 3 9 Kontroll.\n"
    text = f"1. Omorganisation av IT\n{rows}\n2. Omorganisation av HR\n{rows}"
    assert headings(text) == [(1, "Omorganisation av IT"), (2, "Omorganisation av HR")]
    assert [len(section.risks) for section in parse(text.encode(), name="notes.txt").sections] == [2, 2]


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (("2 it-system", "3 lokaler"), [(2, "it-system"), (3, "lokaler")]),
        (("2 Arkivet", "3 e-arkiv", "4 (reserv)"), [(2, "Arkivet"), (3, "e-arkiv"), (4, "(reserv)")]),
        (("1 Arkivet", "3 chaufförer slutar"), [(1, "Arkivet"), (None, "3 chaufförer slutar")]),
        (("1 Arkivet", "2 Köket", "2 lås saknas"), [(1, "Arkivet"), (2, "Köket"), (None, "2 lås saknas")]),
    ],
)
def test_a_number_before_a_small_letter_is_the_heading_s_where_the_sequence_wants_it(
    titles: tuple[str, ...], wanted: list[tuple[int | None, str]]
) -> None:
    table = "| Risk | S | K | R |\n|---|---|---|---|\n| Hal trappa | 2 | 2 | 4 |\n"
    text = "\n".join(f"## {title}\n\n{table}" for title in titles)
    found = parse(text.encode(), name="notes.md").sections
    assert [(section.number, section.subject) for section in found] == wanted


def test_the_number_of_a_part_of_a_part_stays_whole_and_counts_no_analysis() -> None:
    table = "\n| Risk | S | K |\n|---|---|---|\n| Takras | 2 | 3 |\n\n"
    found = parse(f"## 2. Läget\n\nText.\n\n### 33.1 Riskanalys{table}## Slut\n".encode(), name="notes.md").sections
    assert [(s.number, s.heading) for s in found] == [(2, "2. Läget"), (None, "33.1 Riskanalys"), (None, "Slut")]
    assert "33" not in found[0].text


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("Bygg om enligt ritning 7.2. Riskanalys: Hissen ", [1, 2, 3]),
        ("Bygg om enligt ritning 7.2.Riskanalys: Hissen ", [1, 2, 3]),
        ("Bygg om. 1.1 Riskanalys: Hissen ", [1, None, 3]),
    ],
)
def test_a_number_that_ends_the_sentence_before_a_heading_is_not_the_heading_s(
    inside: str, wanted: list[int | None]
) -> None:
    rows = "Att dörren fastnar. 3 4 12 "
    text = f"1. Riskanalys: Porten {rows}{inside}{rows}Olja den. 3. Riskanalys: Taket {rows}Laga."
    assert [number for number, _ in headings(text)] == wanted


@pytest.mark.parametrize(
    "subject", ["Etapp 1 och 2", "Plan 3, rum 4", "4-6 åringar", "2 x 10 kV", "Avd 7 och 9", "3-4"]
)
def test_numbers_in_a_subject_are_no_score(subject: str) -> None:
    text = f"Möte i maj\n\nRiskanalys: {subject}\n\n- Dörren fastnar (S 3, K 4). Olja.\n- Brand (S 2, K 5). Öva.\n"
    register = parse(text.encode(), name="a.txt")
    assert [section.heading for section in register.sections if section.risks] == [f"Riskanalys: {subject}"]


@pytest.mark.parametrize("heading", ["Riskanalys: Nya lokaler", ". Riskanalys: Nya lokaler"])
def test_the_product_before_a_heading_without_a_number_stays_in_its_row(heading: str) -> None:
    text = f"1. Riskanalys: Flytt Risk S K S x K Åtgärd {ROWS}Buller 3 1 3 {heading} Risk S K S x K Åtgärd {ROWS}"
    first, second = parse(text.encode(), name="notes.txt").sections
    assert first.risks[-1].score == 3
    assert second.number is None


def test_a_number_that_is_no_product_heads_what_follows() -> None:
    text = f"1 Riskanalys: Flytt Risk S K S x K Åtgärd {ROWS}Buller 3 1 3 2 Riskanalys: Nya lokaler {ROWS}"
    assert [number for number, _ in headings(text)] == [1, 2]


def test_a_subject_that_ends_like_a_column_is_no_column() -> None:
    text = f"1. Riskanalys: Nya rum för handläggare Risk S K S x K Åtgärd {ROWS}Buller 3 1 3 Matta i hallen. "
    (section,) = parse(text.encode(), name="notes.txt").sections
    assert section.subject == "Nya rum för handläggare"
    assert not any("form-unclear" in {reason.code for reason in risk.review_reasons} for risk in section.risks)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Risk Sannolikhet (S) Konsekvens (K) Risktal (S x K) Åtgärd", 5),
        ("Risk Sannolikhet 1-5 Konsekvens 1-5 Risktal Åtgärd", 5),
        ("Risk Sannolikhet (1 = låg 5 = hög) Konsekvens (1 = låg 5 = hög) Risktal Åtgärd", 5),
        ("Risk Sannolikhet Konsekvens Risk (S Åtgärd", 5),
        ("Risk     Sannolikhet            Konsekvens         S x K             Åtgärd", 5),
    ],
)
@pytest.mark.parametrize("cell", ["Halka i hallen", "a) Halka i hallen", "R-1 Halka i hallen", "Risk 1 Halka i hallen"])
def test_column_headings_with_scales_and_before_labels(text: str, roles: int, cell: str) -> None:
    profile = load_profile("sv")
    header = find_header(f"{text} {cell} 3 4 12", profile)
    assert header == Span(0, len(text))
    assert len(header_roles(text, header, profile)) == roles


@pytest.mark.parametrize("cell", ["(delvis) trasig trappa", "1-2 vikarier saknas", "(a) Halka"])
def test_no_cell_begins_in_the_headings(cell: str) -> None:
    text = "Risk Sannolikhet Konsekvens S x K Åtgärd"
    assert find_header(f"{text} {cell} 3 4 12", load_profile("sv")) == Span(0, len(text))
