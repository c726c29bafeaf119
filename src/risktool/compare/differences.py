"""Two registers to their differences: risks added, removed and changed, whatever their order and numbers.

A row that moved, or whose id changed because another one was put before it, has not changed. Differences come in the
order of the new document; a removed row stands where its old neighbour is now.
"""

from collections.abc import Iterator

from risktool.changes import Comparison, Direction, FieldChange, Placed, RiskChange, Value
from risktool.compare.pairing import Keyed, pair_by_content
from risktool.model import LEVELS, Register, Risk
from risktool.profiles import fold

FACTORS = ("likelihood", "consequence", "score")
TEXTS = ("description", "treatment", "owner", "due")
OTHERS = ("level", "level_label")


def compare(old: Register, new: Register) -> Comparison:
    """What the new register says otherwise than the old one."""
    before, after = _placed(old), _placed(new)
    pairs = pair_by_content([_key(row) for row in before], [_key(row) for row in after])
    changes = list(_changes(before, after, pairs))
    same = len(pairs) - sum(change.kind == "changed" for change in changes)
    return Comparison(old.source.name, new.source.name, tuple(changes), same)


def _placed(register: Register) -> list[Placed]:
    return [Placed(section.subject, risk) for section in register.sections for risk in section.risks]


def _key(row: Placed) -> Keyed:
    return Keyed(row.risk.description, row.subject)


def _changes(before: list[Placed], after: list[Placed], pairs: dict[int, int]) -> Iterator[RiskChange]:
    source = {j: i for i, j in pairs.items()}
    gone = _gone_before(len(before), pairs)
    yield from (RiskChange(before[i], None) for i in gone.get(-1, ()))
    for j, row in enumerate(after):
        if j not in source:
            yield RiskChange(None, row)
        else:
            fields = tuple(_field_changes(before[source[j]], row))
            if fields:
                yield RiskChange(before[source[j]], row, fields, _direction(before[source[j]].risk, row.risk))
        yield from (RiskChange(before[i], None) for i in gone.get(j, ()))


def _gone_before(count: int, pairs: dict[int, int]) -> dict[int, list[int]]:
    """Removed rows by the new place of the row that they stood behind (-1: none)."""
    gone: dict[int, list[int]] = {}
    behind = -1
    for i in range(count):
        if i in pairs:
            behind = pairs[i]
        else:
            gone.setdefault(behind, []).append(i)
    return gone


def _field_changes(old: Placed, new: Placed) -> Iterator[FieldChange]:
    if fold(old.subject) != fold(new.subject):
        yield FieldChange("subject", old.subject, new.subject)
    for field in FACTORS:
        before, after = _number(old.risk, field), _number(new.risk, field)
        if before != after:
            yield FieldChange(field, before, after)
    for field in (*OTHERS, *TEXTS):
        before, after = getattr(old.risk, field), getattr(new.risk, field)
        if _plain(before) != _plain(after):
            yield FieldChange(field, before, after)
    for field in FACTORS:
        before, after = (getattr(r.risk.residual, field, None) for r in (old, new))
        if before != after:
            yield FieldChange(f"residual.{field}", before, after)


def _number(risk: Risk, field: str) -> Value:
    """The number, else the range, else the word."""
    for name in (field, f"{field}_range", f"{field}_label"):
        value: Value = getattr(risk, name, None)
        if value is not None:
            return value
    return None


def _plain(text: str | None) -> str | None:
    """White space is layout: a cell, or a word in it, that breaks elsewhere says the same."""
    return None if text is None else "".join(text.split())


def _direction(old: Risk, new: Risk) -> Direction | None:
    """Where the risk went: by its score, else by its level."""
    for rank in (_score, _level):
        before, after = rank(old), rank(new)
        if before is not None and after is not None and before != after:
            return "up" if after > before else "down"
    return None


def _score(risk: Risk) -> float | None:
    return sum(risk.score_range) / 2 if risk.score_range is not None else risk.score


def _level(risk: Risk) -> float | None:
    return None if risk.level is None else LEVELS.index(risk.level)
