"""Older letters inside a mail: their rows are told from those of the newer one."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import reviewed

HEAD = "Subject: x\nFrom: a@example.org\nContent-Type: text/plain; charset=utf-8\nMIME-Version: 1.0\n\n"
ANSWER = "1. Hal trappa. S 3, K 5 = 15. Åtgärd: salt.\n2. Nyckeln saknas.\n\nVi hörs.\n\n"
QUOTED = "> I går skrev Bo:\n> jag tror att taket är S 2, K 5 = 10.\n"
PAGE = (
    HEAD.replace("plain", "html")
    + "<p>1. Hal trappa. S 3, K 5 = 15.</p><p>2. Nyckeln saknas.</p>"
    + "<blockquote><p>jag tror att taket är S 2, K 5 = 10.</p></blockquote>"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ANSWER + QUOTED, "mail.txt"),
        (HEAD + ANSWER + QUOTED, "mail.eml"),
        (PAGE, "mail.eml"),
        (ANSWER + "Från: Bo\nSkickat: i går\nTill: Siw\n\njag tror att taket är S 2, K 5 = 10.\n", "mail.txt"),
        (ANSWER + "-----Original Message-----\njag tror att taket är S 2, K 5 = 10.\n", "mail.txt"),
    ],
)
def test_an_older_letter_joins_no_row_above_and_is_put_before_a_person(text: str, name: str) -> None:
    first, older = reviewed(text, name)
    assert first[:3] == ("1. Hal trappa." if first[0][0] == "1" else "Hal trappa.", 3, 5)
    assert (older[1:3], older[4]) == ((2, 5), True)
    assert "taket" in older[0]
    assert "Nyckeln" not in older[0]


def test_the_head_of_an_older_letter_is_found_below_a_labelled_line() -> None:
    head = "Från: Bo\nSkickat: i går\nÄmne: x\n\n"
    rows = reviewed(
        f"Risk: Hal trappa. S: 3, K: 2 = 6. Åtgärd: salt.\n\n{head}Risk: Fukt. S: 3, K: 5 = 15. Åtgärd: el.\n"
    )
    assert [(row[0], row[3], row[4]) for row in rows] == [("Hal trappa.", "salt.", False), ("Fukt.", "el.", True)]


NEWER = "Hej!\nVi bedömer taket som S: 5, K: 5 = 25\nHissen blir S: 3, K: 4 = 12.\n\n"
OLDER = "Risk | S | K | Åtgärd\nTaket läcker | 2 | 2 | Plåt\nHissen fastnar | 1 | 1 | Olja\n"


@pytest.mark.parametrize(
    ("older", "name"),
    [
        ("".join(f"> {line}\n" for line in OLDER.splitlines()), "mail.txt"),
        ("".join(f"> {line}\n" for line in OLDER.replace(" | ", "\t").splitlines()), "mail.txt"),
        ("".join(f"> {line}\n" for line in OLDER.splitlines()), "mail.eml"),
        ("Den 3 maj skrev Bo:\n" + "".join(f"> {line}\n" for line in OLDER.splitlines()), "mail.eml"),
        ("-----Ursprungligt meddelande-----\nFrån: Bo\nSkickat: i går\n\n" + OLDER, "mail.txt"),
        ("From: Bo\nDate: i går\n\n" + OLDER, "mail.eml"),
    ],
)
def test_a_table_in_an_older_letter_is_put_before_a_person_and_lends_no_score(older: str, name: str) -> None:
    head = HEAD if name.endswith("eml") else ""
    register = parse_bytes((head + NEWER + older).encode(), name, Options(language="sv"))
    assert [(r.likelihood, r.consequence, r.treatment, r.needs_review) for r in register.risks] == [
        (5, 5, None, False), (3, 4, None, False), (2, 2, "Plåt", True), (1, 1, "Olja", True),
    ]  # fmt: skip
    assert {reason.code for risk in register.risks for reason in risk.review_reasons} == {"older-letter"}
    assert register.risks[2].description == "Taket läcker"


def test_a_forwarded_letter_is_no_older_one_of_another() -> None:
    assert [row[4] for row in reviewed(HEAD + "Från: Bo\nSkickat: i går\n\n" + OLDER, "mail.eml")] == [False, False]


def test_limits_at_the_beginning_of_lines_are_no_marks_of_a_letter() -> None:
    register = parse_bytes(b"Risk;S;K\n> 5 dagar;2;3\n> 10 dagar;3;3\n", "x.csv", Options(language="sv"))
    assert [risk.description for risk in register.risks] == ["> 5 dagar", "> 10 dagar"]
