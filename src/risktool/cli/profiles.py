"""`risktool profiles`: the languages that notes are read in, and profiles of one's own."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

ProfileFormat: TypeAlias = Literal["toml", "markdown"]

profiles = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
)


@profiles.callback()
def common(context: typer.Context) -> None:
    """List the language profiles, show one, or check one of your own."""
    if context.invoked_subcommand is None:
        list_profiles()


@profiles.command("list")
def list_profiles() -> None:
    """List the languages that have a profile."""
    from risktool.cli.writing import print_text
    from risktool.profiles import languages, load_profile

    known = (load_profile(language) for language in languages())
    lines = (f"{', '.join((one.language, *one.also)):<12}{one.name}" for one in known)
    print_text("".join(f"{line}\n" for line in lines))


@profiles.command()
def show(
    language: Annotated[str, typer.Argument(metavar="CODE", show_default=False, help="A language: sv.")],
    form: Annotated[ProfileFormat, typer.Option("--format", "-f", help="What to print.")] = "toml",
) -> None:
    """Print a profile, to begin your own with (toml) or to read it (markdown)."""
    from risktool.cli.writing import print_text
    from risktool.profiles import load_profile, profile_source
    from risktool.render.profile_text import render_profile_markdown

    print_text(profile_source(language) if form == "toml" else render_profile_markdown(load_profile(language)))


@profiles.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A profile of your own.")],
) -> None:
    """Say whether a profile is in order, or name the first wrong key and exit with 2."""
    from risktool.cli.reading import read_profile
    from risktool.cli.writing import print_text
    from risktool.profiles import parse_profile
    from risktool.render.visible import show as show_safely

    profile = parse_profile(read_profile(path), str(path))
    print_text(show_safely(f"{path}: in order, {profile.name} ({profile.language})") + "\n")
