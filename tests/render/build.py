"""Small registers for renderers, and strategies for hostile ones."""

from typing import Any

from hypothesis import strategies as st

from risktool.model import (
    ConfidenceParts,
    Coverage,
    Criteria,
    Damage,
    LevelRule,
    Printed,
    Register,
    ReviewReason,
    Risk,
    Section,
    Source,
)

LEVELS = (
    LevelRule.model_validate({"name": "low", "label": "låg", "from": 1, "to": 4}),
    LevelRule.model_validate({"name": "medium", "label": "medel", "from": 5, "to": 9}),
    LevelRule.model_validate({"name": "high", "label": "hög", "from": 10, "to": 14}),
    LevelRule.model_validate({"name": "critical", "label": "kritisk", "from": 15, "to": 25}),
)


def build_risk(risk_id: str = "1.1", **fields: Any) -> Risk:
    """A row that was read without trouble, but for `fields`."""
    whole: dict[str, Any] = {
        "id": risk_id,
        "description": "Något händer",
        "status": "read",
        "confidence": 0.97,
        "confidence_parts": ConfidenceParts(score=1, description=1, treatment=0.97),
        "needs_review": False,
    }
    return Risk(**{**whole, **fields})


def build_scored(risk_id: str, likelihood: int, consequence: int, **fields: Any) -> Risk:
    """A row with its three numbers printed."""
    score = likelihood * consequence
    numbers = {"likelihood": likelihood, "consequence": consequence, "score": score}
    printed = Printed(likelihood=str(likelihood), consequence=str(consequence), score=str(score))
    return build_risk(risk_id, **{**numbers, "printed": printed, "candidates": ((likelihood, consequence),), **fields})


def build_section(*risks: Risk, number: int | None = 1, **fields: Any) -> Section:
    """An analysis."""
    whole: dict[str, Any] = {
        "number": number,
        "printed_number": "" if number is None else str(number),
        "heading": f"{number}. Riskanalys: Flytt",
        "subject": "Flytt",
        "kind": "analysis",
        "pages": (1,),
        "risks": risks,
    }
    return Section(**{**whole, **fields})


def build_register(*sections: Section, **fields: Any) -> Register:
    """A Swedish register on a scale from 1 to 5."""
    whole: dict[str, Any] = {
        "source": Source(name="notes.pdf", sha256="00", media_type="application/pdf", pages=1, reader="test"),
        "language": "sv",
        "criteria": Criteria(likelihood=(1, 5), consequence=(1, 5), origin="profile", levels=LEVELS),
        "sections": sections,
        "coverage": Coverage(words=10, placed=10, unassigned=0),
    }
    return Register(**{**whole, **fields})


DAMAGED = build_register(
    build_section(
        build_risk(
            "15.1",
            description="för att lådorna blandas ihop när två arkiv packas samma vecka av olika firmor",
            score=20,
            candidates=((4, 5), (5, 4)),
            printed=Printed(score="4 20"),
            status="recovered",
            level="critical",
            treatment="Packa ett arkiv i taget.\nMärk lådorna med färg",
        ),
        build_risk(
            "15.2",
            description="en för förseningar",
            likelihood=5,
            consequence=5,
            score=25,
            candidates=((5, 5),),
            printed=Printed(score="2"),
            status="recovered",
            filled=("likelihood", "consequence", "score"),
            level="critical",
            treatment="Boka om",
            needs_review=True,
            review_reasons=(
                ReviewReason(code="boundary-uncertain", text="Orden ”Boka om” kan höra till en annan rad."),
            ),
        ),
        number=15,
        printed_number="1",
        subject="Flytt av arkiv",
    ),
    damage=(
        Damage(lost="5", kind="digit", confidence=0.999, evidence=("no '5' among 456 digits",)),
        Damage(lost="Risk", kind="word", confidence=0.97, evidence=("14 of 20 rows begin with a small letter",)),
    ),
)

hostile_text = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=5),
        st.sampled_from(
            ["\x1b[31m", "[bold]", "[/]", "\u202e", "\a", "\r", "\n", "\t", "=", "'", ";", ",", '"', ":x:"]
        ),
    ),
    max_size=10,
).map("".join)
"""Anything a document may say, with a liking for what hurts."""
