"""How a row's numbers were found, in words."""

from dataclasses import replace

from risktool.draft import PrintedScore
from risktool.model import Damage
from risktool.notation import Notation
from risktool.recover.found import how_found
from risktool.recover.numbers import Resolved
from risktool.source import Glyph, Span
from tests.parse.build import table_document


def test_two_signs_for_one_digit_name_their_own_evidence() -> None:
    one, two, kin = "\ue000", "\ue001", "\ue002"
    document = replace(
        table_document([f"{one} {two} {kin}"]),
        glyphs=(Glyph(one, "(", "A/7"), Glyph(two, ")", "B/7"), Glyph(kin, "!", "C/7")),
    )
    damage = tuple(
        Damage(lost="5", kind="digit", confidence=sure, evidence=(words,), sign=code)
        for code, words, sure in (("A/7", "by products", 0.999), ("B/7", "by looks", 0.97))
    )
    notation = Notation(unknown=((one, "5"), (two, "5"), (kin, "5")))
    found = [
        how_found(
            PrintedScore(likelihood=(Span(at, at + 1),)), Resolved("missing", likelihood=5), document, notation, damage
        )
        for at in (0, 2, 4)
    ]
    assert [(each.evidence, each.certainty) for each in found] == [
        (("“(” is 5: by products",), 0.999),
        (("“)” is 5: by looks",), 0.97),
        (("“!” is 5: by products",), 0.999),
    ]
