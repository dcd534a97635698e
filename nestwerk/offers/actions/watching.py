"""Telling people that what they watch has changed: one mail a day at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from nestwerk.jobs.mail import post
from nestwerk.networks.models import Network

from .. import letters_watching as letters
from ..models import Watch
from ..queries.watching import news_of, watched_by, watchers, with_news

PAUSE = timedelta(hours=20)  # so that a job that runs early or twice does not write twice a day


@transaction.atomic
def tell_watchers(network: Network, *, at: datetime) -> int:
    """Queue one mail for everybody who watches something that somebody else changed; returns how many.

    Each change is told once. Who was told within the last twenty hours hears of it the next day. Whoever has several
    roles in the network gets one mail, for the role that watches first. Runs inside the tenant.
    """
    told, mails = set(), 0
    for member in watchers(network, at=at):
        lately = Watch.objects.filter(network=network, member__user_id=member.user_id, told_at__gt=at - PAUSE)
        if member.user_id in told or lately.exists():
            continue
        news = news_of(with_news(watched_by(member), of_mails=True))
        if not news:
            continue
        post("offer.watched", member.user.email, subject=letters.subject(network), text=letters.text(network, news),
             at=at, network_id=network.pk, reply_to=network.email)  # fmt: skip
        Watch.objects.filter(pk__in=[one.watch.pk for one in news]).update(told_at=at)
        told.add(member.user_id)
        mails += 1
    return mails
