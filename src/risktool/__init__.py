"""Recover risk matrices from raw workshop notes.

>>> import risktool
>>> register = risktool.parse("notes.pdf")  # doctest: +SKIP
>>> register.risks[0].score  # doctest: +SKIP
20
"""

from risktool.errors import RisktoolError
from risktool.model import Register
from risktool.pipeline import Options, parse

__all__ = ["Options", "Register", "RisktoolError", "parse"]
__version__ = "0.1.0"
