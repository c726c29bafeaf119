"""JSON: the register and nothing but the register, safe to print."""

import json
import unicodedata

from hypothesis import given

from risktool.model import Register
from risktool.render.json_text import render_json, render_schema
from tests.render.build import DAMAGED, build_register, build_risk, build_section, hostile_text


@given(hostile_text)
def test_json_gives_back_the_register_and_is_safe_to_print(text: str) -> None:
    register = build_register(build_section(build_risk(description=text), subject=text))
    written = render_json(register)
    assert Register.model_validate_json(written) == register
    assert not {unicodedata.category(c) for c in written.replace("\n", "")} & {"Cc", "Cf", "Zl", "Zp"}


def test_json_is_readable_where_nothing_hides() -> None:
    written = render_json(DAMAGED)
    assert written.startswith('{\n  "schema_version": "1.0",\n  "source": {')
    assert "för att lådorna" in written
    assert written.endswith("}\n")


def test_the_schema_knows_every_name_of_the_output() -> None:
    schema = json.loads(render_schema())
    output = json.loads(render_json(DAMAGED))
    assert set(output) <= set(schema["properties"])
    assert set(output["sections"][0]["risks"][0]) <= set(schema["$defs"]["Risk"]["properties"])
    assert {"from", "to"} <= set(schema["$defs"]["LevelRule"]["properties"])
