"""What the clock needs to know: which offers are due, whom to ask, whether somebody coordinates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from nestwerk.common.season import Season, SeasonError, next_change
from nestwerk.networks.models import Membership, Network, Role
from nestwerk.taxonomy.models import Term

from ..models import Draft, Offer, ProblemReport, Reminder, Upkeep
from ..rules.freshness import DUE_SOON, FRESH, NEVER, OVERDUE, SOON, clock_day, due_date
from ..rules.links import FROM_PARTNER

ASKED = (Offer.Status.PUBLISHED, Offer.Status.PAUSED)


def running(network: Network, upkeep: Upkeep, *, until: date | None = None) -> list[tuple[Offer, date]]:
    """The public offers whose clock runs, each with its day, the longest due first; those due by ``until`` only."""
    offers = Offer.objects.filter(network=network, status__in=ASKED, merged_into__isnull=True)
    if not upkeep.clock_for_imported:
        offers = offers.filter(confirmed_at__isnull=False)
    if until is not None:
        offers = offers.filter(Q(confirmed_at__isnull=True) | Q(due_on__lte=until))
    days = (
        (offer, clock_day(offer.confirmed_at, offer.due_on, offer.offer_types, upkeep))
        for offer in offers.select_related("organisation", "social_space").order_by("pk")
    )
    due = [(offer, day) for offer, day in days if day is not None and (until is None or day <= until)]
    return sorted(due, key=lambda one: (one[1], one[0].pk))


def with_clock(offers: QuerySet[Offer], upkeep: Upkeep) -> QuerySet[Any]:
    """The offers with their day as ``clock_day``, as ``rules.freshness.clock_day`` says it; NULL where none runs."""
    confirmed = When(confirmed_at__isnull=False, then=F("due_on"))
    if not upkeep.clock_for_imported or upkeep.clock_since is None:
        return offers.annotate(clock_day=Case(confirmed, default=None, output_field=DateField()))
    special: dict[int, list[str]] = defaultdict(list)
    for code, months in upkeep.due_months_by_type.items():
        special[int(months)].append(code)
    whens = [
        When(offer_types__overlap=codes, then=_later(upkeep.clock_since, months))
        for months, codes in sorted(special.items())  # the shortest period counts
    ]
    default = _later(upkeep.clock_since, upkeep.due_months)
    return offers.annotate(clock_day=Case(confirmed, *whens, default=default, output_field=DateField()))


def _later(since: date, months: int) -> Greatest:
    """The later of an offer's own day and the end of its first period; PostgreSQL passes over an unknown day."""
    return Greatest(F("due_on"), Value(due_date(since, months=months), output_field=DateField()))


def freshness_is(day: date) -> dict[str, Q]:
    """Key of ``rules.freshness`` → the offers (``with_clock``) that are so on ``day``; those that ended are of none."""
    asked = ~Q(status=Offer.Status.ENDED)
    later = asked & (Q(clock_day__isnull=True) | Q(clock_day__gt=day + SOON))
    return {
        OVERDUE: asked & Q(clock_day__lt=day),
        DUE_SOON: asked & Q(clock_day__range=(day, day + SOON)),
        NEVER: later & Q(confirmed_at__isnull=True),
        FRESH: later & Q(confirmed_at__isnull=False),
    }


def freshness_now(network: Network, upkeep: Upkeep, *, today: date) -> dict[str, int]:
    """How many public offers of the network are how fresh, one query: the columns of ``FreshnessDay``."""
    public = Offer.objects.filter(network=network, status__in=ASKED, merged_into__isnull=True)
    shown, state = Q(hidden_at__isnull=True), freshness_is(today)
    counts = with_clock(public, upkeep).aggregate(
        fresh=Count("pk", filter=shown & state[FRESH]),
        soon=Count("pk", filter=shown & state[DUE_SOON]),
        overdue=Count("pk", filter=shown & state[OVERDUE]),
        never=Count("pk", filter=shown & state[NEVER]),
        hidden=Count("pk", filter=~shown),
    )
    return dict(counts)


