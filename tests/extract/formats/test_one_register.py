"""The same register in every format gives the same risks."""

import pytest

from risktool import parse
from tests.extract.formats import files
from tests.extract.formats.files import odf, odf_table, paragraph, rows_xml, sheet_xml, word_table, xlsx
from tests.extract.pdf.tiny import TinyPage, write_pdf

TITLE = "1. Riskanalys: Flytt av vaktmästeriet"
TABLE = [
    ["Risk", "Sannolikhet", "Konsekvens", "S x K", "Åtgärd"],
    ["Nycklarna räcker inte till alla vid inflyttningen", "4", "3", "12", "Beställ tio till före påsk."],
    ["Lastkajen är för låg för den nya bilen", "2", "5", "10", ""],
    ["Oklart vem som svarar när larmet går", "3", "", "", "Ny jourlista"],
    ["Förrådet blir fullt", "2-3", "4", "8-12", "Gallra i maj, hyr container"],
    ["Truckarna laddas i utrymningsvägen", "5", "5", "25", "Flytta laddarna."],
]
NOTE = "Gruppen möts igen i juni."
_HTML_ROWS = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
_NUMBERED = [[int(cell) if cell.isdecimal() else cell or None for cell in row] for row in TABLE]
_MARKDOWN = "\n".join("| " + " | ".join(row) + " |" for row in [TABLE[0], ["---"] * 5, *TABLE[1:]])


def _pdf() -> bytes:
    page = TinyPage(width=842)
    page.text(40, 60, TITLE, 14)
    xs = (40.0, 320.0, 400.0, 480.0, 560.0, 800.0)
    page.table(xs, tuple(80.0 + 20 * line for line in range(len(TABLE) + 1)), TABLE)
    page.text(40, 260, NOTE)
    return write_pdf([page])


WRITTEN: dict[str, str | bytes] = {
    "docx": files.docx(
        paragraph(TITLE, '<w:outlineLvl w:val="0"/>') + word_table(TABLE) + paragraph(NOTE),
    ),
    "odt": odf(f"<text:h>{TITLE}</text:h>{odf_table(TABLE)}<text:p>{NOTE}</text:p>"),
    "ods": odf(odf_table([[TITLE], *TABLE, [], [NOTE]]), "spreadsheet"),
    "xlsx": xlsx({"Blad1": sheet_xml(rows_xml([[TITLE], *_NUMBERED, [], [NOTE]]))}),
    "md": f"## {TITLE}\n\n{_MARKDOWN}\n\n{NOTE}\n",
    "csv": "\n".join(";".join(row) for row in [[TITLE, "", "", "", ""], *TABLE, [""] * 5, [NOTE, "", "", "", ""]]),
    "tsv": "\n".join([TITLE, *("\t".join(row) for row in TABLE), NOTE]),
    "utf-16": "\n".join([TITLE, *("\t".join(row) for row in TABLE), NOTE]).encode("utf-16"),
    "windows": "\r\n".join([TITLE, *("\t".join(row) for row in TABLE), NOTE]).encode("cp1252"),
    "mac": "\r".join([TITLE, *("\t".join(row) for row in TABLE), NOTE]).encode("mac_roman"),
    "pdf": _pdf(),
    "txt": "\n".join([TITLE, "", *(f"| {' | '.join(row)} |" for row in TABLE), "", NOTE]),
    "html": f"<!DOCTYPE html><h1>{TITLE}</h1><table>{_HTML_ROWS}</table><p>{NOTE}</p>",
    "eml": f"From: a\nSubject: Anteckningar\nContent-Type: text/html\n\n<h1>{TITLE}</h1><table>{_HTML_ROWS}</table>",
}
RISKS = [
    ("Nycklarna räcker inte till alla vid inflyttningen", 4, 3, 12, "Beställ tio till före påsk."),
    ("Lastkajen är för låg för den nya bilen", 2, 5, 10, None),
    ("Oklart vem som svarar när larmet går", 3, None, None, "Ny jourlista"),
    ("Förrådet blir fullt", None, 4, None, "Gallra i maj, hyr container"),
    ("Truckarna laddas i utrymningsvägen", 5, 5, 25, "Flytta laddarna."),
]


@pytest.mark.parametrize("form", WRITTEN)
def test_one_register_in_every_format(form: str) -> None:
    written = WRITTEN[form]
    register = parse(written.encode() if isinstance(written, str) else written, name="notes")
    found = [section for section in register.sections if section.risks]
    assert [(section.number, section.subject) for section in found] == [(1, "Flytt av vaktmästeriet")]
    assert [(r.description, r.likelihood, r.consequence, r.score, r.treatment) for r in found[0].risks] == RISKS
    assert found[0].risks[3].likelihood_range == (2, 3)
    assert register.coverage.unassigned == 0


LINES = "\n".join(
    f"- {risk} (S: {s}, K: {k}, S x K = {product}). Åtgärd: {action}"
    for risk, s, k, product, action in TABLE[1:]
    if product and action
)


def test_the_same_register_in_running_text() -> None:
    register = parse(f"{TITLE}\n\n{LINES}\n".encode(), name="notes.txt")
    (section,) = (section for section in register.sections if section.risks)
    found = [(r.description, r.likelihood, r.consequence, r.score, r.treatment) for r in section.risks]
    assert found == [RISKS[0], RISKS[3], RISKS[4]]


def test_the_end_of_a_mail_is_no_part_of_the_last_treatment() -> None:
    mail = "Hej!\n\nRisk: Barn går vilse. S: 3, K: 4\nÅtgärd: Lås grinden\n\nMed vänliga hälsningar\nEva\n"
    register = parse(mail.encode(), name="mail.txt")
    assert [risk.treatment for section in register.sections for risk in section.risks] == ["Lås grinden"]
