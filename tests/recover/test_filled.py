"""Which numbers of a recovered row the text does not print."""

import pytest

from risktool.pipeline import Options, parse_bytes


@pytest.mark.parametrize(
    ("likelihood", "consequence", "filled"),
    [
        ("3", "4", ("score",)),
        ("3 (möjlig)", "4 (stor)", ("score",)),
        ("1 av 5", "4 av 5", ("score",)),
        ("ca 3", "~4", ("score",)),
        ("Medel (3)", "fyra", ("score",)),
        ("2-3", "4", ()),
    ],
)
def test_a_number_that_is_printed_in_any_dress_is_not_filled_in(
    likelihood: str, consequence: str, filled: tuple[str, ...]
) -> None:
    text = f"| Risk | S | K |\n|---|---|---|\n| Lös matta | {likelihood} | {consequence} |\n| Mörk gång | 2 | 3 |\n"
    assert parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks[0].filled == filled


def test_what_is_read_has_nothing_filled_in() -> None:
    text = "| Risk | S | K | R |\n|---|---|---|---|\n| Lös matta | 3 | 4 | 12 |\n"
    assert parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks[0].filled == ()
