"""Lines of a running text, without copies of all that stands before or behind them."""


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def rest_of_line(text: str, at: int, end: int | None = None) -> str:
    """What stands on the line of a place from there on, before `end`."""
    last = text.find("\n", at, end)
    return text[at : last if last >= 0 else end]
