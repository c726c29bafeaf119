"""The document's own risk criteria: scales, the words of their steps, bands of levels, the formula, a lookup matrix.

    Skala 1–4                                  Sannolikhet: 1 Osannolikt, 2 Möjligt, 3 Säkert
    1–4 Låg, 5–9 Medel, 10–16 Hög              Riskvärde = S + K

Read from the prose and from the tables that are no registers. Bands are kept as stated, overlaps and gaps included.
A line that says nothing else is the legend itself and becomes furniture; a sentence that mentions a scale stays prose.
A band needs a level's word and a neighbour, a list of steps three numbers in a row: "1–4 mars" is no band.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import regex

from risktool.draft import DraftCriteria, DraftLevel
from risktool.notation import Notation
from risktool.parse.scale_lists import find_scale_lists
from risktool.parse.tables.grid import Grid, build_grid
from risktool.parse.tables.lexicon import Lexicon, build_lexicon, find_formula
from risktool.profiles import Profile, Role, fold, joints
from risktool.source import Document, Paragraph, Spans, Table

HIGHEST_STEP = 10
"""The longest scale in use."""
FEWEST_STEPS = 3
FEWEST_BANDS = 2
MOSTLY = 0.6
"""The share of a line that a legend must be, so that a paragraph which ends in one stays prose."""
HIGHEST_SCORE = 25.0
"""Where an open band ends ("över 15: röd") when no scale is stated: five by five."""

_UNTIL = "|".join(joints().until)
_RANGE = (
    r"(?P<low>\d{1,3})\s*(?:[-–—−]|" + _UNTIL + r")\s*(?P<high>\d{1,3})"
    r"|(?P<more>(?:>|≥|>=)\s*\d{1,3}|\d{1,3}\s*\+)|(?P<less>(?:<|≤|<=)\s*\d{1,3}(?!\d))"
)
_SIGNS = r"[\p{So}\uFE0F*_\s]*"
_NAME = r"(?<!\p{L})(?P<name>\p{L}{1,40}(?:[ -]\p{L}{1,40}){0,2})"
_BAND_FIRST = regex.compile(rf"(?<![\d.,/-])(?:{_RANGE})(?!\s*%)\s*(?:\)|p(?:oäng)?\b)?\s*[:=–—(\t→-]*{_SIGNS}{_NAME}")
_NAME_FIRST = regex.compile(rf"{_NAME}\s*[:=(\t→]*\s*(?:(?<=\()\p{{L}}+\s*)?(?:{_RANGE})(?![\d/]|[.,-]\d|\s*%)")
_STEP = regex.compile(r"(?<![\d.,/–-])(?P<step>\d{1,2})\s*(?:[=:.)–—\t-]|\s)\s*(?P<name>\p{L}[^\d,;\n\t|=]*)")
_STEP_LAST = regex.compile(r"(?<!\p{L})(?P<name>\p{L}[^\d,;:\n\t|=()]{0,60}?)\s*\((?P<step>\d{1,2})\)")
_SCALE = regex.compile(
    r"(?<!\p{L})(?P<name>\p{L}{1,40})(?:\s+\p{L}{1,40}){0,2}?\s*[:=(]?\s*(?P<low>[01])"
    r"\s*(?:[-–—]|" + _UNTIL + r")\s*(?P<high>\d{1,2})\b(?![.,]\d|\s*%)"
)

_ENDS = regex.compile(r"(?<![\d.,])(?P<low>[01])\s*=\s*\p{L}[^\d,;)]{0,40}[,;–—-]\s*(?P<high>\d{1,2})\s*=\s*\p{L}")
"""The two ends of a scale: "1 = låg, 5 = hög"."""
_COUNT = regex.compile(r"\W*(?:\p{L}+\.?\s+)?(\d{1,2})\b")
"""The number of a step: "3", "Nivå 3", but not "BUG-3"."""

_FACTORS: tuple[Role, Role] = ("likelihood", "consequence")


@dataclass(frozen=True, slots=True)
class Legend:
    """What a document states about its criteria, and the lines that are nothing but that."""

    criteria: DraftCriteria = field(default_factory=DraftCriteria)
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of prose or a row of a table, its cells parted by tabs."""

    text: str
    spans: Spans


def read_legend(document: Document, spans: Spans, notation: Notation, profile: Profile) -> Legend:
    """The criteria that the words in `spans` state (prose, and tables that were not read as registers)."""
    lexicon = build_lexicon(profile)
    legend = Legend()
    about: Role | None = None
    for block in _join_bands(document, _blocks(document, spans), lexicon):
        if isinstance(block, _Line):
            legend = _join(legend, _read_line(block, None, lexicon))
            continue
        if isinstance(block, Table):
            legend = _join(legend, _read_table(build_grid(document, block, notation), lexicon))
            continue
        line = _Line(document.text[block.span.start : block.span.end], (block.span,))
        named = _named_factor(regex.split(r"\d", line.text, maxsplit=1)[0], lexicon)
        about = named or (about if line.text[:1].isdigit() else None)
        legend = _join(legend, _read_line(line, about, lexicon))
    return _close_bands(legend)


