"""A language profile as a page for people: which words mean what."""

from collections.abc import Iterable

from risktool.profiles import Profile


def render_profile_markdown(profile: Profile) -> str:
    """Everything the profile knows, as Markdown."""
    codes = ", ".join(f"`{code}`" for code in (profile.language, *profile.also))
    parts = [
        f"# {profile.name} ({codes})\n",
        "Case, spaces and punctuation do not matter.\n",
        "## Column headings\n",
        _table("column", ((role.replace("_", " "), words) for role, words in profile.columns.items())),
        "## Words in the text\n",
        _table("they open or name", _words(profile)),
        "## Scales of words, lowest first\n",
        _scales("likelihood", profile.likelihood_scales) + _scales("consequence", profile.consequence_scales),
        "## Levels\n",
        _table("level", ((level, words) for level, words in profile.level_words)),
        f"Where a document says nothing, medium begins at {profile.bands.medium:.0%} of the highest score, high at"
        f" {profile.bands.high:.0%}, critical at {profile.bands.critical:.0%}.\n",
    ]
    return "\n".join(parts)


def _words(profile: Profile) -> Iterable[tuple[str, tuple[str, ...]]]:
    return (
        ("an analysis", profile.heading_words),
        ("a comment", profile.comment_words),
        ("a plan, which is no part of the subject", profile.plan_words),
        ("a risk", profile.risk_words),
        ("a treatment", profile.treatment_words),
        ("a legend", profile.scale_words),
        ("a score before treatment", profile.before_words),
        ("a score after treatment", profile.residual_words),
        ("a risk that is rated again", profile.follow_up_words),
        ("a row of sums", profile.total_words),
        ("the end of a letter", profile.closing_words),
        ("who wrote an older letter", profile.from_words),
        ("when it was sent", profile.sent_words),
        ("what a line of dashes above it calls it", profile.message_words),
        ("a sum of money", profile.currencies),
        ("thousands and millions of it", profile.currency_prefixes),
        ("between a rating and the highest one", profile.of_words),
        ("a row that only shows how", profile.example_words),
        ("before the number of a page", profile.page_words),
        ("both of two", profile.joints.both),
        ("one of two", profile.joints.either),
        ("from one number to another", profile.joints.until),
        ("another number or step", profile.joints.but),
        ("a number that is not sure", profile.joints.about),
        ("a bound, and no step itself", profile.joints.bound),
        ("right before a factor in a sentence", profile.joints.lead_in),
        ("before a noun and its number", profile.joints.preposition),
        ("a stated none", profile.none_words),
        ("numbers from zero", profile.number_words),
    )


def _table(title: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    lines = (f"| {name} | {', '.join(_cell(word) for word in words)} |" for name, words in rows if words)
    return "\n".join([f"| {title} | words |", "| --- | --- |", *lines, ""])


def _scales(name: str, scales: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"- {name}: {', '.join(map(_cell, scale))}\n" for scale in scales)


def _cell(word: str) -> str:
    return word.replace("|", "\\|").replace("*", "\\*")
