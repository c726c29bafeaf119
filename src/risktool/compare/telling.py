"""How a value that changed is told: the old one and the new one, on one line, with what differs in sight.

score was 12, is 15
text was "… of the archive and the lift", is "…y of the archive and the stairs"
"""

import json

ABSENT = object()
"""Where one side has no such key or item."""

LONGEST = 60
"""Characters of a value in a message."""

LEAD = 20
"""Characters before the first difference that are shown, so that one finds the place."""


def tell(field: str, old: object, new: object) -> str:
    """What became of a field's value; one of the two may be ABSENT."""
    name = " ".join(field.split())
    if new is ABSENT:
        return f"{name} {_cut(_dump(old))} is gone"
    if old is ABSENT:
        return f"{name} {_cut(_dump(new))} is new"
    before, after = _dump(old), _dump(new)
    start = 0
    if len(before) > LONGEST or len(after) > LONGEST:
        same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        start = max(same - LEAD, 0)
    return f"{name} was {_cut(before, start)}, is {_cut(after, start)}"


def _dump(value: object) -> str:
    """As JSON, in which no line ends; a string's line ends are its layout, and told as spaces."""
    plain = " ".join(value.split()) if isinstance(value, str) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _cut(text: str, start: int = 0) -> str:
    """The part of a value that shows where it differs."""
    lead = f"{text[:1]}…" if start else ""
    return f"{lead}{text[start:]}" if len(text) - start <= LONGEST else f"{lead}{text[start : start + LONGEST - 1]}…"
