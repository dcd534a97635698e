"""Which offers come first, which are left out, and why."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest

from nestwerk.matching.rank import rank
from nestwerk.matching.reading import Reader
from nestwerk.matching.segment import Segment
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.tests.builders import PLACES, TODAY, ask, lexicon, offer, segment

SUHL = (50.609, 10.694)
LAUSCHA = (50.476, 11.159)


def found(
    text, *segments, home="", filters=frozenset(), limit=10, offset=0, facets=False, one_of=frozenset(), **context
):
    return rank(
        ask(text, **context),
        segments,
        today=TODAY,
        home=home,
        filters=filters,
        limit=limit,
        offset=offset,
        facets=facets,
        one_of=one_of,
    )


def ids(ranking):
    return [hit.id for hit in ranking.hits]


CRY = offer("cry", "Sprechstunde am Markt", "cry_clinic")
GROUP = offer("group", "Offene Runde", "parent_child_group", age_from_months=0, age_to_months=12)
TODDLERS = offer("toddlers", "Offene Runde", "parent_child_group", age_from_months=24, age_to_months=36)
ROOTS = offer("roots", "Wurzelkinder", "early_intervention")
POINT = offer("point", "Auskunft für Familien", "contact_point", needs=("need.crying",))
EXPERTS = offer("experts", "Beratung bei Anhaltspunkten", "isef", needs=("need.crying",))
ALL = segment(CRY, GROUP, TODDLERS, ROOTS, POINT, EXPERTS)


def test_the_need_comes_first_and_the_contact_point_later():
    assert ids(found("baby schreit viel", ALL))[0] == "cry"


def test_offers_without_needs_are_found_by_type_and_by_their_own_words():
    silent = offer(
        "silent", "Zu Besuch", "family_centre", description="Wenn ein Baby viel schreit. Schreiambulanz im Haus."
    )
    reader = Reader(lexicon())
    assert "need.crying" in reader.meant(reader.pieces(silent))
    assert ids(found("baby schreit stundenlang", segment(silent, ROOTS))) == ["silent"]


def test_an_offer_is_found_by_its_name():
    ranking = found("Wurzelkinder", ALL)
    assert (ranking.match, ids(ranking)) == ("good", ["roots"])


def test_common_words_of_titles_are_no_answer():
    many = [offer(str(number), "Treff im Haus", "parent_cafe") for number in range(30)]
    assert found("haus kaufen", segment(*many)).match == "none"


@pytest.mark.parametrize("text", ["Winterreifen wechseln", "Katze kastrieren", "asdf qwertz"])
def test_nothing_fitting_is_said_honestly(text):
    ranking = found(text, ALL)
    assert (ranking.match, ranking.total, ranking.hits) == ("none", 0, ())


def test_the_fitting_age_comes_first_and_the_other_is_not_hidden():
    assert ids(found("krabbelgruppe 6 monate", ALL))[:2] == ["group", "toddlers"]
    assert ids(found("krabbelgruppe 30 monate", ALL))[:2] == ["toddlers", "group"]


def test_a_filter_by_hand_leaves_out_what_is_known_not_to_fit_and_nothing_else():
    unknown = offer("unknown", "Runde", "parent_child_group")
    ranking = found("krabbelgruppe", segment(GROUP, TODDLERS, unknown), age_months=6)
    assert sorted(ids(ranking)) == ["group", "unknown"]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"cost:free"}, {"free", "unknown"}),
        ({"language:tr"}, {"free", "unknown", "interpreted"}),
        ({"access:home_visit"}, {"paid", "unknown"}),
        ({"type:offer.fathers"}, set()),
        ({"cost:free", "access:home_visit"}, {"unknown"}),
    ],
)
def test_each_filter_keeps_the_unknown(filters, kept):
    offers = segment(
        offer("free", "Runde", "parent_child_group", cost_kind="free", languages=("tr",), access=("drop_in",)),
        offer("paid", "Runde", "parent_child_group", cost_kind="paid", languages=("de",), access=("home_visit",)),
        offer(
            "interpreted",
            "Runde",
            "parent_child_group",
            cost_kind="paid",
            languages=("de",),
            interpreter="on_request",
            access=("phone",),
        ),
        offer("unknown", "Runde", "parent_child_group"),
    )
    assert set(ids(found("krabbelgruppe", offers, filters=frozenset(filters)))) == kept


def test_offers_for_professionals_are_not_shown_to_parents_unless_asked_for():
    assert "experts" not in ids(found("baby schreit viel", ALL))
    assert ids(found("iseF", ALL)) == ["experts"]


def test_of_two_equal_offers_the_near_one_comes_first():
    near = offer("near", "Runde", "parent_child_group", lat=LAUSCHA[0], lon=LAUSCHA[1])
    far = offer("far", "Runde", "parent_child_group", lat=52.2, lon=13.9)
    ranking = found("krabbelgruppe 98724", segment(far, near))
    assert ids(ranking) == ["near", "far"]
    assert ranking.hits[0].distance_km == 0.0


def test_distance_never_drowns_what_it_is_about():
    fitting = offer("fitting", "Sprechstunde", "cry_clinic", lat=SUHL[0], lon=SUHL[1])
    beside = offer("beside", "Haushaltsdienst", "family_counselling", lat=LAUSCHA[0], lon=LAUSCHA[1])
    assert ids(found("baby schreit viel 98724", segment(beside, fitting)))[0] == "fitting"


def test_home_visits_are_found_where_their_region_covers_the_place_whatever_the_network():
    visit = offer(
        "visit", "Zu Hause", "midwife_care", network="suhl", access=("home_visit",), served_postal_codes=("98724",)
    )
    other = offer(
        "other", "Zu Hause", "midwife_care", network="suhl", access=("home_visit",), served_postal_codes=("15859",)
    )
    own = offer("own", "Praxis", "midwife_care", lat=50.36, lon=11.17)
    ranking = found("hebamme 98724", segment(own), segment(visit, other, network="suhl"), home="sonneberg")
    assert set(ids(ranking)) == {"own", "visit"}
    assert ids(ranking)[0] == "visit"


def test_a_neighbour_counts_within_thirty_kilometres_only():
    own = offer("own", "Praxis", "midwife_care", lat=50.36, lon=11.17)
    near = offer("near", "Praxis", "midwife_care", network="suhl", lat=50.45, lon=11.1)
    far = offer("far", "Praxis", "midwife_care", network="suhl", lat=54.0, lon=13.0)
    parts = segment(own), segment(near, far, network="suhl")
    assert set(ids(found("hebamme", *parts, home="sonneberg"))) == {"own", "near"}
    assert set(ids(found("hebamme", *parts))) == {"own", "near", "far"}


def test_an_empty_question_lists_everything_by_distance():
    near = offer("near", "Runde", "parent_child_group", lat=LAUSCHA[0], lon=LAUSCHA[1])
    far = offer("far", "Kurs", "parent_course", lat=SUHL[0], lon=SUHL[1])
    ranking = found("", segment(far, near), near=PLACES[8])
    assert (ranking.match, ids(ranking)) == ("good", ["near", "far"])


def test_reasons_say_what_fits():
    good = offer(
        "good",
        "Runde",
        "parent_child_group",
        age_from_months=0,
        age_to_months=12,
        cost_kind="free",
        access=("drop_in",),
        languages=("tr",),
        lat=SUHL[0],
        lon=SUHL[1],
    )
    hit = found("kostenlose krabbelgruppe ohne anmeldung auf türkisch in suhl 6 monate", segment(good)).hits[0]
    said = {reason.code: dict(reason.values) for reason in hit.reasons}
    assert said["type"] == {"term": "offer.parent_child_group"}
    assert said["age"] == {"from": 0, "to": 12}
    assert said["language"] == {"code": "tr"}
    assert said["access"] == {"code": "drop_in"}
    assert said["cost"] == {"kind": "free"}


@pytest.mark.parametrize(
    "text", ["mein mann säuft", "kein geld für windeln", "fehlgeburt", "er schlägt mich", "will nicht mehr leben"]
)
def test_no_reason_says_anything_sensitive(text):
    helper = offer(
        "helper",
        "Haus der Beratung",
        "addiction_counselling",
        "debt_counselling",
        "bereavement",
        "violence_protection",
        "mental_health",
        needs=("need.addiction", "need.money", "need.bereavement", "need.violence", "need.suicidality"),
    )
    for hit in found(text, segment(helper)).hits:
        assert not {reason.values.get("term") for reason in hit.reasons} & SENSITIVE


def test_pages_join_without_gap_or_repetition():
    many = segment(*(offer(f"{number:02}", "Runde", "parent_child_group") for number in range(37)))
    whole = ids(found("krabbelgruppe", many, limit=50))
    parts = [one for start in range(0, 40, 5) for one in ids(found("krabbelgruppe", many, limit=5, offset=start))]
    assert parts == whole
    assert found("krabbelgruppe", many).total == len(whole) == 37


def test_counts_tell_what_a_filter_would_leave():
    offers = segment(
        offer("a", "Runde", "parent_child_group", cost_kind="free", access=("drop_in",), languages=("de", "tr")),
        offer("b", "Runde", "parent_child_group", cost_kind="paid", access=("appointment",), languages=("de",)),
        offer("c", "Runde", "parent_child_group"),
    )
    counts = found("krabbelgruppe", offers, facets=True).facets
    for kind, value in (
        ("cost", "free"),
        ("access", "drop_in"),
        ("language", "tr"),
        ("type", "offer.parent_child_group"),
    ):
        assert counts[kind][value] == found("krabbelgruppe", offers, filters=frozenset({f"{kind}:{value}"})).total


MIXED = segment(
    CRY,
    GROUP,
    TODDLERS,
    POINT,
    offer("free", "Runde am Fluss", "parent_child_group", "parent_cafe", cost_kind="free", languages=("de", "tr")),
    offer("home", "Besuch zu Hause", "family_midwife", access=("home_visit",), needs=("need.crying",)),
    offer("far", "Treffpunkt", "parent_cafe", cost_kind="paid", languages=("ar",), access=("drop_in",)),
    offer("unsaid", "Baby schreit: was nun?", needs=("need.crying",)),
)
BY_HAND = {"type": "offer_types", "need": "needs", "language": "languages", "access": "access"}


def clicks(before, chosen, one_of=frozenset()):
    """Every filter with a number: kind, value, what is chosen after the click, and the number."""
    for kind, values in before.facets.items():
        for value, promised in values.items():
            held = () if kind in one_of else chosen.get(BY_HAND.get(kind, ""), ())
            if kind in BY_HAND and value not in chosen.get(BY_HAND[kind], ()):
                yield kind, value, {**chosen, BY_HAND[kind]: (*held, value)}, promised
            elif kind == "cost":
                yield kind, value, {**chosen, "cost": value}, promised
            elif kind == "age":
                yield kind, value, {**chosen, "age_stage": value, "age_months": 8}, promised


@pytest.mark.parametrize("text", ["baby schreit viel", "krabbelgruppe", "runde am fluss", ""])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"cost": "free"},
        {"age_stage": "4-12", "age_months": 8},
        {"offer_types": ("offer.parent_child_group",)},
        {"languages": ("tr",), "access": ("drop_in",)},
    ],
)
def test_a_filter_leaves_as_many_as_it_promised(text, chosen):
    """Each number beside a filter is the number of results on the page behind it."""
    before = found(text, MIXED, facets=True, **chosen)
    for kind, value, after, promised in clicks(before, chosen):
        assert found(text, MIXED, **after).total == promised, (kind, value)


KINDS = ["cry_clinic", "parent_child_group", "parent_cafe", "family_midwife", "contact_point", "early_intervention"]
QUESTIONS = ["baby schreit viel", "krabbelgruppe am fluss", "hebamme", "wurzelkinder treff", "winterreifen baby runde"]


@pytest.mark.parametrize("seed", range(5))
def test_in_any_catalogue_no_filter_promises_what_does_not_come(seed):
    """Also where little fits and in several networks: no number leads nowhere, a second click keeps its word too."""
    dice = random.Random(seed)
    offers = [
        offer(
            str(number), f"{dice.choice(['Runde', 'Treff', 'Wurzelkinder', 'Besuch'])} {number}",
            *dice.sample(KINDS, dice.randrange(3)), cost_kind=dice.choice([None, "free", "paid"]),
            languages=tuple(dice.sample(["de", "tr", "ar"], dice.randrange(3))),
            access=tuple(dice.sample(["drop_in", "home_visit", "phone"], dice.randrange(3))),
            needs=("need.crying",) if dice.random() < 0.3 else (), description=dice.choice(["", "Baby schreit"]),
            age_from_months=dice.choice([None, 0, 12]), age_to_months=dice.choice([None, 12, 36]),
        )
        for number in range(dice.randrange(3, 25))
    ]  # fmt: skip
    cut = dice.randrange(len(offers))
    parts = [segment(*some) for some in (offers[:cut], offers[cut:]) if some]
    for text in QUESTIONS:
        for kind, value, chosen, promised in clicks(found(text, *parts, facets=True), {}):
            first = found(text, *parts, facets=True, **chosen)
            assert first.total == promised > 0, (text, kind, value)
            for again, other, further, number in clicks(first, chosen):
                assert found(text, *parts, **further).total == number, (text, kind, value, again, other)


def test_where_one_of_a_kind_may_be_chosen_the_number_is_that_of_the_one():
    chosen = {"languages": ("tr",)}
    before = found("krabbelgruppe", MIXED, facets=True, one_of=frozenset({"language"}), **chosen)
    for kind, value, after, promised in clicks(before, chosen, one_of={"language"}):
        assert found("krabbelgruppe", MIXED, **after).total == promised, (kind, value)


def test_where_a_filter_left_nothing_no_further_number_is_told():
    ranking = found("wurzelkinder", MIXED, facets=True, offer_types=("offer.cry_clinic",))
    assert ids(ranking) == ["cry"]
    assert not ranking.facets


def test_what_is_chosen_by_hand_narrows_what_the_words_found():
    """Who looks for a midwife and ticks "at home" does not want every visit at home."""
    words = ids(found("krabbelgruppe", MIXED))
    narrowed = ids(found("krabbelgruppe", MIXED, offer_types=("offer.parent_cafe",)))
    assert narrowed == ["free"]
    assert set(narrowed) < set(words)


def test_a_kind_chosen_by_hand_that_no_result_has_is_a_question_of_its_own():
    assert ids(found("wurzelkinder", MIXED, offer_types=("offer.cry_clinic",))) == ["cry"]
    assert ids(found("asdf qwertz", MIXED, offer_types=("offer.cry_clinic",))) == ["cry"]


def test_a_saved_segment_answers_as_the_built_one():
    loaded = Segment.load(ALL.arrays(), json.loads(json.dumps(ALL.meta())))
    assert found("krabbelgruppe 6 monate", loaded) == found("krabbelgruppe 6 monate", ALL)


def test_languages_that_only_one_network_speaks_are_kept_apart():
    frisian = segment(offer("frisian", "Runde", "parent_child_group", languages=("frr",)))
    sorbian = segment(
        offer("sorbian", "Runde", "parent_child_group", network="suhl", languages=("hsb",)), network="suhl"
    )
    assert ids(found("krabbelgruppe", frisian, sorbian, filters=frozenset({"language:hsb"}))) == ["sorbian"]
    assert ids(found("krabbelgruppe", frisian, sorbian, filters=frozenset({"language:frr"}))) == ["frisian"]


def test_no_offers_no_answer():
    assert found("krabbelgruppe", segment()).match == "none"
    assert found("krabbelgruppe").match == "none"


def test_what_pauses_stands_behind_all_others_unless_it_is_asked_for_by_name():
    paused = offer("a", "Zwergenland", "parent_child_group", paused=True, age_from_months=0, age_to_months=12)
    others = [offer(f"o{n}", f"Runde {n}", "parent_child_group", last_verified=None) for n in range(3)]
    both = segment(paused, *others)
    assert ids(found("krabbelgruppe", both, age_months=6))[-1] == "a"
    assert ids(found("Zwergenland", both))[0] == "a"
    assert ids(found("krabbelgruppe", segment(paused), segment(*others), age_months=6))[-1] == "a"


def test_a_title_in_another_language_is_found_and_makes_no_other_word_weigh_less():
    turkish = offer("a", "Runde", "parent_child_group", translated=("Kahvaltı buluşması",))
    assert ids(found("kahvaltı", segment(turkish, ROOTS))) == ["a"]
    plain = offer("a", "Runde", "parent_child_group")
    with_, without = (segment(one).postings("rund") for one in (turkish, plain))
    assert with_ is not None
    assert without is not None
    assert with_[1].tolist() == without[1].tolist()


def test_rows_that_do_not_count_are_neither_shown_nor_counted_nor_push_others_down():
    asked = ask("baby schreit viel")
    everyone = rank(asked, [ALL, ALL], today=TODAY, limit=50)
    without = np.ones(ALL.size, np.bool_)
    without[0] = False
    some = rank(asked, [ALL, ALL], today=TODAY, limit=50, only=[without, None])
    assert [(hit.segment, hit.row) for hit in some.hits if hit.id == "cry"] == [(1, 0)]
    assert some.total == everyone.total - 1
    alone = rank(asked, [ALL], today=TODAY, limit=50, only=[without])
    assert ids(alone) == ids(rank(asked, [segment(GROUP, TODDLERS, ROOTS, POINT, EXPERTS)], today=TODAY, limit=50))


def test_an_offer_nobody_can_place_is_not_the_nearest_where_all_others_are_far():
    far = PLACES[4]  # Essen
    here = offer("a", "Krabbelgruppe A", "parent_child_group", lat=50.36, lon=11.17)
    nowhere = offer("b", "Krabbelgruppe B", "parent_child_group", lat=None, lon=None)
    assert ids(found("krabbelgruppe", segment(here, nowhere), near=far))[0] == "a"
