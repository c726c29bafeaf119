"""A comparison as JSON: `added`, `removed` and `changed` rows with the contract's names, and counts."""

import json

from risktool.changes import Comparison, FieldChange, Placed, RiskChange
from risktool.render.json_text import escape_hostile


def render_diff_json(comparison: Comparison) -> str:
    """One object, the same bytes for the same registers."""
    changes = comparison.changes
    data = {
        "old": comparison.old,
        "new": comparison.new,
        "added": [_row(change.row) for change in changes if change.kind == "added"],
        "removed": [_row(change.row) for change in changes if change.kind == "removed"],
        "changed": [_changed(change) for change in changes if change.kind == "changed"],
        "same": comparison.same,
    }
    return escape_hostile(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _row(row: Placed) -> dict[str, object]:
    return {"subject": row.subject, **row.risk.model_dump(mode="json")}


def _changed(change: RiskChange) -> dict[str, object]:
    assert change.old is not None
    return {
        "id": change.row.risk.id,
        "old_id": change.old.risk.id,
        "subject": change.row.subject,
        "description": change.row.risk.description,
        "rescored": change.rescored,
        "fields": [_field(field) for field in change.fields],
    }


def _field(field: FieldChange) -> dict[str, object]:
    return {"field": field.field, "old": field.old, "new": field.new}
