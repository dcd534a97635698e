"""What the page decides to say: chips, filters, helplines, each for a given moment and question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

from django.test import RequestFactory

from nestwerk.common.hours import BERLIN
from nestwerk.finder.asking import Question
from nestwerk.finder.languages import GERMAN
from nestwerk.finder.page import Page
from nestwerk.finder.present.chips import chips
from nestwerk.finder.present.filters import filters
from nestwerk.finder.present.help_lines import open_lines
from nestwerk.finder.present.outcome import above
from nestwerk.matching.types import Hit, Place, Reason, Understood

from .builders import make_helpline, make_network, make_offer, make_term

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=BERLIN)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
LAUSCHA = Place("gn:1", "Lauscha", (), ("98724",), 50.47, 11.16)
TERMS = [
    make_term("need.crying", "Exzessives Schreien", plain="Mein Baby schreit viel", en="Excessive crying"),
    make_term("need.money", "Finanzielle Not"),
    make_term("need.sleep", "Schlafprobleme", plain="Mein Kind schläft nicht"),
    make_term("offer.parent_cafe", "Elterncafé"),
    make_term("offer.debt_counselling", "Schuldnerberatung"),
    make_term("offer.spz", "SPZ"),
    make_term("tg.infant", "Eltern mit Kindern im ersten Lebensjahr"),
    make_term("tg.all_families", "Alle Familien"),
]


class Catalogue(SimpleNamespace):
    """Records as a published catalogue holds them, without a search."""


def make_page(*, at=NOON, language=GERMAN, helplines=(), offers=()) -> Page:
    network = make_network()
    snap = Catalogue(
        terms={term.code: term for term in TERMS},
        networks={network.slug: network},
        helplines=helplines,
        offers=lambda slug: offers,
        version="1",
    )
    return Page(RequestFactory().get("/musterland/suche"), language, snap, at, network)


def test_what_was_understood_becomes_chips_that_can_be_taken_away():
    understood = Understood(
        "baby schreit, lauscha",
        needs=(("need.crying", 0.9),),
        target_groups=(("tg.infant", 0.8), ("tg.all_families", 0.8)),
        place=LAUSCHA,
        place_from_words=True,
        age_months=3,
        age_exact=True,
    )
    found = chips(make_page(), Question(q="baby schreit, lauscha"), understood)
    assert [chip.text for chip in found] == ["Lauscha", "3 Monate", "Mein Baby schreit viel"]
    assert found[0].address == "/musterland/suche?q=baby+schreit%2C+lauscha&ohne=place"


def test_taking_away_a_choice_drops_its_parameter():
    asked = Question(place="98724", age="0-3-monate", needs=("need.crying",), languages=("tr", "ar"))
    understood = Understood(
        "", needs=(("need.crying", 1.0),), place=LAUSCHA, age_months=1, languages=("tr", "ar"), age_exact=False
    )
    found = {chip.text: chip.address for chip in chips(make_page(), asked, understood)}
    assert "ort=" not in found["Lauscha"]
    assert "ohne" not in found["Lauscha"]
    assert "alter=" not in found["0 bis 3 Monate"]
    assert "thema=" not in found["Mein Baby schreit viel"]
    assert "sprache=ar" in found["Türkisch"]
    assert "sprache=tr" not in found["Türkisch"]


def test_nothing_sensitive_and_no_emergency_is_ever_a_chip():
    understood = Understood(
        "", needs=(("need.suicidality", 1.0), ("need.money", 1.0)), offer_types=(("offer.debt_counselling", 1.0),)
    )
    assert chips(make_page(), Question(q="x", needs=("need.money",)), understood) == ()


def test_filters_show_what_remains_and_are_off_where_nothing_would():
    facets = {
        "age": {"0-3": 4, "pregnancy": 2},
        "access": {"drop_in": 3},
        "cost": {"free": 2},
        "language": {"de": 9, "tr": 1},
        "type": {"offer.parent_cafe": 5, "offer.debt_counselling": 2, "offer.spz": 0},
    }
    groups = {group.title: group.options for group in filters(make_page(), Question(q="baby"), facets)}
    stages = {option.text: (option.left, bool(option.address)) for option in groups["Alter"]}
    assert stages == {
        "Schwanger": (2, True),
        "0 bis 3 Monate": (4, True),
        "4 bis 12 Monate": (0, False),
        "1 bis 3 Jahre": (0, False),
    }
    assert [option.text for option in groups["Sprache"]] == ["Türkisch"]
    assert [option.text for option in groups["Art der Hilfe"]] == ["Elterncafé"]
    assert groups["Kosten"][0].address == "/musterland/suche?q=baby&kosten=free"


def test_a_chosen_filter_can_always_be_taken_back():
    groups = filters(make_page(), Question(q="baby", access=("phone",)), {"access": {}})
    chosen = [option for group in groups for option in group.options if option.chosen]
    assert [(option.text, option.address) for option in chosen] == [("Am Telefon", "/musterland/suche?q=baby")]


LINES = (
    make_helpline("notruf", kinds=("need.poisoning", "need.acute_danger"), phone="112"),
    make_helpline("eltern", phone="0800 1110550", opening_hours="Mo-Fr 09:00-17:00"),
    make_helpline("seelsorge", website="telefonseelsorge.de"),
    make_helpline("seelsorge-2", phone="0800 1110222", website="telefonseelsorge.de"),
    make_helpline("fachkraefte", audience="professionals", kinds=("comfort", "need.violence")),
)


def _hit():
    return Hit(0, 0, "krabbelgruppe", "musterland", 1.0, 2.0, (Reason("need", {"term": "need.crying"}),))


def test_at_three_in_the_morning_a_father_gets_a_voice_not_office_hours():
    crying = Understood("baby schreit", needs=(("need.crying", 0.9),))
    offers = [(_hit(), make_offer(opening_hours="Mo-Fr 08:00-16:00"))]
    night = above(make_page(at=NIGHT, helplines=LINES), Question(q="x"), crying, offers)
    assert [line.key for line in night.comfort] == ["seelsorge"]
    noon = above(make_page(at=NOON, helplines=LINES), Question(q="x"), crying, offers)
    assert noon.comfort == ()


def test_the_holidays_of_the_land_where_an_offer_is_count_not_those_of_its_network():
    womens_day = datetime(2027, 3, 8, 12, 0, tzinfo=BERLIN)  # a Monday, a holiday in Mecklenburg-Vorpommern since 2023
    page, crying = make_page(at=womens_day, helplines=LINES), Understood("baby schreit", needs=(("need.crying", 0.9),))
    hours = "Mo-Fr 08:00-16:00; PH off"
    here = above(page, Question(q="x"), crying, [(_hit(), make_offer(opening_hours=hours))])
    there = above(page, Question(q="x"), crying, [(_hit(), make_offer(opening_hours=hours, land="MV"))])
    assert (here.comfort == (), there.comfort == ()) == (True, False)


def test_words_that_may_mean_something_grave_show_its_lines_without_an_alarm():
    lines = (*LINES, make_helpline("gewalt", kinds=("need.violence",), phone="116016"))
    maybe = Understood("er wird mir langsam unheimlich", needs=(("need.violence", 0.7),))
    shown = above(make_page(at=NOON, helplines=lines), Question(q="x"), maybe, [])
    assert ([line.key for line in shown.comfort], shown.listened, shown.urgent) == (["gewalt"], True, False)
    alarmed = Understood("er schlägt mich", needs=(("need.violence", 1.0),), emergency=("need.violence",))
    assert above(make_page(at=NOON, helplines=lines), Question(q="x"), alarmed, []).comfort == ()


def test_a_suspicion_of_danger_shows_its_numbers_quietly_and_one_of_despair_who_listens():
    rescue = make_helpline("112", kinds=("need.acute_danger", "need.suicidality"), phone="112")
    lines = (rescue, *LINES, make_helpline("krise", kinds=("need.suicidality",), phone="0800 1110111"))
    page = make_page(at=NOON, helplines=lines)
    danger = above(page, Question(q="x"), Understood("trieb im teich", perhaps="need.acute_danger"), [])
    assert danger.perhaps is not None
    assert [call.way.shown for call in danger.perhaps.calls] == ["112"]
    assert (danger.urgent, danger.comfort) == (False, ())
    despair = above(page, Question(q="x"), Understood("für immer weg", perhaps="need.suicidality"), [])
    assert despair.perhaps is None
    assert ([line.key for line in despair.comfort], despair.listened, despair.urgent) == (["krise"], True, False)
    heard = Understood("ertrinkt", emergency=("need.acute_danger",))
    assert above(page, Question(q="x"), heard, []).perhaps is None


def test_by_day_the_parents_line_is_among_those_open():
    assert [line.key for line in open_lines(make_page(at=NOON, helplines=LINES), {"comfort"})] == [
        "eltern",
        "seelsorge",
    ]


def test_an_unplanned_pregnancy_names_who_issues_the_certificate():
    understood = Understood("ungewollt schwanger", needs=(("need.unplanned_pregnancy", 0.9),))
    offers = (make_offer(id="a"), make_offer(id="b", title="Beratung", certificate=True))
    shown = above(make_page(offers=offers), Question(q="x"), understood, [])
    assert shown.unplanned
    assert [card.id for card in shown.issuers] == ["b"]
    assert not above(make_page(), Question(q="x"), Understood("hebamme"), []).unplanned
    for otherwise in (
        {"signs": ("sign.pregnancy_bleeding",)},
        {"emergency": ("need.violence",)},
        {"age_months": -4, "age_exact": True},
    ):
        assert not above(make_page(), Question(q="x"), replace(understood, **otherwise), []).unplanned, otherwise
    assert above(make_page(), Question(q="x"), replace(understood, age_months=-7, age_exact=True), []).unplanned
    assert above(make_page(), Question(q="x"), replace(understood, age_months=-1), []).unplanned


def test_who_mourns_is_shown_the_page_for_families_whose_child_has_died():
    mourning = Understood("baby tot geboren", needs=(("need.bereavement", 0.9),))
    assert above(make_page(at=NOON), Question(q="x"), mourning, []).mourns
    hardly = replace(mourning, needs=(("need.bereavement", 0.3),))
    danger = replace(mourning, emergency=("need.suicidality",))
    for other in (hardly, danger):
        assert not above(make_page(at=NOON), Question(q="x"), other, []).mourns
