"""Who was left with a child is not shown the gymnastics for fathers; a father who writes still is."""

from __future__ import annotations

import pytest

from nestwerk.matching.fathers import child_unwanted, father_gone, mother_left
from nestwerk.matching.text import folded


def said(text: str) -> str:
    return " ".join(folded(text))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("der vater meines kindes hat uns verlassen", "left"), ("der Kindsvater zahlt nicht", "left"),
        ("mein freund hat mich sitzen gelassen", "left"), ("papa will nichts vom baby wissen", "left"),
        ("my baby's dad left me", "left"), ("father of baby doesn't pay", "left"), ("babası bizi terk etti", "left"),
        ("отец ребёнка ушёл от нас", "left"), ("батько дитини нас покинув", "left"), ("تركني زوجي", "left"),
        ("kindsvater interessiert sich nicht für baby", "left"),
        ("der papa kommt nicht mehr", "left"), ("ich bin schwanger und der vater ist weg", "lost"),
        ("ich bin alleinerziehend vater zahlt nicht", "left"),
        ("i am pregnant and the father left me", "left"), ("я беременна отец ушел", "left"),
        ("kocam cezaevinde", "lost"),
        ("schwanger ohne mann", "lost"), ("mein mann ist im krieg", "lost"),
        ("mein mann ist gestorben", "lost"), ("papa im gefängnis", "lost"), ("babası öldü", "lost"),
        ("мой муж умер", "lost"), ("за ґратами тато", "lost"), ("husband is in prison", "lost"),
    ],
)  # fmt: skip
def test_a_father_who_is_gone_is_heard(text: str, gone: str) -> None:
    assert father_gone(said(text)) == gone


@pytest.mark.parametrize(
    "text",
    [
        "vater-kind-gruppe", "mein mann will sich mehr um das baby kümmern", "wie lerne ich als vater wickeln",
        "ich bin papa und war im knast", "meine frau hat mich verlassen, ich bin alleinerziehender vater",
        "my wife left me with the baby", "жена ушла, я отец", "vater will bei der geburt dabei sein",
        "kocam baba oldu", "papa kann nicht wickeln", "kocam hasta oldu", "papa kind kurs 5 km weg",
        "vater kind turnen nicht weit weg", "als alleinerziehender vater verlassen",
    ],
)  # fmt: skip
def test_fathers_who_ask_or_are_there_are_not_gone(text: str) -> None:
    assert father_gone(said(text)) == ""


def test_a_father_who_was_left_is_heard() -> None:
    for text in (
        "meine frau ist abgehauen und ich hab das kind",
        "ich bin allein seit meine frau weg ist",
        "die kindsmutter ist abgehauen",
        "жена ушла",
    ):
        assert mother_left(said(text)), text
    for text in (
        "meine frau ist schwanger",
        "meine frau will mehr hilfe",
        "meine frau ist weg zur arbeit",
        "mein mann ist weg",
    ):
        assert not mother_left(said(text)), text


def test_a_child_the_other_does_not_want_is_heard() -> None:
    for text in (
        "mein freund will das baby nicht",
        "er will das kind nicht und ich schon",
        "mein mann will kein baby",
        "my boyfriend does not want the baby",
        "my boyfriend doesn't want the baby",
        "муж не хочет ребёнка",
    ):
        assert child_unwanted(said(text)), text
    for text in (
        "mein mann will das baby nicht wickeln",
        "ich will freunde, das baby schläft nicht",
        "er will nicht essen",
    ):
        assert not child_unwanted(said(text)), text
