"""`risktool explain`: for a row, for a document, and for a row that is not there."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "svommehall.docx"


def test_a_row_and_a_document_are_explained(run: Run) -> None:
    row = run("explain", SAMPLE, "1.1")
    assert row.code == 0
    assert "[S: 4] [K: 5] [S×K: 20]" in " ".join(row.out.split())
    document = run("explain", SAMPLE)
    assert document.code == 0
    assert "Where every word went" in document.out


def test_a_row_that_is_not_there_is_refused_with_those_there_are(run: Run) -> None:
    outcome = run("explain", SAMPLE, "7.7")
    assert outcome.code == 2
    assert "no row '7.7' (there are: 1.1, 1.2, " in outcome.err


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_row_is_drawn_where_the_page_shows_it(run: Run, tmp_path: Path, turned: int) -> None:
    document = pypdfium2.PdfDocument(SAMPLES / "server-room.pdf")
    document[0].set_rotation(turned)
    document.save(tmp_path / "turned.pdf")
    target = tmp_path / "row.png"
    assert run("explain", tmp_path / "turned.pdf", "s1.5", "--image", target).code == 0
    with Image.open(target) as image:
        upright = image.convert("RGB").rotate(turned, expand=True)
    colors = {color: count for count, color in upright.getcolors(upright.width * upright.height) or []}
    assert upright.width > 5 * upright.height, "a row of a landscape page is wide and low"
    blue, green = (next(at for at in range(upright.width) if _column_has(upright, at, c)) for c in (BLUE, GREEN))
    assert blue < green, "the risk stands left of its treatment"
    assert colors[RED] > 100


BLUE, GREEN, RED = (31, 119, 180), (44, 160, 44), (214, 39, 40)


def _column_has(image: Image.Image, x: int, color: tuple[int, int, int]) -> bool:
    return any(image.getpixel((x, y)) == color for y in range(image.height))


@pytest.mark.parametrize(
    ("path", "risk_id", "complaint"),
    [
        (SAMPLE, "1.1", "--image draws rows of PDFs only"),
        (SAMPLES / "server-room.pdf", None, "--image draws one row"),
    ],
)
def test_a_picture_that_cannot_be_is_refused(
    run: Run, tmp_path: Path, path: Path, risk_id: str | None, complaint: str
) -> None:
    outcome = run("explain", path, *([risk_id] if risk_id else []), "--image", tmp_path / "row.png")
    assert outcome.code == 2
    assert complaint in outcome.err
    assert not (tmp_path / "row.png").exists()


def test_a_picture_by_another_name_than_its_kind_is_refused(run: Run, tmp_path: Path) -> None:
    outcome = run("explain", SAMPLES / "server-room.pdf", "1.1", "--image", tmp_path / "row.jpg")
    assert (outcome.code, outcome.out) == (2, "")
    assert "a picture is a PNG (name it FILE.png)" in outcome.err


FMEA = """# FMEA

| Risk | Severity | Occurrence | Detection | RPN |
|---|---|---|---|---|
| Winch jams | 4 | 3 | 6 | 72 |

# Plain

| Risk | Likelihood | Impact |
|---|---|---|
| Rope wears | 2-3 | 4 |
"""


def test_no_product_is_worked_out_where_something_else_makes_the_score(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fmea.md"
    path.write_text(FMEA, encoding="utf-8")
    fmea = run("explain", str(path), "s1.1").out
    assert "likelihood * consequence * detection" in fmea
    assert "= 12" not in fmea
    assert "None" not in run("parse", str(path), "--format", "json").out.replace("null", "")


def test_a_scale_that_was_asked_for_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fmea.md"
    path.write_text(FMEA, encoding="utf-8")
    assert "Criteria (from the option)" in run("explain", str(path), "--scale", "1-6").out


def test_a_date_that_its_cell_broke_is_shown_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    heads, cells = ("Risk", "S", "K", "S x K", "Klart"), ("Brand", "1-<br>3", "4", "", "2025-06-<br>15")
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (heads, cells))
    path.write_text(f"<h1>1. Riskanalys: Flytt</h1><table>{rows}</table>", encoding="utf-8")
    shown = " ".join(run("explain", path, "1.1").out.split())
    assert "[S: 1-3]" in shown
    assert "[due: 2025-06-15]" in shown
    assert "printed S “1-3”" in shown
