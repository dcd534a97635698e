"""Very young parents are known by their years, and weeks, durations and other people's years are none of theirs."""

from __future__ import annotations

import pytest

from nestwerk.matching.tests.builders import ask
from nestwerk.matching.text import folded
from nestwerk.matching.very_young import very_young

YOUNG = """
ich bin 13 und schwanger
bin 12 und meine periode kommt nicht
bin erst 15 und krieg ein kind
ich bin 17 jahre alt und bekomme ein kind
bin 14 und hab ein baby
15 jährige tochter schwanger
meine tochter ist 13 und schwanger
meine schwester ist 12 und kriegt ein kind
meine Tochter (15) ist schwanger
schwanger mit 16
mama mit 17
ich werde vater bin 16
ich bin 16 und meine freundin ist schwanger
Im 12 and pregnant
i'm 17 and having a baby
I am only 15 years old and pregnant
pregnant at 16
my daughter is 15 and pregnant
12 yaşındayım ve hamileyim
16 yaşında hamile
kızım 15 yaşında hamile
мне 12 и я беременна
мне 15 лет, беременна
беременна в 16 лет
дочери 14 она беременна
мені 16 і я вагітна
донька вагітна їй 15
سني 13 وانا حامل
عمري 16 وحامل
بنتي عمرها 15 حامل
ich bin sechzehn und schwanger
bin schwanger und erst 14
bin 17 test positiv
bin 16 schwanger was jetzt
hilfe ich bin schwanger und 15
hab ein baby und bin 17
sie ist 14 und schwanger
"""
NOT_YOUNG = """
ich bin 12 wochen schwanger
bin 15. woche schwanger
bin 12+3 schwanger
im 14 weeks pregnant
schwanger mit 38
ich bin schwanger und habe eine 12 jährige tochter
meine tochter ist 12 und ich bin schwanger
mein sohn ist 14 und ich bin schwanger
bin 15 jahre verheiratet und schwanger
ich bin 18 monate alt
bin schwanger und 10 jahre älter als mein mann
im 12 weeks and having a baby
мне 12 недель беременности
я на 16 неделе беременна
12 hafta hamileyim
ben 14 haftalık hamileyim
عندي 12 اسبوع حامل
انا حامل بالشهر 9
ich bin 16 kg schwerer schwanger
schwanger seit 10 tagen überfällig
i have 12 kids and pregnant
bin am 15 schwanger geworden
mein mann ist 15 jahre älter und ich bin schwanger
bin schwanger, termin am 12. märz
schwanger um 12 uhr essen
ich bin 15 tage überfällig und der test ist negativ
kurs für schwangere ab 14 uhr
мне 30 и я беременна
ich bin 30 und hab ein kind 11 monate
bin 14 tage drüber
kind ist 16 monate und ich bin schwanger
я беременна 12 недель
ich bin 17 und meine mutter ist krank
als ich 15 war wollte ich sterben, jetzt bin ich schwanger
ich bin 18 und suche einen job
bin 16 und hab liebeskummer
meine tochter ist 12 und wir bekommen ein baby
my daughter is 12, my wife is pregnant
meine tochter ist 12, meine frau ist schwanger
дочери 12, жена беременна
ich habe mit 17 ein kind bekommen und bin jetzt 30
mutter mit 15-jährigem sohn sucht hilfe
alleinerziehende mama mit 13 jähriger tochter
"""


@pytest.mark.parametrize("text", YOUNG.strip().splitlines())
def test_very_young_parents_are_known_in_six_languages(text):
    young = very_young(" ".join(folded(text)))
    assert young
    assert 12 <= young.years <= 17


@pytest.mark.parametrize("text", NOT_YOUNG.strip().splitlines())
def test_weeks_durations_and_the_years_of_others_are_no_years_of_hers(text):
    assert very_young(" ".join(folded(text))) is None


def test_her_years_are_never_the_age_of_her_child():
    assert ask("ich bin 12 und schwanger").age_months == -1
    assert ask("bin 17 jahre alt und bekomme ein kind").age_months == -1
    assert ask("bin 17 und mama von einer 4 monate alten tochter").age_months == 4
    assert ask("ich bin 16 und hab ein baby").age_months is None


def test_a_pregnant_child_is_told_who_listens_and_others_are_not_suspected():
    """§ 176 StGB: below fourteen somebody did this to her. It is said quietly, and only where nothing is louder."""
    assert ask("ich bin 13 und schwanger").perhaps == "need.violence"
    assert ask("meine tochter ist 13 und schwanger").perhaps == "need.violence"
    assert ask("ich bin 14 und schwanger").perhaps == ""
    assert ask("ich bin 13 und schwanger und habe starke schmerzen").perhaps == "need.acute_danger"
    assert ask("bin 13 und hab ein baby").perhaps != "need.violence"
    assert ask("bin 13 und schwanger und will nicht mehr leben").emergency == ("need.suicidality",)


def test_the_page_for_the_young_is_near_unless_it_was_taken_away():
    assert ("tg.young_parents", 0.97) in ask("bin 15 und krieg ein kind").target_groups
    assert "tg.young_parents" not in dict(ask("bin 15 und krieg ein kind", without={"tg.young_parents"}).target_groups)
