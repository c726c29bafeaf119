"""`risktool matrix PATH`: the likelihood x consequence grid."""

from risktool.cli import options as opt


def matrix(
    path: opt.Source,
    output: opt.Output = None,
    force: opt.Force = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    section: opt.SectionOption = None,
    password: opt.Password = None,
    max_pages: opt.MaxPages = None,
    timeout: opt.ReadingTime = opt.READING_SECONDS,
) -> None:
    """Print one document's risks in a likelihood x consequence grid."""
    from risktool.cli.filters import pick_section
    from risktool.cli.reading import read_register, reading_options
    from risktool.cli.screen import look_of_file, look_of_stdout
    from risktool.cli.writing import check_output, write_text
    from risktool.render.matrix import render_matrix

    check_output(output, force=force, source=path)
    register = read_register(
        path, reading_options(language, scale, password, profile=profile, max_pages=max_pages, timeout=timeout)
    )
    look = look_of_file() if output else look_of_stdout()
    write_text(render_matrix(pick_section(register, section), look), output, force=force)
