"""What hands do to a phrase: they call it a risk, and put question marks where they doubt."""

import random

import pytest

from training.banks import Phrase, load_forms
from training.wording import call_risks, doubt


@pytest.mark.parametrize(
    ("description", "openings"),
    [
        (
            "Att ingen svarar på helgen",
            ("Risk att ingen", "Risk för att ingen", "Risken att ingen", "Stor risk att ingen"),
        ),
        ("Buller vid porten", ("Risk för buller vid porten",)),
        ("HR svarar inte på helgen heller", ("HR svarar inte",)),
        ("Vem svarar på helgen egentligen?", ("Vem svarar",)),
    ],
)
def test_a_description_is_called_a_risk_as_its_form_allows(description: str, openings: tuple[str, ...]) -> None:
    called = {
        call_risks(random.Random(seed), Phrase(description, "Ring"), 1.0, load_forms("sv")).description
        for seed in range(20)
    }
    assert all(text.startswith(openings) for text in called)
    assert len(called) == len(set(openings))


def test_a_doubt_stands_inside_the_sentence() -> None:
    phrase = Phrase("Nya scheman påverkar lönen för alla", "")
    doubted = {doubt(random.Random(seed), phrase, 1.0).description for seed in range(20)}
    assert doubted == {
        "Nya scheman? påverkar lönen för alla",
        "Nya scheman påverkar? lönen för alla",
        "Nya scheman påverkar lönen? för alla",
    }