def _blocks(document: Document, spans: Spans) -> Iterable[Paragraph | Table]:
    """The paragraphs and tables that lie within the spans."""
    inside = sorted(spans)
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Table) and not block.cells:
                continue
            if any(s.start <= block.span.start and block.span.end <= s.end for s in inside):
                yield block


def _join_bands(
    document: Document, blocks: Iterable[Paragraph | Table], lexicon: Lexicon
) -> Iterable[Paragraph | Table | _Line]:
    """The blocks, with lines that hold a band each ("1–4 Låg" over "5–9 Medel") as one line."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _is_band(document.text[block.span.start : block.span.end], lexicon):
            run.append(block)
            continue
        yield from _as_line(document, run)
        run = []
        yield block
    yield from _as_line(document, run)


def _as_line(document: Document, run: Sequence[Paragraph]) -> Iterable[Paragraph | _Line]:
    if len(run) < FEWEST_BANDS:
        yield from run
    else:
        text = "\n".join(document.text[block.span.start : block.span.end] for block in run)
        yield _Line(text, tuple(block.span for block in run))


def _is_band(text: str, lexicon: Lexicon) -> bool:
    """Whether a line opens with one band."""
    match = _BAND_FIRST.match(text) or _NAME_FIRST.match(text)
    return match is not None and _band(match, lexicon) is not None


def _join(first: Legend, second: Legend) -> Legend:
    return Legend(join_criteria(first.criteria, second.criteria), first.spans + second.spans)


def join_criteria(first: DraftCriteria, second: DraftCriteria) -> DraftCriteria:
    """What either states; the first one where both do."""
    return DraftCriteria(
        likelihood=first.likelihood or second.likelihood,
        consequence=first.consequence or second.consequence,
        likelihood_labels=first.likelihood_labels or second.likelihood_labels,
        consequence_labels=first.consequence_labels or second.consequence_labels,
        levels=first.levels or second.levels,
        formula=first.formula or second.formula,
        origin=first.origin or second.origin,
    )


def _read_line(line: _Line, about: Role | None, lexicon: Lexicon) -> Legend:
    """What one line states."""
    text = line.text
    opens = _opens_legend(text, lexicon)
    bands = _find_bands(text, lexicon)
    steps = _find_steps(text)
    found = DraftCriteria(levels=bands, formula=_find_sum(text, lexicon))
    are_steps = len(steps) >= FEWEST_STEPS and (about is not None or _are_words_of_scales(steps, lexicon))
    if are_steps or (opens and len(steps) >= 2):
        found = _with_steps(found, steps, about)
    found = _with_scales(found, text, lexicon)
    if found == DraftCriteria():
        return Legend()
    is_all = opens or ((bool(bands) or are_steps) and _is_mostly_numbers(text))
    return Legend(replace(found, origin="legend"), line.spans if is_all else ())


def _is_mostly_numbers(text: str) -> bool:
    """Whether the numbered part of a line, up to the end of its last name, is most of it."""
    first = regex.search(r"\d", text)
    return first is not None and len(text) - first.start() >= MOSTLY * len(text)


def _opens_legend(text: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with a word like "Skala" and a colon or a number."""
    match = regex.match(r"\s*(\p{L}+)\s*(?:[:=(]|\d)", text)
    return match is not None and fold(match[1]) in lexicon.scale_words


def _named_factor(text: str, lexicon: Lexicon) -> Role | None:
    """The factor that a line is about: the one it names first."""
    for word in regex.findall(r"\p{L}{3,}", text[:80]):
        for match in lexicon.match(word):
            if match.strength > 0.9 and match.role in _FACTORS:
                return match.role
    return None


def _find_bands(text: str, lexicon: Lexicon) -> tuple[DraftLevel, ...]:
    """At least two ranges with a level's name each, whichever stands first; () for fewer."""
    best: tuple[DraftLevel, ...] = ()
    for pattern in (_BAND_FIRST, _NAME_FIRST):
        bands = tuple(band for m in pattern.finditer(text) if (band := _band(m, lexicon)))
        if len(bands) > len(best):
            best = bands
    distinct = {(band.low, band.high) for band in best}
    return best if len(distinct) >= FEWEST_BANDS else ()


