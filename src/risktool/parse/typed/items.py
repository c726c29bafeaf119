"""Where the risks of a running text begin and end: its scores, labels, bullets and blank lines, to items.

    - Hal trappa S: 3, K: 2, S x K = 6. Ny matta        a bullet opens the item of the score behind it
    Risk: Hal trappa                                    a label does
    S 3 K 2 SxK 6
    Efter åtgärd: S 1 K 2                               and this score is the residual one of the same item

Each score has one item. No item reaches over the edge of an older letter, nor over an item that nobody scored.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from risktool.parse.lines import line_start, rest_of_line
from risktool.parse.quoted import Quotes
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.after import (
    after_words,
    before_words,
    end_of_list,
    find_after,
    find_again,
    find_left,
    find_titles,
)
from risktool.parse.typed.closing import find_closing
from risktool.parse.typed.direction import Leads, find_leads, find_side
from risktool.parse.typed.marks import Mark, between
from risktool.parse.typed.scores import Score
from risktool.parse.typed.siblings import Opening, openings_between
from risktool.profiles import fold
from risktool.source import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One risk's part of the text, `[start, end)`, with its scores (none, one, or one and a residual)."""

    start: int
    end: int
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """What parts a text into items: labels of fields, all labels (also such as name the risk), bullets, edges."""

    marks: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    openings: Sequence[Opening]
    quotes: Quotes


def cut_items(text: str, scores: tuple[Score, ...], signs: Signs, lexicon: Lexicon) -> tuple[Item, ...]:
    """An item for each score; a second one behind words for "after" or a label of a field is of the same item."""
    titles = tuple(find_titles(text, scores, lexicon))
    edges = {*signs.quotes.edges, *(edge for title in titles for edge in title)}
    quotes = replace(signs.quotes, edges=tuple(sorted(edges)))
    marks = signs.marks
    owners = _group(text, scores, replace(signs, quotes=quotes), lexicon)
    if not owners:
        return ()
    lists = [Span(title.start, end_of_list(text, title.end, scores)) for title in titles]
    owners = [_doubt_told_again(group, owners[0][0].start, lists) for group in owners]
    leads = (
        Leads() if edges else find_leads(text, owners, marks, find_closing(text, owners[-1][-1].end, lexicon), lexicon)
    )
    side = "above" if leads.starts else find_side(text, owners, marks, lexicon)
    if side == "unsure" or (leads.starts and not leads.is_sure):
        owners = [[replace(score, is_questioned=True) for score in group] for group in owners]
    starts = [*leads.starts]
    lowest = 0
    for i, group in enumerate(() if starts else owners):
        lowest = max(lowest, quotes.last_edge(group[0].start))
        following = owners[i + 1][0].start if i + 1 < len(owners) else group[-1].end
        own = _without_earlier(text, marks, owners[i - 1], starts[-1], group[0].start) if starts else marks
        start = _item_start(text, lowest, group[0].start, following, own, signs.openings)
        line = max(line_start(text, group[0].start + 1), lowest)
        starts.append(line if side == "below" or _is_heading(text, start, line, own, lexicon) else start)
        lowest = group[-1].end
    ends = [*starts[1:], len(text)]
    for i, group in enumerate(owners):
        if group is owners[-1] or quotes.parts(group[-1].end, ends[i]):
            ends[i] = min(_last_end(text, group[-1].end, marks), quotes.next_edge(group[-1].end, len(text)))
    return tuple(
        Item(start, max(end, group[-1].end), tuple(group))
        for start, end, group in zip(starts, ends, owners, strict=True)
    )


def _is_heading(text: str, start: int, end: int, marks: tuple[Mark, ...], lexicon: Lexicon) -> bool:
    """Whether what stands above a score's line says only that risks follow: "Risker"."""
    is_title = text.count("\n", start, end) == 1 and not between(marks, start, end)
    return is_title and fold(text[start:end]) in lexicon.risk_words | lexicon.risk_headings


