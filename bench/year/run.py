"""Twelve months of the real code, day by day, with time passed in: nothing is mocked, only people are made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nestwerk.accounts.models import User
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.actions import create_network
from nestwerk.networks.actions_members import end_membership
from nestwerk.networks.models import Membership, Network, Role
from nestwerk.networks.tokens import fingerprint
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.days import begin_day
from nestwerk.offers.actions.drafts import open_draft, save_draft, submit_draft, withdraw_draft
from nestwerk.offers.actions.links import confirm_through_link, correct_through_link
from nestwerk.offers.actions.reminders import send_reminders
from nestwerk.offers.actions.reports import settle_report
from nestwerk.offers.actions.review import approve_draft
from nestwerk.offers.actions.states import end_offer
from nestwerk.offers.actions.visibility import hide_offer
from nestwerk.offers.inbox import report_problem
from nestwerk.offers.models import Confirmation, ConfirmLink, Draft, FreshnessDay, Offer, ProblemReport, Upkeep
from nestwerk.offers.queries.clock import running
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.offers.rules.freshness import due_date, on_the_desk
from nestwerk.offers.rules.working_days import is_working_day
from nestwerk.partners.models import Organisation

from .figures import Figures
from .world import NOTICED, OFFERS, SUMMER, Truth, World

DAYS = 365
GONE = "Das Angebot gibt es nicht mehr."
# What one errand of the coordinator costs in clicks, counted on the pages: from the desk to done.
OPEN_DESK, CALL, HIDE, REVIEW, END, REPORT = 1, 2, 3, 2, 3, 2
CALL_AFTER = 14  # days overdue, then she calls on her Tuesday
AWAY = (SUMMER[0] + timedelta(days=5), SUMMER[0] + timedelta(days=25))  # the coordinator's own holidays


class Year:
    """One network through one year. ``world`` says what people do; the code under test does the rest."""

    def __init__(self, world: World, tell: Callable[[str], None]) -> None:
        self.world, self.tell, self.figures = world, tell, Figures()
        self.network, self.boss = _founded(world)
        self.offers, self.members = _filled(world, self.network)
        self.inbox: dict[date, list[int]] = {}  # the day somebody sits down → ids of mails
        self.reached = False  # whether the partner called last picked up
        self.seen_mail = 0

    def run(self, days: int = DAYS) -> Figures:
        """Every day of the year, morning to evening."""
        for number in range(days):
            today = self.world.begins + timedelta(days=number)
            self.day(today, number)
            if number % 30 == 29:
                self.tell(f"{number + 1} days")
        return self.figures

    def day(self, today: date, number: int) -> None:
        """Night, morning mails, the providers' answers, families, the coordinator."""
        night = datetime.combine(today, time(0, 20), BERLIN).astimezone(UTC)
        noon = night + timedelta(hours=11)
        with tenant(self.network.pk):
            begin_day(self.network, at=night, today=today)
            if is_working_day(today, self.network.land):
                self.figures.mails += send_reminders(self.network, at=noon, today=today)
        self._post_comes(today)
        self._people_leave(today, noon)
        self._providers_answer(today, noon)
        self._providers_tell(today, noon)
        self._families_report(today)
        if today.weekday() == 1 and not AWAY[0] <= today <= AWAY[1]:
            self._coordinator_works(today, noon, number // 7)
        self._look(today)

    def _post_comes(self, today: date) -> None:
        """Each new mail is put into the inbox of the day somebody will answer it."""
        with tenant(self.network.pk):
            for mail in Mail.objects.filter(pk__gt=self.seen_mail, kind="offer.confirm").order_by("pk"):
                self.seen_mail = mail.pk
                partner = self.world.partners[int(re.findall(r"\d+", mail.to)[0])]
                if day := self.world.reply_day(partner, today):
                    self.inbox.setdefault(max(day, today), []).append(mail.pk)

    def _people_leave(self, today: date, at: datetime) -> None:
        for partner in self.world.partners:
            if partner.gone_from == today:
                with tenant(self.network.pk):
                    member = Membership.objects.select_related("network", "user").get(
                        pk=self.members[partner.number].pk
                    )
                    end_membership(member, by=self.boss, at=at)
            if partner.back_from == today:
                self.members[partner.number] = _member(self.network, partner.number, at, follows=True)
                with tenant(self.network.pk):
                    held = [pk for pk, truth in self.offers.items() if truth.partner == partner.number]
                    mine = Offer.objects.filter(pk__in=held).values_list("organisation_id", flat=True)
                    Membership.objects.filter(pk=self.members[partner.number].pk).update(
                        organisations=sorted(set(mine))
                    )

    def _providers_answer(self, today: date, at: datetime) -> None:
        """Who sits down today opens the link and answers for each offer in it."""
        for mail_id in self.inbox.pop(today, []):
            with tenant(self.network.pk):
                text = unseal(bytes(Mail.objects.get(pk=mail_id).sealed or b""))["text"]
                token = re.search(r"/bestaetigen/[^/]+/([^/\s]+)/", text)[1]  # type: ignore[index]
                link = ConfirmLink.objects.get(fingerprint=fingerprint(token))
                for offer_id in link.offers:
                    self._answer(token, offer_id, today, at)
                    self._settled(offer_id, at)

    def _answer(self, token: str, offer_id: int, today: date, at: datetime) -> None:
        truth = self.offers[offer_id]
        try:
            if truth.dead(today):
                correct_through_link(self.network, token, offer_id, {}, message=GONE, at=at)
                self.figures.answers["gone"] += 1
            elif truth.phone_wrong(today):
                entered = {"phone": f"03675 9{offer_id:05}"}
                correct_through_link(self.network, token, offer_id, entered, message="", at=at)
                truth.told = True
                self.figures.answers["corrected"] += 1
            else:
                confirm_through_link(self.network, token, offer_id, at=at)
                self.figures.answers["confirmed"] += 1
        except Refused:
            self.figures.answers["link refused"] += 1

    def _settled(self, offer_id: int, at: datetime) -> None:
        """What a family reported is done with the provider's answer, except that it is gone: somebody has to end it."""
        if self.offers[offer_id].dies_on is None:
            for report in ProblemReport.objects.filter(offer_id=offer_id, done_at__isnull=True):
                settle_report(report, by=self.boss, at=at)

    def _providers_tell(self, today: date, at: datetime) -> None:
        """Some write in by themselves what changed, signed in, within days."""
        for offer_id, truth in self.offers.items():
            partner = self.world.partners[truth.partner]
            changed = truth.dies_on or truth.phone_changes_on
            if changed is None or truth.told or not 0 <= (today - changed).days < 10 or not partner.reads(today):
                continue
            if self.world.rng.random() >= partner.manner.tells / 7:
                continue
            member = self.members[truth.partner]
            with tenant(self.network.pk, user_id=member.user_id, hat=member.hat):
                offer = Offer.objects.get(pk=offer_id)
                if truth.dies_on:
                    end_offer(offer, by=member, at=at)
                else:
                    draft = save_draft(open_draft(offer, by=member, at=at), {"phone": f"03675 8{offer_id:05}"}, at=at)
                    submit_draft(draft, by=member, at=at)
                truth.told = True
                self.figures.answers["told by herself"] += 1

    def _families_report(self, today: date) -> None:
        for offer_id, truth in self.offers.items():
            wrong = truth.dead(today) or truth.phone_wrong(today)
            if wrong and not truth.told and self.world.rng.random() < NOTICED:
                with tenant(self.network.pk):
                    public = str(Offer.objects.get(pk=offer_id).public_id)
                    if ProblemReport.objects.filter(offer_id=offer_id, done_at__isnull=True).exists():
                        continue
                try:
                    report_problem(
                        self.network.slug, public, kind="gone" if truth.dies_on else "phone", text="", on=today
                    )
                    self.figures.answers["reported by a family"] += 1
                except Refused:
                    continue  # not public any more

    def _coordinator_works(self, today: date, at: datetime, week: int) -> None:
        """Tuesday morning: reviews, reports passed on, calls, and what stands on the desk for long."""
        boss, count = self.boss, self.figures.click
        with tenant(self.network.pk, user_id=boss.user_id, hat=boss.hat):
            count("looks at the desk", OPEN_DESK, week)
            for draft in Draft.objects.filter(state=Draft.State.SUBMITTED).select_related("offer"):
                if draft.message == GONE or draft.offer.status == Offer.Status.ENDED:
                    withdraw_draft(draft, by=boss, at=at)
                    count("reviews", 1, week)
                    if draft.offer.status != Offer.Status.ENDED:
                        end_offer(draft.offer, by=boss, at=at)
                        count("ends an offer", END, week)
                    self.offers[draft.offer_id].told = True
                else:
                    approve_draft(draft, by=boss, at=at)
                    count("reviews", REVIEW, week)
            for report in ProblemReport.objects.filter(passed_on_at__isnull=False, done_at__isnull=True):
                self._call(report.offer_id, today, at, week)
                settle_report(report, by=boss, at=at)
                count("settles a report", REPORT, week)
            called: set[int] = set()
            upkeep = upkeep_of(self.network)
            for offer, day in running(self.network, upkeep, until=today - timedelta(days=CALL_AFTER)):
                if (
                    offer.hidden_at is None
                    and not Draft.objects.filter(offer=offer, state=Draft.State.SUBMITTED).exists()
                ):
                    if on_the_desk(day, today=today, upkeep=upkeep):
                        try:
                            hide_offer(offer, by=boss, at=at, today=today)
                        except Refused:
                            hide_offer(offer, by=boss, at=at, today=today, anyway=True)
                        count("hides an offer", HIDE, week)
                    elif (today - day).days % 14 < 7:  # every other week
                        self._call(offer.pk, today, at, week, already=called)

    def _call(self, offer_id: int, today: date, at: datetime, week: int, already: set[int] | None = None) -> None:
        """She calls the partner: one call for all its offers, a click or two for each."""
        truth, boss = self.offers[offer_id], self.boss
        partner = self.world.partners[truth.partner]
        if already is None or truth.partner not in already:
            self.figures.click("calls a partner", CALL, week)
            self.reached = self.world.rng.random() < partner.manner.by_phone and not truth.phone_wrong(today)
            if already is not None:
                already.add(truth.partner)
        if not self.reached:
            return
        offer = Offer.objects.get(pk=offer_id)
        if truth.dead(today):
            if offer.status != Offer.Status.ENDED:
                end_offer(offer, by=boss, at=at)
                truth.told = True
                self.figures.click("ends an offer", END, week)
        elif offer.status != Offer.Status.ENDED:
            confirm_offer(offer, way=Confirmation.Way.PHONE, by=boss, at=at)
            self.figures.click("confirms by phone", 1, week)

    def _look(self, today: date) -> None:
        """What the directory says tonight, against the truth."""
        half_a_year = datetime.combine(today, time(12), BERLIN) - timedelta(days=184)
        with tenant(self.network.pk):
            public = Offer.objects.filter(status=Offer.Status.PUBLISHED, hidden_at__isnull=True)
            rows = {pk: (confirmed, due) for pk, confirmed, due in public.values_list("pk", "confirmed_at", "due_on")}
        fresh = sum(confirmed is not None and confirmed >= half_a_year for confirmed, _ in rows.values())
        self.figures.fresh.append(fresh / len(rows))
        for pk, truth in self.offers.items():
            if not truth.dead(today):
                continue
            self.figures.died.setdefault(pk, truth.dies_on or today)
            if pk not in rows:
                self.figures.off.setdefault(pk, today)
                continue
            due = rows[pk][1]
            if due is not None and due <= today:
                self.figures.due_after_death.setdefault(pk, due)
            if due is not None and due < today:
                self.figures.marked.setdefault(pk, today)


def _founded(world: World) -> tuple[Network, Membership]:
    network, _ = create_network(slug="beispieljahr", name="Frühe Hilfen Beispieljahr", ags=["16072"])
    at = datetime.combine(world.begins - timedelta(days=400), time(9), BERLIN)
    user = User.objects.create_user("koordination@beispieljahr.example", name="Koordination Beispiel")
    with tenant(network.pk):
        Upkeep.objects.create(network=network)
        boss = Membership.objects.create(network=network, user=user, role=Role.COORDINATOR, starts_at=at)
    return network, boss


def _member(network: Network, number: int, at: datetime, *, follows: bool = False) -> Membership:
    name = f"partner{number}{'b' if follows else ''}"
    user = User.objects.create_user(f"{name}@beispieljahr.example", name=f"Partner {number} Beispiel")
    with tenant(network.pk):
        return Membership.objects.create(network=network, user=user, role=Role.PARTNER, starts_at=at)


def _filled(world: World, network: Network) -> tuple[dict[int, Truth], dict[int, Membership]]:
    """300 offers of 80 partners, each confirmed some time in the last six months."""
    from bench.offers import rows

    at = datetime.combine(world.begins, time(9), BERLIN)
    members = {one.number: _member(network, one.number, at - timedelta(days=300)) for one in world.partners}
    texts: list[dict[str, Any]] = list(rows(OFFERS, seed=7, box=(50.2, 50.6, 10.8, 11.4)))
    offers: dict[int, Truth] = {}
    with tenant(network.pk):
        partners = [
            Organisation.objects.create(network=network, name=f"Verein Beispiel {one.number}", trusted=one.trusted)
            for one in world.partners
        ]
        for truth, row in zip(world.offers, texts, strict=True):
            confirmed = at - timedelta(days=world.rng.randrange(0, 180))
            day = confirmed.date()
            told = {"status": "published", "published_at": confirmed, "confirmed_at": confirmed,
                    "last_verified_on": day, "due_on": due_date(day), "phone": "03675 100", "email": ""}  # fmt: skip
            offer = Offer.objects.create(network=network, organisation=partners[truth.partner], **(row | told))
            offers[offer.pk] = truth
        for number, member in members.items():
            member.organisations = [partners[number].pk]
            member.save(update_fields=["organisations"])
        FreshnessDay.objects.filter(network=network).delete()
    return offers, members
