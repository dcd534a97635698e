"""The invented network lives: half a year of its story through the real actions, so that every page has something.

Only ``musterstadt``, only in a demonstration. Everything leads up to the day the installation is made; a start more
than a month later brings the clocks up to that day, and leaves alone what people have done meanwhile. The pilot
networks show real institutions: nothing invented acts for them.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Network
from nestwerk.offers.actions.days import begin_day, keep_freshness
from nestwerk.offers.actions.pairs import search_pairs
from nestwerk.offers.actions.quality import check_quality
from nestwerk.offers.actions.reminders import send_reminders
from nestwerk.offers.inbox import count_days
from nestwerk.offers.models import FreshnessDay, Offer
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.offers.rules.freshness import local_day
from nestwerk.offers.rules.working_days import is_working_day

from .demo_scenes import NEWEST, Scene, scenes
from .demo_stage import NETWORK, Stage, stage_of

WEEKS = 26  # of numbers
CLOCKS = 60  # days before today from which on nights and mornings are those of the real clock
MONTH = timedelta(days=30)
QUIET_WEEKEND = 0.4


def live(at: datetime) -> bool:
    """Tell the story up to ``at`` unless it was told within a month; returns whether it was told. All or nothing."""
    network = Network.objects.filter(slug=NETWORK).first()
    if network is None:
        return False
    with tenant(network.pk):
        offer = Offer.objects.filter(network=network, source=NETWORK, external_id=NEWEST[0]).first()
        stage = stage_of(network, local_day(at))
        if offer is None or stage is None:
            return False
        told = offer.confirmed_at
        if told is not None and told > at - timedelta(days=NEWEST[1]) - MONTH:
            return False
        newest_mail = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        _days(stage, again=told is not None)
        search_pairs(network, at=at)
        check_quality(network, at=at)
        _posted(network, newest_mail)
    return True


def _days(stage: Stage, *, again: bool) -> None:
    left = [scene for scene in scenes(stage) if scene.again or not again]
    known = set(FreshnessDay.objects.filter(network=stage.network).values_list("on", flat=True))
    luck, upkeep = random.Random(NETWORK), upkeep_of(stage.network)  # noqa: S311 - numbers for a picture
    for days in range(max(scene.days for scene in left), -1, -1):
        today = stage.today - timedelta(days=days)
        lived = today in known  # by the real nights, or told before
        if days <= CLOCKS and not lived:
            begin_day(stage.network, at=stage.moment(days, 0), today=today)  # keeps how fresh it was yesterday
        if 0 < days <= CLOCKS and not lived and is_working_day(today, stage.network.land):
            send_reminders(stage.network, at=stage.moment(days, 7), today=today)
        while left and left[0].days == days:
            _play(left.pop(0), stage)
        if 0 < days <= 7 * WEEKS and not lived:
            _count(stage, today, luck)
            if days > CLOCKS:
                keep_freshness(stage.network, upkeep, on=today)


def _play(scene: Scene, stage: Stage) -> None:
    """One scene. Where somebody has meanwhile done something else with it, her version stays."""
    member = stage.people[scene.who] if scene.who else None
    try:
        with tenant(stage.network.pk, user_id=member.user_id if member else 0, hat=member.hat if member else ""):
            scene.do(stage, stage.moment(scene.days))
    except Refused:
        return


def _count(stage: Stage, on: date, luck: random.Random) -> None:
    """Families look, more on weekdays, more at what is known, a little more every week."""
    busy = (QUIET_WEEKEND if on.weekday() >= 5 else 1.0) * (1.3 - (stage.today - on).days / (7 * WEEKS))
    counts = {}
    public = Offer.objects.filter(network=stage.network, status=Offer.Status.PUBLISHED).order_by("pk")
    for place, public_id in enumerate(public.values_list("public_id", flat=True)):
        seen = int(busy * luck.triangular(0, 14 - place % 7, 3))
        counts[str(public_id)] = (seen, sum(luck.random() < 0.2 for _ in range(seen)))
    count_days(stage.network.slug, counts, on)


def _posted(network: Network, after: int) -> None:
    """The mails of the story arrived long ago: none of them is on its way now."""
    with transaction.atomic():
        Mail.objects.filter(network_id=network.pk, pk__gt=after, state=Mail.State.WAITING).update(
            state=Mail.State.SENT, sealed=None, attempts=1, answer="250 2.0.0",
            tried_at=F("queued_at"), done_at=F("queued_at"),
        )  # fmt: skip
