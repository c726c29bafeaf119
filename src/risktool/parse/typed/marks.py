"""Labels in running text: "Risk: …", "Åtgärd: …", "Drabbade grupper: …", and where an item of a list opens."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.counted import find_lone_counts, opens_risk
from risktool.profiles import Role, fold

STRONG_LABEL = 0.84
"""A field's label is a heading that a profile lists, or one of two names ("Åtgärd/förslag")."""

SHORTEST_ENDING = 6
"""Letters of a word for treatment that ends a label: "Skyddsåtgärder", "Kompenserande åtgärder"."""

MOST_WORDS_OF_A_LABEL = 3
"""Words of a label that no profile knows: "Drabbade grupper:"."""
_BULLET = r"[ \t]*(?:[-–•●▪◦*·o]|\(?\d{1,3}[.)]|\p{L}\)|\p{Ll}\.(?=[ \t]+\p{Lu}\p{Ll})|\p{Lu}\.(?=[ \t]+\p{L}))[ \t]+"
OPENING = regex.compile(rf"^(?:{_BULLET})", regex.MULTILINE)
_LABEL = regex.compile(
    rf"(?:(?<=\A|\n)(?:{_BULLET}|[ \t]+)?|(?:(?<=[.!?)\]>→;,|–—-])|(?<=\):))[^\S\n]*|(?<=\d)[ ]"
    r"|(?<=\p{L}[ ])(?=\p{Lu})|(?<=\S)(?:[ ]{3,}|[ ]*\t\s?))"
    r"[*_]*(?P<label>\#|\p{L}(?:(?![ \t][–—-][ \t])[^\n:.!?;=()]|\([^\n():=,;]{0,20}\)){1,40}?)[*_ ]*"
    r"(?!(?<=[\p{Lu}\d]):\p{Ll}{1,2}\b)[:=][*_]*[ \t]*"
)
"""A label and its sign; a colon within a word, "14:e", "VD:n", is none."""
_NUMBERED = regex.compile(
    rf"(?<=\A|\n)(?:{_BULLET}|[ \t]+)?[*_]*(?P<label>\p{{L}}+ (?:\p{{Lu}}{{1,4}}[-–]?)?\d{{1,3}})[*_]*"
    rf"(?:[.)]|[ ][–—-])[*_]*[ \t]+(?=\p{{L}})"
)
"""A word and a number before a name: "Risk 1. Elbilen laddar inte", "Risk 2 – Fel medicin"."""
_IN_WORDS = regex.compile(r"\p{L}[ ]\p{L}")
_BARE = regex.compile(
    rf"(?<=\A|\n)(?:{_BULLET}|[ \t]+)?"
    r"(?:(?P<label>\p{L}{2,}(?: \p{L}+){0,3})[ \t]+(?P<dash>[–—-])[ \t]+(?P<begins>\S)"
    r"|(?P<label>\p{L}{2,})[ \t]+(?:(?P<begins>\p{Lu})|(?=\p{Ll})))"
)
"""A word that opens a line without a sign behind it, "Åtgärd Ny matta", and the capital that begins what follows; with
a dash, "Förslag till åtgärd - matta", a few words and whatever follows.
"""
_BARE_RATING = regex.compile(
    rf"(?<=\A|\n)(?:{_BULLET}|[ \t]+)?(?P<label>\p{{L}}+)[ \t]+(?:[–—-][ \t]+)?(?P<value>\d{{1,2}}\b|\p{{L}}+)"
)
"""A factor that opens a line, and its number or step without a sign between: "Sannolikhet 3", "Konsekvens hög"."""
FEWEST_BARE = 2
"""Lines that a form without colons repeats: one alone may begin a sentence."""

_LONE = regex.compile(r"[*_]*(\d{1,3})[*_]*[ \t]*(?=\n|\Z)")
_NUMBER_ABOVE = regex.compile(r"\d[*_ \t]*\n[-–•*_ \t]*\Z")
_PARAGRAPH = regex.compile(r"(?:\A|\n[ \t]*\n)[-–•*_ \t]*\Z")
"""What stands before the first word of a paragraph."""
FEWEST_COUNTED = 3
"""So many numbers that go on from an earlier one are no products: two may be so by chance."""

