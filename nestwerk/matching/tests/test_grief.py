"""Who lost a child or a partner finds somebody to mourn with first."""

from __future__ import annotations

import pytest

from nestwerk.matching.grief import died
from nestwerk.matching.text import folded


@pytest.mark.parametrize(
    "text",
    [
        "unser zwilling ist gestorben der andere lebt", "frühchen gestorben", "einer der zwillinge tot im bauch",
        "mein mann ist tot", "plötzlicher kindstod", "my husband died", "our twin was stillborn",
        "kocam savaşta öldü",
        "муж погиб на войне", "загинув чоловік", "استشهد زوجي", "ابني مات",
    ],
)  # fmt: skip
def test_a_death_is_heard(text: str) -> None:
    assert died(" ".join(folded(text)))


@pytest.mark.parametrize(
    "text",
    [
        "hund gestorben kind traurig", "plötzlichem kindstod vorbeugen", "angst vor kindstod", "bin todmüde",
        "kind fast gestorben vor lachen", "kocam baba oldu", "wie erkläre ich meinem kind den tod", "oma gestorben",
        "prevent cot death", "mein handy ist tot", "дедушка умер ребенок", "kedi öldü kızım üzgün",
        "جدته ماتت ابني حزين",
        "grandma died son sad", "kaninchen gestorben tochter", "mein mann ist nicht tot", "mein sohn ist fast tot",
        "das kind war so tot müde", "die batterie vom babyphone ist tot und das kind weint",
    ],
)  # fmt: skip
def test_what_is_no_death_of_theirs_is_none(text: str) -> None:
    assert not died(" ".join(folded(text)))
