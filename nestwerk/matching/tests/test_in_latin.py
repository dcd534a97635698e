"""A phone without Cyrillic letters asks as well; German questions stay as they are."""

from __future__ import annotations

import pytest

from nestwerk.matching.in_latin import in_cyrillic


def _known(word: str) -> bool:
    return word in {"jugendamt", "hebamme", "rodov", "грустно", "время", "сыпь", "щеках"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rebenok plachet vsju noch", "ребенок плачет всю ночь"), ("Zhit ne hochetsya", "жить не хочется"),
        ("ja boyus muzha", "я боюсь мужа"), ("detskiy vrach", "детский врач"), ("dytyna ne dyhae", "дитина не дихає"),
        ("cholovik bye mene", "чоловік бє мене"), ("shukayu akusherku", "шукаю акушерку"),
        ("mne grustno vse vremja", "мне грустно все время"),
        ("nam god i vosem, a on tolko palcem", "нам год и восемь, а он толко палцем"),
        ("nema koly navit u tualet schodyty", "нема коли навіт у туалет шодити"),
        ("nam rik a vona movchyt", "нам рік а вона мовчит"),
        ("rebenok i jugendamt", "ребенок и jugendamt"), ("posle rodov 3 nedeli", "после родов 3 недели"),
    ],
)  # fmt: skip
def test_russian_and_ukrainian_in_latin_letters_are_read(typed: str, read: str) -> None:
    assert in_cyrillic(typed, _known) == read


@pytest.mark.parametrize(
    "typed",
    [
        "mein baby weint die ganze nacht",
        "my baby cries",
        "bebegim agliyor",
        "hebamme sonneberg",
        "ja net on",
        "die kleine nimmt nich zu",
        "arabaya binince kusuyor ne yapmali",
        "anja und tanja suchen eine hebamme",
        "baby media room logo",
        "mein mann sagt rebenok und ich",
        "",
        "ребенок плачет",
    ],
)
def test_other_questions_stay(typed: str) -> None:
    assert in_cyrillic(typed, _known) == typed
