"""The risks as Parquet, typed: numbers are numbers, yes and no are booleans, lists are JSON text as in SQLite."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from risktool.batch.rows import RISK_COLUMNS, SqlRow, SqlValue

__all__ = ["write_parquet"]

_COLUMNS = ("document", *RISK_COLUMNS)
_WHOLE = frozenset({"position", "section_position", "section", "page"})
_YES_NO = frozenset({"needs_review"})
_DECIMAL = frozenset(
    {"confidence"}
    | {f"{stem}{name}" for stem in ("", "residual_") for name in ("likelihood", "consequence", "score")}
    | {f"{name}_{end}" for name in ("likelihood", "consequence", "score") for end in ("low", "high")}
)


def write_parquet(batches: Iterable[Sequence[SqlRow]], path: Path) -> None:
    """Write rows of (document, *RISK_COLUMNS), one row group a batch."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema([(name, _type_of(name)) for name in _COLUMNS])
    with ParquetWriter(path, schema) as writer:
        for batch in batches:
            columns = zip(_COLUMNS, zip(*batch, strict=True), strict=True)
            writer.write_table(pyarrow.table({name: _cast(name, values) for name, values in columns}, schema=schema))


def _type_of(name: str) -> Any:  # pyarrow ships no types
    import pyarrow

    if name in _WHOLE:
        return pyarrow.int64()
    if name in _DECIMAL:
        return pyarrow.float64()
    return pyarrow.bool_() if name in _YES_NO else pyarrow.string()


def _cast(name: str, values: Sequence[SqlValue]) -> list[SqlValue]:
    """SQLite has neither booleans nor one kind of number a column."""
    if name in _YES_NO:
        return [bool(value) for value in values]
    if name in _DECIMAL:
        return [None if value is None else float(value) for value in values]
    return list(values)
