"""Checked documents, and comparisons, in the form that was asked for."""

from risktool.changes import Comparison
from risktool.cli.options import DiffFormat, ReportFormat
from risktool.config import Settings
from risktool.render.checked import Checked
from risktool.rules import all_rules


def render_report(documents: tuple[Checked, ...], form: ReportFormat, settings: Settings, *, is_file: bool) -> str:
    """The text to write."""
    if form == "json":
        from risktool.render.findings_json import render_findings_json

        return render_findings_json(documents)
    if form == "sarif":
        from risktool import __version__
        from risktool.render.findings_sarif import render_findings_sarif

        return render_findings_sarif(documents, all_rules(), __version__)
    if form == "junit":
        from risktool.render.findings_junit import render_findings_junit

        return render_findings_junit(documents, settings.fail_on)
    if form == "github":
        from risktool.render.findings_github import render_findings_github

        return render_findings_github(documents)
    return _text(documents, is_file=is_file)


def _text(documents: tuple[Checked, ...], *, is_file: bool) -> str:
    from risktool.cli.screen import look_of_file, look_of_stdout
    from risktool.render.findings_text import render_findings_text

    return render_findings_text(documents, all_rules(), look_of_file() if is_file else look_of_stdout())


def render_comparison(comparison: Comparison, form: DiffFormat, *, is_file: bool) -> str:
    """The text to write."""
    if form == "json":
        from risktool.render.diff_json import render_diff_json

        return render_diff_json(comparison)
    from risktool.cli.screen import look_of_file, look_of_stdout
    from risktool.render.diff_text import render_diff_markdown, render_diff_text

    if form == "markdown":
        return render_diff_markdown(comparison)
    return render_diff_text(comparison, look_of_file() if is_file else look_of_stdout())
