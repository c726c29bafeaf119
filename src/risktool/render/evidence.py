"""Why a register says what it says: for one row, and for a whole document.

For a row: its words marked where they stand in the source, what is printed and everything it can stand for, how sure
each part is, and the reading that came second. For a document: what was lost and the witnesses for it, the criteria,
and where every word went.
"""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from risktool.draft import Doubt, Draft, DraftRow
from risktool.findings import count
from risktool.model import PRODUCT, Criteria, Register, Risk, Section
from risktool.notation import Notation
from risktool.render import marks
from risktool.render.look import Look, Sheet
from risktool.render.visible import show_line
from risktool.source import Box, Document, Span, Spans

CONTEXT = 80
"""Letters of the source shown before, between and after a row's pieces."""

MOST_READINGS = 6
"""More possible readings than this are counted, not listed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A register and what it was made from. Sections and rows of `draft` and `register` are the same, in order."""

    document: Document
    notation: Notation
    draft: Draft
    register: Register

    def find(self, risk_id: str) -> tuple[Section, Risk, DraftRow] | None:
        """The row with this id."""
        for section, drafted in zip(self.register.sections, self.draft.sections, strict=True):
            for risk, row in zip(section.risks, drafted.rows, strict=True):
                if risk.id == risk_id:
                    return section, risk, row
        return None


def boxes_of(evidence: Evidence, row: DraftRow) -> dict[str, Box]:
    """Where the row and each of its pieces stand on the row's page; {} for formats without geometry.

    Row and scores stand where `Risk.bbox` and `Risk.cells` say.
    """
    if row.box is None:
        return {}
    places = ((name, evidence.document.place_of(spans)) for name, spans in _named(row))
    return {"row": row.box} | {name: place.box for name, place in places if place and place.page == row.page}


def explain_risk(evidence: Evidence, risk_id: str, look: Look) -> str:
    """Everything that speaks for and against one row. Raises KeyError for an id that is not there."""
    found = evidence.find(risk_id)
    if found is None:
        raise KeyError(risk_id)
    section, risk, row = found
    sheet = Sheet(look)
    place = f"page {risk.page}" if risk.page else ""
    title = ", ".join(filter(None, (risk.id, place, section.subject or section.heading)))
    sheet.write(show_line(title), style="bold")
    _write_source(evidence, row, sheet)
    _write_arithmetic(evidence, risk, row, sheet)
    _write_confidence(evidence, section, risk, row, sheet)
    if risk.status in ("recovered", "ambiguous"):
        _write_damage(evidence.register, sheet)
    return sheet.text()


def explain_document(evidence: Evidence, look: Look) -> str:
    """What the document is, what it lost, its criteria, and the account of its words."""
    register, sheet = evidence.register, Sheet(look)
    source = register.source
    sheet.write(show_line(source.name), style="bold")
    sheet.write(
        f"{source.media_type}, read by {source.reader}, {count(source.pages, 'page')}, language {register.language}"
    )
    for remark in source.remarks:
        page = f"page {remark.page}: " if remark.page is not None else ""
        sheet.write(show_line(page + remark.message), first="  ! ")
    if register.criteria is not None:
        _write_criteria(register.criteria, sheet)
    _write_damage(register, sheet)
    _write_account(evidence, sheet)
    return sheet.text()


def _write_source(evidence: Evidence, row: DraftRow, sheet: Sheet) -> None:
    _head("In the source", sheet)
    pieces = sorted((span, name) for name, spans in _named(row) for span in spans if span.end > span.start)
    if not pieces:
        sheet.write("nothing", first="  ")
        return
    first, last = pieces[0][0], pieces[-1][0]
    text = _gap(evidence, Span(max(first.start - CONTEXT, 0), first.start), keep="end")
    at = first.start
    for span, name in pieces:
        text += _gap(evidence, Span(at, span.start)) if span.start > at else ""
        text += f"[{name}: {_shown(evidence, span)}]"
        at = max(at, span.end)
    text += _gap(evidence, Span(last.end, last.end + CONTEXT), keep="start")
    sheet.write(text, first="  ")


