"""Scores told in the cells of a table that has no column for them: "Hissen stannar (S3K4)" under "Risk", or

    Risk           | Bedömning     | Åtgärd
    Hissen stannar | S: 3          | Serviceavtal
                   | K: 4          |
                   | R: 12         |

They are read where no row of the table has a number in a column of its own, and each such cell tells one score.
"""

from dataclasses import replace

import regex

from risktool.draft import Doubt, DraftRow, Passage, PrintedScore
from risktool.parse.spans import printed, subtract
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.scores import Score, find_scores
from risktool.profiles import Role
from risktool.source import Document, Span, Spans

FEWEST_TOLD = 2
"""Rows that tell a score: in one alone of several it may be the name of a place."""

_CODE = regex.compile(r"(?:(?P<letter>\p{Lu})\s?\d{1,3}\s?[xX×*·/]?\s?){2}")

_SIGNS = " \t\n,;:–—-|([{*_"
"""What parts a score from the words before it."""


def read_told(passage: Passage, document: Document, lexicon: Lexicon, letters: dict[str, Role]) -> Passage:
    """The passage of a table; scores that the descriptions tell are the rows' own where no column holds one. One in
    the words for a date ("Uppföljning | S 2, K 3") may be what is left: it is asked.
    """
    rated = tuple(
        row.doubted(Doubt("row-uncertain", part="score")) if _find(row.due, document, lexicon, letters) else row
        for row in passage.rows
    )
    passage = replace(passage, rows=rated)
    if any(row.score.spans for row in passage.rows):
        return passage
    if (rated_by := _read_column(passage, document, lexicon, letters)) is not None:
        return rated_by
    told = [_told(row, document, lexicon, letters) for row in passage.rows]
    if not any(told) or (len(told) > 1 and sum(map(bool, told)) < FEWEST_TOLD):
        return passage
    rows, signs = [], list(passage.furniture)
    for row, scores in zip(passage.rows, told, strict=True):
        if len(scores) == 1:
            read, left = _with_score(row, scores[0], document)
            rows.append(read)
            signs += left
        else:
            rows.append(row.doubted(Doubt("row-uncertain", part="score")) if scores else row)
    return replace(passage, rows=tuple(rows), furniture=tuple(sorted(signs)))


def _read_column(passage: Passage, document: Document, lexicon: Lexicon, letters: dict[str, Role]) -> Passage | None:
    """The passage with the scores of the only column whose cells tell one each; None for none. Where a cell says more
    than its score, that may be an older one: it is asked.
    """
    headings = {heading for row in passage.rows for heading in _cells(row) if not lexicon.is_residual(heading)}
    columns = {
        heading: [_rated_by(row, heading, document, lexicon, letters) for row in passage.rows] for heading in headings
    }
    told = [found for found in columns.values() if sum(map(bool, found)) >= min(FEWEST_TOLD, len(found))]
    if len(told) != 1:
        return None
    rows = tuple(row if read is None else read[0] for row, read in zip(passage.rows, told[0], strict=True))
    signs = (span for read in told[0] if read for span in read[1])
    return replace(passage, rows=rows, furniture=tuple(sorted((*passage.furniture, *signs))))


def _cells(row: DraftRow) -> dict[str, Spans]:
    """The cells of a row that may rate it, by heading; that of the level has none here."""
    return {"": row.level_label, **dict(row.other)} if row.level_label else dict(row.other)


def _rated_by(
    row: DraftRow, heading: str, document: Document, lexicon: Lexicon, letters: dict[str, Role]
) -> tuple[DraftRow, Spans] | None:
    """The row with the score that one cell tells, and the signs and letters that are left of it; None for none."""
    cell = _cells(row).get(heading, ())
    found = _find(cell, document, lexicon, letters)
    if len(found) != 1 or not found[0].part("likelihood") or not found[0].part("consequence") or found[0].is_after:
        return None
    said, words, signs = _parted(cell[0], found[0], document)
    other = tuple((name, words if name == heading else spans) for name, spans in row.other)
    rated = replace(
        row,
        score=said,
        level_label=row.level_label if heading else words,
        other=tuple((name, spans) for name, spans in other if spans),
    )
    is_sure = not (words or found[0].is_questioned or found[0].is_unnamed)
    return rated if is_sure else rated.doubted(Doubt("row-uncertain", part="score")), signs


def _told(row: DraftRow, document: Document, lexicon: Lexicon, letters: dict[str, Role]) -> tuple[Score, ...]:
    found = _find(row.description, document, lexicon, letters)
    text = document.text[slice(*row.description[0])] if found else ""
    return tuple(score for score in found if _rates_row(text, score, lexicon, letters))


def _find(words: Spans, document: Document, lexicon: Lexicon, letters: dict[str, Role]) -> tuple[Score, ...]:
    """The scores in one stretch of words."""
    if len(words) != 1:
        return ()
    return find_scores(document.text[slice(*words[0])], lexicon, letters, is_damaged=False)


def _rates_row(text: str, score: Score, lexicon: Lexicon, letters: dict[str, Role]) -> bool:
    """Whether a score is the row's own, before treatment. Letters and numbers alone may name a place ("Rum K2S3
    brinner"): they must be the pair that the document's language has, in brackets or at the cell's end.
    """
    if not (score.part("likelihood") and score.part("consequence")) or score.is_after:
        return False
    code = _letters(text, score)
    if not code:
        return True
    is_apart = text[score.start : score.end].lstrip("*_ ")[:1] in "([{" or not text[score.end :].strip(" .*_")
    own = [any(m.language == lexicon.language for m in lexicon.match(letter)) for letter in code]
    return is_apart and (all(own) or all(letter.lower() in letters for letter in code))


def _letters(text: str, score: Score) -> str:
    """The letters of a score that names its factors by nothing but them, without a blank or a sign: "SK" of "S3K4"."""
    code = _CODE.fullmatch(text[score.start : score.end].strip("([{*_ )]}"))
    return "".join(code.captures("letter")) if code else ""


def _with_score(row: DraftRow, score: Score, document: Document) -> tuple[DraftRow, Spans]:
    """The row with the score that its description tells, and the signs and letters that are left of it."""
    said, words, signs = _parted(row.description[0], score, document)
    doubts = (Doubt("row-uncertain", part="score"),) if score.is_questioned else ()
    return replace(row, description=words, score=said).doubted(*doubts), signs


def _parted(whole: Span, score: Score, document: Document) -> tuple[PrintedScore, Spans, Spans]:
    """The score that a cell tells, the cell's other words, and the signs and letters that are left of it."""
    said = print_score(score, whole.start)
    place = Span(whole.start + score.start, whole.start + score.end)
    words = tuple(_without_signs(document, span) for span in subtract(whole, (place,)))
    words = tuple(span for span in words if any(map(str.isalnum, document.text[slice(*span)])))
    return said, words, printed(document.text, subtract(whole, (*words, *said.spans)))


def print_score(score: Score, start: int) -> PrintedScore:
    """The parts of a score in words that begin at `start`."""
    parts = {role: (Span(start + first, start + last),) for role, first, last in score.parts}
    likelihood, consequence, product = (parts.get(role, ()) for role in ("likelihood", "consequence", "score"))
    return PrintedScore(likelihood, consequence, product, has_product=bool(product))


def _without_signs(document: Document, span: Span) -> Span:
    """The span without the signs and blanks at its ends that parted it from the score."""
    start, end = span
    while start < end and document.text[start] in " \t\n,;:–—-|)]}*_":
        start += 1
    while end > start and document.text[end - 1] in _SIGNS:
        end -= 1
    return Span(start, end)