def _band(match: "regex.Match[str]", lexicon: Lexicon) -> DraftLevel | None:
    label = _level_label(match["name"], lexicon)
    if label is None:
        return None
    if match["low"]:
        low, high = float(match["low"]), float(match["high"])
        return DraftLevel(label, low, high) if low <= high else None
    digits = float(regex.sub(r"\D", "", match["more"] or match["less"]))
    strict = 1.0 if _is_strict(match["more"] or match["less"]) else 0.0
    return DraftLevel(label, digits + strict, OPEN) if match["more"] else DraftLevel(label, 0.0, digits - strict)


OPEN = float("inf")
"""The end of an open band until the scales are known."""


def _is_strict(sign: str) -> bool:
    """Whether the limit itself is outside: "> 15", but not ">= 15"."""
    return sign[0] in "<>" and sign[1:2] != "="


def _level_label(name: str, lexicon: Lexicon) -> str | None:
    """The words of `name` that name a level: the longest ("mycket hög" of "mycket hög risk")."""
    words = name.split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if fold(part) in lexicon.level_words:
                return part
    return None


def _find_steps(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers one after another with a name each, lowest first; () when they are no list of steps."""
    for pattern in (_STEP, _STEP_LAST):
        found = [(int(m["step"]), m["name"].strip(" .–—-/\t(<>≤≥")) for m in pattern.finditer(text)]
        if len(found) < 2:
            continue
        steps = found if found[0][0] < found[-1][0] else found[::-1]
        numbers = [n for n, _ in steps]
        if numbers == sorted(set(numbers)) and numbers[0] in (0, 1) and numbers[-1] <= HIGHEST_STEP:
            return tuple(steps)
    return ()


def _are_words_of_scales(steps: Sequence[tuple[int, str]], lexicon: Lexicon) -> bool:
    """Whether most names are known steps of a scale, so that the list needs no heading."""
    return sum(fold(name) in lexicon.words for _, name in steps) * 2 > len(steps)


def _with_steps(found: DraftCriteria, steps: Sequence[tuple[int, str]], about: Role | None) -> DraftCriteria:
    """The scale of the factor that the list is about (both for none), and its words where all steps have one."""
    scale = (float(steps[0][0]), float(steps[-1][0]))
    is_whole = len(steps) == steps[-1][0] - steps[0][0] + 1
    labels = tuple(name for _, name in steps) if is_whole and about else ()
    if about == "likelihood":
        return replace(found, likelihood=scale, likelihood_labels=labels)
    if about == "consequence":
        return replace(found, consequence=scale, consequence_labels=labels)
    return replace(found, likelihood=scale, consequence=scale)


def _with_scales(found: DraftCriteria, text: str, lexicon: Lexicon) -> DraftCriteria:
    """Scales that the line states by a range: "skala 1–4", "Sannolikhet (1-5)"."""
    bands = {(band.low, band.high) for band in found.levels}
    for match in (*_SCALE.finditer(text), *_ENDS.finditer(text)):
        low, high = float(match["low"]), float(match["high"])
        if not low + 1 < high <= HIGHEST_STEP or (low, high) in bands:
            continue
        words = regex.findall(r"\p{L}{3,}", text[: match.start()] if match.re is _ENDS else match[0])
        role = next((role for word in reversed(words) if (role := _named_factor(word, lexicon))), None)
        if role == "likelihood":
            found = replace(found, likelihood=found.likelihood or (low, high))
        elif role == "consequence":
            found = replace(found, consequence=found.consequence or (low, high))
        elif _is_scale_word(match[0], lexicon):
            found = replace(
                found, likelihood=found.likelihood or (low, high), consequence=found.consequence or (low, high)
            )
    return found


def _is_scale_word(text: str, lexicon: Lexicon) -> bool:
    """Whether one of the words before a range is a scale: "skala", "5-gradig skala", "skalan"."""
    words = regex.findall(r"\p{L}+", text)
    return any(fold(w).startswith(s) for w in words for s in lexicon.scale_words if len(s) >= len("skala"))


def _find_sum(text: str, lexicon: Lexicon) -> str | None:
    formula = find_formula(lexicon, text) if len(text) < HIGHEST_FORMULA and "+" in text else None
    return "likelihood + consequence" if formula and formula.kind == "sum" else None


HIGHEST_FORMULA = 200
"""Characters of a line that may state a formula."""


def _read_table(grid: Grid, lexicon: Lexicon) -> Legend:
    """What a table states that is no register: bands or steps, a row each, or a matrix."""
    spans = tuple(s for r in range(grid.height) for s in grid.row_spans(r))
    if matrix := _read_matrix(grid, lexicon):
        return Legend(DraftCriteria(levels=matrix, formula="lookup", origin="legend"), spans)
    bands = _find_bands("\n".join(_line(grid, r) for r in range(grid.height)), lexicon)
    if bands:
        return Legend(DraftCriteria(levels=bands, origin="legend"), spans)
    found = Legend()
    for row in range(grid.height):
        stated = _with_scales(DraftCriteria(), _line(grid, row), lexicon)
        if stated != DraftCriteria():
            found = _join(found, Legend(replace(stated, origin="legend")))
    columns = ((role, _column_steps(grid, column)) for column, role in _factor_columns(grid, lexicon))
    lists = find_scale_lists(grid, lambda cell: _named_factor(cell, lexicon), lexicon.value_words)
    for role, steps in (*columns, *lists):
        if len(steps) >= FEWEST_STEPS:
            found = _join(found, Legend(replace(_with_steps(DraftCriteria(), steps, role), origin="legend")))
    return (
        replace(found, spans=spans) if found.criteria.likelihood_labels or found.criteria.consequence_labels else found
    )


def _line(grid: Grid, row: int) -> str:
    return "\t".join(grid.text(row, c) for c in grid.filled(row))


def _factor_columns(grid: Grid, lexicon: Lexicon) -> Iterable[tuple[int, Role]]:
    """Columns of words under the name of a factor; in a table about one factor alone, its words."""
    if not grid.height:
        return
    for column in range(grid.width):
        role = _named_factor(grid.text(0, column), lexicon)
        if role:
            yield column, role


def _column_steps(grid: Grid, column: int) -> tuple[tuple[int, str], ...]:
    """The steps down a column: numbers of the first column with the words of this one (or in the same cell)."""
    steps = []
    for row in range(1, grid.height):
        name = grid.text(row, column)
        number = grid.text(row, 0) if column else name
        match = _COUNT.match(number)
        if column and any(c.isdigit() for c in name):
            return ()  # cells of a matrix, not the words of steps
        if match and any(c.isalpha() for c in name):
            bare = regex.sub(r"^\s*\d{1,2}\s*[.:=)–—-]?\s*|\s*\(?\d{1,2}\)?\s*$", "", name)
            words = bare or (grid.text(row, column + 1) if column + 1 < grid.width else "")
            steps.append((int(match[1]), words))
    steps.sort()
    numbers = [n for n, _ in steps]
    is_list = numbers == sorted(set(numbers)) and bool(numbers) and numbers[0] in (0, 1) and numbers[-1] <= HIGHEST_STEP
    return tuple(steps) if is_list else ()


def _read_matrix(grid: Grid, lexicon: Lexicon) -> tuple[DraftLevel, ...]:
    """A lookup matrix: one factor across, one down, a level's name in every cell; () for none.

    Only where the corner or the headings name the factor on each side: a matrix read the wrong way round is worse
    than none.
    """
    if min(grid.height, grid.width) <= FEWEST_STEPS:
        return ()
    down = _first_named(grid.text(0, 0), lexicon)
    if down is None:
        return ()
    across = _numbers(grid.text(0, c) for c in range(1, grid.width))
    rows = _numbers(grid.text(r, 0) for r in range(1, grid.height))
    cells = [[_level_label(grid.text(r, c), lexicon) for c in range(1, grid.width)] for r in range(1, grid.height)]
    if across is None or rows is None or any(label is None for line in cells for label in line):
        return ()
    rules = []
    for row, line in zip(rows, cells, strict=True):
        for label in dict.fromkeys(line):
            columns = tuple(float(n) for n, cell in zip(across, line, strict=True) if cell == label)
            pair = ((float(row),), columns) if down == "likelihood" else (columns, (float(row),))
            rules.append(DraftLevel(label or "", 0.0, OPEN, likelihood=pair[0], consequence=pair[1]))
    return tuple(rules)


def _first_named(corner: str, lexicon: Lexicon) -> Role | None:
    """The factor that goes down: of "Sannolikhet / Konsekvens" the first, if both are named."""
    named = [role for word in regex.findall(r"\p{L}{3,}", corner) if (role := _named_factor(word, lexicon))]
    return named[0] if len(set(named)) == 2 else None


def _numbers(texts: Iterable[str]) -> tuple[int, ...] | None:
    """The number of each heading of a matrix ("3", "Möjligt (3)"); None when one has none."""
    found = []
    for text in texts:
        match = regex.search(r"\d{1,2}", text)
        if match is None:
            return None
        found.append(int(match[0]))
    return tuple(found)


def _close_bands(legend: Legend) -> Legend:
    """Open bands end at the highest score that the scales allow."""
    criteria = legend.criteria
    tops = (criteria.likelihood or (1.0, 5.0))[1], (criteria.consequence or (1.0, 5.0))[1]
    top = tops[0] * tops[1] if criteria.likelihood or criteria.consequence else HIGHEST_SCORE
    levels = tuple(replace(band, high=max(top, band.low)) if band.high == OPEN else band for band in criteria.levels)
    return replace(legend, criteria=replace(criteria, levels=levels))
