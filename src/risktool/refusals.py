"""What is wrong with a file that a person wrote, in words: which key, what it holds, what it takes.

    key 'selcet' is not known (did you mean 'select'?)
    key 'fail-on': "eror" is not error, warning or info (did you mean 'error'?)
    key 'scale': 5 is not a list, as in [1, 5]

pydantic finds it; its own words are for programmers ("Input should be a valid tuple").
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import Any, get_args

import regex
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

CLOSE = 0.7
"""How alike two names are before one is the slip of the other: two letters of a code like SC99 say nothing."""

LONGEST_VALUE = 40
"""Characters of a wrong value that are shown: enough to find it by."""

QUOTE = "'"
"""Stands around pydantic's names for what a key takes."""

_TAKES = {
    **dict.fromkeys(("tuple_type", "list_type"), "a list"),
    **dict.fromkeys(("dict_type", "model_type"), "a table"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number"),
    **dict.fromkeys(("float_type", "float_parsing"), "a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
    "string_type": "text in quotation marks",
    "path_type": "the name of a file",
}
"""What a key takes, by pydantic's name for what is wrong."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names what was probably meant; "" when nothing is near."""
    by_fold = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_fold, n=1, cutoff=CLOSE)
    return f"did you mean {by_fold[close[0]]!r}?" if close else ""


def in_brackets(hint: str) -> str:
    """A hint as it stands behind a message; "" for none."""
    return f" ({hint})" if hint else ""


def describe_refusals(error: ValidationError, model: type[BaseModel], called: str = "key ") -> Iterator[str]:
    """What is wrong, key by key; `called` is what stands before a key's name ("option --").

    Unknown keys come first: a misspelt one is often why another is missing.
    """
    for wrong in sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden"):
        where = [part for part in wrong["loc"] if isinstance(part, str) and part != "[key]"]
        key = ".".join(where)
        name = f"{called}{key}" if called.endswith("-") else f"{called}{key!r}"
        yield name + _describe(wrong, where, model)


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as files write them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def model_below(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of what a key holds, or of the items of its list; None for plain values."""
    fields = (field for name, field in model.model_fields.items() if key in (name, field.alias))
    return next(chain.from_iterable(_models(field.annotation) for field in fields), None)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _describe(wrong: ErrorDetails, where: Sequence[str], model: type[BaseModel]) -> str:
    """One wrong key, behind its name."""
    kind, context = wrong["type"], wrong.get("ctx", {})
    if kind == "extra_forbidden":
        keys = keys_of(_model_at(model, where[:-1]))
        return " is not known" + in_brackets(nearest(where[-1], keys) or f"known: {', '.join(keys)}")
    if kind == "value_error":
        return f": {context['error']}"
    value = show_value(wrong["input"])
    if kind == "missing" and isinstance(wrong["loc"][-1], str):
        return " is missing"
    if kind in ("missing", "too_short", "too_long"):
        return f": {value} has too {'many' if kind == 'too_long' else 'few'} items{_example(model, where)}"
    if kind == "literal_error":
        expected = str(context["expected"])
        hint = nearest(value, regex.findall(r"'([^']*)'", expected))
        return f": {value} is not {expected.replace(QUOTE, '')}{in_brackets(hint)}"
    takes = _TAKES.get(kind)
    said = f"is not {takes}" if takes else f"is refused: {wrong['msg']}"
    return f": {value} {said}{_example(model, where)}"


def _model_at(model: type[BaseModel], where: Sequence[str]) -> type[BaseModel]:
    for key in where:
        model = model_below(model, key) or model
    return model


def _example(model: type[BaseModel], where: Sequence[str]) -> str:
    """What the key takes, as a file would write it, where the model shows it."""
    fields = (field for name, field in model.model_fields.items() if where and where[0] in (name, field.alias))
    examples = next((field.examples for field in fields if field.examples), None)
    return f", as in {examples[0]}" if examples else ""


def show_value(value: object) -> str:
    """A value as a file writes it, on one line; the begin of a long one."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
