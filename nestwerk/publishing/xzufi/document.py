"""Offers as an XZuFi 2.2 message, streamed: each offer a ``leistung``, each provider an ``organisationseinheit``.

What of the standard is used, where each element is known from and what could not be checked stands in
``docs/api/datasets.md``: no schema is at hand, so the mapping keeps to few elements and leaves out what it does not
know. Pure: values in, pieces of text out.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from nestwerk.catalogue.records import NetworkRecord, OfferRecord

from ..datasets.scope import Scope
from .leika import leika_keys

NAMESPACE = "http://xoev.de/schemata/xzufi/2_2_0"
VERSION = "2.2.0"
ROOT = "xzufi:transfer.operation.040502"
LEIKA = "urn:de:fim:leika:leistung"
MODULES = "urn:de:xzufi:codeliste:leistungstextmodulleika"
NAME, SHORT, FULL, CONTACT = "02", "05", "06", "23"  # of the list MODULES
AREAS = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:"
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_MESSAGES = uuid.UUID("2f0c2a0e-31a4-5a07-8c3e-0d5f3a2f7a10")


def xzufi_lines(scope: Scope) -> Iterator[bytes]:
    """The whole message, some offers at a time. The same state of the catalogue gives the same bytes."""
    keys = leika_keys()
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{ROOT} xmlns:xzufi="{NAMESPACE}" produktbezeichnung="Nestwerk" produkthersteller="Nestwerk" '
        f'xzufiVersion="{VERSION}">\n'
        "<xzufi:nachrichtenkopf>"
        + _element("nachrichtUUID", str(uuid.uuid5(_MESSAGES, scope.mark)))
        + _element("erstelltDatumZeit", scope.stand.isoformat())
        + _element("empfaenger", "Zuständigkeitsfinder")
        + _element("sender", scope.title)
        + "</xzufi:nachrichtenkopf>\n"
    ).encode()
    for network in scope.networks:
        yield f"<!-- {_comment(f'{network.name}: {scope.licence(network).title}')} -->\n".encode()
        responsible: dict[str, list[str]] = {}
        named: dict[str, str] = {}
        for record in scope.offers(network.slug):
            yield service(scope, network, record, keys).encode()
            responsible.setdefault(record.organisation_id, []).append(record.id)
            named[record.organisation_id] = record.organisation
        for organisation, offers in responsible.items():
            yield unit(scope, network, organisation, named[organisation], offers).encode()
    yield f"</{ROOT}>\n".encode()


def service(scope: Scope, network: NetworkRecord, record: OfferRecord, keys: Mapping[str, str]) -> str:
    """One offer as a ``leistung``."""
    found = [_id(scope, record.id)]
    found += [
        f'<xzufi:referenzLeiKa listURI="{LEIKA}" listVersionID=""><code>{keys[code]}</code></xzufi:referenzLeiKa>'
        for code in record.offer_types
        if code in keys
    ]
    found.append(_module(NAME, 1, _in_languages(record, "title", record.title)))
    found.append(_module(SHORT, 2, _in_languages(record, "summary", record.summary)))
    found.append(_module(FULL, 3, _in_languages(record, "description", record.description)))
    found.append(_module(CONTACT, 4, {"de": _ways(scope, record)}))
    if record.cost_kind or record.cost_note:
        cost = ". ".join(filter(None, (_COSTS.get(record.cost_kind, ""), record.cost_note)))
        found.append(f"<xzufi:modulKosten>{_said('beschreibung', {'de': cost})}</xzufi:modulKosten>")
    found += [_area("gueltigkeitGebietID", key) for key in record.served_ags or network.ags]
    languages = {"de", *(code for code, text in record.texts.items() if text.get("title") and len(code) == 2)}
    found += [
        f"<xzufi:sprachversion>{_element('languageCode', code)}</xzufi:sprachversion>" for code in sorted(languages)
    ]
    return _written("leistung", found)


def unit(scope: Scope, network: NetworkRecord, key: str, name: str, offers: list[str]) -> str:
    """A provider as an ``organisationseinheit`` with what it is responsible for. Addresses stand with the offers."""
    found = [_id(scope, key), f"<xzufi:name>{_said('name', {'de': name})}</xzufi:name>"]
    areas = "".join(_area("gebietID", ags) for ags in network.ags)
    found += [
        f"<xzufi:zustaendigkeit>{_id(scope, offer, 'leistungID')}{areas}</xzufi:zustaendigkeit>" for offer in offers
    ]
    return _written("organisationseinheit", found)


_COSTS = {"free": "Kostenlos", "paid": "Kostet etwas", "reducible": "Kostet etwas, Ermäßigung möglich",
          "insurance": "Zahlt die Krankenkasse"}  # fmt: skip


def _ways(scope: Scope, record: OfferRecord) -> str:
    """How to get in touch, line by line. Of a hidden address nothing."""
    place = "" if record.hidden_address else ", ".join(
        filter(None, (record.street, f"{record.postal_code} {record.city}".strip()))
    )  # fmt: skip
    named = (
        (place, ""), (record.phone, "Telefon: "), (record.email, "E-Mail: "), (record.sms, "SMS: "),
        (record.messenger, "Messenger: "), (record.chat, "Chat: "), (record.video, "Video: "),
        (record.website, "Internet: "), (record.opening_hours, "Erreichbar: "), (scope.address(record), "Mehr dazu: "),
    )  # fmt: skip
    return "\n".join(f"{front}{text}" for text, front in named if text)


def _in_languages(record: OfferRecord, part: str, german: str) -> dict[str, str]:
    return {"de": german} | {
        code: str(text[part]) for code, text in sorted(record.texts.items()) if len(code) == 2 and text.get(part)
    }


def _module(kind: str, position: int, texts: Mapping[str, str]) -> str:
    if not texts["de"]:
        return ""
    return (
        f"<xzufi:modulText>{_element('positionDarstellung', str(position))}{_said('inhalt', texts)}"
        f'<xzufi:leikaTextmodul listURI="{MODULES}" listVersionID=""><code>{kind}</code></xzufi:leikaTextmodul>'
        "</xzufi:modulText>"
    )


def _said(name: str, texts: Mapping[str, str]) -> str:
    return "".join(
        f"<xzufi:{name} languageCode={quoteattr(code)}>{_clean(text)}</xzufi:{name}>" for code, text in texts.items()
    )


def _area(name: str, ags: str) -> str:
    scheme = AREAS + ("kreis" if len(ags) == 5 else "ags")
    return f"<xzufi:{name} schemeID={quoteattr(scheme)}>{escape(ags)}</xzufi:{name}>"


def _id(scope: Scope, key: str, name: str = "id") -> str:
    return f"<xzufi:{name} schemeAgencyID={quoteattr(scope.base)}>{escape(key)}</xzufi:{name}>"


def _element(name: str, text: str) -> str:
    return f"<xzufi:{name}>{_clean(text)}</xzufi:{name}>"


def _written(name: str, parts: list[str]) -> str:
    return f"<xzufi:schreibe><xzufi:{name}>{''.join(parts)}</xzufi:{name}></xzufi:schreibe>\n"


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _comment(text: str) -> str:
    return _clean(text).replace("--", "–")
