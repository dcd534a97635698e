"""A list brings what is there already: found again, filled up, never run over, never told where it is secret."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.lists import decide_rows
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_plan import weigh_all
from nestwerk.offers.imports.kept import Decision, rows_of
from nestwerk.offers.imports.tests.workbooks import workbook
from nestwerk.offers.models import ImportRun, Offer

from .builders import make_offer
from .lists import AT, brought_in, changed, read, ugly

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
LATER = AT + timedelta(days=30)


@contextmanager
def acting(member: Membership) -> Iterator[None]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        yield


def states(run: ImportRun) -> list[str]:
    return [one.state for one in weigh_all(run, rows_of(run.plan), at=AT)]


def similar(network: Network, **rest: Any) -> Offer:
    known: dict[str, Any] = {
        "offer_types": ["offer.parent_child_group"], "street": "Hauptstraße 3", "postal_code": "96515",
        "city": "Sonneberg", "phone": "03675 426496", "source": "nestwerk", "description": "Von uns geschrieben.",
    }  # fmt: skip
    return make_offer(network, "Krabbelkäfer", "Familienzentrum Nord e. V.", **(known | rest))


def test_an_offer_that_is_there_already_is_found_and_only_its_gaps_are_filled(
    network: Network, host: Membership
) -> None:
    ours = similar(network)
    with acting(host):
        run = read(host)
        (one, *_) = weigh_all(run, rows_of(run.plan), at=AT)
        assert (one.offer, one.guessed, one.asked, run.counts["maybe"]) == (ours, True, True, 1)
        assert one.kept.maybe[0][2], "it says why"
        bring_in(run, publish=True, by=host, at=AT)
        (offer,) = Offer.objects.select_related("organisation")
        assert (offer.pk, offer.phone, offer.street, offer.organisation.name) == (
            ours.pk, "03675 426496", "Hauptstraße 3", "Familienzentrum Nord e. V.",
        )  # fmt: skip
        assert (offer.age_to_months, offer.cost_kind) == (36, "free")
        again = read(host, at=LATER)
        assert states(again)[0] == "same"
        assert not weigh_all(again, rows_of(again.plan), at=AT)[0].asked, "it is remembered"


def test_who_says_that_it_is_another_offer_gets_a_new_one(network: Network, host: Membership) -> None:
    ours = similar(network)
    with acting(host):
        run = decide_rows(read(host), {"4": Decision(same="new")}, at=AT)
        bring_in(run, publish=True, by=host, at=AT)
        assert Offer.objects.exclude(pk=ours.pk).get().title == "Krabbelkäfer"
        again = read(host, at=LATER)
        assert states(again)[0] == "same"


def test_an_offer_of_another_network_is_none_of_ours(host: Membership) -> None:
    similar(make_network("nebenan"))
    with acting(host):
        run = read(host)
        assert run.counts["maybe"] == 0
        run = decide_rows(run, {"4": Decision(same="999999")}, at=AT)
        assert states(run)[0] == "new"


def test_another_list_that_counts_from_one_as_well_does_not_run_over_the_first(host: Membership) -> None:
    head = ["Nr.", "Name", "Art", "Träger", "Straße", "PLZ", "Ort", "Telefon"]
    kitas = [["1", "Kita Igel", "Kindertagesstätte", "Stadt", "Weg 1", "96515", "Sonneberg", "03675 1111"]]
    groups = [["1", "Hebammensprechstunde", "Hebamme", "Praxis Storch", "Ring 9", "96528", "Schalkau", "0171 33333"]]
    with acting(host):
        brought_in(host, workbook(A=[head, *kitas]), fixed={"offer_types": "offer.daycare"})
        assert Offer.objects.get().external_id == "1"
        run = read(host, workbook(A=[head, *groups]), at=LATER)
        assert states(run) == ["problem"]
        (one,) = weigh_all(run, rows_of(run.plan), at=LATER)
        assert "kam früher „Kita Igel“" in one.problems[0][1]
        run = decide_rows(run, {str(one.kept.line): Decision(texts={"external_id": "praxis-1"})}, at=LATER)
        assert states(run) == ["new"]
        run = decide_rows(run, {str(one.kept.line): Decision(same=str(Offer.objects.get().pk))}, at=LATER)
        assert states(run) == ["changed"]


def test_an_ended_offer_stays_ended(host: Membership) -> None:
    with acting(host):
        brought_in(host)
        Offer.objects.update(status="ended")
        run = read(host, ugly(*changed(0, **{"Tel.": "03675 111"})), at=LATER)
        (one, *_) = weigh_all(run, rows_of(run.plan), at=LATER)
        assert (one.state, "beendet" in one.hints[-1][1]) == ("same", True)


def test_what_was_merged_away_leads_to_what_it_became(network: Network, host: Membership) -> None:
    kept = make_offer(network, "Krabbelkäfer und Hüpfer", "Familienzentrum Nord", phone="03675 5")
    with acting(host):
        brought_in(host)
        Offer.objects.exclude(pk=kept.pk).update(merged_into=kept, status="ended")
        run = brought_in(host, at=LATER)
        assert Offer.objects.count() == 2
        kept.refresh_from_db()
        assert (kept.phone, kept.title, run.counts.get("new")) == (
            "03675 5", "Krabbelkäfer und Hüpfer", None,
        )  # fmt: skip


def test_a_secret_address_is_never_opened_by_a_list(network: Network, host: Membership) -> None:
    head = ["Angebot", "Art", "Einrichtung", "Straße", "Ort", "Telefon"]
    row = ["Zuflucht", "Frauenhaus", "Verein Schutz", "Verstecktweg 9", "Sonneberg", "03675 77"]
    with acting(host):
        brought_in(host, workbook(A=[head, row]))
        assert Offer.objects.get().hidden_address
        Offer.objects.update(hidden_address=True, version=2)
        brought_in(host, workbook(A=[head, [*row[:5], "03675 78"]]), at=LATER, fixed={"hidden_address": "no"})
        assert (Offer.objects.get().hidden_address, Offer.objects.get().phone) == (True, "03675 78")


def test_what_was_confirmed_here_keeps_its_day(host: Membership) -> None:
    head = ["Angebot", "Art", "Einrichtung", "Telefon", "Stand"]
    with acting(host):
        brought_in(host, workbook(A=[head, ["Treff", "Elterncafé", "Haus", "03675 1", "2026-05-01"]]))
        offer = Offer.objects.get()
        assert (str(offer.last_verified_on), str(offer.due_on)) == ("2026-05-01", "2026-11-01")
        confirm_offer(offer, way="phone", by=host, at=AT)
        brought_in(host, workbook(A=[head, ["Treff", "Elterncafé", "Haus", "03675 1", "2026-11-23"]]), at=LATER)
        assert str(Offer.objects.get().last_verified_on) == "2026-11-22"
