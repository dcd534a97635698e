"""What is shown of a partner, by what she said; who is asked whether she works alone."""

from __future__ import annotations

import pytest

from nestwerk.partners.consent import LIKELY, Agreed, agreed, likely_alone
from nestwerk.partners.models import Organisation, PublicationConsent
from nestwerk.partners.public import PublicOrganisation, agreed_of, public_organisation

EVERYTHING = Agreed(public=True, address=True, bulk=True)
NOTHING = Agreed(public=False, address=False, bulk=False)


@pytest.mark.parametrize("said", [None, False, True])
def test_an_institution_is_public_whatever_was_once_said_of_it(said: bool | None) -> None:
    assert agreed(single_person=False, public=said, address=said, bulk=said) == EVERYTHING


@pytest.mark.parametrize("public", [None, False])
def test_a_person_who_did_not_agree_or_no_longer_does_shows_nothing_even_if_the_rest_is_ticked(
    public: bool | None,
) -> None:
    assert agreed(single_person=True, public=public, address=True, bulk=True) == NOTHING


@pytest.mark.parametrize(
    ("address", "bulk", "shown"),
    [
        (None, None, Agreed(public=True, address=False, bulk=False)),
        (True, False, Agreed(public=True, address=True, bulk=False)),
        (False, True, Agreed(public=True, address=False, bulk=True)),
    ],
)
def test_each_tick_of_a_person_counts_for_itself(address: bool | None, bulk: bool | None, shown: Agreed) -> None:
    assert agreed(single_person=True, public=True, address=address, bulk=bulk) == shown


@pytest.mark.parametrize("kind", sorted(LIKELY))
def test_a_midwife_taken_for_an_institution_is_worth_a_question_and_one_known_to_work_alone_is_not(kind: str) -> None:
    assert likely_alone(kind, single_person=False)
    assert not likely_alone(kind, single_person=True)


def test_nobody_asks_a_family_centre_whether_it_is_one_person() -> None:
    assert not likely_alone("pt.family_centre", single_person=False)
    assert "pt.midwife" in LIKELY


def test_a_person_of_whom_nothing_is_put_down_shows_nothing_and_an_institution_everything() -> None:
    assert agreed_of(Organisation(single_person=True)) == NOTHING
    assert agreed_of(Organisation(single_person=False)) == EVERYTHING


@pytest.mark.parametrize(("address", "bulk"), [(True, False), (False, True)])
def test_what_is_put_down_of_a_person_counts_and_of_an_institution_no_longer(address: bool, bulk: bool) -> None:
    ada = Organisation(single_person=True)
    said = PublicationConsent(organisation=ada, public=True, address=address, bulk=bulk)
    assert agreed_of(ada) == Agreed(public=True, address=address, bulk=bulk)
    said.public = False
    assert agreed_of(ada) == NOTHING
    ada.single_person = False
    assert agreed_of(ada) == EVERYTHING


def test_a_public_partner_is_told_by_name_kind_and_sector() -> None:
    house = Organisation(pk=7, name="Familienhaus", type_id="pt.family_centre", sector="public")
    assert public_organisation(house) == PublicOrganisation(
        pk=7, public_id=str(house.public_id), name="Familienhaus", type="pt.family_centre", sector="public"
    )
    assert public_organisation(Organisation(name="Neu")).type == ""
