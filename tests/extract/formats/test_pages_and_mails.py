"""Web pages and mails that people save: tables, layout, what the author left out or hid."""

import base64
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.errors import NoTextError, UnreadableError
from risktool.extract import extract
from risktool.pipeline import Options, parse_bytes
from tests.extract.formats.reading import check_laws, read, remarks, shapes, spans

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"]]


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>t</title><style>p {{}}</style></head><body>{body}</body></html>"


def html_table(rows: list[list[str]]) -> str:
    return f"<table>{''.join('<tr><td>' + '</td><td>'.join(row) + '</td></tr>' for row in rows)}</table>"


def test_headings_paragraphs_items_and_tables_in_order() -> None:
    body = "<h2>1. Flytt</h2><p>Two\n  <b>words</b>&nbsp;&amp; more<br>line</p><ul><li>one<li><p>two</p></ul>loose"
    assert shapes(page(body + html_table(ROWS) + "<script>x()</script><p style='display:none'>no</p>")) == [
        ("heading", "1. Flytt"),
        ("body", "Two words & more\nline"),
        ("item", "one"),
        ("item", "two"),
        ("body", "loose"),
        ("table", ROWS),
    ]
    assert read(page(body)).media_type == "text/html"


def test_end_tags_that_authors_leave_out() -> None:
    body = "<table><thead><tr><th>Risk<th>S<th>K<tbody><tr><td>Stress<td>4<td>5</table><p>one<p>two"
    assert shapes(page(body)) == [("table", ROWS), ("body", "one"), ("body", "two")]


def test_merged_cells() -> None:
    body = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<p>e</p></table>"
    assert shapes(page(body)) == [("table", [["a", "b", None], [None, "c", "d\ne"]])]
    assert spans(page(body)) == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_layout_tables_are_read_as_they_stand() -> None:
    layout = f"<table><tr><td><p>menu</p></td><td><h1>Top</h1>{html_table(ROWS)}</td></tr></table>"
    assert shapes(page(layout)) == [("body", "menu"), ("heading", "Top"), ("table", ROWS)]


def test_deleted_passages_go_and_captions_come_first() -> None:
    body = "<table><caption>Register</caption><tr><td>a<td>1<del>2</del><ins>3</ins></table>"
    assert shapes(page(body)) == [("caption", "Register"), ("table", [["a", "1 3"]])]


def test_hidden_parts_of_a_table_are_not_there() -> None:
    hidden = '<tbody style="display:none"><tr><td>no<td>1<td>1</tbody><thead hidden><tr><td>no</thead>'
    rows = "<tr><td>Risk<td>S<td>K<tr><td>Stress<td style='DISPLAY : none'>9<td>4<td>5<tr hidden><td>no<td>2<td>2"
    document = read(page(f"<table>{rows}{hidden}</table><p hidden>menu</p><table hidden><tr><td> </table>"))
    assert shapes(page(f"<table>{rows}{hidden}</table>")) == [("table", ROWS)]
    assert [remark.message for remark in document.remarks] == [
        "hidden text of tables was left out: “9”, “no22”, “no11”, “no”"
    ]


def test_a_table_of_which_nothing_shows_is_told() -> None:
    document = read(page("<p>Risker</p><table><tr><td hidden>1<td hidden>2</table>"))
    assert document.text.strip() == "Risker"
    assert [remark.message for remark in document.remarks] == ["hidden text of tables was left out: “1”, “2”"]


def test_an_unseen_cell_keeps_its_place() -> None:
    rows = "<tr><td>Risk<td>S<td>K<tr><td>Stress<td style='visibility: hidden'>4<b>4</b><td>5"
    assert shapes(page(f"<table>{rows}</table>")) == [("table", [["Risk", "S", "K"], ["Stress", "", "5"]])]


def test_a_row_that_hidden_cells_shorten_gives_no_number_a_column() -> None:
    rows = "<tr><th>Risk<th>S<th>K<th>Plan<tr><td>Is<td hidden>2<td>3<td>Sand<tr><td>Eld<td>4<td>5<td>Larm"
    document = read(page(f"<table>{rows}</table>"))
    assert shapes(page(f"<table>{rows}</table>")) == [
        ("table", [["Risk", "S", "K", "Plan"], ["Is | 3 | Sand", "", "", ""], ["Eld", "4", "5", "Larm"]])
    ]
    assert [remark.name for remark in document.remarks] == ["partly-read", "left-out"]
    assert "“Is | 3 | Sand”" in document.remarks[0].message
    over_two = rows.replace("<td hidden>", "<td hidden rowspan=2>").replace("<td>Larm", "")
    assert [row[1:] for row in shapes(page(f"<table>{over_two}</table>"))[0][1][1:]] == [["", "", ""]] * 2


