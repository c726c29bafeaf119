"""Markdown: every row is one row of a table, whatever it says."""

import regex
from hypothesis import given

from risktool.render.markdown import render_markdown
from tests.render.build import DAMAGED, build_register, build_risk, build_section, hostile_text


def test_a_damaged_analysis_as_markdown() -> None:
    assert render_markdown(DAMAGED) == (
        "## 15. Flytt av arkiv\n"
        "\n"
        "| Id | Risk | S | K | S×K | Level | Treatment |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| 15.1 | \\[Risk\\] för att lådorna blandas ihop när två arkiv packas samma vecka av olika firmor"
        " | 4/5\\* | 5/4\\* | 20 | critical | Packa ett arkiv i taget.<br>Märk lådorna med färg |\n"
        "| 15.2 ? | \\[Risk\\]en för förseningar | 5\\* | 5\\* | 25\\* | critical | Boka om |\n"
        "\n"
        "- 15.2: Orden ”Boka om” kan höra till en annan rad.\n"
        "\n"
        "`*` not printed but worked out, `?` look at this row.\n"
    )


@given(hostile_text)
def test_no_text_leaves_its_cell(text: str) -> None:
    shown = render_markdown(build_register(build_section(build_risk(description=text, treatment=text), subject="x")))
    row = shown.splitlines()[4]
    assert len(regex.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 8
    assert not regex.search(r"<(?!br>)", row.replace("\\<", ""))


def test_what_has_no_column_stands_below_the_treatment_with_its_name() -> None:
    risk = build_risk(treatment="Öva", owner="Siw", other={"Kommentar": "Ta upp igen"})
    shown = render_markdown(build_register(build_section(risk)))
    assert "| Öva<br>owner: Siw<br>Kommentar: Ta upp igen |" in shown


def test_no_bare_address_becomes_a_link() -> None:
    shown = render_markdown(build_register(build_section(build_risk(description="se https://x.se eller www.x.se"))))
    assert "se https&#58;//x.se eller www&#46;x.se" in shown


def test_nobody_is_called_by_name() -> None:
    shown = render_markdown(
        build_register(build_section(build_risk(description="@channel, skriv till chef@example.com")))
    )
    assert "@&#8203;channel, skriv till chef@&#8203;example.com" in shown


def test_nothing_found_says_so() -> None:
    assert render_markdown(build_register()) == "No risks were found.\n"
