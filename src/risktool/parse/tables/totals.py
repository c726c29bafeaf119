"""Rows that sum up the rows above them: "Summa | | | 34", "Totalt riskvärde", "Medel | 2 risker | | 6"."""

from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.row_reader import RowReader
from risktool.profiles import fold


def is_total(reader: RowReader, r: int) -> bool:
    """Whether a row sums up those above it: it says no more than that ("Summa", "Total risk score"), or its number is
    theirs, and it rates and treats nothing itself. "Total loss of power" is a risk.
    """
    if not reader.opens_total(r) or reader.has(r, "treatment"):
        return False
    others = reader.first_words(r)[1:]
    is_described = _is_described_behind(reader, r)
    if reader.has(r, "likelihood", "consequence"):
        return not others and not is_described
    return is_sum(reader, r) or (not is_described and all(_is_name(reader.lexicon, other) for other in others))


def may_be_total(reader: RowReader, r: int) -> bool:
    """Whether a row that opens like a sum has a product alone that is not the sum: "Totalt för hallen | | | 25"."""
    is_rated = not reader.columns.has("likelihood", "consequence") or reader.has(r, "likelihood", "consequence")
    return reader.opens_total(r) and not is_rated and not _is_described_behind(reader, r) and reader.has(r, "score")


def _is_name(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is what tables call their columns and rows ("riskvärde", "risker"), or none at all."""
    folded = fold(word)
    return not folded or folded.isdecimal() or folded in lexicon.exact or folded in lexicon.value_words


def _is_described_behind(reader: RowReader, r: int) -> bool:
    """Whether another cell than the first says what the row is about: "Medel | Hal trappa | 3" is a level, no mean."""
    place = reader.columns.place("description")
    described = None if place is None else reader.grid.cover(r, place)
    return (
        described is not None and bool(described.text) and described is not reader.grid.own(r, reader.grid.filled(r)[0])
    )


def is_sum(reader: RowReader, r: int) -> bool:
    """Whether a row's product is the sum of those above it, or their mean."""
    said, (count, total) = reader.product(r), reader.summed[r]
    if said is None or count <= 1:
        return False
    decimals = len(said.partition(".")[2])
    return float(said) in (round(total, decimals), round(total / count, decimals))