LONGEST_JOINT = 20
"""Signs and blanks from a number to the label on the next line."""
_DATE = r"\d[\d./–-]*(?:[ ]\p{L}{1,9}[.]?)?(?:[ ]\d{2,4})?|\p{L}{1,9}[.]?[ ]\d{1,4}"
_DUE = regex.compile(rf"[,;][ ]+(?P<label>\p{{L}}+(?: \p{{L}}+)?)[ ]+(?=(?:{_DATE})[ ]*(?:[.,;)\n]|\Z))")
"""A label and a date or a week that end their clause; a sentence of its own says something else."""
_FIRST_WORDS = regex.compile(r"\p{L}+(?: \p{L}+)?(?=\s*(?:[.,;(\n–—*!]|\Z))")

_FIELDS: tuple[Role, ...] = ("description", "treatment", "owner", "due", "level", "consequence_text", "number", "other")

_BARE_FIELDS: tuple[Role, ...] = ("description", "treatment", "owner", "due")
_SENTENCES: tuple[Role, ...] = ("description", "treatment")
"""Fields whose words begin with a capital; "När Eva slutar" opens with the word for a date and is a risk."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label in the text: from where to where, and what the words behind it are."""

    start: int
    end: int
    role: Role
    label: str
    opens: bool = False
    """It says "Risk" and so opens a risk of its own."""
    is_known: bool = True
    """A profile lists it; other labels count only among several that are known."""


def find_marks(text: str, lexicon: Lexicon) -> tuple[Mark, ...]:
    """All labels that open a risk or one of its fields."""
    marks: list[Mark] = []
    matches = list(_LABEL.finditer(text))
    products = _find_products(text, matches, lexicon)
    for match in matches:
        is_line = match.start() == 0 or text[match.start() - 1] == "\n"
        whole = match["label"].strip("*_ ")
        is_short = is_line and len(whole.split()) <= MOST_WORDS_OF_A_LABEL
        label = whole if is_short else _own_label(whole, lexicon)
        start = match.start() if label == whole else match.start("label") + match["label"].rindex(label)
        role = _role_of(label, lexicon)
        if (role == "description" and match.end() in products) or _goes_on(text, start, role, marks):
            continue
        if role in ("description", "level") and _says_level(text, match.end(), lexicon):
            role = "residual" if lexicon.is_residual(label) else "level"
        if role or is_short:
            opens = opens_risk(label, lexicon)
            marks.append(Mark(start, match.end(), role or "other", label, opens, is_known=role is not None))
    marks += [
        Mark(match.start(), match.end(), "description", match["label"], opens=True)
        for match in _NUMBERED.finditer(text)
        if opens_risk(match["label"], lexicon)
    ]
    marks += [Mark(*m.span(), "description", m["label"], opens=True) for m in find_lone_counts(text, lexicon)]
    marks += _find_bare(text, lexicon)
    dues = [due for mark in marks if mark.role == "owner" for due in _dues_behind(text, mark.end, lexicon)]
    return tuple(sorted((*marks, *dues), key=lambda mark: mark.start))


def _goes_on(text: str, start: int, role: Role | None, marks: "list[Mark]") -> bool:
    """Whether what looks like a label stands in a sentence of the same field: "Åtgärd: Se Handlingsplan: kapitel 3"."""
    last = next(reversed(marks), None)
    is_within = _IN_WORDS.match(text, start - 2) is not None if start > 1 else False
    return bool(is_within and last and last.role == role and "\n" not in text[last.end : start])


def _find_bare(text: str, lexicon: Lexicon) -> "list[Mark]":
    """The labels of a form that writes none with a sign: words of fields that open lines again and again, beside
    ratings that do so ("Sannolikhet 3"). A risk or a treatment that a capital follows is no sentence; else as many
    lines as rated blocks open with the label, and it is not the word for a risk, which may go on ("Risk för brand").
    """
    rated = Counter(m["label"] for m in _BARE_RATING.finditer(text) if _rates_bare(m, lexicon))
    blocks = max(rated.values(), default=0)
    found: dict[str, list[regex.Match[str]]] = {}
    for match in _BARE.finditer(text) if blocks >= FEWEST_BARE else ():
        found.setdefault(match["label"], []).append(match)
    marks = []
    for label, matches in found.items():
        role = _role_of(label, lexicon)
        opens = opens_risk(label, lexicon)
        if role not in _BARE_FIELDS or len(matches) < FEWEST_BARE or (role == "description" and not opens):
            continue
        is_all = len(matches) == blocks and not opens
        marks += [
            Mark(match.start(), match.start("begins") if match["begins"] else match.end(), role, label, opens)
            for match in matches
            if is_all or match["dash"] or (match["begins"] and label[0].isupper() and role in _SENTENCES)
        ]
    return marks