def something_turns(network: Network, upkeep: Upkeep, *, since: date, today: date) -> bool:
    """Whether a public offer reads differently on ``today`` than on ``since`` although nobody touched it.

    It became overdue, its word about free places ran out, or its season began or ended. (The end of a pause is a
    change of the offer itself and announces itself.) Two queries.
    """
    public = Offer.objects.filter(network=network, status__in=ASKED, hidden_at__isnull=True, merged_into__isnull=True)
    passed = Q(clock_day__gte=since, clock_day__lt=today) | Q(places_until__gte=since, places_until__lt=today)
    if with_clock(public, upkeep).filter(passed).exists():
        return True
    seasons = public.exclude(season="").order_by().values_list("season", flat=True).distinct()
    return any(_turned(kept, since, today) for kept in seasons)


def _turned(kept: str, since: date, today: date) -> bool:
    try:
        change = next_change(Season.from_text(kept), since)
    except SeasonError:  # nobody can say; it is shown all year
        return False
    return change is not None and change <= today


def answered(offers: Collection[Offer]) -> set[int]:
    """The offers whose provider has written something that still waits: asking her again would only annoy."""
    drafts = Draft.objects.filter(offer__in=offers, state=Draft.State.SUBMITTED)
    told = ProblemReport.objects.filter(offer__in=offers, done_at__isnull=True, text__startswith=FROM_PARTNER)
    return {*drafts.values_list("offer_id", flat=True), *told.values_list("offer_id", flat=True)}


def steps_taken(offers: Collection[Offer]) -> dict[tuple[int, date], set[str]]:
    """By offer and due day: the steps at which its provider was asked already."""
    found: dict[tuple[int, date], set[str]] = defaultdict(set)
    for offer_id, day, step in Reminder.objects.filter(offer__in=offers).values_list("offer_id", "due_on", "step"):
        found[(offer_id, day)].add(step)
    return found


def addresses(network: Network, organisations: Iterable[int], *, at: datetime) -> dict[int, list[str]]:
    """By partner: the addresses to ask at, the best first: the one set for the upkeep, then her members'."""
    wanted = set(organisations)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, email in (
        network.organisations.filter(pk__in=wanted).exclude(upkeep_email="").values_list("pk", "upkeep_email")
    ):
        found[pk].append(email.lower())
    members = Membership.objects.held(at).filter(network=network, role=Role.PARTNER, user__is_active=True)
    for member in members.select_related("user").order_by("starts_at", "pk"):
        for pk in wanted.intersection(member.organisations):
            if member.user.email.lower() not in found[pk]:
                found[pk].append(member.user.email.lower())
    return found


def seat_is_empty(network: Network, upkeep: Upkeep, *, at: datetime, today: date) -> bool:
    """Whether nobody coordinates the network just now: no membership holds, or she said she is away."""
    if upkeep.absent_until is not None and today <= upkeep.absent_until:
        return True
    return nobody_coordinates(network, at=at)


def nobody_coordinates(network: Network, *, at: datetime) -> bool:
    """Whether no membership of a coordination holds."""
    return not Membership.objects.held(at).filter(network=network, role=Role.COORDINATOR).exists()


def last_of_type(network: Network, offers: Collection[Offer]) -> dict[int, list[str]]:
    """By offer: the labels of its types that no other visible offer of its social space (or without one) has."""
    rows = Offer.objects.filter(network=network, status__in=ASKED, hidden_at__isnull=True, merged_into__isnull=True)
    counts: Counter[tuple[int | None, str]] = Counter(
        (space, code) for space, types in rows.values_list("social_space_id", "offer_types") for code in types
    )
    codes = {code for offer in offers for code in offer.offer_types}
    labels = dict(Term.objects.filter(code__in=codes).values_list("code", "de"))
    return {
        offer.pk: [labels.get(code, code) for code in offer.offer_types if counts[(offer.social_space_id, code)] <= 1]
        for offer in offers
    }


def asked_lately(offers: Collection[Offer], *, at: datetime, days: int = 3) -> set[int]:
    """The offers somebody was asked about within these days: asking again so soon only annoys."""
    since = at - timedelta(days=days)
    return set(Reminder.objects.filter(offer__in=offers, sent_at__gt=since).values_list("offer_id", flat=True))
