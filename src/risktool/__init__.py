"""Recover risk matrices from raw workshop notes.

>>> import risktool
>>> register = risktool.parse("notes.pdf")  # doctest: +SKIP
>>> register.risks[0].score  # doctest: +SKIP
20

The public names are loaded when they are first used: `risktool --version` must not pay for reading documents.
Their types are in `__init__.pyi`.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

_HOMES = {
    "Options": "risktool.pipeline",
    "Register": "risktool.model",
    "RisktoolError": "risktool.errors",
}


def __getattr__(name: str) -> object:
    """A public name, from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps `risktool.parse` the function: importing the stage package of the same name would bind over it."""

    @property
    def parse(self) -> Callable[..., object]:
        from risktool.pipeline import parse

        return parse

    @parse.setter
    def parse(self, stage: ModuleType) -> None:
        """Python binds a submodule here when it is imported; the function stays."""


sys.modules[__name__].__class__ = _Package
