"""Findings as JSON: `documents`, each with its `path` and the contract's `findings`, and `counts` by severity."""

import json

from risktool.model import SCHEMA_VERSION
from risktool.render.checked import Checked, count_severities
from risktool.render.json_text import escape_hostile


def render_findings_json(documents: tuple[Checked, ...]) -> str:
    """One object; `line` is added where the document is a text file."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "documents": [
            {
                "path": checked.path,
                "findings": [
                    {**finding.model_dump(mode="json"), "line": checked.line_of(finding)}
                    for finding in checked.findings
                ],
            }
            for checked in documents
        ],
        "counts": count_severities(documents),
    }
    return escape_hostile(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
