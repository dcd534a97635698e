"""The table of opening hours as people fill it in, without any script."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from nestwerk.common.ui.hours import HoursField
from nestwerk.common.ui.redraw import Redrawn


class Place(Redrawn):
    title = forms.CharField(label="Titel")
    times = HoursField(label="Öffnungszeiten", required=False)


def sent(*lines: tuple[str, str, str], **more: str) -> QueryDict:
    """What a browser sends: lines of days ("01"), from, to; further fields by the end of their name."""
    data = QueryDict(mutable=True)
    data["title"] = "Elterncafé"
    data["times-zeilen"] = str(len(lines))
    for number, (days, begins, ends) in enumerate(lines):
        data.setlist(f"times-{number}-tage", list(days))
        data[f"times-{number}-von"], data[f"times-{number}-bis"] = begins, ends
    for name, value in more.items():
        data[f"times-{name}"] = value
    return data


def shown(form: forms.Form) -> str:
    return render_to_string("common/_form.html", {"form": form}, using="workspace")


def test_five_empty_lines_stand_ready() -> None:
    text = shown(Place())
    assert text.count("data-line>") == 5
    assert "<legend>Öffnungszeiten</legend>" in text
    assert 'id="id_times_0"' in text
    assert "script" not in text
    assert "style=" not in text


def test_what_is_filled_in_is_kept_as_syntax() -> None:
    form = Place(sent(("01234", "09:00", "12:00"), ("1", "14:00", "16:00"), ("", "", ""), feiertage="on"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["times"] == "Mo,We-Fr 09:00-12:00; Tu 09:00-12:00,14:00-16:00; PH off"


def test_kept_hours_come_back_as_lines_and_words() -> None:
    text = shown(Place(initial={"times": "Mo-Fr 09:00-12:00; PH off"}))
    assert text.count("data-line>") == 1
    assert text.count(" checked") == 6
    assert 'value="09:00"' in text
    assert "Montag bis Freitag von 9 bis 12 Uhr" in text


def test_a_line_more_loses_nothing_and_judges_nothing() -> None:
    form = Place(sent(("0", "09:00", "08:00"), mehr="1"))
    assert not form.is_valid()
    text = shown(form)
    assert text.count("data-line>") == 2
    assert 'value="08:00"' in text
    assert 'class="error' not in text


def test_a_line_less() -> None:
    form = Place(sent(("0", "09:00", "12:00"), ("1", "10:00", "11:00"), weg="0"))
    assert not form.is_valid()
    text = shown(form)
    assert text.count("data-line>") == 1
    assert 'value="10:00"' in text


def test_errors_stand_beside_their_line_and_on_top() -> None:
    form = Place(sent(("0", "09:00", "12:00"), ("", "10:00", "11:00")))
    assert not form.is_valid()
    text = shown(form)
    top = text[text.index("error-summary") : text.index("</ul>")]
    assert "Zeile 2: Bitte wählen Sie mindestens einen Wochentag." in top
    assert '<a href="#id_times_0">' in top
    assert 'id="id_times_1_error">Bitte wählen Sie mindestens einen Wochentag.' in text
    assert 'aria-describedby="id_times_1_error"' in text


def test_what_no_table_can_hold_stays_and_is_shown_in_words() -> None:
    special = "We[1,3] 18:00-19:30"
    text = shown(Place(initial={"times": special}))
    assert special in text
    assert "Jeden 1. und 3. Mittwoch im Monat von 18 bis 19:30 Uhr" in text
    form = Place(sent(("", "", ""), text=special))
    assert form.is_valid()
    assert form.cleaned_data["times"] == special


def test_special_hours_can_be_replaced_by_the_table() -> None:
    form = Place(sent(("0", "09:00", "10:00"), text="We[1] 18:00+", ersetzen="on"))
    assert form.is_valid()
    assert form.cleaned_data["times"] == "Mo 09:00-10:00"


def test_a_table_beside_special_hours_is_not_lost_silently() -> None:
    form = Place(sent(("0", "09:00", "10:00"), text="We[1] 18:00+"))
    assert not form.is_valid()
    assert "Durch die Tabelle ersetzen" in form.errors["times"][0]
    assert 'value="09:00"' in shown(form)


def test_a_broken_text_is_refused_in_german() -> None:
    form = Place(sent(("", "", ""), text="montags früh"))
    assert not form.is_valid()
    assert "verstehen wir" in form.errors["times"][0]


def test_whether_anything_changed() -> None:
    same = Place(sent(("01234", "09:00", "12:00")), initial={"title": "Elterncafé", "times": "Mo-Fr 09:00-12:00"})
    other = Place(sent(("0", "09:00", "12:00")), initial={"title": "Elterncafé", "times": "Mo-Fr 09:00-12:00"})
    assert same.changed_data == []
    assert other.changed_data == ["times"]


def test_nonsense_in_the_request_does_no_harm() -> None:
    data = sent(("09x", "<b>", "99:99"), weg="-1")
    data["times-zeilen"] = "99999999999"
    assert not Place(data).is_valid()
    data = sent(zeilen="x")
    assert Place(data).is_valid()
    text = shown(Place(sent(("0", '"><script>', "12:00"))))
    assert "<script>" not in text


def test_the_return_key_keeps_and_never_removes_a_line() -> None:
    text = shown(Place())
    assert text.index('<button class="unseen"') < text.index("times-weg")
