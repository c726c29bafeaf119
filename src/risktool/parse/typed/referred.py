"""Treatments below all risks, which say by a label whose they are.

    R1 Hal trappa, S 3 K 2               R1 Hal trappa, S 3 K 2
    R2 Stöld, S 2 K 4                    R2 Stöld, S 2 K 4

    Åtgärd för R1: Salta                 Åtgärder
    Åtgärd för R2: Lås                   R1 Salta
                                         R2 Lås

The last risk ends above them. They are dealt only if every label there is one risk's; a risk that says itself what is
done keeps to that, and what stands below stays text.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

import regex

from risktool.draft import DraftRow
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.flow import Flow
from risktool.parse.typed.items import Item
from risktool.parse.typed.siblings import Opening
from risktool.profiles import fold
from risktool.source import Span

FEWEST_REFERRED = 2
"""Treatments below the risks; one alone may begin what is done about the last."""

_SIGNS = " \t*_.:()[]#•–—-"
_LINE = regex.compile(r"[^\n]*\S[^\n]*(?:\n[ \t]*(?!\p{L}[.)]|[^\n]*:)\p{Ll}[^\n]*)*")
"""A line, with those that go on with its sentence."""
_ITEM = regex.compile(r"[ \t]*\(?(?:\d{1,3}|\p{L})[.)]")
"""How an item of a list that counts begins."""
_TITLE = regex.compile(r"[#*_ \t]*(?P<word>\p{L}+)[*_: \t]*")
"""A word alone on its line: "Åtgärder"."""


class Referred(NamedTuple):
    """Where treatments stand that name their risks, and for each the start of its item and its words, in the flow."""

    place: Span
    treatments: Sequence[tuple[int, Span]]


NOTHING = Referred(Span(0, 0), ())


def find_referred(text: str, items: Sequence[Item], openings: Sequence[Opening], lexicon: Lexicon) -> Referred:
    """The treatments below the last score that name items by their labels."""
    starts = {item.start for item in items}
    opened = [opening for opening in openings if opening.start in starts]
    owners = {text[o.start : o.words].strip(_SIGNS).casefold(): o.start for o in opened}
    owners.pop("", None)
    last = max((item.scores[-1].end for item in items if item.scores), default=len(text))
    lines = list(_LINE.finditer(text, last)) if len(owners) >= FEWEST_REFERRED else []
    led, listed = _forms(owners)
    for at, line in enumerate(lines):
        title = _TITLE.fullmatch(line[0])
        is_titled = title is not None and fold(title["word"]) in lexicon.treatment_words
        if is_titled:
            matches = (listed.match(text, *below.span()) for below in lines[at + 1 :])
        else:
            matches = (_treats(led.match(text, *below.span()), lexicon) for below in lines[at:])
        told = [(match["label"].casefold(), Span(*match.span("done"))) for match in takewhile(bool, matches) if match]
        goes_on = any(_ITEM.match(text, below.start()) for below in lines[at + 1 + len(told) :][:1])
        is_count = is_titled and _only_counts([label for label, _ in told], owners, goes_on=goes_on)
        if len(told) >= FEWEST_REFERRED and not is_count:
            return Referred(Span(line.start(), told[-1][1].end), [(owners[label], words) for label, words in told])
    return NOTHING


def _forms(owners: Collection[str]) -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    """Lines that are about one of these labels: behind words, "Åtgärd för R1: …", or with nothing before it."""
    own = "|".join(regex.escape(label) for label in sorted(owners, key=len, reverse=True)) or r"\b\B"
    words = r"(?P<word>\p{L}+)(?P<more>(?:[ ]\p{L}+\.?)*?)[ ]"
    led = rf"[-–•*_ \t]*{words}[(\[#]*(?P<label>{own})[)\]]*[*_ \t]*[:–—-][*_ \t]*(?P<done>\S.*)"
    listed = rf"[-–•*_(\[# \t]*(?P<label>{own})[*_.:)\]]*[ \t]+(?:[–—-][ \t])?[*_ \t]*(?P<done>\S.*)"
    return regex.compile(f"(?is){led}"), regex.compile(f"(?is){listed}")


def _only_counts(labels: Sequence[str], owners: Collection[str], *, goes_on: bool) -> bool:
    """Whether a list only counts ("1.", "a)"), and not one for each risk: it may count what is done."""
    is_each = sorted(labels) == sorted(owners) and not goes_on
    return any(len(label) == 1 or label.isdecimal() for label in labels) and not is_each


def _treats(match: "regex.Match[str] | None", lexicon: Lexicon) -> "regex.Match[str] | None":
    """The line if it says that something is done; "Åtgärd 1" counts what is done, and no risk."""
    if match is None or fold(match["word"]) not in lexicon.treatment_words:
        return None
    return None if match["label"].isdecimal() and not match["more"] else match


def end_above(items: Sequence[Item], referred: Referred) -> tuple[Item, ...]:
    """The items, the last of which ends where treatments of them all begin."""
    start = referred.place.start or max((item.end for item in items), default=0)
    return tuple(replace(item, end=min(item.end, start)) for item in items)


def deal_referred(
    flow: Flow, items: Collection[Item], rows: Sequence[DraftRow], referred: Referred
) -> tuple[DraftRow, ...]:
    """The rows of the items, with the treatments that name them; a row that has one keeps to that."""
    dealt = []
    for item, row in zip(items, rows, strict=True):
        told = [span for owner, words in referred.treatments if owner == item.start for span in flow.spans(*words)]
        dealt.append(replace(row, treatment=tuple(told)) if told and not row.treatment else row)
    return tuple(dealt)
