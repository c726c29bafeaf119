"""Words on pages: columns wrapped at their width, rows stacked into bands, bands cut by page breaks.

    band    left (description)      cells S K P     right (treatment)
            Otydliga roller och     3   4   12      Beskriv rollerna i
            ansvar                                  arbetsordningen
    ------- page break: the lines below it, of either column, come first on the next page -------

Widths are characters and heights are lines, as if in a type of fixed width: where exactly a line breaks does not
matter to a reader of flat text, only that both columns are cut at the same height.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from training.sample import Tag


class Token(NamedTuple):
    """A printed word, or a part of one that a narrow column broke. `glued`: no space before it."""

    text: str
    tag: Tag
    glued: bool = False


Line: TypeAlias = tuple[Token, ...]
BandKind: TypeAlias = Literal["text", "header", "row"]


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the page. Text and sub-headings have only `left`; `cells` stand on one line, `cells_at`."""

    kind: BandKind
    section: int
    left: tuple[Line, ...]
    cells: tuple[Line, ...] = ()
    right: tuple[Line, ...] = ()
    cells_at: int = 0

    @property
    def height(self) -> int:
        """In lines; at least one."""
        return max(len(self.left), len(self.right), 1)


def tokens_of(text: str, tag: Tag) -> Line:
    """The words of a text, all with one tag."""
    return tuple(Token(word, tag) for word in text.split())


def wrap(tokens: Iterable[Token], width: int) -> tuple[Line, ...]:
    """Fill lines of `width` characters. A word longer than that is broken; one with a hyphen breaks after it."""
    lines: list[list[Token]] = [[]]
    queue = deque(tokens)
    room = width
    while queue:
        token = queue.popleft()
        if token.glued or len(token.text) <= room:
            lines[-1].append(token)
            room -= len(token.text) + 1
            continue
        if at := _break_at(token.text, room, width):
            lines[-1].append(token._replace(text=token.text[:at]))
            token = token._replace(text=token.text[at:])
        lines.append([])
        room = width
        queue.appendleft(token)
    return tuple(tuple(line) for line in lines if line)


def _break_at(word: str, room: int, width: int) -> int:
    """Where to break a word that does not fit in `room`; 0 to put it on a line of its own."""
    at = word.rfind("-", 0, max(room, 0)) + 1
    if at > 2 and word[at - 2].isalpha() and word[at:][:1].isalpha():
        return at
    return width if room == width else 0


def centre(band: Band) -> Band:
    """The same band with its cells in the middle of its height, as a form with centred cells prints them."""
    return replace(
        band,
        left=_pad(band.left, band.height),
        right=_pad(band.right, band.height),
        cells_at=(band.height - 1) // 2,
    )


def _pad(lines: tuple[Line, ...], height: int) -> tuple[Line, ...]:
    return ((),) * ((height - len(lines)) // 2) + lines


def cut(band: Band, height: int) -> tuple[Band, Band]:
    """The band's first `height` lines, and the rest."""
    cells_above = band.cells_at < height
    above = replace(band, left=band.left[:height], right=band.right[:height], cells=band.cells if cells_above else ())
    below = replace(
        band,
        left=band.left[height:],
        right=band.right[height:],
        cells=() if cells_above else band.cells,
        cells_at=max(0, band.cells_at - height),
    )
    return above, below


def paginate(bands: Sequence[Band], page_lines: int, split_rows: bool, headers: Mapping[int, Band]) -> list[list[Band]]:
    """Stack bands into pages of `page_lines`. `headers`: section -> band to repeat where its table goes on."""
    pages: list[list[Band]] = [[]]
    room = page_lines
    queue = deque(bands)
    while queue:
        band = queue.popleft()
        if not pages[-1] and len(pages) > 1 and band.kind == "row" and band.section in headers:
            pages[-1].append(headers[band.section])
        if band.height <= room:
            pages[-1].append(band)
            room -= band.height
            continue
        if room == page_lines or (room > 0 and (split_rows or band.kind == "text")):
            above, band = cut(band, room)
            pages[-1].append(above)
        queue.appendleft(band)
        pages.append([])
        room = page_lines
    return pages
