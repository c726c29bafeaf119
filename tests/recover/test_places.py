"""`bbox` and `cells` of a row: the page shows there what the row says, and nothing else."""

from pathlib import Path

import pytest

from risktool import pipeline
from risktool.model import Place, Register, ScorePlaces
from risktool.render.evidence import Evidence, boxes_of

SAMPLES = Path(__file__).parents[2] / "samples"
GOLDEN = Path(__file__).parents[1] / "extract" / "pdf" / "golden"
PARTS = ("likelihood", "consequence", "score")
TURNED = GOLDEN / "library-sideways.pdf"


def words_in(trace: pipeline.Trace, place: Place) -> str:
    """The words of the document whose middle is in a place."""
    x0, top, x1, bottom = place.bbox
    document = trace.document
    found = [
        document.text[slice(*word.span)]
        for word in document.words
        if word.page == place.page
        and x0 < (word.box.x0 + word.box.x1) / 2 < x1
        and top < (word.box.top + word.box.bottom) / 2 < bottom
    ]
    return " ".join(found)


@pytest.mark.parametrize("path", [SAMPLES / "kommunhuset.pdf", GOLDEN / "library-overleaf.pdf", TURNED])
def test_each_part_of_a_score_stands_where_its_cell_says(path: Path) -> None:
    trace = pipeline.trace(path)
    printed = [
        (getattr(risk.printed, part), getattr(risk.cells, part)) for risk in trace.register.risks for part in PARTS
    ]
    assert len([place for _, place in printed if place]) > 30
    assert [words_in(trace, place) if place else "" for _, place in printed] == [text for text, _ in printed]


@pytest.mark.parametrize("path", [SAMPLES / "kommunhuset.pdf", TURNED])
def test_explain_draws_what_the_register_says(path: Path) -> None:
    trace = pipeline.trace(path)
    evidence = Evidence(trace.document, trace.diagnosis.notation, trace.draft, trace.register)
    for risk in trace.register.risks:
        section_risk_row = evidence.find(risk.id)
        assert section_risk_row is not None
        boxes = boxes_of(evidence, section_risk_row[2])
        assert boxes["row"] == risk.bbox
        drawn = [boxes.get(name) for name in ("S", "K", "S×K")]
        places = [getattr(risk.cells, part) for part in PARTS]
        assert drawn == [place.bbox if place and place.page == risk.page else None for place in places]


def test_a_format_without_geometry_has_no_places() -> None:
    register: Register = pipeline.parse(SAMPLES / "kommunhuset.docx")
    assert register.risks
    assert {risk.cells for risk in register.risks} == {ScorePlaces()}
    assert {risk.bbox for risk in register.risks} == {None}
