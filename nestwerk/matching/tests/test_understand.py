"""What a question means: needs, types, slots, emergencies, and silence about other worlds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nestwerk.matching.rank import rank
from nestwerk.matching.tests.builders import PHRASES, TODAY, ask, lexicon, needs, offer, segment, types
from nestwerk.matching.types import EMERGENCIES


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("mein baby hört nicht auf zu schreien", "crying"),
        ("Baby schreit seit Stunden so viel", "crying"),
        ("meine tochter schreit viel", "crying"),
        ("my baby is screaming", "crying"),
        ("bebeğim sürekli ağlıyor", "crying"),
        ("малыш всё время кричит", "crying"),
        ("дитина плаче постійно", "crying"),
        ("طفلي يبكي كثيراً", "crying"),
        ("mein sohn schlaeft nicht", "sleep"),
        ("geceleri hiç uyumuyor", "sleep"),
        ("ich kann echt nicht mehr", "exhaustion"),
        ("mein mann saeuft", "addiction"),
        ("finde keine hebamme", "find_midwife"),
        ("wir haben unser baby verloren", "bereavement"),
    ],
)
def test_needs_are_heard_in_six_languages(text, need):
    assert need in needs(text)[:2]


@pytest.mark.parametrize(
    "text",
    [
        "Winterreifen wechseln",
        "Tennisverein Probetraining",
        "Katze kastrieren",
        "купити велосипед",
        "baby",
        "kind",
    ],
)
def test_other_worlds_and_generic_words_mean_nothing(text):
    understood = ask(text)
    assert understood.needs == ()
    assert understood.offer_types == ()


def test_half_a_generic_phrase_means_nothing():
    assert "exhaustion" not in needs("er schläft nicht mehr")[:1]
    assert "violence" not in needs("meine freundin schlägt vor")


def test_a_veto_takes_a_meaning_back():
    assert "fathers" not in types("vater unser")


def test_naming_an_offer_says_what_it_is_for():
    assert needs("schreiambulanz")[0] == "crying"
    assert needs("tagesmutter")[0] == "childcare"


def test_slots_are_heard_together():
    found = ask("kostenlose krabbelgruppe ohne anmeldung auf türkisch in suhl 6 monate")
    assert (found.cost, found.access, found.languages) == ("free", ("drop_in",), ("tr",))
    assert (found.age_months, found.age_exact, found.place.name) == (6, True, "Suhl")


def test_a_stage_without_a_number_is_not_exact():
    assert (ask("bin schwanger").age_months, ask("bin schwanger").age_exact) == (-1, False)
    assert ask("hilfe im wochenbett").age_months == 0


def test_what_is_taken_away_stays_away():
    assert "need.crying" not in dict(ask("baby schreit viel", without=frozenset({"need.crying"})).needs)
    assert ask("gratis gruppe", without=frozenset({"cost"})).cost is None
    assert ask("bebek 6 aylık", without=frozenset({"age"})).age_months is None
    assert ask("auf türkisch und arabisch", without=frozenset({"language:tr"})).languages == ("ar",)


def test_choices_by_hand_win_and_are_marked():
    found = ask("kostenlose gruppe 6 monate", age_months=20, cost="paid", languages=("ru",), needs=("need.sleep",))
    assert (found.age_months, found.cost, found.languages) == (20, "paid", ("ru",))
    assert found.explicit == {"age:20", "cost:paid", "language:ru", "need:need.sleep"}
    assert found.needs[0] == ("need.sleep", 1.0)


def test_an_emergency_stands_first_and_cannot_be_taken_away():
    found = ask("ich will nicht mehr leben", without=frozenset({"need.suicidality"}))
    assert found.emergency == ("need.suicidality",)
    assert found.needs[0][0] == "need.suicidality"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=320))
@example("\x00\x01\x02" * 50)
@example("‮ⅻ١٢٣ 👩‍🍼🍼 \ud7ff' OR 1=1 --")
@example("9" * 300)
@example("ß" * 300)
@example("un" * 150)
@example("٣ شهور " * 40)
def test_no_text_breaks_anything(text):
    found = ask(text)
    for code, sure in (*found.needs, *found.offer_types, *found.target_groups):
        assert 0 < sure <= 1
        assert code in PHRASES or code.startswith("need.") or code == "offer.contact_point"
    assert set(found.emergency) <= set(EMERGENCIES)
    assert found.age_months is None or -9 <= found.age_months <= 18 * 12
    ranking = rank(found, [segment(offer("a", "Krabbelgruppe", "parent_child_group"))], today=TODAY)
    assert ranking.match in ("good", "weak", "none")
    assert ranking.total == len(ranking.hits)


def test_a_lexicon_of_nothing_understands_nothing():
    from nestwerk.matching.lexicon import Lexicon
    from nestwerk.matching.types import Context
    from nestwerk.matching.understand import understand

    empty = Lexicon.build([], {}, [])
    assert understand("mein baby schreit in suhl", empty, Context()).needs == ()
    assert lexicon().phrases.phrases


@pytest.mark.parametrize(
    "text", ["hilfe", "ich brauche hilfe mit meinem kind", "I need help", "мне нужна помощь", "مساعدة"]
)
def test_a_question_that_only_asks_for_help_goes_to_the_contact_point(text):
    assert types(text) == ["contact_point"]
    assert types("hilfe beim winterreifen wechseln") == []


@pytest.mark.parametrize(
    "text",
    [
        "hund erziehen",
        "Dackel Trotzphase",
        "kostenlose hundeschule",
        "altenheim für den papa",
        "hilfe beim hund",
        "motor",
    ],
)
def test_a_question_of_another_world_finds_nothing(text):
    found = ask(text)
    assert (found.needs, found.offer_types) == ((), ())
    assert found.unknown
    assert rank(found, [segment(offer("a", "Krabbelgruppe", "parent_child_group"))], today=TODAY).match == "none"


@pytest.mark.parametrize(
    ("text", "need"),
    [("mein baby schreit viel und der hund auch", "crying"), ("Hebamme gesucht, wir haben einen hund", "find_midwife")],
)
def test_another_world_beside_a_sure_question_takes_nothing_away(text, need):
    assert need in needs(text)


def test_an_emergency_with_an_animal_stays_one():
    assert ask("Hund hat mein Kind gebissen, es blutet stark").emergency


def test_who_was_left_asks_about_a_separation_and_not_for_fathers():
    meant = ask("der vater meines kindes hat uns verlassen")
    assert dict(meant.needs)["need.separation"] >= 0.7
    assert not {"need.father_role", "offer.fathers"} & {code for code, _ in (*meant.needs, *meant.offer_types)}


def test_who_mourns_finds_that_first_and_is_not_asked_whether_it_is_urgent():
    meant = ask("unser zwilling ist gestorben der andere lebt auf der neo")
    assert meant.needs[0] == ("need.bereavement", meant.needs[0][1])
    assert "tg.multiples" not in dict(meant.target_groups)
    assert ask("my husband died").perhaps == ""


def test_a_father_who_was_left_finds_fathers_and_help_with_the_separation():
    meant = ask("meine frau ist abgehauen und ich hab das kind")
    assert dict(meant.needs)["need.separation"] >= 0.7
    assert "offer.fathers" in dict(meant.offer_types)


def test_a_question_in_latin_letters_is_shown_as_it_was_typed():
    meant = ask("malysh vse vremya krichit")
    assert meant.text == "malysh vse vremya krichit"
    assert "need.crying" in dict(meant.needs)


def test_the_age_of_who_is_pregnant_is_not_her_childs():
    assert ask("16 jahre alt und schwanger").age_months == -1
    assert ask("mein sohn ist 14 jahre").age_months == 14 * 12


def test_tears_that_say_nothing_else_mean_a_low_mood():
    assert dict(ask("my wife keeps crying").needs)["need.low_mood"] >= 0.6
    assert "need.crying" not in dict(ask("meine frau weint nur noch").needs)