def _without_earlier(
    text: str, marks: tuple[Mark, ...], earlier: Sequence[Score], start: int, score: int
) -> tuple[Mark, ...]:
    """The labels without the one that names the risk of the `earlier` scores right above it, of which no other words
    tell in the item that begins at `start`: "S 3 K 4", "Risk: Damm", and a blank line.
    """
    if any(map(str.isalpha, text[start : earlier[0].start])):
        return marks
    named = next((mark for mark in between(marks, earlier[-1].end, score) if mark.opens), None)
    if named is None or any(map(str.isalpha, text[earlier[-1].end : named.start])):
        return marks
    is_above = "\n\n" not in text[earlier[-1].end : named.start] and "\n\n" in text[named.end : score]
    return tuple(mark for mark in marks if mark is not named) if is_above else marks


def _group(text: str, scores: tuple[Score, ...], signs: Signs, lexicon: Lexicon) -> list[list[Score]]:
    """The scores of each item: its own, and the one that says what is left. A third one makes it a question, and so
    does a label that says not that a risk is rated again; one that nobody knows may name another risk.
    """
    owners: list[list[Score]] = []
    for i, told in enumerate(scores):
        line = text.rfind("\n", 0, told.start) + 1
        if not owners and (told.is_after or after_words(text, line, told.start, lexicon) is not None):
            continue  # what is left of a risk that is told of elsewhere
        lowest = owners[-2][-1].end if len(owners) > 1 else 0
        after = find_after(text, owners[-1][-1].end, told, scores[i + 1 : i + 2], lexicon) if owners else None
        after = told.start if told.is_after else after
        label = _label_again(text, owners[-1], told, lowest, signs, lexicon) if owners and after is None else None
        is_sure = label is None or fold(label.label) in lexicon.follow_up_words
        score = replace(told, is_questioned=told.is_questioned or not is_sure)
        if label is not None and (is_sure or label.is_known):
            after = label.start
        is_asked = after is not None and bool(owners) and _may_name(text, owners[-1][-1].end, after)
        more = None if after is None else replace(score, start=after, is_questioned=score.is_questioned or is_asked)
        if more is not None and not signs.quotes.parts(owners[-1][-1].end, score.start):
            is_third = len(owners[-1]) > 1
            owners[-1][1:] = [replace(owners[-1][1], is_questioned=True)] if is_third else [more]
        elif not score.is_after:
            before = before_words(text, line, score.start, lexicon)
            left = find_left(text, score)
            first = score if before is None else replace(score, start=before)
            owners.append([first] if left is None else [first, left])
    return owners


def _may_name(text: str, scored: int, label: int) -> bool:
    """Whether the words that run into a label for what is left stand on a line below the score: what is done about its
    risk, or another one?
    """
    line = line_start(text, label)
    return line > scored and text[line:label].rstrip()[-1:].isalnum() and ":" not in text[line:label]


def _label_again(
    text: str, group: Sequence[Score], score: Score, lowest: int, signs: Signs, lexicon: Lexicon
) -> Mark | None:
    """The label of the field of the risk above that a score is in, which may rate it again."""
    first = group[0]
    opened = [mark for mark in between(signs.marks, lowest, first.start) if mark.opens]
    is_parted = bool(openings_between(signs.openings, first.end, score.start))
    is_in_bullet = bool(openings_between(signs.openings, lowest, first.start + 1)) and not is_parted
    is_another = any(mark.opens for mark in between(signs.marks, first.end, score.start))
    return None if is_another else find_again(text, first, score, signs.labels, opened, is_in_bullet, lexicon)


def _doubt_told_again(group: list[Score], first: int, lists: Sequence[Span]) -> list[Score]:
    """A group of scores, a question in one of the `lists` of what is left of risks that are told of above it."""
    told = lists[bisect_left(lists, group[0].start, key=lambda found: found.start) - 1 :][:1]
    is_below = any(first < found.start < group[0].start < found.end for found in told)
    return [replace(score, is_questioned=score.is_questioned or is_below) for score in group]


