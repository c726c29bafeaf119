"""How text for people is to look: width, colour, drawing characters. Decided by the command line, used by renderers."""

from dataclasses import dataclass
from io import StringIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from risktool.render.wrap import wrap

DEFAULT_WIDTH = 80
"""What a terminal shows if nobody widened it, and what a mail or a ticket can hold."""

WIDEST = 10_000
"""Lines are laid out before they are drawn; the drawing must not do it again."""

RULES = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
"""Lines between rows only: every column that a vertical line would take is a letter of text."""

ASCII_RULES = Box("    \n    \n -- \n    \n -- \n -- \n    \n    \n", ascii=True)


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in cells; `grow`: rather wider than fold a word (a pipe or a file has no right margin)."""

    width: int = DEFAULT_WIDTH
    color: bool = False
    ascii: bool = False
    grow: bool = True

    @property
    def box(self) -> Box:
        """The lines of a table."""
        return ASCII_RULES if self.ascii else RULES


class Sheet:
    """Lines of styled text, collected into one string. Never reads markup: what is printed is what was given."""

    def __init__(self, look: Look) -> None:
        """An empty sheet."""
        self._look = look
        self._lines = StringIO()
        self._console = Console(
            file=self._lines,
            width=WIDEST,
            force_terminal=look.color,
            color_system="standard" if look.color else None,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    def write(self, text: str = "", style: str = "", first: str = "") -> None:
        """A paragraph, wrapped; `first` stands before its first line, and the others are indented as far."""
        for number, line in enumerate(wrap(text, self._look.width - cell_len(first))):
            lead = first if number == 0 else " " * cell_len(first)
            self.draw(Text(lead + line, style=style))

    def draw(self, renderable: RenderableType) -> None:
        """Anything that rich draws and that has its width already."""
        self._console.print(renderable, crop=False, soft_wrap=isinstance(renderable, Text))

    def text(self) -> str:
        """All that was written, without blanks at line ends."""
        return "".join(line.rstrip() + "\n" for line in self._lines.getvalue().splitlines())