def _rates_bare(match: "regex.Match[str]", lexicon: Lexicon) -> bool:
    value = match["value"]
    return lexicon.is_factor(match["label"]) and (value[0].isdecimal() or fold(value) in lexicon.words)


def _own_label(label: str, lexicon: Lexicon) -> str:
    """A label within a line, without words before it that are none of it: "Ras Åtgärd" is about a slide, and so is
    "ras, åtgärd".
    """
    _, _, behind = label.rpartition(", ")
    if behind != label and fold(label) not in lexicon.exact and _role_of(behind, lexicon):
        return behind
    last = label.rsplit(maxsplit=1)[-1]
    begins = last[0].isupper() and fold(label) not in lexicon.exact and _role_of(last, lexicon) is not None
    return last if begins else label


def _find_products(text: str, matches: "Sequence[regex.Match[str]]", lexicon: Lexicon) -> frozenset[int]:
    """Where lone numbers stand behind the word for a risk: "Risk: 12". Those that count up from 1, or on from an
    earlier part of the text, number the risks, but for one right below a line that ends with a number: a factor's.
    Few that go on do so where each opens its paragraph: a product stands below its factors.
    """
    risks = [match for match in matches if opens_risk(match["label"].strip("*_ "), lexicon)]
    numbers = {match.end(): int(lone[1]) for match in risks if (lone := _LONE.match(text, match.end()))}
    starts = {match.end(): match.start("label") for match in risks}
    below = {at for at, start in starts.items() if _NUMBER_ABOVE.search(text, max(start - LONGEST_JOINT, 0), start)}
    first = next(iter(numbers.values()), 1)
    is_count = [*numbers.values()] == [*range(first, first + len(numbers))]
    is_led = len(numbers) > 1 and all(
        _PARAGRAPH.search(text, max(starts[at] - LONGEST_JOINT, 0), starts[at]) for at in numbers
    )
    is_count = is_count and (first == 1 or len(numbers) >= FEWEST_COUNTED or is_led)
    return frozenset(at for at in numbers if not is_count or at in below)


def _dues_behind(text: str, start: int, lexicon: Lexicon) -> "list[Mark]":
    """The label of a date in the words for who does it: "Ansvarig: Eva, klart 1 juni"."""
    end = text.find("\n", start)
    found = _DUE.finditer(text, start, end if end >= 0 else len(text))
    return [
        Mark(match.start(), match.end(), "due", match["label"])
        for match in found
        if _role_of(match["label"], lexicon) == "due"
    ][:1]


def risk_label_end(text: str, lexicon: Lexicon) -> int:
    """Where a label that says "Risk" ends at the beginning of a text; 0 for none."""
    match = _LABEL.match(text)
    return match.end() if match and opens_risk(match["label"].strip("*_ "), lexicon) else 0


def _says_level(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a level stands behind a label: "Sammanvägd risk: hög. Det finns …"."""
    word = _FIRST_WORDS.match(text, start)
    return word is not None and fold(word[0]) in lexicon.words


def _role_of(label: str, lexicon: Lexicon) -> Role | None:
    if opens_risk(label, lexicon):
        return "description"
    folded = fold(label)
    if folded in lexicon.treatment_words:
        return "treatment"
    found = [m.role for m in lexicon.match(label) if m.strength >= STRONG_LABEL]
    if len(label.split()) > MOST_WORDS_OF_A_LABEL and folded not in lexicon.exact:
        found = [role for role in found if role != "description"]  # "Hot och våld vid ensamarbete: S 3" is a risk
    role = next((role for role in found if role in _FIELDS), None)
    if role is None and any(folded.endswith(w) for w in lexicon.treatment_words if len(w) >= SHORTEST_ENDING):
        return "treatment"
    return role or ("other" if _is_done(label, lexicon) else None)


def _is_done(label: str, lexicon: Lexicon) -> bool:
    """Whether a label names what is done already: "Nuvarande kontroller"."""
    words = label.split()
    is_before = len(words) <= MOST_WORDS_OF_A_LABEL and any(fold(word) in lexicon.before_words for word in words)
    return is_before and any(match.role == "treatment" for match in lexicon.match(label))


def between(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that begin in `[start, end)`."""
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    return marks[first : bisect_left(marks, end, key=lambda mark: mark.start)]
