"""Every calendar is valid, and a subscriber finds the very days the page of the offer shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Change, Series, occurrences
from nestwerk.finder.tests.builders import make_network, make_offer, make_term
from nestwerk.publishing.calendars.scopes import belongs, calendar, place_key, window_end

from .strict import problems

TODAY = date(2026, 11, 22)
UNTIL = window_end(TODAY)
CHANGED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
NINE, ELEVEN = time(9, 30), time(11)
TUESDAYS = Series("weekly", date(2026, 9, 1), NINE, ELEVEN, weekdays=(1,))
TERMS = {one.code: one for one in (make_term("offer.parent_cafe", "Elterncafé, offen"),)}


def made(*offers: OfferRecord, changed: datetime = CHANGED, today: date = TODAY) -> bytes:
    return calendar(
        offers,
        make_network(),
        TERMS,
        name="Termine: Frühe Hilfen; Musterland, überall",
        address="https://fh.example.org/musterland/kalender.ics",
        page=lambda known: f"https://fh.example.org/musterland/angebote/{known}",
        changed={offer.id: changed for offer in offers},
        today=today,
    )


def dated(*series: Series, **rest: Any) -> OfferRecord:
    return make_offer(dates=tuple(one.to_dict() for one in series), offer_types=("offer.parent_cafe",), **rest)


Day = tuple[date, time | None, time | None, bool]


def expanded(raw: bytes, end: date = UNTIL) -> list[Day]:
    """The days as another reader reckons them, in wall time of Germany."""
    found = []
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(TODAY, end + timedelta(days=1)):
        starts, ends = event["DTSTART"].dt, event.get("DTEND")
        timed = isinstance(starts, datetime)
        begins = starts.time() if timed else None
        over = ends.dt.time() if timed and ends is not None and ends.dt != starts else None
        found.append((starts.date() if timed else starts, begins, over, str(event["STATUS"]) == "CANCELLED"))
    return sorted(found, key=str)


def planned(series: Sequence[Series], end: date = UNTIL, land: str = "TH") -> list[Day]:
    """The days as the page reckons them."""
    found = [one for each in series for one in occurrences(each, TODAY, end, land=land)]
    return sorted(
        (
            (one.day, one.begins, one.ends if one.ends and one.ends > (one.begins or one.ends) else None, one.cancelled)
            for one in found
        ),
        key=str,
    )


EVERY = {
    "weekly": [TUESDAYS],
    "every second week, two days": [Series("weekly", date(2026, 9, 1), NINE, ELEVEN, every=2, weekdays=(1, 4))],
    "until": [Series("weekly", date(2026, 9, 1), NINE, weekdays=(2,), until=date(2027, 1, 31))],
    "clear of school and public holidays": [
        Series(
            "weekly", date(2026, 9, 1), NINE, ELEVEN, weekdays=(1, 4), not_in_school_holidays=True,
            not_on_public_holidays=True,
        )
    ],
    "last Friday": [Series("monthly_weekday", date(2026, 9, 1), NINE, ELEVEN, weekdays=(4,), nth=(-1,))],
    "first and third Monday": [Series("monthly_weekday", date(2026, 9, 1), NINE, weekdays=(0,), nth=(1, 3))],
    "the 31st": [Series("monthly_day", date(2026, 1, 31), NINE, ELEVEN, month_day=31)],
    "the last of a month, whole days": [Series("monthly_day", date(2026, 1, 31), month_day=-1)],
    "a list": [
        Series("list", date(2026, 11, 1), NINE, ELEVEN, days=(date(2026, 11, 1), date(2026, 12, 1), date(2027, 3, 30)))
    ],
    "once": [Series("once", date(2026, 12, 24), NINE)],
    "once, over": [Series("once", date(2026, 8, 24), NINE)],
    "once, called off": [
        Series("once", date(2026, 12, 24), NINE, changes=(Change("cancelled", date(2026, 12, 24), "krank"),))
    ],
    "changes of every kind": [
        Series(
            "weekly", date(2026, 9, 1), NINE, ELEVEN, weekdays=(1,), place="Saal",
            changes=(
                Change("skipped", date(2026, 12, 1)),
                Change("cancelled", date(2026, 12, 8), reason="Team im Urlaub"),
                Change("moved", date(2026, 12, 15), to=date(2026, 12, 17), begins=time(15), place="Garten"),
                Change("moved", date(2027, 1, 5), begins=time(10)),
                Change("extra", date(2026, 12, 19)),
                Change("extra", date(2026, 12, 22), begins=time(17)),
            ),
        )
    ],
    "moved out of the holidays": [
        Series(
            "weekly", date(2026, 9, 1), NINE, ELEVEN, weekdays=(1,), not_in_school_holidays=True,
            changes=(
                Change("moved", date(2026, 12, 29), to=date(2026, 12, 18)),
                Change("cancelled", date(2026, 12, 22)),
            ),
        )
    ],
    "extra dates on days the rule leaves out": [
        Series(
            "weekly", date(2026, 8, 1), NINE, ELEVEN, weekdays=(0, 4), not_on_public_holidays=True,
            changes=(
                Change("extra", date(2026, 11, 24), to=date(2026, 12, 25), begins=time(8)),
                Change("skipped", date(2026, 12, 4)),
                Change("extra", date(2026, 12, 5), to=date(2026, 12, 4)),
            ),
        )
    ],
    "two alike": [TUESDAYS, Series("weekly", date(2026, 9, 1), time(14), weekdays=(1,))],
    "over the change of clocks": [Series("weekly", date(2026, 10, 1), time(2, 30), time(3, 30), weekdays=(6,))],
}  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_subscribers_find_the_days_the_page_shows(name: str) -> None:
    raw = made(dated(*EVERY[name]))
    assert problems(raw) == []
    if name == "over the change of clocks":  # 2:30 does not exist on one Sunday of March: readers name it differently
        assert [day for day, *_ in expanded(raw)] == [day for day, *_ in planned(EVERY[name])]
    else:
        assert expanded(raw) == planned(EVERY[name])


days = st.dates(date(2026, 11, 23), date(2027, 4, 30))
changes = st.lists(
    st.builds(
        Change,
        kind=st.sampled_from(["skipped", "cancelled", "moved", "extra"]),
        day=days,
        to=st.none() | days,
        begins=st.none() | st.sampled_from([time(8), time(16)]),
    ),
    max_size=5,
    unique_by=lambda change: change.day,
)
rules = st.builds(
    Series,
    kind=st.sampled_from(["weekly", "monthly_weekday", "monthly_day"]),
    first=st.dates(date(2026, 8, 1), date(2027, 1, 31)),
    begins=st.just(NINE),
    ends=st.sampled_from([None, ELEVEN]),
    every=st.integers(1, 3),
    weekdays=st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda found: tuple(sorted(found))),
    nth=st.sampled_from([(1,), (2, 4), (-1,), (5,)]),
    month_day=st.sampled_from([1, 15, 31, -1]),
    until=st.none() | st.dates(date(2027, 2, 1), date(2027, 6, 30)),
    not_in_school_holidays=st.booleans(),
    not_on_public_holidays=st.booleans(),
    changes=changes.map(tuple),
)


def test_a_cancelled_date_and_an_extra_one_on_its_day_are_two_events() -> None:
    changes = (
        Change(kind="cancelled", day=date(2026, 11, 25)),
        Change(kind="extra", day=date(2026, 11, 23), to=date(2026, 11, 25)),
    )
    series = Series(kind="weekly", first=date(2026, 8, 1), begins=NINE, weekdays=(2,), changes=changes)
    raw = made(dated(series))
    assert problems(raw) == []
    assert sorted(set(expanded(raw)), key=str) == sorted(set(planned([series])), key=str)


@given(rules)
@settings(max_examples=60, deadline=None)
def test_any_series_expands_to_the_days_of_its_page(series: Series) -> None:
    raw = made(dated(series))
    assert problems(raw) == []
    assert sorted(set(expanded(raw)), key=str) == sorted(set(planned([series])), key=str)


def test_a_calendar_says_what_a_family_needs() -> None:
    offer = dated(
        replace(TUESDAYS, place="Saal 2", registration="Bitte anrufen, 030 1"),
        id="1f0f2f2c-9f3a-4d49-8a55-8a2f4f3d5a11", title="Elterncafé; mit Frühstück, für alle\\jeden",
        summary="Kaffee\nund Kuchen 🥐" * 9, organisation="Familienhaus", street="Am Markt 1", postal_code="99999",
        city="Musterstadt", lat=50.4, lon=11.2, position_exact=True,
    )  # fmt: skip
    raw = made(offer)
    assert problems(raw) == []
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert event["SUMMARY"] == "Elterncafé; mit Frühstück, für alle\\jeden"
    assert event["LOCATION"] == "Saal 2, Am Markt 1, 99999 Musterstadt"
    assert event["DESCRIPTION"].endswith("Familienhaus\nBitte anrufen, 030 1")
    assert event["CATEGORIES"].cats == ["Elterncafé, offen"]
    assert event["URL"] == "https://fh.example.org/musterland/angebote/1f0f2f2c-9f3a-4d49-8a55-8a2f4f3d5a11"


def test_a_secret_address_leaves_no_trace() -> None:
    """The catalogue has taken the places out already; here is nothing that could put one back."""
    offer = dated(
        TUESDAYS, hidden_address=True, lat=50.4, lon=11.2, position_exact=True, street="Geheimweg 7", city="Geheimstadt"
    )
    raw = made(offer).decode()
    assert not any(word in raw for word in ("LOCATION", "GEO", "Geheim", "50.4"))


def test_names_stay_and_numbers_grow() -> None:
    def of(raw: bytes) -> dict[str, int]:
        return {str(one["UID"]): int(one["SEQUENCE"]) for one in icalendar.Calendar.from_ical(raw).walk("VEVENT")}

    before = of(made(dated(TUESDAYS, Series("once", date(2026, 12, 24), NINE))))
    assert of(made(dated(TUESDAYS, Series("once", date(2026, 12, 24), NINE)))) == before
    later = Series("weekly", date(2026, 9, 1), time(10), weekdays=(1,), place="Garten")
    after = of(made(dated(later, Series("once", date(2026, 12, 24), NINE)), changed=CHANGED + timedelta(minutes=5)))
    assert set(after) == set(before)
    assert all(after[uid] == before[uid] + 300 for uid in before)


def test_while_an_offer_pauses_it_has_no_dates() -> None:
    raw = made(dated(TUESDAYS, paused=True, paused_until="2027-01-10"))
    assert problems(raw) == []
    assert expanded(raw)[0][0] == date(2027, 1, 12)


def test_a_calendar_without_dates_is_still_one() -> None:
    raw = made()
    assert problems(raw) == []
    assert icalendar.Calendar.from_ical(raw).walk("VEVENT") == []


def test_parts_hold_what_their_names_say() -> None:
    offer = dated(TUESDAYS, city="Neustadt (Orla)", social_space="nord")
    assert place_key("Neustadt (Orla)") == "neustadt-orla"
    assert place_key("Großröhrsdorf") == "grossroehrsdorf"
    assert belongs("ort", "neustadt-orla")(offer)
    assert belongs("raum", "nord")(offer)
    assert belongs("thema", "offer.parent_cafe")(offer)
    assert not belongs("thema", "offer.sling")(offer)