def _named(row: DraftRow) -> tuple[tuple[str, Spans], ...]:
    score = row.score
    residual = row.residual.spans if row.residual else ()
    own = (
        ("risk", row.description),
        ("S", score.likelihood),
        ("K", score.consequence),
        ("scores" if score.pooled else "S×K", score.score),
        ("treatment", row.treatment),
        ("owner", row.owner),
        ("due", row.due),
        ("level", row.level_label),
        ("residual", residual),
    )
    return own + tuple((show_line(name), spans) for name, spans in row.other)


def _gap(evidence: Evidence, span: Span, keep: str = "both") -> str:
    """The words between two pieces, or of the surroundings; what is cut off or left out shows as an ellipsis."""
    words = _shown(evidence, span)
    if not words:
        return " " if keep == "both" else ""
    if keep == "end":
        return f"… {words.partition(' ')[2]} "
    if keep == "start":
        return f" {words.rpartition(' ')[0]} …"
    if len(words) > 2 * CONTEXT:
        words = f"{words[:CONTEXT].rpartition(' ')[0]} … {words[-CONTEXT:].partition(' ')[2]}"
    return f" {words} "


def _shown(evidence: Evidence, span: Span) -> str:
    return show_line(evidence.document.shown((span,)))


def _write_arithmetic(evidence: Evidence, risk: Risk, row: DraftRow, sheet: Sheet) -> None:
    _head("Arithmetic", sheet)
    notation, criteria = evidence.notation, evidence.register.criteria
    lost = f"; {', '.join(sorted(notation.lost))} is printed nowhere" if notation.lost else ""
    scales = (criteria.likelihood, criteria.consequence) if criteria else (notation.likelihood, notation.consequence)
    on_scale = " × ".join(map(marks.show_range, scales))
    formula = risk.formula or (criteria.formula if criteria else PRODUCT)
    made = f"scales {on_scale}" if formula == PRODUCT else f"score {show_line(formula)}"
    sheet.write(f"printed {_printed(risk, row)}; {made}{lost}", first="  ")
    for likelihood, consequence in risk.candidates[:MOST_READINGS]:
        product = f" = {marks.show_number(likelihood * consequence)}{_as_printed(notation, likelihood, consequence)}"
        pair = marks.show_pair((likelihood, consequence))
        sheet.write(pair + product if formula == PRODUCT else pair, first="  - ")
    if len(risk.candidates) > MOST_READINGS:
        sheet.write(f"and {len(risk.candidates) - MOST_READINGS} more", first="  - ")
    sheet.write(VERDICTS[risk.status], first="  ")
    level = f", level {risk.level}" if risk.level else ""
    score = f"S {marks.show_likelihood(risk)}, K {marks.show_consequence(risk)}, S×K {marks.show_score(risk)}{level}"
    sheet.write(score, first="  = ")


VERDICTS = {
    "read": "Nothing was missing.",
    "recovered": "What is missing has one answer; where both orders of the factors fit, they stay open.",
    "ambiguous": "Several products fit what is printed; none of them is chosen.",
    "inconsistent": "The printed numbers do not agree; they stay as printed.",
    "missing": "Not everything is printed; what is missing stays empty.",
}


def _printed(risk: Risk, row: DraftRow) -> str:
    printed = risk.printed
    if row.score.pooled:
        return f"“{show_line(printed.score)}” (which number is which is not said)"
    cells = (("S", printed.likelihood), ("K", printed.consequence), ("S×K", printed.score))
    return ", ".join(f"{name} “{show_line(cell)}”" for name, cell in cells)


def _as_printed(notation: Notation, likelihood: float, consequence: float) -> str:
    """How this pair would look in a document that lost digits."""
    values = (likelihood, consequence, likelihood * consequence)
    if not notation.lost or any(value != int(value) for value in values):
        return ""
    left = " ".join(filter(None, (notation.print_number(int(value)) for value in values)))
    return f" prints as “{left}”"


