"""Everything the desk shows, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, Max, Min

from nestwerk.networks.models import Membership, Network, SocialSpace

from ..desk import NOT_REACHED, DeskRow
from ..models import Confirmation, Draft, Note, Offer, ProblemReport, Reminder
from ..rules.freshness import SOON, clock_day, freshness, on_the_desk
from ..rules.reminders import Keep, reasons_to_keep
from .clock import ASKED, addresses, last_of_type, seat_is_empty, with_clock
from .directory import offers_for
from .upkeep import upkeep_of

COLUMNS = (
    "pk", "title", "organisation_id", "organisation__name", "social_space__slug", "social_space__name", "phone",
    "email", "status", "offer_types", "confirmed_at", "due_on", "hidden_at",
)  # fmt: skip


def desk_rows(member: Membership, *, at: datetime, today: date, page: str = "offers:desk") -> list[DeskRow]:
    """The public offers within reach with all that happened around them. Eight questions."""
    upkeep = upkeep_of(member.network_id)
    offers = offers_for(member, page).filter(status__in=ASKED, merged_into__isnull=True).order_by("pk")
    rows = list(offers.values_list(*COLUMNS))
    known = addresses(member.network, {row[2] for row in rows}, at=at)
    drafts = _by_offer(Draft.objects.filter(network_id=member.network_id, state=Draft.State.SUBMITTED).order_by()
                       .values_list("offer_id").annotate(Min("submitted_at")))  # fmt: skip
    asked = _by_offer(Reminder.objects.filter(network_id=member.network_id).order_by()
                      .values_list("offer_id").annotate(Max("sent_at")))  # fmt: skip
    reports = {
        offer_id: (first, number)
        for offer_id, first, number in ProblemReport.objects.filter(
            network_id=member.network_id, done_at__isnull=True
        ).order_by().values_list("offer_id").annotate(Min("reported_on"), Count("pk"))
    }  # fmt: skip
    tried = {
        note.offer_id: (note.at, str(note.member.user) if note.member else "")
        for note in Note.objects.filter(network_id=member.network_id, text__startswith=NOT_REACHED)
        .select_related("member__user").order_by("at")
    }  # fmt: skip
    found = []
    for pk, title, partner_id, partner, space, space_name, phone, email, status, types, confirmed, due, hidden in rows:
        day = clock_day(confirmed, due, types, upkeep)
        reported_on, number = reports.get(pk, (None, 0))
        called_at, called_by = tried.get(pk, (None, ""))
        if called_at and confirmed and called_at <= confirmed:  # that was another time
            called_at, called_by = None, ""
        found.append(
            DeskRow(
                pk=pk, title=title, organisation_id=partner_id, organisation=partner, space=space or "",
                space_name=space_name or "", phone=phone, state=freshness(status, confirmed, day, today=today), day=day,
                days=(today - day).days if day else 0, long=on_the_desk(day, today=today, upkeep=upkeep),
                reachable=bool(known.get(partner_id) or email), hidden_at=hidden, asked_at=asked.get(pk),
                called_at=called_at, called_by=called_by, draft_at=drafts.get(pk), reported_on=reported_on,
                reports=number,
            )
        )  # fmt: skip
    return found


def _by_offer(pairs: object) -> dict[int, datetime]:
    return dict(pairs)  # type: ignore[call-overload]


def spaces_of(network: Network) -> list[SocialSpace]:
    """The network's social spaces in their order."""
    return list(network.social_spaces.all())


def within_reach(member: Membership, ids: Sequence[str], page: str) -> list[int]:
    """Which of the ids that were sent name public offers the member may do ``page`` with."""
    wanted = {int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19}
    offers = offers_for(member, page).filter(pk__in=wanted, status__in=ASKED, merged_into__isnull=True)
    return list(offers.order_by("pk").values_list("pk", flat=True))


def offers_named(member: Membership, ids: Sequence[str], page: str) -> list[Offer]:
    """The same as offers, with their partner."""
    return list(Offer.objects.filter(pk__in=within_reach(member, ids, page)).select_related("organisation"))


def calls_confirmed(member: Membership, page: str, *, since: datetime) -> list[Confirmation]:
    """What was confirmed by telephone since then within reach and still counts, newest first, with its offer."""
    found = Confirmation.objects.filter(way=Confirmation.Way.PHONE, at__gt=since, offer__confirmed_at=F("at"))
    found = found.filter(offer__in=offers_for(member, page).filter(merged_into__isnull=True))
    return list(found.select_related("offer__organisation").order_by("-at", "-pk"))


def due_offers(member: Membership, *, today: date, page: str) -> list[tuple[Offer, date]]:
    """The public offers within reach that are overdue or due soon, each with its day, the longest due first."""
    offers = offers_for(member, page).filter(status__in=ASKED, merged_into__isnull=True)
    due = with_clock(offers, upkeep_of(member.network_id)).filter(clock_day__lte=today + SOON)
    return [(offer, offer.clock_day) for offer in due.select_related("organisation").order_by("clock_day", "pk")]


def desk_offer(member: Membership, offer_id: int, page: str) -> Offer | None:
    """One offer within reach. Whether it is public is the action's to ask."""
    offers = offers_for(member, page).filter(pk=offer_id, merged_into__isnull=True)
    return offers.select_related("organisation", "social_space", "network").first()


def why_keep(offer: Offer, *, at: datetime, today: date) -> Keep:
    """What somebody should know before she hides the offer."""
    upkeep = upkeep_of(offer.network_id)
    return reasons_to_keep(
        offer_types=offer.offer_types,
        last_of_type=last_of_type(offer.network, [offer])[offer.pk],
        seat_empty=seat_is_empty(offer.network, upkeep, at=at, today=today),
    )
