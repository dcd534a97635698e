"""What families should know before they set out: said by the day, in every language, and never for longer than true."""

from __future__ import annotations

from datetime import date

import pytest

from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.marks import mark, season_in_words, while_nobody_looks
from nestwerk.finder.wording.places import places, places_short
from nestwerk.finder.wording.rhythm import remarks, rhythm

from .builders import make_network, make_offer

DE, PLAIN, EN = texts_for("de"), texts_for("de-einfach"), texts_for("en")
DAY = date(2026, 11, 22)


def test_what_nobody_confirmed_in_time_says_so_from_the_day_after() -> None:
    offer = make_offer(clock="2026-11-22", last_verified="2026-05-22", phone="030 23125")
    assert mark(offer, DAY, DE) is None
    found = mark(offer, date(2026, 11, 23), DE)
    assert found is not None
    assert (found.kind, found.away) == ("unconfirmed", False)
    assert (found.short, found.text) == ("Nicht bestätigt seit Mai 2026", "Nicht bestätigt seit 22. Mai 2026")
    assert found.more == "Bitte vorher anrufen"
    english = mark(offer, date(2026, 11, 23), EN)
    assert english is not None
    assert english.text == "Not confirmed since 22 May 2026"


def test_one_cannot_call_where_there_is_no_number() -> None:
    found = mark(make_offer(clock="2026-11-01", last_verified="2026-05-01"), DAY, DE)
    assert found is not None
    assert found.more == "Bitte vorher nachfragen"


def test_data_without_a_clock_is_never_marked() -> None:
    assert mark(make_offer(last_verified="2019-01-01", unverified=True), DAY, DE) is None
    assert mark(make_offer(last_verified=""), DAY, DE) is None


def test_while_nobody_coordinates_what_nobody_confirmed_asks_to_call_first() -> None:
    new, vacant = make_offer(phone="030 23125"), make_network(vacant=True)
    found = while_nobody_looks(new, vacant, DAY, DE)
    assert found is not None
    assert found.more == "Bitte vorher anrufen"
    assert while_nobody_looks(new, make_network(absent_until="2026-11-22"), DAY, DE) is not None
    assert while_nobody_looks(new, make_network(absent_until="2026-11-21"), DAY, DE) is None
    assert while_nobody_looks(make_offer(last_verified="2026-11-01"), vacant, DAY, DE) is None
    assert while_nobody_looks(make_offer(unverified=True), vacant, DAY, DE) is None


def test_a_pause_says_until_when_and_why_and_ends_by_itself() -> None:
    offer = make_offer(paused=True, paused_until="2027-03-01", pause_reason="Wir ziehen um.", clock="2026-01-01")
    found = mark(offer, DAY, DE)
    assert found is not None
    assert (found.kind, found.away, found.text) == ("paused", True, "Macht Pause bis 1. März")
    assert (found.reason, found.since) == ("Wir ziehen um.", date(2027, 3, 1))
    back = mark(offer, date(2027, 3, 1), DE)
    assert back is not None
    assert back.kind == "unconfirmed", "the night has not come by yet, the day has"


@pytest.mark.parametrize(
    ("season", "said"),
    [
        ("--04-01/--10-31", "Wieder ab April"),
        ("--05-15/--09-30", "Wieder ab 15. Mai"),
        ("2028-01-01/2028-02-01", "Wieder ab 1. Januar 2028"),
        ("2025-01-01/2025-02-01", "Zurzeit gibt es das nicht"),
        ("--11-01/--12-31", None),
        ("", None),
        ("quatsch", None),
    ],
)
def test_out_of_season_it_says_when_it_is_back(season: str, said: str | None) -> None:
    found = mark(make_offer(season=season), DAY, DE)
    assert (found.text if found else None) == said


def test_a_season_in_words() -> None:
    assert season_in_words("--04-01/--10-31", DE) == "Nur April bis Oktober"
    assert season_in_words("--12-01/--12-31", DE) == "Nur im Dezember"
    assert season_in_words("--05-15/--09-30", EN) == "Only 15 May to 30 September"
    assert season_in_words("2027-06-01/2027-08-31", DE) == "Nur 1. Juni 2027 bis 31. August 2027"
    assert season_in_words("", DE) == season_in_words("quatsch", DE) == ""


def test_free_places_carry_their_day_and_never_outlive_it() -> None:
    offer = make_offer(places_free=3, waiting_weeks=4, places_until="2026-11-26", last_verified="2026-11-12")
    assert places(offer, DAY, DE) == ("3 Plätze frei (Stand 12. November)", "Wartezeit etwa 4 Wochen")
    assert places_short(offer, DAY, EN) == "3 places free"
    assert places(offer, date(2026, 11, 26), DE)
    assert places(offer, date(2026, 11, 27), DE) == ()
    assert places_short(offer, date(2026, 11, 27), DE) == ""
    assert places(make_offer(places_free=3), DAY, DE) == (), "without an end nobody knows whether it is still true"
    full = make_offer(places_free=0, waiting_weeks=1, places_until="2026-11-26")
    assert places(full, DAY, DE) == ("Zurzeit ist kein Platz frei", "Wartezeit etwa 1 Woche")
    assert places_short(full, DAY, DE) == ""


def test_remarks_beside_hours_are_said_as_written() -> None:
    assert remarks('"nach Vereinbarung"', DE) == (("", "nach Vereinbarung"),)
    assert remarks('Mo-Fr "nach Vereinbarung"', DE) == (("Montag bis Freitag", "nach Vereinbarung"),)
    assert remarks('Tu 09:00-11:00 "mit Anmeldung"; Th 10:00-12:00', DE) == (
        ("Dienstag: 9 bis 11 Uhr", "mit Anmeldung"),
    )
    assert remarks("Mo-Fr 08:00-12:00", DE) == remarks("", DE) == ()
    nth = 'We[1] 15:00-17:00 "mit Anmeldung"'
    assert remarks(nth, DE) == (("Jeden ersten Mittwoch im Monat: 15 bis 17 Uhr", "mit Anmeldung"),)
    assert rhythm(nth, DE) == (), "said once"


def test_who_confirmed_is_said_without_a_name() -> None:
    assert dates.confirmed("2026-11-12", DE, "provider") == "Vom Anbieter bestätigt am 12. November 2026"
    assert dates.confirmed("2026-11-12", DE, "phone") == "Am Telefon bestätigt am 12. November 2026"
    assert dates.confirmed("2026-11-12", DE) == "Zuletzt bestätigt am 12. November 2026"
