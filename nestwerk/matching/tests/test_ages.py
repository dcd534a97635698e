"""Ages in a sentence, and numbers that are none."""

from __future__ import annotations

import pytest

from nestwerk.matching.ages import find_age, plain, says_expecting


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("mein baby ist 7 Monate", 7),
        ("20 woche schwanger", -5),
        ("wieder schwanger, baby ist 6 monate", 6),
        ("schwanger und baby 9 monate", 9),
        ("schwanger, tochter 7 wochen", 2),
        ("pregnant, my son is 8 months", 8),
        ("schwanger im 5 monat", -4),
        ("wird bald 1", 12),
        ("frühchen 10 wochen", 2),
        ("frühchen jetzt 30 wochen alt", 7),
        ("wehen jede 5 minuten 39 woche", -1),
        ("17 jahre alt baby 3 wochen", 1),
        ("kind 4 jahre und baby 3 monate", 48),
        ("7-monatiges kind", 7),
        ("15 monate und läuft nicht", 15),
        ("ab 1 jahr", 12),
        ("1,5 jahre", 18),
        ("1;6 jahre", 18),
        ("baby 5 wochn", 1),
        ("mein sohn 18m", 18),
        ("sohn 18m läuft noch nicht", 18),
        ("baby 6w", 1),
        ("meine tochter ist 3 jahre trocken werden klappt nicht", 36),
        ("mein sohn ist 2 jahre getrennt vom vater", 24),
        ("baby 9 monate krank", 9),
        ("baby 3 monate schnupfen", 3),
        ("kind 3 jahre kur", 36),
        ("bin seit 6 monaten mama", 6),
        ("kaiserschnitt vor 3 monaten", 3),
        ("6 wochen zu früh geboren jetzt 4 monate", 4),
        ("kind 2 jahre getrennt vom vater", 24),
        ("anderthalb jahre", 18),
        ("zweieinhalb jahre alt", 30),
        ("halbes jahr alt", 6),
        ("1 jahr 6 monate alt", 18),
        ("2 Jahre und 11 Monate", 35),
        ("she is 2 years and 4 months old", 28),
        ("ребенку 1 год 3 месяца", 15),
        ("3 jahre, seit 2 monaten erkältet", 36),
        ("6 wochen alt", 1),
        ("3 tage alt", 0),
        ("dreijähriger beißt", 36),
        ("mein Sohn ist 2 und hört nicht", 24),
        ("U3 termin", 1),
        ("U4 überfällig", 3),
        ("u7a", 35),
        ("vor 3 wochen entbunden", 1),
        ("sagt mit zwei noch nichts", 24),
        ("1 yaşında", 12),
        ("6 aylık bebek", 6),
        ("bir buçuk yaşında", 18),
        ("18 months old", 18),
        ("two year old", 24),
        ("ребенку 2 года", 24),
        ("малышу 5 месяцев", 5),
        ("полтора года", 18),
        ("дитині півтора року", 18),
        ("дворічна донька", 24),
        ("عمرها شهرين", 2),
        ("عمره ٨ شهور", 8),
    ],
)
def test_ages_of_children(text, months):
    found = find_age(plain(text))
    assert found is not None
    assert (found.months, found.exact) == (months, True)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("20. SSW", -5),
        ("SSW 32", -2),
        ("20 weeks pregnant", -5),
        ("bin im 7. monat schwanger", -2),
        ("schwanger im vierten Monat", -5),
        ("20 haftalık hamileyim", -5),
        ("bin in der 9. woche", -7),
    ],
)
def test_months_of_pregnancy_are_negative(text, months):
    found = find_age(plain(text))
    assert found is not None
    assert found.months == months


@pytest.mark.parametrize(
    "text",
    [
        "jede Nacht bis um drei",
        "hab 2 kleine kinder",
        "zwanzig mal in der nacht",
        "seit 3 wochen krank",
        "elternzeit 12 monate",
        "elterngeld plus 24 monate",
        "gefallen aus 2 m",
        "geld 2;5",
        "hat 5 tage fieber",
        "kind war 2 wochen krank",
        "3 wochen kur mutter kind",
        "mann 6 monate im gefängnis",
        "eingewöhnung dauert 6 wochen",
        "3 tage woche kita",
        "parental leave 12 months",
        "we have been married 3 years",
        "doğum izni 4 ay",
        "декрет 3 года",
        "متزوجة 3 سنوات",
        "elterngeld plus 14 monate elterngeld",
        "wartezeit: 6 monate",
        "wir warten 9 monate auf einen kitaplatz",
        "2 jahre verheiratet und jetzt getrennt",
        "mein mann ist 6 monate auf montage",
        "12 woche ultraschall kein herzschlag",
        "in der 20. woche verloren",
        "alle 2 stunden",
        "ich bin 17 jahre",
        "0-3 jahre",
        "in 3 monaten umziehen",
        "zu fünft in zwei zimmern",
        "§ 31",
        "98724",
        "elternzeit 2 jahre lang",
        "vor 2 jahren getrennt",
        "u3-platz gesucht",
        "",
    ],
)
def test_numbers_that_are_no_age(text):
    assert find_age(plain(text)) is None


@pytest.mark.parametrize("text", ["turnen für 2jährige", "kurs für 2 jährige", "gruppe für 2-jährige kinder"])
def test_a_course_for_children_of_an_age_is_no_duration(text: str) -> None:
    age = find_age(plain(text))
    assert age is not None
    assert age.months == 24


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ابني سنتين ونص", 30), ("طفل عمره عام ونصف", 18), ("сыну полтора не говорит", 18), ("девятимесячный", 9),
        ("восьмимісячний малюк", 8), ("мультики трехлетке", 36), ("дворічка кусається", 24), ("полтора годика", 18),
        ("у малюка температура 39 йому місяць", 1), ("температура 38, ему месяц", 1), ("ей неделя", 0),
        ("сыну год и он не спит", 12),
        ("нам год и восемь", 20), ("сыну год и 2 раза болел", 12), ("нам рік і три", 15),
        ("доньці вже рік", 12), ("bebeğim bir aylık ateşi var", 1),
    ],
)  # fmt: skip
def test_ages_are_said_in_one_word_and_by_halves_in_other_languages(text: str, months: int) -> None:
    found = find_age(plain(text))
    assert found is not None
    assert found.months == months


@pytest.mark.parametrize(
    "text", ["ему месяц назад сделали прививку", "йому тиждень погано", "месяц не сплю", "нам год назад сказали"]
)
def test_how_long_it_lasts_is_no_age_in_other_languages_either(text: str) -> None:
    assert find_age(plain(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "kam in der 29. woche zur welt",
        "geboren in der 31. woche",
        "geburt in ssw 28 frühchen",
        "born at 30 weeks",
        "frühchen 28 woche",
    ],
)
def test_the_week_in_which_a_child_was_born_is_no_week_of_a_pregnancy(text):
    assert find_age(plain(text)) is None


@pytest.mark.parametrize(
    "text", ["bekommen zwillinge", "zwillinge im bauch", "gleich zwei auf einmal im bauch", "baby kommt im mai"]
)
def test_children_yet_to_come_are_expected(text):
    assert says_expecting(plain(text))


@pytest.mark.parametrize("text", ["zwillinge bekommen zähne", "meine zwillinge bekommen nicht genug", "luft im bauch"])
def test_children_who_are_there_are_not_expected(text):
    assert not says_expecting(plain(text))
