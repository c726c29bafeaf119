"""Items under items: every format sets them in, so that the parse sees whose they are."""

import pytest

from tests.extract.formats.files import docx, odf, paragraph
from tests.extract.formats.reading import read


def _settings(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


LISTS = {
    "html": b"<html><ul><li>Brand<ul><li>Larm</li></ul></li><li>Is</li></ul></html>",
    "docx": docx("".join(paragraph(text, _settings(level)) for text, level in (("Brand", 0), ("Larm", 1), ("Is", 0)))),
    "docx style": docx(
        "".join(
            paragraph(text, f'<w:pStyle w:val="{name}"/><w:numPr><w:numId w:val="1"/></w:numPr>')
            for text, name in (("Brand", "One"), ("Larm", "Two"), ("Is", "One"))
        ),
        styles='<w:style w:styleId="One"><w:name w:val="List Bullet"/></w:style>'
        '<w:style w:styleId="Two"><w:name w:val="List Bullet 2"/></w:style>',
    ),
    "odt": odf(
        "<text:list><text:list-item><text:p>Brand</text:p><text:list><text:list-item><text:p>Larm</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>Is</text:p></text:list-item></text:list>"
    ),
}


@pytest.mark.parametrize("data", LISTS.values(), ids=LISTS.keys())
def test_items_under_items_are_set_in(data: bytes | str) -> None:
    assert read(data).text.split("\n")[:3] == ["Brand", "  Larm", "Is"]


def test_items_under_each_item_of_a_page_are_set_in() -> None:
    page = (
        b"<html><ul><li>Brand<ul><li>Larm</li><li>Dusch</li></ul></li>"
        b"<li>Is<ul><li>Salt</li><li>Sand<ol><li>Grov</li></ol></li></ul></li><li>Damm</li></ul></html>"
    )
    assert read(page).text.split("\n")[:8] == [
        "Brand", "  Larm", "  Dusch", "Is", "  Salt", "  Sand", "    Grov", "Damm",
    ]  # fmt: skip


def test_an_end_tag_in_a_list_closes_no_item_around_it() -> None:
    page = b"<html><ul><li>Brand<ul></li><li>Larm</li></ul></li><li>Is</li></ul></html>"
    assert read(page).text.split("\n")[:3] == ["Brand", "  Larm", "Is"]