def test_a_row_that_ends_early_keeps_its_numbers_beside_hidden_cells() -> None:
    rows = "<tr><th>Risk<th>S<th>K<th>Plan<tr><td>Is<td>3<td>2<tr><td>Eld<td>4<td>5<td>Larm<td hidden>id"
    assert shapes(page(f"<table>{rows}</table>")) == [
        ("table", [["Risk", "S", "K", "Plan"], ["Is", "3", "2", ""], ["Eld", "4", "5", "Larm"]])
    ]
    assert remarks(page(f"<table>{rows}</table>")) == ["left-out"]


def test_cells_that_claim_any_number_of_places_end_with_the_table() -> None:
    for claimed in (3, 2000, 65000, 0):
        body = f"<table><tr><td rowspan={claimed}>a<td>b<tr><td>c<tr><td>d</table>"
        assert spans(page(body)) == [(0, 0, 3, 1)]
    wide = "<table><tr><td rowspan=60000 colspan=60000>a<tr><td>b<tr><td colspan=2>c<td>d</table>"
    assert len(read(page(wide)).text) < 1000  # and comes to an end


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_pages_in_any_encoding(encoding: str) -> None:
    said = f"<meta charset={encoding}>" if encoding == "utf-8" else ""
    assert shapes(f"<html>{said}<p>Åtgärd på väg</p>".encode(encoding)) == [("body", "Åtgärd på väg")]


