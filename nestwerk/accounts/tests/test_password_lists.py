"""Each list of well-known passwords counts by itself, and each part of a person's name and address (R-51)."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from nestwerk.accounts.models import User
from nestwerk.accounts.passwords import GERMAN, LongEnough, NotLikeYou, NotTooLong, NotWellKnown

OURS = set(GERMAN.read_text(encoding="utf-8").split())
THEIRS = CommonPasswordValidator().passwords
USER = User(email="berta.von.oben@waldsee.example", name="Ole Lindenhof")


def refused(rule: LongEnough | NotTooLong | NotWellKnown | NotLikeYou, password: str, user: User | None = USER) -> str:
    """The sentence, empty where it is taken."""
    try:
        rule.validate(password, user)
    except ValidationError as problem:
        return str(problem.messages[0])
    return ""


def test_a_word_of_either_list_is_refused() -> None:
    only_ours = [one for one in sorted(OURS - THEIRS) if len(set(one)) >= 4]
    only_theirs = [one for one in sorted(THEIRS - OURS) if len(set(one)) >= 4][:200]
    assert len(only_ours) > 50
    assert all(refused(NotWellKnown(), one) for one in (*only_ours, *only_theirs))
    assert any("ü" in one for one in only_ours), "read as UTF-8"


def test_three_different_signs_are_too_few_and_four_are_not() -> None:
    assert refused(NotWellKnown(), "xqvxqqvvxvqx")
    assert not refused(NotWellKnown(), "xqvjxqqjvvxj")


@pytest.mark.parametrize("walk", ["poiuztrewq", "mnbvcxy", "zyxwvutsrqponm", "9876543210", "ghijklmnopqrs"])
def test_a_walk_is_refused_in_both_directions(walk: str) -> None:
    assert refused(NotWellKnown(), walk)


@pytest.mark.parametrize("own", ["berta.von.oben", "waldsee.example1", "lindenhof99", "OleLindenhof!"])
def test_what_is_mostly_name_or_address_is_refused(own: str) -> None:
    sentence = refused(NotLikeYou(), own)
    assert bool(sentence) == (own != "waldsee.example1")
    assert not sentence or sentence == "Das Kennwort ist Ihrem Namen oder Ihrer Adresse zu ähnlich."


def test_parts_of_three_signs_say_nothing_and_of_four_something() -> None:
    assert not refused(NotLikeYou(), "ole1", User(email="x@y.example", name="Ole Lindenhof"))
    assert refused(NotLikeYou(), "olen1", User(email="x@y.example", name="Olen Lindenhof"))
    assert not refused(NotLikeYou(), "lindenhof99", None)


def test_seven_of_ten_signs_are_too_many() -> None:
    assert refused(NotLikeYou(), "abcdefgxyz", User(email="x@y.example", name="abcdefghij"))
    assert not refused(NotLikeYou(), "abcdefwxyz", User(email="x@y.example", name="abcdefghij"))


def test_the_sentences_say_how_many_signs_there_are_and_have_to_be() -> None:
    assert refused(LongEnough(), "elf Zeichen") == "Das Kennwort hat 11 Zeichen, es braucht mindestens 12."
    assert refused(NotTooLong(), "x" * 129) == "Das Kennwort hat mehr als 128 Zeichen."
    assert not refused(NotTooLong(), "x" * 128)
    assert refused(NotWellKnown(), "passwort") == "Dieses Kennwort ist zu bekannt. Nehmen Sie lieber vier Wörter."
    assert LongEnough().get_help_text() == NotWellKnown.HINT
    assert [rule().get_help_text() for rule in (NotTooLong, NotWellKnown, NotLikeYou)] == ["", "", ""]
