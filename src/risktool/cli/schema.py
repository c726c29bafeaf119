"""`risktool schema`: the JSON Schema of the JSON output."""


def schema() -> None:
    """Print the JSON Schema of what `parse --format json` prints."""
    from risktool.cli.writing import print_text
    from risktool.render.json_text import render_schema

    print_text(render_schema())
