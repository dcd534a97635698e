"""Own words in the Elternbegleitbuch: what an action writes, refuses and records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions.handbook import (
    ChangedMeanwhile,
    Place,
    drop_words,
    keep_words,
    save_words,
    take_words,
)
from nestwerk.publishing.handbook.book import Words, common
from nestwerk.publishing.models import HandbookText

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HERE = Place("money", "child_benefit", "de")
OURS = Words("Kindergeld bei uns", "Die Familienkasse berät im Rathaus.")


@pytest.fixture
def ada(network: Network) -> Membership:
    return make_member(network)


def save(network: Network, ada: Membership, words: Words = OURS, place: Place = HERE, **rest: Any) -> bool:
    values: dict[str, Any] = {"begun": "", "by": ada, "at": AT} | rest
    return save_words(network, place, words, **values)


def events(network: Network) -> list[str]:
    lines = Line.objects.filter(network_id=network.pk, event__startswith="publishing.handbook")
    return list(lines.order_by("pk").values_list("event", flat=True))


def test_own_words_are_kept_with_the_common_ones_of_that_day_and_recorded(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        assert save(network, ada, Words("  Kindergeld   bei uns ", "Die Familienkasse berät im Rathaus.\r\n"))
        row = HandbookText.objects.get()
        assert (row.title, row.text, row.changed_at) == (OURS.title, OURS.text, AT)
        then = common("money", "child_benefit", "de")
        assert then is not None
        assert Words(row.common_title, row.common_text) == then
        assert not save(network, ada, begun=OURS.digest)
        assert events(network) == ["publishing.handbook_saved"]


def test_the_networks_own_section_has_no_common_words_and_can_be_written(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        assert save(network, ada, place=Place("papers", "local", "de"))
        assert HandbookText.objects.get().common_text == ""


@pytest.mark.parametrize(
    "words", [Words("", "Text"), Words("Titel", "  "), Words("T" * 121, "Text"), Words("Titel", "x" * 6001)]
)
def test_nothing_written_or_too_much_is_refused(network: Network, ada: Membership, words: Words) -> None:
    with tenant(network.pk, user_id=ada.user_id), pytest.raises(Refused):
        save(network, ada, words)


def test_the_common_words_are_no_own_words_and_unknown_places_none(network: Network, ada: Membership) -> None:
    words = HERE.common
    assert words is not None
    with tenant(network.pk, user_id=ada.user_id):
        for place, text in [
            (HERE, words),
            (Place("money", "gold", "de"), OURS),
            (Place("gold", "local", "de"), OURS),
            (Place("money", "local", "xx"), OURS),
        ]:
            with pytest.raises(Refused):
                save(network, ada, text, place)
        assert not HandbookText.objects.exists()


def test_who_saves_over_what_she_has_not_seen_is_told(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        save(network, ada)
        with pytest.raises(ChangedMeanwhile):
            save(network, ada, Words("Anderes", "Anderes."))
        assert save(network, ada, Words("Anderes", "Anderes."), begun=OURS.digest)


def test_back_to_the_common_words(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        assert not drop_words(network, HERE, by=ada, at=AT)
        save(network, ada)
        assert drop_words(network, HERE, by=ada, at=AT)
        assert not HandbookText.objects.exists()
        assert events(network) == ["publishing.handbook_saved", "publishing.handbook_dropped"]


def test_who_has_read_the_new_common_words_may_stay_with_her_own(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        with pytest.raises(Refused):
            keep_words(network, HERE, by=ada, at=AT)
        save(network, ada)
        HandbookText.objects.update(common_text="So war er früher.")
        keep_words(network, HERE, by=ada, at=AT)
        row = HandbookText.objects.get()
        assert row.title == OURS.title
        assert row.common_text == common("money", "child_benefit", "de").text  # type: ignore[union-attr]
        assert events(network)[-1] == "publishing.handbook_kept"


def test_words_of_another_network_remember_where_they_are_from(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        take_words(network, HERE, OURS, source="Netzwerk Nachbarstadt", by=ada, at=AT)
        row = HandbookText.objects.get()
        assert (row.title, row.copied_from, row.copied_at) == (OURS.title, "Netzwerk Nachbarstadt", AT)
        save(network, ada, Words("Neu", "Neu."), begun=OURS.digest, at=AT + timedelta(days=1))
        assert HandbookText.objects.get().copied_from == "Netzwerk Nachbarstadt"
        with pytest.raises(Refused):
            take_words(network, HERE, OURS, source="Netzwerk Nachbarstadt", by=ada, at=AT)
        assert events(network) == ["publishing.handbook_taken", "publishing.handbook_saved"]


def test_another_network_sees_nothing_of_it(network: Network, ada: Membership) -> None:
    with tenant(network.pk, user_id=ada.user_id):
        save(network, ada)
    with tenant(make_network("nachbarstadt", ags="16073").pk):
        assert not HandbookText.objects.exists()
