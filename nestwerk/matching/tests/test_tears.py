"""Who weeps decides what helps."""

from __future__ import annotations

import pytest

from nestwerk.matching.tears import own_tears, shouts
from nestwerk.matching.text import folded


def said(text: str) -> str:
    return " ".join(folded(text))


@pytest.mark.parametrize(
    "text",
    [
        "seit der geburt wein ich nur noch", "ich weine jeden tag", "muss ständig weinen", "weine nur noch",
        "ich könnte nur heulen", "I cry every day since birth", "i am always crying", "sürekli ağlıyorum",
        "я все время плачу", "плачу постоянно", "я щодня плачу", "أبكي كل يوم", "ببكي طول الوقت",
        "weine jeden tag baby 3 wochen", "nur am weinen seit baby da ist", "hab heulattacken",
        "mir kommen ständig die tränen", "mein partner weint viel seit geburt",
        "meine tochter hat ein baby und weint nur",
        "meine frau weint nur noch", "meine freundin weint den ganzen tag seit der geburt", "my wife keeps crying",
        "жена все время плачет", "дружина плаче", "karım sürekli ağlıyor", "زوجتي تبكي كثيرا",
    ],
)  # fmt: skip
def test_a_parent_who_weeps_is_heard(text: str) -> None:
    assert own_tears(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "mein baby hört nicht auf zu weinen", "baby weint und ich weine auch",
        "baby schreit und ich könnte nur heulen",
        "wenn ich weggehe weint er", "my baby won't stop crying", "bebek ağlıyor ben de ağlıyorum",
        "baby hört nicht auf zu schreien, ich weine nur noch",
        "mein baby hört nicht auf zu weinen und ich weine auch",
        "ich heule weil mein baby nicht aufhört zu brüllen", "mein baby ist am weinen und ich weine mit",
        "ich kann das geschrei nicht mehr ertragen, ich heule schon", "wir haben ein weinendes baby, ich weine auch",
        "my newborn keeps crying and i am crying too", "bebek ağlayınca ben de ağlıyorum",
        "малыш не перестает плакать и я плачу", "от плача малыша я сама плачу", "ابني لا يتوقف عن البكاء وانا ابكي",
        "ребенок плачет и я плачу", "дитина плаче", "طفلي يبكي", "ابني يبكي وانا ابكي", "wein und stillen",
        "meine frau weint und das baby schreit", "meine tochter weint nur noch", "baby ist nur am weinen",
        "das baby muss immer weinen", "mein baby ist immer am weinen",
        "i let my baby cry it out", "die augen tränen baby",
    ],
)  # fmt: skip
def test_where_the_child_cries_it_stays_the_question(text: str) -> None:
    assert not own_tears(said(text))


def test_who_shouts_is_not_the_child() -> None:
    for text in (
        "ich schreie mein kind an",
        "hab mein baby angeschrien",
        "i keep yelling at my kids",
        "я кричу на ребенка",
    ):
        assert shouts(said(text)), text
    for text in ("mein kind schreit viel", "baby schreit mich an", "kinder schreien", "my baby screams at night"):
        assert not shouts(said(text)), text
