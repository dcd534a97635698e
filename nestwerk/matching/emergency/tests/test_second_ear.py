import pytest

from nestwerk.matching.emergency import EMERGENCIES, Alarm, detect
from nestwerk.matching.emergency.second_ear import likelihoods, suspected
from nestwerk.matching.emergency.tests.lists import DATA, queries
from nestwerk.matching.emergency.vocabulary import cut

# Invented for this test, in no list.
SAID = [
    ("need.poisoning", "die kleine hatte den wc reiniger an den lippen"),
    ("need.acute_danger", "she went purple in the bath and would not wake up"),
    ("need.suicidality", "keine kraft mehr, will einfach für immer weg sein von allem"),
    ("need.losing_control", "боюсь что не сдержусь и сделаю малышу больно"),
    ("need.violence", "чоловік знову підняв на мене руку при дитині"),
    ("need.violence", "kocam içince bana vuruyor çocuklar görüyor"),
    ("need.poisoning", "ابني شرب من زجاجة الكلور"),
]
ORDINARY = [
    "elterncafé in lauscha am vormittag",
    "when can my baby eat honey",
    "kindergeld başvurusu nasıl yapılır",
    "где найти акушерку после родов",
    "допомога з оформленням документів",
    "دورة لغة مع رعاية الأطفال",
]


@pytest.mark.parametrize(("code", "said"), SAID)
def test_it_has_the_right_suspicion_without_any_rule(code, said):
    assert suspected(cut(said)) == code


@pytest.mark.parametrize("said", ORDINARY)
def test_ordinary_questions_are_no_suspicion(said):
    assert suspected(cut(said)) == ""


def test_what_parents_ask_on_any_other_day_hardly_ever_is():
    asked = [said for path in sorted(DATA.glob("*ordinary.txt")) for _, _, said in queries(path.name)]
    assert len(asked) > 1000
    suspicious = sum(bool(detect(said).perhaps) for said in asked)  # all of them sound like an emergency on purpose
    assert suspicious <= len(asked) * 0.04


def test_what_a_rule_hears_is_no_mere_suspicion():
    alarm = detect("mein baby atmet nicht")
    assert alarm
    assert alarm.perhaps == ""


def test_a_suspicion_is_nothing_that_must_be_said():
    assert not Alarm(perhaps="need.violence")


def test_likelihoods_are_shares_of_one_for_any_words():
    for tokens in ([], ["a"], ["\ud800"], ["ß" * 300], ["😀"], ["мама", "мыла", "раму"] * 20):
        found = likelihoods(tokens)
        assert found.shape == (1 + len(EMERGENCIES),)
        assert found.sum() == pytest.approx(1.0, abs=1e-5)
