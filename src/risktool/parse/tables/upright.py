"""A table as it was drawn to one that is read row by row: registers on their side and forms are turned round."""

from typing import NamedTuple

from risktool.parse.tables.forms import unfold
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.header import Block, cut_blocks
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.sideways import stand_up

FEWEST_COLUMNS = 3
"""A risk and its two factors; what looks like headings over two columns ("Konsekvens | E") may be a line of a form."""


class Upright(NamedTuple):
    """A grid with a row for each risk, and its blocks."""

    grid: Grid
    blocks: tuple[Block, ...]
    is_form: bool = False
    """Its names stood beside its values, once for each risk or for all."""
    is_sideways: bool = False
    """Each risk had a column."""


def set_upright(grid: Grid, lexicon: Lexicon) -> Upright:
    """The grid as it is read; most stand upright."""
    if (register := stand_up(grid, lexicon)) is not None:
        return Upright(register, cut_blocks(register, lexicon), is_form=True, is_sideways=True)
    form = unfold(grid, lexicon)
    upright = Upright(form or grid, cut_blocks(form or grid, lexicon), is_form=form is not None)
    first = upright.blocks[0]
    if first.headings and (upright.grid.width >= FEWEST_COLUMNS or first.body <= 1):
        return upright
    turned = upright.grid.turned()
    blocks = cut_blocks(turned, lexicon)
    is_headed = len(blocks) == 1 and bool(blocks[0].headings)  # its headings stand in the first column
    return upright._replace(grid=turned, blocks=blocks) if is_headed else upright
