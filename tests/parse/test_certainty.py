"""What a doubt leaves of how sure a row was."""

from risktool.draft import HALF, Certainty, Doubt, DraftRow, PrintedScore


def test_a_doubt_makes_no_part_of_a_row_surer() -> None:
    row = DraftRow((), PrintedScore(), certainty=Certainty(score=0.2, treatment=0.4))
    doubted = row.doubted(Doubt("row-uncertain"))
    assert doubted.certainty == Certainty(score=0.2, description=HALF, treatment=0.4)
    assert row.doubted() == row
