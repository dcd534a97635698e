"""What there is to say about the quality of records: assessed anew, or as the last look found it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from nestwerk.common.dates import DateError, Series, next_dates
from nestwerk.networks.models import Membership, Network

from .. import link_checks
from ..models import Offer, QualityCheck, Upkeep
from ..quality import Facts, Finding, Quality, Seen, assess, rules
from ..quality.contact import mail_domain
from ..rules.freshness import clock_day, freshness, local_day
from .clock import ASKED
from .directory import offers_for
from .finding_keys import KEYS
from .upkeep import upkeep_of

_NAMES = {"organisation": "organisation__name", "social_space": "social_space__name"}
_FACTS = tuple(one.name for one in fields(Facts))
_FURTHER = ("status", "confirmed_at", "due_on", "quality__links", "quality__findings")


class Known(NamedTuple):
    """What the last look at an offer found, as small as a table needs it."""

    offer_id: int
    organisation_id: int
    organisation: str
    quality: Quality


def assessed(
    network: Network, *, at: datetime, mail: Mapping[str, bool] | None = None
) -> Iterator[tuple[int, Quality]]:
    """Each offer that has not ended with its quality as it is now. Two questions; the rest is reckoned.

    ``mail``: domain → whether it takes mail. Of a domain that is not in it, what the last look found holds on.
    """
    upkeep, land = upkeep_of(network), network.land
    columns = [_NAMES.get(name, name) for name in _FACTS]
    rows = (
        Offer.objects.filter(network=network, merged_into__isnull=True)
        .exclude(status=Offer.Status.ENDED)
        .order_by("pk")
        .values_list("pk", *_FURTHER, *columns)
    )
    for pk, status, confirmed_at, due_on, links, findings, *facts in rows:
        values = dict(zip(_FACTS, facts, strict=True)) | {"status": status, "confirmed_at": confirmed_at}
        takes_mail = _takes_mail(values["email"], findings or (), mail or {})
        yield pk, _assess(values | {"due_on": due_on}, links or {}, takes_mail, upkeep, land=land, at=at)


class Looked(NamedTuple):
    """What there is to say about one offer. ``links_on``: when one of its addresses was opened last."""

    quality: Quality
    has_links: bool
    links_on: date | None


def quality_now(offer: Offer, network: Network, *, at: datetime) -> Looked:
    """The quality of one offer as it stands in the directory now. Asks for the rules and for the last look at links."""
    values = {name: getattr(offer, name) for name in (*_FACTS, "status", "confirmed_at", "due_on")}
    values |= {"organisation": offer.organisation.name, "social_space": str(offer.social_space or "")}
    check = QualityCheck.objects.filter(offer=offer).only("links", "findings").first()
    links = check.links if check else {}
    now = link_checks.addresses(values)
    days = [links[name]["checked_on"] for name, text in now.items() if links.get(name, {}).get("address") == text]
    takes_mail = _takes_mail(offer.email, check.findings if check else (), {})
    quality = _assess(values, links, takes_mail, upkeep_of(network), land=network.land, at=at)
    return Looked(quality, bool(now), date.fromisoformat(max(days)) if days else None)


def mail_domains(network: Network) -> list[str]:
    """The domains of the mail addresses in the public directory. One question."""
    rows = Offer.objects.filter(network=network, status__in=ASKED).exclude(email="").order_by()
    domains = {mail_domain(address) for address in rows.values_list("email", flat=True).distinct()}
    return sorted(domains - {""})


def _takes_mail(
    address: str, findings: Iterable[Mapping[str, str]], mail: Mapping[str, bool]
) -> Callable[[str], bool | None]:
    said = any(one["key"] == "wrong.mail_domain" and address in one["sentence"] for one in findings)
    return lambda domain: mail.get(domain, False if said else None)


def _assess(
    values: Mapping[str, Any],
    links: Mapping[str, Any],
    takes_mail: Callable[[str], bool | None],
    upkeep: Upkeep,
    *,
    land: str,
    at: datetime,
) -> Quality:
    now, dates = link_checks.addresses(values), values["dates"]
    standing = ""
    if values["status"] in ASKED:  # nobody confirms what nobody sees
        day = clock_day(values["confirmed_at"], values["due_on"], values["offer_types"], upkeep)
        standing = freshness(values["status"], values["confirmed_at"], day, today=local_day(at))
    seen = Seen(
        links=link_checks.broken(links, now),
        moved=link_checks.moved(links, now),
        standing=standing,
        dates_over=bool(dates) and _are_over(dates, at, land),
        takes_mail=takes_mail,
        at=at,
        land=land,
    )
    return assess(Facts.of(values), seen)


def _are_over(dates: Iterable[Any], at: datetime, land: str) -> bool:
    """Whether no date is still to come. What cannot be read is not over."""
    try:
        every = [Series.from_dict(one) for one in dates]
    except DateError:
        return False
    return not any(next_dates(series, at, 1, land=land) for series in every)


def known(member: Membership, page: str, **only: Any) -> list[Known]:
    """What the last look found at the offers within reach of ``page``, in one question. ``only``: further filters."""
    rows = (
        offers_for(member, page)
        .filter(quality__isnull=False, **only)
        .exclude(status=Offer.Status.ENDED)
        .order_by("organisation__name", "pk")
        .values_list("pk", "organisation_id", "organisation__name", "quality__score", KEYS)
    )
    return [Known(pk, of, name, Quality(score, plain(keys))) for pk, of, name, score, keys in rows]


def plain(keys: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by their keys, without the details of an offer."""
    every = _plain()
    return tuple(every[key] for key in keys if key in every)


@cache
def _plain() -> dict[str, Finding]:
    return {
        rule.key: Finding(rule.key, rule.kind, rule.field, rule.weight, rule.sentence, rule.step)
        for rule in rules().values()
    }


def links_of(network: Network) -> list[tuple[str, Mapping[str, Any] | None]]:
    """Every address that stands in the public directory, with what is known of it. One question."""
    rows = Offer.objects.filter(network=network, status__in=ASKED, hidden_at__isnull=True).order_by("pk")
    found = []
    for *values, links in rows.values_list(*link_checks.FIELDS, "quality__links"):
        now = link_checks.addresses(dict(zip(link_checks.FIELDS, values, strict=True)))
        found += [(address, (links or {}).get(name)) for name, address in now.items()]
    return found