def _item_start(
    text: str, lowest: int, score: int, following: int, marks: tuple[Mark, ...], openings: Sequence[Opening]
) -> int:
    """Where the item of the score at `score` opens, at or after `lowest` (the end of the score before)."""
    labels = [opening.start for opening in openings_between(openings, lowest, score) if opening.is_label]
    if labels:
        return labels[-1]
    near = between(marks, lowest, score)
    label = ([m for m in near if m.opens] or [m for m in near if m.role == "description"])[-1:]
    fields = {m.start for m in near}
    bullets = [
        opening.start
        for opening in openings_between(openings, lowest, score)
        if opening.start not in fields and text[opening.words : score].strip("([*_ \n")
    ]
    under = [at for at in bullets if label and at >= label[0].end]
    is_over_list = under and not text[label[0].end : under[0]].strip()
    if label and not (is_over_list and _has_scored_items(text, score, following, marks, openings)):
        return _fields_above(text, lowest, label[0].start, near)
    is_labelled = any(mark.end <= at for mark in near for at in bullets[:1])
    if (is_labelled or len(bullets) > 1) and (title := _title_behind(text, bullets[-1], score)) is not None:
        return title
    if bullets and not _stands_below_list(text, bullets, score):
        return bullets[-1]
    if (named := _name_above(text, lowest, score, near)) is not None:
        return named
    line = max(text.rfind("\n", lowest, score) + 1, lowest)
    above = max(text.rfind("\n", lowest, max(line - 1, lowest)) + 1, lowest)
    is_lone = not text[line:score].strip("([*_ \n")
    while above > lowest and text[above].islower():
        above = max(text.rfind("\n", lowest, above - 1) + 1, lowest)  # the sentence of the line above goes on
    return above if is_lone and (lowest == 0 or above > lowest) else line


def _fields_above(text: str, lowest: int, label: int, marks: Sequence[Mark]) -> int:
    """Where the paragraph of a risk's label begins, if a field that is no other risk's opens it: "Område: It"."""
    gap = text.rfind("\n\n", lowest, label)
    first = gap + 2 if gap >= 0 else 0
    is_field = any(mark.start == first and mark.role in ("other", "number") and mark.is_known for mark in marks)
    return first if is_field and (gap >= 0 or lowest == 0) else label


def _name_above(text: str, lowest: int, score: int, marks: Sequence[Mark]) -> int | None:
    """Where the paragraph of a score begins, or the line right above the first labelled one where a text begins."""
    gap = text.rfind("\n\n", lowest, score)
    if gap >= 0 and text[gap:score].strip("([*_ \n"):
        return gap + 2
    first = next((line_start(text, mark.start) for mark in marks if mark.is_known and lowest == 0), 0)
    above = line_start(text, first - 1) if first else 0
    return above if any(map(str.isalpha, text[above:first])) else None


def _title_behind(text: str, bullet: int, score: int) -> int | None:
    """Where a paragraph begins behind a bullet, set no farther in, that a score stands below, or a blank line below:
    the list has ended.
    """
    gap = text.rfind("\n\n", bullet, score)
    if gap >= 0 and not any(map(str.isalpha, text[gap:score])):
        gap = text.rfind("\n\n", bullet, gap)
    if gap < 0:
        return None
    title, is_above, _ = text[gap + 2 : score].partition("\n")
    if not is_above or not any(map(str.isalpha, title)):
        return None
    item = rest_of_line(text, bullet)
    is_within = len(title) - len(title.lstrip()) > len(item) - len(item.lstrip())
    return None if is_within else gap + 2


def _stands_below_list(text: str, bullets: Sequence[int], score: int) -> bool:
    """Whether a score opens a line to the left, a blank line below a list of several bullets that a colon opens: they
    tell what follows or what is done, and the last of them is not what is rated.
    """
    line = text.rfind("\n", 0, score) + 1
    is_left = not text[line:score].strip("*_") and not text[score].isspace()
    is_opened = text[: bullets[0]].rstrip("*_ \n").endswith(":")
    return len(bullets) > 1 and is_left and is_opened and "\n\n" in text[bullets[-1] : score]


def _has_scored_items(
    text: str, score: int, following: int, marks: tuple[Mark, ...], openings: Sequence[Opening]
) -> bool:
    """Whether the bullets of a label have a score each, rather than one below them all: the score ends its bullet's
    line, or another bullet opens the item of the following one.
    """
    line = text.rfind("\n", 0, score) + 1
    if text[line:score].strip("([*_ \t"):
        return True
    is_labelled = any(mark.opens or mark.role == "description" for mark in between(marks, score, following))
    return not is_labelled and bool(openings_between(openings, score, following))


