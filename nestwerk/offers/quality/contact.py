"""Numbers and addresses that cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from .facts import Facts, Seen
from .finding import Finding, found

_SHORT = re.compile(r"(?:11[0256]|116\s?\d{3}|118\s?\d{2,3}|19\s?222|19\s?240)")  # numbers without a dialling code
LINKS = ("website", "chat", "video", "messenger")


def unreachable(facts: Facts, seen: Seen) -> Iterator[Finding]:
    """Contacts that lead nowhere. An empty one is none of this module's business."""
    for name in ("phone", "sms"):
        number = str(getattr(facts, name)).strip()
        if number and not is_phone_number(number):
            yield found(f"wrong.{name}", detail=number)
    if facts.email.strip():
        yield from _mail(facts.email.strip(), seen)
    for name in LINKS:
        if not getattr(facts, name):
            continue
        if sentence := seen.links.get(name, ""):
            yield found("wrong.link", field=name, detail=sentence)
        elif address := seen.moved.get(name, ""):
            yield found("stale.moved", field=name, detail=address)


def is_phone_number(text: str) -> bool:
    """Whether a number that can be rung stands in the text; words around it and further numbers do no harm."""
    if _SHORT.fullmatch(re.split(r"[(,;]", text)[0].strip()):
        return True
    return any(True for _ in phonenumbers.PhoneNumberMatcher(text, "DE"))


def mail_domain(address: str) -> str:
    """The domain of a mail address as name servers know it; empty for what is no address."""
    try:
        read = validate_email(address.strip(), check_deliverability=False)
    except EmailNotValidError:
        return ""
    return read.ascii_domain or read.domain


def _mail(address: str, seen: Seen) -> Iterator[Finding]:
    domain = mail_domain(address)
    if not domain:
        yield found("wrong.email", detail=address)
    elif seen.takes_mail is not None and seen.takes_mail(domain) is False:
        yield found("wrong.mail_domain", detail=address)
