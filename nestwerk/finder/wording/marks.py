"""What families should know before they set out: it pauses, it is not its season, nobody has confirmed it for long.

Days decide, not hours: a mark is true until the next midnight in Germany.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.common.season import Season, SeasonError, is_visible, next_change
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``short`` stands on a card, ``text`` and ``more`` on the page; ``away``: one cannot go there now.

    ``reason`` is in the words of who wrote it; ``since``: the day from which it is there again, if known.
    """

    kind: str  # paused, season, unconfirmed
    short: str
    text: str
    more: str
    away: bool = False
    reason: str = ""
    since: date | None = None


def mark(offer: OfferRecord, today: date, texts: Texts) -> Mark | None:
    """The mark of an offer on the day ``today``, the gravest only; None for one that is simply there."""
    if not (offer.clock or offer.paused or offer.season):
        return None
    return _paused(offer, today, texts) or _out_of_season(offer, today, texts) or _overdue(offer, today, texts)


def while_nobody_looks(offer: OfferRecord, network: NetworkRecord | None, today: date, texts: Texts) -> Mark | None:
    """For the page of an offer nobody ever confirmed, while nobody coordinates its network either.

    Data for demonstration is marked as such already.
    """
    if network is None or offer.last_verified or offer.unverified:
        return None
    empty = network.vacant or (bool(network.absent_until) and today <= date.fromisoformat(network.absent_until))
    return _unconfirmed(offer, texts) if empty else None


def season_in_words(season: str, texts: Texts) -> str:
    """ "Nur April bis Oktober"; empty where there is none or it cannot be read."""
    found = _season(season)
    if found is None:
        return ""
    if not found.every_year:
        first, last = dates.long_day(found.begins.isoformat(), texts), dates.long_day(found.ends.isoformat(), texts)
    elif found.begins.day == 1 and found.ends.day >= 28:
        first, last = dates.month_name(found.begins, texts), dates.month_name(found.ends, texts)
    else:
        first, last = dates.day_and_month(found.begins, texts), dates.day_and_month(found.ends, texts)
    return texts("mark.season_month", month=first) if first == last else texts("mark.season_in", first=first, last=last)


def _paused(offer: OfferRecord, today: date, texts: Texts) -> Mark | None:
    if not offer.paused:
        return None
    if not offer.paused_until:
        said = texts("mark.paused_open")
        return Mark("paused", said, said, texts("resting.unknown"), True, offer.pause_reason)
    back = date.fromisoformat(offer.paused_until)
    if back <= today:  # the night that takes it up again has not come yet
        return None
    said = texts("mark.paused", day=dates.near_day(back, today, texts))
    return Mark("paused", said, said, texts("mark.paused_more"), True, offer.pause_reason, back)


def _out_of_season(offer: OfferRecord, today: date, texts: Texts) -> Mark | None:
    season = _season(offer.season)
    if season is None or is_visible(season, today):
        return None
    back = next_change(season, today)
    if back is None:
        said = texts("mark.season_over")
    else:
        whole = back.day == 1 and back.year == today.year + (back.month <= today.month)
        day = dates.month_name(back, texts) if whole else dates.near_day(back, today, texts)
        said = texts("mark.season", day=day)
    return Mark("season", said, said, texts("mark.season_more"), True, since=back)


def _overdue(offer: OfferRecord, today: date, texts: Texts) -> Mark | None:
    return _unconfirmed(offer, texts) if offer.clock and date.fromisoformat(offer.clock) < today else None


def _unconfirmed(offer: OfferRecord, texts: Texts) -> Mark:
    ask = texts("mark.call" if offer.phone else "mark.ask")
    if not offer.last_verified:
        return Mark("unconfirmed", ask, texts("mark.never"), ask)
    day = dates.long_day(offer.last_verified, texts)
    month = dates.month_and_year(offer.last_verified, texts)
    return Mark("unconfirmed", texts("mark.unconfirmed", day=month), texts("mark.unconfirmed", day=day), ask)


def _season(kept: str) -> Season | None:
    try:
        return Season.from_text(kept)
    except SeasonError:
        return None