def _last_end(text: str, score_end: int, marks: tuple[Mark, ...]) -> int:
    """Where the last item ends: at the blank line behind it that no label follows."""
    fields = {mark.start for mark in marks if mark.is_known and not mark.opens}
    gap = text.find("\n\n", score_end)
    while gap >= 0 and gap + 2 in fields:
        gap = text.find("\n\n", gap + 2)
    return gap if gap >= 0 else len(text)


def cut_letters(
    text: str, marks: tuple[Mark, ...], partial: tuple[Score, ...], quotes: Quotes, scored: tuple[Item, ...]
) -> tuple[Item, ...]:
    """Items without scores, or with half of one: "Risk: …" with a treatment behind it, up to the blank line or the
    next one. The `scored` items end where one of them begins, or an older letter.
    """
    risks = [m for m in marks if m.opens and not _holds(scored, m.start) and not _names(text, scored, m, marks)]
    starts = sorted({*(mark.start for mark in risks), *(item.start for item in scored), *quotes.edges, len(text)})
    items = [replace(i, end=min(i.end, starts[bisect_left(starts, i.scores[-1].end)])) for i in scored]
    for mark in risks:
        end = starts[bisect_left(starts, mark.end)]
        treatment = next((m for m in between(marks, mark.end, end) if m.role == "treatment"), None)
        near = bisect_left(partial, mark.end, key=lambda score: score.start)
        own = [score for score in partial[near : near + 1] if score.end <= end]
        if treatment is None and not (scored and own):
            continue
        gap = text.find("\n\n", treatment.end if treatment else own[0].end, end)
        last = gap if gap >= 0 else end
        items.append(Item(mark.start, last, tuple(score for score in own if score.end <= last)))
    return tuple(sorted(items, key=lambda item: item.start))


def _holds(scored: Sequence[Item], at: int) -> bool:
    """Whether a place is in one of these items, before the end of its scores."""
    place = bisect_right(scored, at, key=lambda item: item.start) - 1
    return place >= 0 and at < scored[place].scores[-1].end


def _names(text: str, scored: Sequence[Item], mark: Mark, marks: tuple[Mark, ...]) -> bool:
    """Whether a label right below the scores of an item names its risk, which no words before them do."""
    place = bisect_right(scored, mark.start, key=lambda item: item.start) - 1
    if place < 0 or mark.start >= scored[place].end:
        return False
    item = scored[place]
    is_bare = not any(map(str.isalnum, text[item.start : item.scores[0].start]))
    behind = between(marks, item.scores[-1].end, mark.start)
    return is_bare and "\n\n" not in text[item.scores[-1].end : mark.start] and not any(m.opens for m in behind)


def part_siblings(items: tuple[Item, ...], starts: Sequence[int]) -> tuple[Item, ...]:
    """The items, with one of its own for each sibling without a score; no item reaches over the next one's start."""
    parted = list(items)
    for at in starts:
        place = bisect_right(items, at, key=lambda item: item.start) - 1
        holder = items[place]
        if place < 0:
            parted.append(Item(at, items[0].start, ()))
        elif holder.scores and holder.scores[-1].end <= at < holder.end:
            parted.append(Item(at, holder.end, ()))
    edges = sorted(item.start for item in parted)
    return tuple(
        replace(item, end=min([item.end, *edges[i + 1 : i + 2]]))
        for i, item in enumerate(sorted(parted, key=lambda item: item.start))
    )


def cut_partial(text: str, partial: tuple[Score, ...], openings: Sequence[Opening]) -> tuple[Item, ...]:
    """One item from the only half of a score in a text to its end; the heading says what it is about. In a list with
    numbers it is the item of the list that the half stands in.
    """
    if len(partial) != 1:
        return ()
    (score,) = partial
    counted = [opening for opening in openings if opening.number is not None]
    own = [opening for opening in counted if opening.start < score.start]
    if not own or "\n\n" in text[own[-1].start : score.start]:
        return (Item(score.start, len(text), (score,)),)
    behind = (o.start for o in counted if o.start > score.start and o.kind == own[-1].kind)
    return (Item(own[-1].start, next(behind, len(text)), (score,)),)
