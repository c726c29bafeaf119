from risktool.errors import RisktoolError
from risktool.model import Register
from risktool.pipeline import Options, parse

__all__ = ["Options", "Register", "RisktoolError", "parse"]
__version__: str
