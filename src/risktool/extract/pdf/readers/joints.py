"""Words of two cells that run into each other: a sheet whose columns are too narrow for what stands in them.

    | Verksamhet | Område      |        pdfium's text        VerksamhetOmråde
    | Vuxenskolan| Ekonomi     |                             VuxenskolanEkonomi

No space is between them, but each cell was drawn by itself: a new text object begins in the middle of the "word",
under another clip, or with a jump of the pen that no kerning makes. Many producers draw one word as several objects
(kerning, letters of another font), so the joint alone says nothing.

    cut("VuxenskolanEkonomi", 17)  ->  ("Vuxenskolan", 17), ("Ekonomi", 28)

Limits: only pdfium tells text objects and clips; two cells without a clip whose words fit as if they were one stay
one word.
"""

import ctypes
import math
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2_raw as pdfium

from risktool.extract.pdf.readers.calls import Signs, page_object

JUMP, JUMP_TO_FIGURE, JUMP_TO_CAPITAL = 0.1, 0.08, 0.02
"""A pen that stands so far (share of the type size) from where the last sign ended did not go on: kerning is less,
the more so beside figures; and nothing is kerned between a small letter and a capital, since no word has both."""

CLIP_PT = 1.0
"""A clip ends where the next cell begins, give or take its border."""

LETTERWISE = 0.5
"""A word with more objects than this share of its signs is drawn letter by letter."""

ENDS = frozenset(".)!?…%")
"""Signs besides letters and digits that a cell ends with."""


@dataclass(slots=True)
class Joints:
    """Cuts the words of one page. `has_clipped`: two of them met at the clip of a cell, as in a sheet."""

    signs: Signs
    has_clipped: bool = False
    _clips: dict[int, float] = field(default_factory=dict)

    def cut(self, word: str, start: int) -> list[tuple[str, int]]:
        """The words that one word of pdfium's is, each with the index of its first sign; `start`: that of the word."""
        shapes = [self.signs.shape(start + at) for at in range(len(word))]
        cuts: list[int] = []
        if len(set(shapes)) <= max(2, LETTERWISE * len(word)):
            cuts = [
                at
                for at in range(1, len(word))
                if shapes[at] != shapes[at - 1] and self._is_cut(word, at, start, shapes[at - 1], shapes[at])
            ]
        return [(word[first:end], start + first) for first, end in pairwise((0, *cuts, len(word)))]

    def _is_cut(self, word: str, at: int, start: int, before: int, after: int) -> bool:
        """Whether two cells meet before a sign of the word, where another object begins."""
        end, size = self.signs.pen_end(start + at - 1)
        pen = self.signs.pen(start + at)
        right = self.clip(before)
        if right < math.inf and right != self.clip(after) and end > right - CLIP_PT and pen > right - CLIP_PT:
            self.has_clipped = True
            return True
        return abs(pen - end) > self._least_jump(word[at - 1], word[at]) * size

    def _least_jump(self, before: str, after: str) -> float:
        """From which jump on a cell may end with one sign and the next one begin with the other: "ö|P", "t|3", "d|v".

        Small letters beside each other only in a sheet: a ligature's signs stand apart as well.
        """
        if not (before.isalnum() or before in ENDS) or not after.isalnum():
            return math.inf
        if before.islower() and after.isupper():
            return JUMP_TO_CAPITAL
        if before.isdigit() or after.isdigit():
            return JUMP_TO_FIGURE
        return JUMP if self.has_clipped else math.inf

    def clip(self, shape: int) -> float:
        """Where the clip of a text object ends on the right; infinite for no clip."""
        if shape not in self._clips:
            self._clips[shape] = _clip_right(shape)
        return self._clips[shape]


def _clip_right(shape: int) -> float:
    clip = pdfium.FPDFPageObj_GetClipPath(page_object(shape))
    x, y = ctypes.c_float(), ctypes.c_float()
    right = math.inf
    for path in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        places = []
        for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                places.append(x.value)
        right = min(right, max(places, default=math.inf))
    return right
