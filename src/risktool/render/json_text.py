"""Register to the contract's JSON: names in the models' order, two spaces, one line end, the same bytes every time.

Characters that a terminal might obey are written as JSON escapes, so that printing the output is safe and reading it
gives the same text.
"""

import json

import regex

from risktool.model import Register

_HOSTILE = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}--\n]", flags=regex.VERSION1)
"""Outside of strings JSON has only line ends of these, and inside of strings no bare line end."""


def render_json(register: Register) -> str:
    """The whole register as JSON."""
    return escape_hostile(register.model_dump_json(indent=2)) + "\n"


def render_schema() -> str:
    """The JSON Schema of `render_json`'s output, made from the models."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Register.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def escape_hostile(text: str) -> str:
    r"""JSON text with invisible characters as `\uXXXX`; the same JSON value."""
    return _HOSTILE.sub(lambda match: json.dumps(match[0])[1:-1], text)
