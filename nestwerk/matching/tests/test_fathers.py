"""Who was left with a child is not shown the gymnastics for fathers; a father who writes still is."""

from __future__ import annotations

import pytest

from nestwerk.matching.ages import plain
from nestwerk.matching.fathers import father_gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("der vater meines kindes hat uns verlassen", "left"), ("der Kindsvater zahlt nicht", "left"),
        ("mein freund hat mich sitzen gelassen", "left"), ("papa will nichts vom baby wissen", "left"),
        ("my baby's dad left me", "left"), ("father of baby doesn't pay", "left"), ("babası bizi terk etti", "left"),
        ("отец ребёнка ушёл от нас", "left"), ("батько дитини нас покинув", "left"), ("تركني زوجي", "left"),
        ("mein mann ist gestorben", "lost"), ("papa im gefängnis", "lost"), ("babası öldü", "lost"),
        ("мой муж умер", "lost"), ("за ґратами тато", "lost"), ("husband is in prison", "lost"),
    ],
)  # fmt: skip
def test_a_father_who_is_gone_is_heard(text: str, gone: str) -> None:
    assert father_gone(plain(text)) == gone


@pytest.mark.parametrize(
    "text",
    [
        "vater-kind-gruppe", "mein mann will sich mehr um das baby kümmern", "wie lerne ich als vater wickeln",
        "ich bin papa und war im knast", "meine frau hat mich verlassen, ich bin alleinerziehender vater",
        "my wife left me with the baby", "жена ушла, я отец", "vater will bei der geburt dabei sein",
        "kocam baba oldu", "papa kann nicht wickeln",
    ],
)  # fmt: skip
def test_fathers_who_ask_or_are_there_are_not_gone(text: str) -> None:
    assert father_gone(plain(text)) == ""
