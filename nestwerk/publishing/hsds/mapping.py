"""A published offer as a service: the plain fields of a list, and everything nested.

Texts are German, in the words of the public site. What the standard has no field for becomes an attribute. Months
become years in ``minimum_age`` and ``maximum_age`` and stay months in attributes; pregnancy has no age in years.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from nestwerk.catalogue.public import Change
from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.finder.present.contact import dial
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import ages, facts
from nestwerk.finder.wording.marks import mark

from . import ids, organisations, places
from .areas import service_areas
from .attributes import attributes
from .clean import mail, web, without_empty
from .schedules import schedules
from .terms import Vocabulary

GONE = "Nicht mehr veröffentlicht"
ISO_639_3 = {"dgs": "gsg"}  # German Sign Language


def plain(offer: OfferRecord, network: NetworkRecord, words: Vocabulary, change: Change, today: date) -> dict[str, Any]:
    """The fields of its own, as ``/services`` lists them, with who offers it and the network it belongs to."""
    texts = texts_for("de")
    now = mark(offer, today, texts)
    fees = " ".join(filter(None, (_cost(offer), offer.cost_note)))
    return without_empty(
        {
            "id": str(ids.public(offer.id)),
            "organization_id": str(ids.public(offer.organisation_id)),
            "program_id": organisations.program_id(network),
            "name": offer.title or _kind(offer, words),
            "description": "\n\n".join(filter(None, (offer.summary, offer.description))),
            "url": web(offer.website) or f"{settings.PUBLIC_URL}/{offer.network}/angebote/{offer.id}",
            "email": mail(offer.email),
            "status": "temporarily closed" if now is not None and now.away else "active",
            "interpretation_services": facts.interpreter(offer.interpreter, texts),
            "application_process": _sentences((*facts.access(offer.access, texts), _anonymous(offer))),
            "fees_description": fees,
            "fees": fees,
            "accreditations": texts("certificate.yes") if offer.certificate else "",
            "eligibility_description": _eligibility(offer, words),
            "minimum_age": minimum_age(offer),
            "maximum_age": maximum_age(offer),
            "assured_date": offer.last_verified,
            "alert": _alert(offer, today),
            "last_modified": moment(change),
            "organization": organisations.plain_of(offer, network, words),
            "program": organisations.program(network),
        }
    )


def full(offer: OfferRecord, network: NetworkRecord, words: Vocabulary, change: Change, today: date) -> dict[str, Any]:
    """The service with all that belongs to it."""
    service = ids.public(offer.id)
    place = places.full_location(offer, network) if places.has_place(offer) else None
    phones = _phones(offer)
    return without_empty(
        {
            **plain(offer, network, words, change, today),
            "phones": phones,
            "schedules": schedules(offer.opening_hours, offer.dates, service),
            "service_areas": service_areas(offer, network),
            "service_at_locations": [places.link(offer, place)] if place else [],
            "languages": [
                {
                    "id": ids.part(service, f"language/{code}"),
                    "service_id": str(service),
                    "name": facts.language(code, texts_for("de")),
                    "code": ISO_639_3.get(code, code),
                }
                for code in dict.fromkeys(offer.languages)
            ],
            "funding": [
                {"id": ids.part(service, f"funding/{name}"), "service_id": str(service), "source": name}
                for name in dict.fromkeys(filter(None, offer.funders))
            ],
            "cost_options": _cost_options(offer),
            "contacts": _contacts(offer, phones),
            "attributes": list(attributes(offer, words, today)),
        }
    )


def defunct(known: str, change: Change) -> dict[str, Any]:
    """What remains for a time of a service that is no longer public: that it is gone, nothing of what it was."""
    return {"id": str(ids.public(known)), "name": GONE, "status": "defunct", "last_modified": moment(change)}


def minimum_age(offer: OfferRecord) -> float | None:
    """Years, from the first month on; None where it is not known or only for pregnancy."""
    if offer.age_from_months is None or _before_birth(offer):
        return None
    return _years(max(0, offer.age_from_months))


def maximum_age(offer: OfferRecord) -> float | None:
    """Years; None where it is not known or only for pregnancy."""
    if offer.age_to_months is None or _before_birth(offer):
        return None
    return _years(offer.age_to_months)


def _before_birth(offer: OfferRecord) -> bool:
    return offer.age_to_months is not None and offer.age_to_months < 0


def _years(months: int) -> float:
    return months // 12 if months % 12 == 0 else round(months / 12, 2)


def moment(change: Change) -> str:
    """An instant with milliseconds, as the standard asks: "2026-11-22T09:00:00.000Z". Empty if it is not known."""
    return "" if not change.at else change.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _kind(offer: OfferRecord, words: Vocabulary) -> str:
    named = [words.by_code[code]["name"] for code in offer.offer_types if code in words.by_code]
    return str(named[0]) if named else "Angebot"


def _sentences(parts: tuple[str, ...]) -> str:
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in parts if text)


def _cost(offer: OfferRecord) -> str:
    return _sentences((facts.cost(offer.cost_kind, texts_for("de")),)) if offer.cost_kind else ""


def _anonymous(offer: OfferRecord) -> str:
    return facts.anonymous(offer.anonymous, texts_for("de"))


def _eligibility(offer: OfferRecord, words: Vocabulary) -> str:
    groups = [words.by_code[code]["name"] for code in offer.target_groups if code in words.by_code]
    age = ages.age_range(offer.age_from_months, offer.age_to_months, texts_for("de"))
    return _sentences((age, f"Für: {', '.join(groups)}" if groups else ""))


def _alert(offer: OfferRecord, today: date) -> str:
    """What families should know before they set out: a pause, the season, that nobody confirmed it for long."""
    texts = texts_for("de")
    said: list[str] = []
    if (now := mark(offer, today, texts)) is not None:
        said += [now.text, now.reason, now.more]
    elif not offer.last_verified:
        said.append(texts("mark.never"))
    if offer.unverified:
        said += [texts("demo.title"), texts("demo.text")]
    return _sentences(tuple(said))


def _phones(offer: OfferRecord) -> list[dict[str, Any]]:
    service = ids.public(offer.id)
    return [
        {"id": ids.part(service, f"phone/{kind}"), "service_id": str(service), "number": number.strip(), "type": kind}
        for kind, number in (("voice", offer.phone), ("text", offer.sms))
        if dial(number)
    ]


def _contacts(offer: OfferRecord, phones: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whom to turn to, as an office: no name of a person is ever known here."""
    service, own, email = ids.public(offer.id), ids.part(ids.public(offer.id), "contact"), mail(offer.email)
    if not phones and not email:
        return []
    numbers = [
        {"id": ids.part(service, f"contact/{one['type']}"), "contact_id": own, "number": one["number"],
         "type": one["type"]}
        for one in phones
    ]  # fmt: skip
    contact = {
        "id": own,
        "service_id": str(service),
        "title": "Auskunft und Anmeldung",
        "department": offer.organisation,
        "email": email,
        "phones": numbers,
    }
    return [without_empty(contact)]


def _cost_options(offer: OfferRecord) -> list[dict[str, Any]]:
    if not offer.cost_kind:
        return []
    service = ids.public(offer.id)
    option = {
        "id": ids.part(service, "cost"),
        "service_id": str(service),
        "option": facts.cost(offer.cost_kind, texts_for("de"), short=True),
        "amount": 0 if offer.cost_kind == "free" else None,
        "currency": "EUR" if offer.cost_kind == "free" else "",
        "amount_description": offer.cost_note,
    }
    return [without_empty(option)]