def mail(plain: str | None, html: str | None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Riskanalys: Flytt på våren"
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_mail_is_its_subject_and_its_text() -> None:
    data = mail("Risk: Öppen grind\nS 4 K 5\n", "<p>the same as a page</p>")
    assert shapes(data) == [
        ("heading", "Riskanalys: Flytt på våren"),
        ("body", "Risk: Öppen grind"),
        ("body", "S 4 K 5"),
    ]
    assert read(data).media_type == "message/rfc822"


def test_a_mail_with_a_table_is_read_as_its_page() -> None:
    assert shapes(mail("Risk S K Stress 4 5", html_table(ROWS)))[1:] == [("table", ROWS)]


def mixed(*parts: EmailMessage) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Risker"
    message.make_mixed()
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def text_part(text: str, subtype: str = "plain") -> EmailMessage:
    part = EmailMessage()
    part.set_content(text, subtype=subtype)
    return part


def test_every_text_that_a_mail_shows_is_read_in_order() -> None:
    forms = text_part("the same in words")
    forms.add_alternative(html_table(ROWS), subtype="html")
    data = mixed(text_part("Öppen grind"), forms, text_part("<p>Is</p>", "html"), text_part("Halka"))
    edge = ("body", "--")
    read_parts = [("body", "Öppen grind"), edge, ("table", ROWS), edge, ("body", "Is"), edge, ("body", "Halka")]
    assert shapes(data)[1:] == read_parts
    assert len(read(data).pages) == 1


def test_a_part_that_says_again_what_another_says_is_read_once() -> None:
    text = text_part("Hej\n\nÖppen grind S: 4 K: 5\nIs S: 2 K: 3\n")
    page = text_part("<p>Öppen grind S: 4 K: 5<p>Is S: 2 K: 3", "html")
    said = [("body", "Hej"), ("body", "Öppen grind S: 4 K: 5"), ("body", "Is S: 2 K: 3")]
    assert shapes(mixed(text, page))[1:] == shapes(mixed(page, text))[1:] == said
    words = text_part(" ".join(word for row in ROWS for word in row))
    assert shapes(mixed(words, text_part(html_table(ROWS), "html")))[1:] == [("table", ROWS)]


def test_what_a_list_sets_below_a_letter_is_no_treatment() -> None:
    data = mixed(text_part("Is S: 2 K: 3 = 6\n"), text_part("____\nElistan\n1. Avsluta: http://example.org\n"))
    register = parse_bytes(data, "a.eml", Options())
    assert [risk.treatment for section in register.sections for risk in section.risks] == [None]


def test_of_two_pages_of_one_letter_the_last_is_read() -> None:
    forms = text_part("Is")
    for cell in ("short", "full"):
        forms.add_alternative(html_table([[cell, "S"], ["Is", "4"]]), subtype="html")
    assert shapes(mixed(forms))[1:] == [("table", [["full", "S"], ["Is", "4"]])]


def test_an_attached_text_without_a_name_is_said() -> None:
    note = text_part("Halka S: 5 K: 5")
    note["Content-Disposition"] = "attachment"
    data = mixed(text_part("Is"), note)
    assert shapes(data)[1:] == [("body", "Is")]
    assert "one without a name" in read(data).remarks[0].message


def test_a_mail_in_a_mail_is_said_and_read_where_there_is_nothing_else() -> None:
    inner = EmailMessage()
    inner["Subject"], inner["From"], inner["Date"] = "Förra årets", "c@example.org", "Mon, 1 Jan 2024 10:00:00 +0100"
    inner.set_content("Is")
    forward = EmailMessage()
    forward.set_content(inner)
    both = mixed(text_part("Halka"), forward)
    assert (shapes(both)[1:], remarks(both)) == ([("body", "Halka")], ["partly-read"])
    assert (shapes(mixed(forward))[1:], remarks(mixed(forward))) == ([("body", "Is")], [])


@pytest.mark.parametrize("charset", ["undefined", "utf-16", "unicode_escape", "hex", "no-such", "ascii", "utf-8"])
def test_what_a_page_or_mail_wrongly_says_of_its_encoding_is_passed_over(charset: str) -> None:
    said = f"<html><meta charset='{charset}'><p>Åtgärd \\n på väg</p>".encode()
    assert shapes(said) == [("body", "Åtgärd \\n på väg")]
    head = f"From: a\nDate: x\nMIME-Version: 1.0\nSubject: y\nContent-Type: text/plain; charset={charset}\n\n"
    assert shapes(head.encode() + "Åtgärd på väg\n".encode())[1:] == [("body", "Åtgärd på väg")]


def test_a_mail_that_is_in_utf_16_is_read() -> None:
    head = "From: a\nDate: x\nMIME-Version: 1.0\nSubject: y\nContent-Type: text/plain; charset=utf-16\n"
    body = base64.encodebytes("Åtgärd på väg".encode("utf-16"))
    assert shapes(head.encode() + b"Content-Transfer-Encoding: base64\n\n" + body)[1:] == [("body", "Åtgärd på väg")]


def test_attachments_are_said() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "x", "a@example.org", "b@example.org"
    message.set_content("se bilaga")
    message.add_attachment(b"1", maintype="application", subtype="pdf", filename="notes.pdf")
    assert remarks(message.as_bytes()) == ["partly-read"]


def test_notes_that_begin_like_a_mail_are_notes() -> None:
    assert shapes("Datum: 3 maj\nTo: alla\nRisk: stress")[0] == ("body", "Datum: 3 maj")


def test_a_mail_without_words() -> None:
    with pytest.raises(NoTextError):
        extract(b"From: a@example.org\nDate: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nxx", "test")


TAGS = [
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=3 colspan=2>",
    "</td>",
    "<p>",
    "</p>",
    "<li>",
    "<h1>",
    "x",
    "4",
    "<br>",
]


@given(
    st.lists(st.sampled_from([*TAGS, "<del>", "</del>", "<!--", "<caption>", "</tr>", "&#0;", "<pre>\n"]), max_size=40)
)
def test_any_markup_gives_a_lawful_document(parts: list[str]) -> None:
    with suppress(NoTextError):
        check_laws(extract(("<html>" + "".join(parts)).encode(), "test"))


@given(st.binary(max_size=200))
def test_any_mail_gives_a_lawful_document_or_an_error_of_ours(body: bytes) -> None:
    head = b"From: a\nSubject: =?utf-8?q?=C3=A5?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    with suppress(NoTextError, UnreadableError):
        check_laws(extract(head + body, "test"))


def test_the_signs_before_quoted_lines_are_no_words() -> None:
    assert shapes(mail("> Risk: Öppen grind\n>> S 4 K 5\n", None))[1:] == [
        ("body", "Risk: Öppen grind"),
        ("body", "S 4 K 5"),
    ]


def test_a_part_of_a_page_without_its_frame_is_a_page() -> None:
    assert shapes("<h2>Risker</h2>\n<ul><li>Brand</li></ul>\n") == [("heading", "Risker"), ("item", "Brand")]
    assert shapes("<p>Notes</p>\n\n- **Brand**\n- Is\n")[-1] == ("item", "Is")