def _write_confidence(evidence: Evidence, section: Section, risk: Risk, row: DraftRow, sheet: Sheet) -> None:
    _head("How sure", sheet)
    parts = risk.confidence_parts
    sheet.write(
        f"{marks.show_share(risk.confidence)}: scores {marks.show_share(parts.score)}, risk"
        f" {marks.show_share(parts.description)}, treatment {marks.show_share(parts.treatment)}"
        f"{'; a person should look' if risk.needs_review else ''}",
        first="  ",
    )
    for reason in risk.review_reasons:
        sheet.write(show_line(f"{reason.code}: {reason.text}"), first="  ? ")
        if reason.alternative:
            sheet.write(show_line(reason.alternative), first="    the other reading: ")
    for doubt in row.doubts:
        sheet.write(_doubt(evidence, section, doubt), first="  ~ ")


def _doubt(evidence: Evidence, section: Section, doubt: Doubt) -> str:
    """The reading that came second, in words."""
    words = show_line(evidence.document.shown(doubt.moves))
    where = "out of the table"
    if doubt.to is not None and doubt.to < len(section.risks):
        where = f"to row {section.risks[doubt.to].id}"
    moved = f"“{words}” {where}" if words else f"another {doubt.part}"
    odds = f"{doubt.odds:.3g} times as likely" if doubt.odds > 1 else "no likelier"
    return f"second best: {moved}; the reading given is {odds}"


def _write_damage(register: Register, sheet: Sheet) -> None:
    for damage in register.damage:
        sure = f"({marks.show_share(damage.confidence)} sure)"
        _head(f"The text layer lost the {damage.kind} “{show_line(damage.lost)}” {sure}", sheet)
        for witness in damage.evidence:
            sheet.write(show_line(witness), first="  - ")


def _write_criteria(criteria: Criteria, sheet: Sheet) -> None:
    _head(f"Criteria (from the {criteria.origin})", sheet)
    likelihood, consequence = marks.show_range(criteria.likelihood), marks.show_range(criteria.consequence)
    sheet.write(f"likelihood {likelihood}, consequence {consequence}, score {show_line(criteria.formula)}", first="  ")
    for name, labels in (("likelihood", criteria.likelihood_labels), ("consequence", criteria.consequence_labels)):
        if labels:
            sheet.write(show_line(f"{name}: {', '.join(labels)}"), first="  ")
    if criteria.levels and criteria.levels_origin != "legend":
        sheet.write("levels by custom, for the document states none:", first="  ")
    for rule in criteria.levels:
        sheet.write(show_line(f"{marks.show_range((rule.from_, rule.to))} {rule.name} ({rule.label})"), first="  ")


def _write_account(evidence: Evidence, sheet: Sheet) -> None:
    _head("Where every word went", sheet)
    sections = evidence.draft.sections
    account: dict[str, Spans] = {
        "no place": evidence.draft.unassigned,
        "headings": tuple(span for section in sections for span in section.heading),
        "rows": tuple(span for section in sections for row in section.rows for span in row.spans),
        "text of sections": tuple(span for section in sections for span in section.text),
        "furniture": evidence.draft.furniture,
    }
    words = dict(zip(account, evidence.document.count_words(*account.values()), strict=True))
    for name in (*list(account)[1:], "no place"):
        sheet.write(name, first=f"  {words[name]:>6}  ")
    sheet.write(f"of {count(evidence.register.coverage.words, 'word')}", first=f"  {sum(words.values()):>6}  ")
    for name, placed in (("furniture", evidence.register.furniture), ("no place", evidence.register.unassigned)):
        for page, texts in groupby(placed, key=attrgetter("page")):
            sheet.write(show_line(" | ".join(text.text for text in texts)), first=f"  {name}, page {page}: ")


def _head(title: str, sheet: Sheet) -> None:
    sheet.write()
    sheet.write(title, style="bold")
