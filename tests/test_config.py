"""Settings: found upward, checked with the key's name, applied to findings."""

from pathlib import Path

import pytest

from risktool.config import Settings, find_settings, load_settings, read_selectors
from risktool.errors import UsageError
from risktool.refusals import nearest
from risktool.rules import all_rules, check, check_forbidden
from tests.rules.build import build_register

CASE = {"rows": [{"likelihood": 9, "consequence": 2, "score": 5}, {}]}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_is_found_upward(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    shared = write(tmp_path / "pyproject.toml", '[tool.risktool]\nignore = ["no-risks"]\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert find_settings(below) == shared
    own = write(tmp_path / "a" / "risktool.toml", 'fail-on = "info"\n')
    assert find_settings(below) == own
    assert load_settings(own).fail_on == "info"
    assert load_settings(shared).ignore == ("no-risks",)


def test_a_file_without_our_table_is_no_settings_file(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[project]\nname = 'x'\n")
    with pytest.raises(UsageError, match=r"has no \[tool\.risktool\]"):
        load_settings(path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('selct = ["SC"]', "key 'selct' is not known (did you mean 'select'?)"),
        ('fail-on = "eror"', "key 'fail-on': \"eror\" is not error, warning or info (did you mean 'error'?)"),
        ("zzz = 1", "key 'zzz' is not known (known: select, ignore, "),
        ('select = "SC"', "key 'select': \"SC\" is not a list, as in ["),
        ('severity = "info"', "key 'severity': \"info\" is not a table, as in {"),
        ("exclude = [1]", "key 'exclude': 1 is not text in quotation marks, as in ["),
        ("profile = 3", "key 'profile': 3 is not the name of a file, as in "),
        ('profile = "none.toml"', "key 'profile': there is no file '"),
        ('scale = ["a", 2]', "key 'scale': \"a\" is not a whole number, as in [1, 5]"),
        ("scale = [1]", "key 'scale': [1] has too few items, as in [1, 5]"),
        ('review-below = "x"', "key 'review-below': \"x\" is not a number, as in 0.8"),
        ("[tool.risktool]", "[tool.risktool] is for pyproject.toml (here keys stand in no table)"),
        ('ignore = ["SC1"]', "key 'ignore': no rule 'SC1' (did you mean 'SC01'?)"),
        ('ignore = ["product-mismach"]', "no rule 'product-mismach' (did you mean 'product-mismatch'?)"),
        ('[severity]\nproduct-mismach = "info"', "key 'severity.product-mismach': no rule 'product-mismach'"),
        ('[severity]\nSC01 = "fatal"', "key 'severity.SC01': \"fatal\" is not error, warning or info"),
        ('forbid = ["(a"]', "key 'forbid': '(a' is no regular expression: missing )"),
        ("scale = [5, 1]", "key 'scale': [5, 1] is no scale: it goes from a smaller to a larger number"),
        ("scale = [1, 2, 3]", "key 'scale': [1, 2, 3] has too many items, as in [1, 5]"),
        ('lang = "xx"', "key 'lang': no profile for language 'xx' (known languages: "),
        ("review-below = 2", "key 'review-below': 2 is not from 0 to 1"),
        ("x = [", "not TOML"),
        (f"x = {'9' * 5000}", "not TOML"),
        (f"x = {'[' * 5000}", "not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_the_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = write(tmp_path / "risktool.toml", text)
    with pytest.raises(UsageError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Input" not in str(caught.value)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "risktool.toml", 'selct = ["SC"]\nfail-on = "eror"\n')
    with pytest.raises(UsageError, match=r"(?s)'fail-on'.*'selct'|'selct'.*'fail-on'"):
        load_settings(path)


@pytest.mark.parametrize(
    ("selectors", "codes"),
    [
        (["ALL"], {rule.code for rule in all_rules()}),
        (["HD"], {"HD01", "HD02"}),
        (["hd01", "out-of-scale"], {"HD01", "SC02"}),
        ([], set()),
    ],
)
def test_selectors_are_codes_groups_and_names(selectors: list[str], codes: set[str]) -> None:
    assert read_selectors(selectors) == codes


@pytest.mark.parametrize("selector", ["", "SC9", "everything"])
def test_a_selector_that_means_no_rule_is_refused(selector: str) -> None:
    with pytest.raises(UsageError, match="no rule"):
        read_selectors([selector])


def test_findings_are_selected_and_their_severity_changed() -> None:
    found = check(build_register(CASE))
    assert [f.code for f in found] == ["SC01", "SC02", "SC03"]
    settings = Settings(select=("SC",), ignore=("SC01",), severity={"missing-score": "error"})
    assert [(f.code, f.severity) for f in settings.apply(found)] == [("SC02", "error"), ("SC03", "error")]


@pytest.mark.parametrize(("fail_on", "fails"), [("error", False), ("warning", True), ("info", True)])
def test_fail_on_counts_what_is_as_grave(fail_on: str, fails: bool) -> None:
    settings = Settings.model_validate({"fail-on": fail_on, "select": ["SC03"]})
    assert settings.fails(settings.apply(check(build_register(CASE)))) is fails


def test_nearest_is_silent_about_strangers() -> None:
    assert nearest("select", ["select", "ignore"]) == "did you mean 'select'?"
    assert not nearest("zzzzzz", ["select", "ignore"])


def test_forbidden_text_is_found_once_a_row_and_pattern() -> None:
    register = build_register(
        {"rows": [{"treatment": "TBD", "owner": "tbd", "page": 4}, {"treatment": "Tag the keys"}]}
    )
    (finding,) = check_forbidden(register, [r"(?i)\btbd\b"])
    assert (finding.name, finding.risk, finding.page, finding.field) == ("forbidden-text", "1.1", 4, "treatment")


def test_a_pattern_that_runs_wild_becomes_a_finding_and_the_others_go_on() -> None:
    register = build_register({"rows": [{"description": "a" * 60 + "b"}]})
    found = check_forbidden(register, [r"(a|aa)+$", "b$"])
    assert [f.name for f in found] == ["rule-failed", "forbidden-text"]
    assert "(a|aa)+$" in found[0].message
