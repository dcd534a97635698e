"""What of two offers about the same comes first, by age, language, access, cost, freshness and distance."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from nestwerk.matching.fit import ages_asked, allowed, distances, fit, served
from nestwerk.matching.tests.builders import PLACES, TODAY, offer, segment
from nestwerk.matching.types import OfferFacts, Place, Understood

SONNEBERG = PLACES[0]


def runde(**facts: Any) -> OfferFacts:
    return offer("a", "Runde", "parent_child_group", **facts)


def factors(offers: list[OfferFacts], **asked: Any) -> list[float]:
    """The factor of each offer for what was asked."""
    part, understood = segment(*offers), Understood("", **asked)
    km = distances(understood.place, part)
    serves = np.zeros(part.size, np.bool_)
    serves[served(understood.place, part)] = True
    rows = np.arange(part.size)
    got = fit(understood, part, rows, np.full(part.size, np.nan, np.float32) if km is None else km, serves, TODAY)
    return [float(one) for one in got]


def descends(values: list[float]) -> bool:
    return all(before > after for before, after in pairwise(values))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"age_months": None}, None),
        ({"age_months": -1}, (-9, -1)),  # "schwanger"
        ({"age_months": 0}, (0, 2)),  # "neugeboren"
        ({"age_months": 1}, (0, 4)),
        ({"age_months": 6}, (3, 9)),
        ({"age_months": 6, "age_exact": True}, (6, 6)),
        ({"age_months": 0, "age_exact": True}, (0, 0)),
        ({"age_months": -3, "age_exact": True}, (-3, -3)),
    ],
)
def test_an_age_said_by_the_way_leaves_room_on_both_sides(said: dict[str, Any], asked: tuple[int, int] | None) -> None:
    assert ages_asked(Understood("", **said)) == asked


def test_who_asks_for_nothing_special_gets_all_alike() -> None:
    kinds = [
        {}, {"age_from_months": 0, "age_to_months": 3}, {"languages": ("tr",)}, {"access": ("phone",)},
        {"cost_kind": "paid"}, {"anonymous": False}, {"lat": 54.0, "lon": 13.0}, {"served_postal_codes": ("15859",)},
    ]  # fmt: skip
    assert factors([runde(**one) for one in kinds]) == [1.0] * len(kinds)


def test_an_age_that_fits_comes_first_then_one_not_said_then_one_beside_then_one_far_off() -> None:
    fits, unknown, beside, far = (
        [{"age_from_months": 0, "age_to_months": 12}, {"age_from_months": 12}, {"age_to_months": 12}],
        [{}],
        [{"age_from_months": 0, "age_to_months": 9}, {"age_from_months": 15, "age_to_months": 40}],
        [{"age_from_months": 0, "age_to_months": 8}, {"age_from_months": 16}],
    )
    got = [
        factors([runde(**one) for one in group], age_months=12, age_exact=True)
        for group in (fits, unknown, beside, far)
    ]
    assert all(len(set(group)) == 1 for group in got)
    assert descends([group[0] for group in got])


def test_who_speaks_the_language_comes_first_then_an_interpreter_then_what_is_not_said_then_others() -> None:
    offers = [
        runde(languages=("de", "tr")), runde(languages=("de",), interpreter="yes"), runde(),
        runde(languages=("de",), interpreter="no"),
    ]  # fmt: skip
    assert descends(factors(offers, languages=("tr",)))
    both = factors([runde(languages=("de",), interpreter="on_request"), offers[1], offers[0]], languages=("tr",))
    assert both[0] == both[1]
    assert descends(factors([runde(languages=("tr", "ar")), runde(languages=("tr",))], languages=("tr", "ar")))


def test_a_language_nobody_speaks_changes_no_order() -> None:
    assert factors([runde(languages=("de",)), runde()], languages=("frr",)) == [1.0, 1.0]


def test_the_wished_way_comes_first_then_one_not_said_then_another() -> None:
    offers = [runde(access=("phone", "appointment")), runde(), runde(access=("appointment",))]
    assert descends(factors(offers, access=("phone",)))
    either = factors([runde(access=("phone",)), runde(access=("online",)), runde()], access=("phone", "online"))
    assert either[0] == either[1] > either[2]
    assert factors([runde(access=("appointment",)), runde()], access=("by_pigeon",))[1] == 1.0


@pytest.mark.parametrize(
    ("asked", "best", "worst"),
    [
        ({"age_months": 6}, {"age_from_months": 0, "age_to_months": 12}, {"age_from_months": 60}),
        ({"languages": ("tr",)}, {"languages": ("tr",)}, {"languages": ("de",)}),
        ({"access": ("drop_in",)}, {"access": ("drop_in",)}, {"access": ("referral",)}),
        ({"cost": "free"}, {"cost_kind": "free"}, {"cost_kind": "paid"}),
        ({"anonymous": True}, {"anonymous": True}, {"anonymous": False}),
    ],
)
def test_no_single_wish_drowns_what_it_is_about(
    asked: dict[str, Any], best: dict[str, Any], worst: dict[str, Any]
) -> None:
    high, low = factors([runde(**best), runde(**worst)], **asked)
    assert 0.5 < low < 1 < high < 1.35


def test_an_open_door_counts_a_little_even_unasked() -> None:
    got = factors([runde(access=("drop_in",)), runde(access=("home_visit",)), runde(access=("appointment",)), runde()])
    assert got[0] == got[1] > got[2] == got[3] == 1.0


def test_asked_for_free_the_free_comes_first_and_the_paid_last() -> None:
    kinds = ("free", "insurance", None, "reducible", "paid")
    assert descends(factors([runde(cost_kind=kind) for kind in kinds], cost="free"))
    assert set(factors([runde(cost_kind=kind) for kind in kinds], cost="paid")) == {1.0}


def test_asked_for_without_a_name_the_anonymous_comes_first_and_the_known_not_to_be_last() -> None:
    assert descends(factors([runde(anonymous=said) for said in (True, None, False)], anonymous=True))


def test_the_longer_ago_it_was_confirmed_the_less_it_counts() -> None:
    ago = (365, None, 366, 731)
    assert descends(factors([runde(last_verified=TODAY - days if days else None) for days in ago]))
    edges = factors([runde(last_verified=TODAY - days) for days in (0, 365, 366, 730)])
    assert edges[0] == edges[1] == 1.0
    assert edges[2] == edges[3]


def at(km: float) -> dict[str, float]:
    """So many kilometres north of the place."""
    return {"lat": SONNEBERG.lat + km / 111.2, "lon": SONNEBERG.lon}


def test_the_nearer_comes_first_and_far_off_still_counts() -> None:
    got = factors([runde(**at(km)) for km in (0, 5, 20, 60)] + [runde(**at(900))], place=SONNEBERG)
    assert descends(got)
    assert 1 < got[0] < 1.1
    assert got[-1] > 0.55, "distance never drowns what it is about"


def test_without_a_venue_it_stands_behind_the_near_and_before_the_far_unless_its_region_is_another() -> None:
    near, nowhere, far, elsewhere = factors(
        [runde(**at(5)), runde(), runde(**at(60)), runde(served_postal_codes=("15859",))], place=SONNEBERG
    )
    assert near > nowhere > far > elsewhere or near > nowhere > elsewhere > far
    assert nowhere > elsewhere


def test_a_region_that_covers_the_place_makes_up_for_the_way_and_takes_nothing_from_the_near() -> None:
    here = ("96515",)
    far, near, nowhere, plain = factors(
        [runde(**at(80), served_postal_codes=here), runde(**at(0), served_postal_codes=here),
         runde(served_postal_codes=here), runde(**at(0))], place=SONNEBERG,
    )  # fmt: skip
    assert far == nowhere == 1.0
    assert near == plain > 1.0
    venue_elsewhere = factors([runde(**at(5), served_postal_codes=("15859",)), runde(**at(5))], place=SONNEBERG)
    assert venue_elsewhere[0] == venue_elsewhere[1], "one may come to the venue from anywhere"


@pytest.mark.parametrize("way", ["phone", "online"])
def test_what_is_done_by_telephone_or_screen_is_hardly_far_away(way: str) -> None:
    remote, plain, near, near_plain = factors(
        [runde(**at(200), access=(way,)), runde(**at(200)), runde(**at(2), access=(way,)), runde(**at(2))],
        place=SONNEBERG,
    )
    assert remote == pytest.approx(0.8)
    assert remote > plain
    assert near == near_plain


@pytest.mark.parametrize("region", [{"served_postal_codes": ("96515",)}, {"served_ags": ("16072018",)},
                                    {"served_ags": ("16072",)}, {"served_ags": ("16",)}])  # fmt: skip
def test_a_region_is_said_by_postal_code_municipality_county_or_land(region: dict[str, Any]) -> None:
    part = segment(runde(**region), runde(served_ags=("16073",)), runde())
    assert served(SONNEBERG, part).tolist() == [0]


def test_a_place_known_by_its_postal_code_only_is_served_by_that_and_without_a_place_nothing_is() -> None:
    part = segment(runde(served_postal_codes=("98724",)), runde(served_ags=("16072",)))
    assert served(PLACES[8], part).tolist() == [0]
    assert served(None, part).tolist() == []
    county = Place("gn:9", "Landkreis Sonneberg", ("Landkreis Sonneberg",), (), 50.4, 11.1, ags="16072")
    assert served(county, part).tolist() == [1]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"cost:free"}, [0, 3, 4]),
        ({"cost:free", "cost:paid"}, [0, 1, 3, 4]),
        ({"language:tr"}, [0, 2, 3, 4]),
        ({"language:de"}, [1, 2, 3, 4]),
        ({"language:frr"}, [2, 3, 4]),
        ({"language:de", "language:tr"}, [0, 1, 2, 3, 4]),
        ({"access:home_visit"}, [1, 3, 4]),
        ({"access:home_visit", "access:phone"}, [1, 2, 3, 4]),
        ({"age:6"}, [0, 3, 4]),
        ({"age:12"}, [0, 1, 3, 4]),
        ({"age:36", "age:0"}, [0, 1, 3, 4]),
        ({"age:-3"}, [3, 4]),
        ({"type:offer.parent_child_group"}, [0, 1, 2, 4]),
        ({"type:offer.fathers", "type:offer.cry_clinic"}, [3, 4]),
        ({"type:offer.nothing"}, []),
        ({"need:need.crying"}, [3]),
        ({"need:need.nothing"}, []),
        ({"cost:free", "access:home_visit"}, [3, 4]),
    ],
)
def test_a_filter_set_by_hand_keeps_what_fits_and_what_is_not_known_to_miss(filters: set[str], kept: list[int]) -> None:
    part = segment(
        runde(cost_kind="free", languages=("tr",), access=("drop_in",), age_from_months=0, age_to_months=12),
        runde(cost_kind="paid", languages=("de",), access=("home_visit",), age_from_months=12, age_to_months=36),
        runde(
            cost_kind="reducible", languages=("de",), interpreter="on_request", access=("phone",), age_from_months=37
        ),
        offer("d", "Sprechstunde", "cry_clinic", needs=("need.crying",)),
        offer("e", "Ohne Art"),
    )
    passes = np.logical_and.reduce([*allowed(frozenset(filters), part).values()], axis=0)
    assert np.flatnonzero(passes).tolist() == kept


@pytest.mark.parametrize("filters", [set(), {"cost:"}, {"cost"}, {"colour:red"}, {"age:soon"}, {"voice:loud"}])
def test_a_filter_that_says_nothing_leaves_nothing_out(filters: set[str]) -> None:
    assert allowed(frozenset(filters), segment(runde(cost_kind="paid"))) == {}


def test_a_filter_that_says_nothing_does_not_undo_another() -> None:
    passing = allowed(frozenset({"cost:free", "age:soon"}), segment(runde(cost_kind="paid"), runde()))
    assert {kind: passes.tolist() for kind, passes in passing.items()} == {"cost": [False, True]}


def test_who_cannot_speak_on_the_telephone_finds_what_answers_in_writing() -> None:
    part = segment(runde(), runde())
    part.without_voice[:] = [True, False]
    assert allowed(frozenset({"voice:none"}), part)["voice"].tolist() == [True, False]
