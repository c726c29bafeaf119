"""The product that stands behind two labelled factors, and what it is called."""

import pytest

from risktool.pipeline import Options, parse_bytes


def read(text: str, name: str = "notes.md") -> list[tuple[object, ...]]:
    risks = parse_bytes(text.encode(), name, Options(language="sv")).risks
    return [(r.likelihood, r.consequence, r.score, r.level_label, r.treatment, r.needs_review) for r in risks]


@pytest.mark.parametrize("sign", ["(8)", "[8]", ", (8)", "(= 8)", ": 8", "| 8"])
def test_a_product_in_brackets_is_the_product(sign: str) -> None:
    assert read(f"- Lös matta S: 2, K: 4 {sign}\n- Mörk gång S: 2, K: 3 = 6\n")[0][:3] == (2, 4, 8)
    assert read(f"- Lös matta S: 2, K: 4 {sign}\n- Mörk gång S: 2, K: 3 = 6\n")[0][4:] == (None, False)


@pytest.mark.parametrize("sign", ["(9)", "[9]", ", (9)", "(= 9)", ": 9"])
def test_a_wrong_product_in_brackets_is_not_replaced_by_ours(sign: str) -> None:
    row = read(f"- Lös matta S: 2, K: 4 {sign}\n- Mörk gång S: 2, K: 3 = 6\n")[0]
    assert row[:3] == (2, 4, 9)
    assert row[-1]


def test_a_product_in_brackets_behind_a_field() -> None:
    text = "Lös matta\nSannolikhet: 2\nKonsekvens: 4 (9)\nÅtgärd: Lim\n\n"
    assert read(text, "notes.txt")[0] == (2, 4, 9, None, "Lim", True)


def test_what_is_counted_in_brackets_is_no_product() -> None:
    row = read("- Lös matta S: 2, K: 2 (4 mattor). Lim\n- Mörk gång S: 2, K: 3 = 6\n")[0]
    assert row[:3] == (2, 2, 4)
    assert row[4] == "(4 mattor). Lim"


@pytest.mark.parametrize("level", [", hög", " (hög)", " – mycket hög", " hög"])
def test_a_level_behind_a_product_is_no_treatment(level: str) -> None:
    row = read(f"- Lös matta S: 4, K: 4 = 16{level}, lim\n- Mörk gång S: 2, K: 3 = 6\n")[0]
    assert row == (4, 4, 16, level.strip(" ,()–"), "lim", False)


def test_a_score_with_a_level_below_a_line_for_after_is_what_is_left() -> None:
    text = "Lös matta\nS: 4, K: 4 = 16, hög\nEfter åtgärd\nS: 1, K: 4 = 4, låg\n\n"
    text += "Mörk gång\nS: 2, K: 3 = 6\nEfter åtgärd\nS: 1, K: 3 = 3, låg\n"
    risks = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.score, r.residual and r.residual.score) for r in risks] == [
        ("Lös matta", 16, 4),
        ("Mörk gång", 6, 3),
    ]
