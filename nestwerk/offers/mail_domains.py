"""Asking the name servers whether a domain takes mail; no mail is sent and no mail server is spoken to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from email_validator import EmailUndeliverableError

if TYPE_CHECKING:  # reading it costs a tenth of a second, for one job of the night
    import dns.resolver

PATIENCE = 5.0  # seconds for one domain


def takes_mail(domain: str, *, resolver: dns.resolver.Resolver) -> bool | None:
    """Whether mail for the domain has somewhere to go; None if the name servers do not say."""
    from dns.resolver import NXDOMAIN, NoAnswer  # noqa: PLC0415
    from email_validator.deliverability import validate_email_deliverability  # noqa: PLC0415

    try:
        found = validate_email_deliverability(domain, domain, dns_resolver=resolver)
    except EmailUndeliverableError as error:
        return False if error.__cause__ is None or isinstance(error.__cause__, NXDOMAIN | NoAnswer) else None
    return None if "unknown-deliverability" in found else True


def ask(
    domains: Iterable[str],
    *,
    until: float,
    one: Callable[[str], bool | None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, bool]:
    """By domain whether it takes mail, asked until ``clock`` shows ``until`` (seconds); who did not say is left out.

    A name server that denies every single domain is not believed: the server it serves is probably not in the internet.
    """
    one = one or _asking()
    found: dict[str, bool] = {}
    for domain in sorted(set(domains)):
        if clock() >= until:
            break
        answer = one(domain)
        if answer is not None:
            found[domain] = answer
    return found if any(found.values()) else {}


def _asking() -> Callable[[str], bool | None]:
    import dns.exception  # noqa: PLC0415
    import dns.resolver  # noqa: PLC0415

    try:
        resolver = dns.resolver.Resolver()
    except dns.exception.DNSException:  # this machine knows no name server
        return lambda domain: None
    resolver.lifetime = PATIENCE
    return partial(takes_mail, resolver=resolver)
