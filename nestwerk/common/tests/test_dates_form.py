"""Recurring dates as people fill them in, without any script."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from nestwerk.common.dates import Change, Series
from nestwerk.common.ui.dates import SeriesForm

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TUESDAYS = {
    "kind": "weekly", "first": "2026-12-01", "begins": "09:30", "ends": "11:00", "weekdays": "1", "every_weeks": "1",
}  # fmt: skip


def make_form(changes: list[dict[str, str]] | None = None, **parts: str) -> SeriesForm:
    data = QueryDict(mutable=True)
    for name, value in (TUESDAYS | parts).items():
        data[f"termine-{name}"] = value
    data["termine-ausnahmen-zeilen"] = str(len(changes or []))
    for number, row in enumerate(changes or []):
        for name, value in row.items():
            data[f"termine-ausnahmen-{number}-{name}"] = value
    return SeriesForm(data, at=AT, land="TH")


def shown(form: SeriesForm) -> str:
    return render_to_string("common/_dates.html", {"form": form}, using="workspace")


def test_every_tuesday() -> None:
    form = make_form(not_in_school_holidays="on", place="Rathaus")
    assert form.is_valid(), form.errors
    assert form.series == Series(
        "weekly", date(2026, 12, 1), time(9, 30), time(11), weekdays=(1,), not_in_school_holidays=True, place="Rathaus"
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"kind": "once"}, Series("once", date(2026, 12, 1), time(9, 30), time(11))),
        (
            {"kind": "monthly_weekday", "nth": "-1", "nth_weekdays": "3", "every_months": "2"},
            Series("monthly_weekday", date(2026, 12, 1), time(9, 30), time(11), every=2, weekdays=(3,), nth=(-1,)),
        ),
        (
            {"kind": "monthly_day", "month_day": "15", "until": "2027-06-30"},
            Series("monthly_day", date(2026, 12, 1), time(9, 30), time(11), month_day=15, until=date(2027, 6, 30)),
        ),
        (
            {"kind": "list", "days": "17.12.2026\n3.12.2026, 2027-01-14", "first": ""},
            Series(
                "list", date(2026, 12, 3), time(9, 30), time(11),
                days=(date(2026, 12, 3), date(2026, 12, 17), date(2027, 1, 14)),
            ),
        ),
    ],
)  # fmt: skip
def test_each_rule_takes_only_its_parts(parts, expected) -> None:
    form = make_form(**parts)
    assert form.is_valid(), form.errors
    assert form.series == expected


def test_what_is_kept_comes_back_unchanged() -> None:
    series = Series(
        "monthly_weekday", date(2026, 12, 1), time(9, 30), weekdays=(1, 3), nth=(1, 3), until=date(2027, 6, 30),
        changes=(Change("moved", date(2026, 12, 15), "Fest", to=date(2026, 12, 16), begins=time(15)),),
        place="Rathaus",
    )  # fmt: skip
    form = SeriesForm(at=AT, series=series)
    data = QueryDict(mutable=True)
    for bound in (form, *form.changes.rows):
        for field in bound:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif isinstance(value, list | tuple):
                data.setlist(field.html_name, [str(item) for item in value])
            elif value not in (None, False, ""):
                data[field.html_name] = value.strftime("%H:%M") if isinstance(value, time) else str(value)
    data["termine-ausnahmen-zeilen"] = str(len(form.changes.rows))
    again = SeriesForm(data, at=AT)
    assert again.is_valid(), (again.errors, [row.errors for row in again.changes.rows])
    assert again.series == series


def test_exceptions_are_rows() -> None:
    form = make_form(
        [
            {"kind": "cancelled", "day": "2026-12-08", "reason": "Team krank", "place": "wird übergangen"},
            {},
            {"kind": "moved", "day": "2026-12-15", "to": "2026-12-16", "begins": "15:00"},
        ]
    )
    assert form.is_valid(), form.errors
    assert form.series is not None
    assert form.series.changes == (
        Change("cancelled", date(2026, 12, 8), "Team krank"),
        Change("moved", date(2026, 12, 15), to=date(2026, 12, 16), begins=time(15)),
    )


def test_an_unfinished_exception_is_said_beside_its_row() -> None:
    form = make_form([{"kind": "moved", "day": "2026-12-15"}, {"day": "2026-12-22"}])
    assert not form.is_valid()
    text = shown(form)
    assert "Bitte geben Sie an, wohin" in text
    assert "Bitte wählen Sie, was mit diesem Termin ist." in text
    assert "Bitte sehen Sie sich die Ausnahmen noch einmal an." in text


def test_a_row_more_loses_nothing_and_judges_nothing() -> None:
    form = make_form([{"kind": "moved", "day": "2026-12-15"}], ends="08:00", **{"ausnahmen-mehr": "1"})
    assert not form.is_valid()
    text = shown(form)
    assert text.count("data-line>") == 2
    assert 'value="2026-12-15"' in text
    assert 'value="08:00"' in text
    assert 'class="error' not in text


def test_the_preview_shows_five_dates_and_keeps_nothing() -> None:
    form = make_form([{"kind": "cancelled", "day": "2026-12-08", "reason": "Team krank"}], vorschau="1",
                     not_in_school_holidays="on")  # fmt: skip
    assert not form.is_valid()
    text = shown(form)
    assert "Jeden Dienstag von 9:30 bis 11 Uhr, nicht in den Schulferien, ab 1. Dezember 2026" in text
    assert text.count("<ol>") == 1
    assert text[text.index("<ol>") :].count("<li>") == 5
    assert "Dienstag, 8. Dezember 2026, 9:30 bis 11 Uhr – fällt aus: Team krank" in text
    assert "29. Dezember" not in text
    assert "5. Januar 2027" in text


def test_a_preview_of_nonsense_shows_what_is_wrong() -> None:
    form = make_form(ends="09:00", vorschau="1")
    text = shown(form)
    assert not form.is_valid()
    assert "liegt nicht nach dem Beginn" in text
    assert 'class="preview"' not in text


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"first": ""}, "Bitte geben Sie den ersten Tag an."),
        ({"first": "morgen"}, "Diesen Tag verstehen wir nicht."),
        ({"weekdays": ""}, "Bitte wählen Sie mindestens einen Wochentag."),
        ({"kind": "list", "days": "Nikolaus"}, "„Nikolaus“ verstehen wir nicht."),
        ({"kind": "monthly_day"}, "Ein Monat hat die Tage 1 bis 31."),
        ({"link": "javascript:alert(1)"}, "beginnt mit https://"),
        ({"until": "2026-11-30"}, "Der letzte Tag liegt vor dem ersten Tag."),
    ],
)
def test_what_is_wrong_is_said_in_german(parts, sentence) -> None:
    form = make_form(**{key: value for key, value in parts.items() if value} or {})
    for key, value in parts.items():
        if not value:
            form.data.pop(f"termine-{key}", None)  # type: ignore[attr-defined]  # our own QueryDict
    assert not form.is_valid()
    assert any(sentence in text for texts in form.errors.values() for text in texts), form.errors


def test_a_fresh_form_can_be_filled_in_without_script() -> None:
    text = shown(SeriesForm(at=AT))
    assert text.count('type="radio"') == 5
    assert "disabled" not in text
    assert "<script" not in text
    assert "style=" not in text
