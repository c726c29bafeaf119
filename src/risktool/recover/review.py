"""Why a person should look at a row: reasons in the document's language, and the other reading where there is one."""

from risktool.draft import Doubt
from risktool.model import ReviewReason
from risktool.profiles import Profile
from risktool.recover.numbers import Resolved
from risktool.recover.words import Reader
from risktool.source import Span, Spans

MOST_READINGS = 12
"""More of them say no more than that the score is in doubt."""

LONGEST_QUOTE = 80
"""Characters of a document's words inside a reason."""


def review_reasons(
    numbers: Resolved, printed: str, doubts: tuple[Doubt, ...], reader: Reader, profile: Profile
) -> tuple[ReviewReason, ...]:
    """The reasons that this row is put before a person; never none."""
    found = [*_number_reasons(numbers, printed, profile), *(_doubt_reason(d, reader, profile) for d in doubts)]
    return tuple(dict.fromkeys(found)) or (_reason("low-confidence", profile),)


def _number_reasons(numbers: Resolved, printed: str, profile: Profile) -> list[ReviewReason]:
    if numbers.status == "ambiguous" and 0 < len(numbers.candidates) <= MOST_READINGS:
        readings = ", ".join(f"{s} × {k}" for s, k in numbers.candidates)
        return [_reason("score-ambiguous", profile, readings=readings)]
    if numbers.status == "inconsistent":
        return [_reason("score-inconsistent", profile, printed=printed)]
    if numbers.status == "missing" and printed.isdecimal():
        return [_reason("score-lone", profile, printed=printed)]
    if numbers.status == "missing" and printed and printed.replace(" ", "").isdecimal():
        return [_reason("score-unfit", profile, printed=printed)]
    unread = [
        _reason(code, profile, words=", ".join(map(_quote, words)))
        for code, words in (("word-unranked", numbers.unranked), ("money-unread", numbers.money))
        if words
    ]
    doubt = "range-placed" if numbers.status == "recovered" and numbers.score_range else "score-doubt"
    return unread or ([_reason(doubt, profile, printed=printed)] if numbers.doubtful else [])


def _doubt_reason(doubt: Doubt, reader: Reader, profile: Profile) -> ReviewReason:
    words = reader.text(doubt.moves)
    message = profile.messages.get(doubt.code, "{words}")
    code = doubt.code if words or "{words}" not in message else "row-uncertain"
    return _reason(
        code,
        profile,
        words=_quote(_apart(doubt.moves, reader)),
        alternative=words or None if doubt.other is None else doubt.other,
    )


def _apart(spans: Spans, reader: Reader) -> str:
    """The words of these spans, with a sign between those that do not stand together."""
    runs: list[list[Span]] = []
    for span in spans:
        between = reader.document.text[runs[-1][-1].end : span.start] if runs else ""
        if runs and runs[-1][-1].end <= span.start and not between.strip():
            runs[-1].append(span)
        else:
            runs.append([span])
    return " … ".join(reader.text(tuple(run)) for run in runs)


def _quote(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _reason(code: str, profile: Profile, alternative: str | None = None, **places: str) -> ReviewReason:
    text = profile.messages.get(code, code)
    for name, value in places.items():
        text = text.replace("{" + name + "}", value)
    return ReviewReason(code=code, text=text, alternative=alternative)
