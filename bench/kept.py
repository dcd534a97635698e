"""A network in the middle of its work: drafts, reports, notes, pairs, a list on its way, half a year of days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nestwerk.audit.models import RowVersion
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.people import make_member
from nestwerk.networks.tokens import fingerprint
from nestwerk.offers.actions.drafts import save_draft
from nestwerk.offers.actions.lists import read_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.quality import check_quality
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import (
    ConfirmLink,
    DailyCount,
    Draft,
    FreshnessDay,
    Merge,
    Note,
    Offer,
    Pair,
    ProblemReport,
    Watch,
)

TOKEN = "wort"  # noqa: S105  # behind the link of a mail
DRAFTS, WAITING, REPORTS, OVERDUE, PAIRS, NOTES, MERGES, WEEKS = 60, 40, 200, 150, 100, 300, 30, 26
HEAD = ("Angebot", "Art", "Einrichtung", "Straße", "PLZ", "Ort", "Telefon", "E-Mail", "Zeiten", "Alter", "Kosten")
ROLES = ("coordinator", "space", "editor", "partner")


@dataclass(frozen=True)
class Kept:
    """The people by role, and what stands in addresses: ``offer``, ``draft``, ``pair``, ``version``, …"""

    people: dict[str, Membership]
    ids: dict[str, int | str]


def keep(network: Network, *, at: datetime, today: date) -> Kept:
    """Fill a network of published offers with everything upkeep brings. The same every time."""
    chance = random.Random(7)
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
        offers = list(network.offers.order_by("pk"))
        carrier = offers[0].organisation_id
        _clocks(offers, space, carrier, at=at, today=today, chance=chance)
    people = {role: make_member(network, role, organisations=[carrier] if role == "partner" else []) for role in ROLES}
    with tenant(network.pk):
        ids: dict[str, int | str] = {"partner": carrier, "token": TOKEN}
        ids["other"] = offers[1].organisation_id
        ids["offer"], ids["version"] = _history(offers[0], at=at)
        ids["draft"] = _drafts(offers, people["partner"], at=at)
        _days(network, offers, at=at, today=today, chance=chance)
        _told(network, offers, people["coordinator"], at=at, today=today)
        ids["pair"] = _pairs(network, offers, people["coordinator"], at=at)
        link = offers[OVERDUE : OVERDUE + 12]
        ConfirmLink.objects.create(
            network=network, fingerprint=fingerprint(TOKEN), to="buero@example.org", offers=[one.pk for one in link],
            sent_at=at - timedelta(days=1), expires_at=at + timedelta(days=30),
        )  # fmt: skip
        ids["linked"] = link[0].pk
        host = people["coordinator"]
        done = read_list(network, content=a_list(100, "Fertig"), name="fertig.csv", by=host, at=at)
        ids["done_list"] = bring_in(done, publish=False, by=host, at=at).pk
        ids["list"] = read_list(network, content=a_list(1000, "Liste"), name="liste.csv", by=host, at=at).pk
        check_quality(network, at=at)
    return Kept(people, ids)


def _clocks(
    offers: list[Offer], space: SocialSpace, carrier: int, *, at: datetime, today: date, chance: random.Random
) -> None:
    """150 overdue, some of them for long; 100 become due; 200 never confirmed; one carrier has a hundred offers."""
    for number, offer in enumerate(offers):
        if number < OVERDUE:
            late = chance.randrange(1, 200)
        else:
            late = -chance.randrange(1, 30) if number < OVERDUE + 100 else -chance.randrange(31, 180)
        if number < 800:
            offer.due_on, offer.confirmed_at = today - timedelta(days=late), at - timedelta(days=late + 180)
        offer.social_space = space if number % 3 == 0 else None
        offer.organisation_id = carrier if number % 10 == 0 else offer.organisation_id
        offer.dates = [{"kind": "weekly", "first": "2026-01-06", "weekdays": [1], "begins": "09:30:00",
                        "ends": "11:00:00"}] if number % 4 == 0 else []  # fmt: skip
    columns = ["due_on", "confirmed_at", "social_space", "organisation", "dates"]
    Offer.objects.bulk_update(offers, columns, batch_size=500)


def _history(offer: Offer, *, at: datetime) -> tuple[int, int]:
    """Twenty-five versions of one offer; its id and that of an early version."""
    for number in range(25):
        write_values(offer, {"summary": f"Satz {number} über das Angebot.", "phone": f"030 2312{number:04}"}, at=at)
    return offer.pk, RowVersion.objects.filter(row_id=offer.pk, operation="UPDATE").order_by("pk")[5].pk


def _drafts(offers: Sequence[Offer], partner: Membership, *, at: datetime) -> int:
    """Sixty, forty of them wait; the id of one that waits."""
    found = []
    mine = [offer for offer in offers if offer.organisation_id in partner.organisations]
    for number, offer in enumerate(mine[:DRAFTS]):
        draft = Draft.objects.create(
            network_id=offer.network_id, offer=offer, member=partner, started_at=at, saved_at=at
        )
        words = f"{offer.description} Neu ist, dass wir auch am Abend da sind. Das ist die {number}. Fassung."
        save_draft(draft, {"description": words, "phone": "030 23125 999", "cost_kind": "free"}, at=at)
        found.append(draft.pk)
    waiting = found[:WAITING]
    Draft.objects.filter(pk__in=waiting).update(state=Draft.State.SUBMITTED, submitted_at=at - timedelta(days=2))
    return waiting[0]


def _days(network: Network, offers: list[Offer], *, at: datetime, today: date, chance: random.Random) -> None:
    days = [today - timedelta(days=back) for back in range(7 * WEEKS)]
    FreshnessDay.objects.bulk_create(
        FreshnessDay(network=network, on=day, fresh=600 + back % 50, soon=100, overdue=150, never=200, hidden=3)
        for back, day in enumerate(days)
    )
    DailyCount.objects.bulk_create(
        (
            DailyCount(network=network, offer=offer, on=day, seen=chance.randrange(1, 40), touched=1)
            for offer in offers
            for day in days
            if chance.random() < 0.25
        ),
        batch_size=2000,
    )


def _told(network: Network, offers: list[Offer], by: Membership, *, at: datetime, today: date) -> None:
    kinds = ProblemReport.Kind.values
    ProblemReport.objects.bulk_create(
        ProblemReport(network=network, offer=offers[number * 4 % len(offers)], kind=kinds[number % 5],
                      text="Da geht niemand ans Telefon, schon seit Wochen nicht.",
                      reported_on=today - timedelta(days=number % 60))
        for number in range(REPORTS)
    )  # fmt: skip
    Note.objects.bulk_create(
        Note(network=network, offer=offers[0 if number < 20 else number], member=by, text="Ruft am Dienstag an.", at=at)
        for number in range(NOTES)
    )
    Watch.objects.bulk_create(
        Watch(network=network, offer=offer, member=by, since=at - timedelta(days=9)) for offer in offers[:60]
    )


def _pairs(network: Network, offers: list[Offer], by: Membership, *, at: datetime) -> int:
    """A hundred open ones, some merged, two of them partners; the id of one of two offers."""
    reasons = {"for": ["gleiche Telefonnummer", "ähnlicher Titel"], "against": ["anderer Ort"]}
    made = Pair.objects.bulk_create(
        Pair(network=network, kind="offer", first=offers[200 + 2 * number].pk, second=offers[201 + 2 * number].pk,
             score=0.9 - number / 1000, reasons=reasons, found_at=at)
        for number in range(PAIRS)
    )  # fmt: skip
    first, second = sorted({offer.organisation_id for offer in offers})[:2]
    Pair.objects.create(
        network=network, kind="organisation", first=first, second=second, score=0.8, reasons=reasons, found_at=at
    )
    Merge.objects.bulk_create(
        Merge(network=network, kind="offer", kept=offers[-1 - 2 * number].pk, gone=offers[-2 - 2 * number].pk, at=at,
              by=by.pk, before={"rows": {}, "moved": {}}, fields={"title": offers[-1 - 2 * number].pk})
        for number in range(MERGES)
    )  # fmt: skip
    for number in range(MERGES):
        Offer.objects.filter(pk=offers[-2 - 2 * number].pk).update(
            status=Offer.Status.ENDED, merged_into=offers[-1 - 2 * number].pk
        )
    return made[0].pk


def a_list(rows: int, word: str) -> bytes:
    """A table as coordinators have it: some kinds nobody knows, times and ages in their own words."""
    kinds = ("Krabbelgruppe", "Elterncafé", "Hebammensprechstunde", "Kükengruppe", "Frühstück für alle Eltern")
    lines = [";".join(HEAD)]
    for number in range(rows):
        lines.append(
            f"{word} {kinds[number % 5]} {number};{kinds[number % 5]};Haus {word} {number % 60};Weg {number};96515;"
            f"Sonneberg;03675 {100000 + number};haus{number}@example.org;Mo 9–11 Uhr;0–3 J.;kostenfrei"
        )
    return "\n".join(lines).encode()
