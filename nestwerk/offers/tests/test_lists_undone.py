"""A list is taken back as a whole: what it made goes, what it changed is as before, what people did since stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.lists import drop_list
from nestwerk.offers.actions.lists_undo import undo_list
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import ImportRun, Note, Offer
from nestwerk.partners.models import Organisation

from .builders import make_offer
from .lists import AT, brought_in, changed, read, ugly

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
LATER = AT + timedelta(days=1)
LAST = AT + timedelta(days=2)
DAYCARE = {"offer_types": "offer.daycare"}


@contextmanager
def acting(member: Membership) -> Iterator[None]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        yield


def named(title: str) -> Offer:
    return Offer.objects.get(title=title)


def test_the_wrong_list_is_gone_as_if_it_had_never_been_there(network: Network, host: Membership) -> None:
    make_offer(network, "Bleibt", "Alter Verein")
    with acting(host):
        run = undo_list(brought_in(host, fixed=DAYCARE), by=host, at=LATER)
        assert list(Offer.objects.values_list("title", flat=True)) == ["Bleibt"]
        assert list(Organisation.objects.values_list("name", flat=True)) == ["Alter Verein"]
        assert (run.state, run.undone_at, run.counts["undone"]["gone"]) == ("undone", LATER, 3)
        told = Line.objects.get(event="offers.list_undone")
        assert (told.count, told.thing_id) == (3, str(run.pk))


def test_what_somebody_has_confirmed_or_changed_since_ends_with_a_note_and_is_told(host: Membership) -> None:
    with acting(host):
        run = brought_in(host, fixed=DAYCARE)
        confirm_offer(named("Spatzennest"), way="phone", by=host, at=AT)
        write_values(named("Treff"), {"phone": "03675 5"}, at=AT)
        run = undo_list(run, by=host, at=LATER)
        left = {offer.title: offer.status for offer in Offer.objects.all()}
        assert left == {"Spatzennest": "ended", "Treff": "ended"}
        assert "„liste.xlsx“" in Note.objects.filter(offer=named("Treff")).get().text
        assert (run.counts["undone"]["gone"], run.counts["undone"]["ended"]) == (1, 2)
        assert [title for _, title, _ in run.counts["undone"]["told"]] == ["Spatzennest", "Treff"]
        assert Organisation.objects.count() == 2, "whoever has an offer stays"


def test_changed_fields_are_as_before_where_nobody_has_changed_them_since(host: Membership) -> None:
    with acting(host):
        brought_in(host)
        before = Offer.objects.values().get()
        newer = ugly(*changed(0, Kosten="5 €", **{"Tel.": "03675 111"}))
        run = brought_in(host, newer, at=LATER)
        write_values(Offer.objects.get(), {"phone": "03675 999"}, at=LATER)
        run = undo_list(run, by=host, at=LAST)
        after = Offer.objects.values().get()
        assert after["phone"] == "03675 999"
        assert (after["cost_kind"], after["cost_note"]) == (before["cost_kind"], before["cost_note"])
        assert run.counts["undone"]["back"] == 1
        assert "Telefon" in run.counts["undone"]["told"][0][2]


def test_everything_a_list_wrote_comes_back_exactly(network: Network, host: Membership) -> None:
    ours = make_offer(
        network, "Krabbelkäfer", "Familienzentrum Nord", offer_types=["offer.parent_child_group"], postal_code="96515",
        city="Sonneberg", phone="03675 426496", source="nestwerk", extra={"Zimmer": "3"},
    )  # fmt: skip
    with acting(host):
        before = Offer.objects.values().get()
        run = brought_in(host)
        assert Offer.objects.get(pk=ours.pk).street == "Hauptstr. 3"
        undo_list(run, by=host, at=LATER)
        after = Offer.objects.values().get()
        apart = {"version", "imported_at"}
        assert {k: v for k, v in after.items() if k not in apart} == {k: v for k, v in before.items() if k not in apart}
        assert read(host, at=LAST).counts["maybe"] == 1, "which offer it is is asked again"


def test_a_list_on_which_a_later_one_stands_waits_for_that_one(host: Membership) -> None:
    with acting(host):
        first = brought_in(host)
        second = brought_in(host, ugly(*changed(0, Kosten="5 €")), at=LATER)
        with pytest.raises(Refused, match="zuerst diese Liste"):
            undo_list(first, by=host, at=LAST)
        undo_list(second, by=host, at=LAST)
        assert undo_list(first, by=host, at=LAST).counts["undone"]["gone"] == 1
        assert Offer.objects.count() == 0


def test_after_it_was_undone_a_list_can_come_in_again(host: Membership) -> None:
    with acting(host):
        first = brought_in(host)
        public_id = Offer.objects.get().public_id
        undo_list(first, by=host, at=LATER)
        brought_in(host, at=LAST)
        assert Offer.objects.get().public_id == public_id


def test_undoing_is_safe_to_repeat_and_refused_for_what_never_came_in(host: Membership) -> None:
    with acting(host):
        run = undo_list(brought_in(host), by=host, at=LATER)
        assert undo_list(run, by=host, at=LAST).undone_at == LATER
        waiting = read(host)
        with pytest.raises(Refused, match="nicht übernommen"):
            undo_list(waiting, by=host, at=LAST)
        drop_list(waiting, by=host, at=LAST)
        with pytest.raises(Refused, match="nicht übernommen"):
            undo_list(ImportRun.objects.get(pk=waiting.pk), by=host, at=LAST)
