"""From public dataclasses to the bytes of the snapshot: the commons, and one shard per network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from nestwerk.common.order import german_key
from nestwerk.common.season import Season, SeasonError, is_visible
from nestwerk.common.tenancy import frozen_view
from nestwerk.matching.build import build_segment
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.packing import Array, Places
from nestwerk.matching.types import OfferFacts
from nestwerk.networks import public as networks
from nestwerk.offers import public as offers
from nestwerk.partners import public as partners
from nestwerk.taxonomy import public as taxonomy

from . import changes
from .additions import collected, prepared
from .commons import Words, analysed
from .records import ContactRecord, HelplineRecord, NetworkRecord, OfferRecord, OrganisationRecord, SpaceRecord
from .shape import made_by
from .storage import BrokenFile, read_packed, write_packed


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the snapshot as the manifest names it."""

    file: str
    sha256: str
    offers: int = 0
    source: str = ""  # of the commons: a mark of what it was made from


def write_commons(folder: Path, old: Mapping[str, str]) -> Written:
    """Terms, lexicon, helplines and places: what every network shares.

    ``old`` is the commons of the last manifest: where the same code would analyse the same words, and its file is
    whole, it stays as it is.
    """
    terms = taxonomy.terms()
    phrases = _phrases(terms)
    blobs = {
        "terms": orjson.dumps(
            [
                {"code": t.code, "kind": t.kind, "labels": t.labels, "shown": t.shown, "urgency": t.urgency}
                for t in terms
            ]
        ),
        "helplines": orjson.dumps(
            [_record(HelplineRecord, asdict(line)) for line in networks.all_helplines()],
        ),
    }
    words = Words({term.code: term.kind for term in terms}, phrases, _places(), made_by())
    source = hashlib.sha256(b"".join([words.mark.encode(), *blobs.values()])).hexdigest()
    if old.get("source") == source and _whole(folder, old):
        return Written(old["file"], old["sha256"], source=source)
    arrays, meta = analysed(words)
    file, sha256 = write_packed(folder, "commons", meta={"kind": "commons", **meta}, arrays=arrays, blobs=blobs)
    return Written(file, sha256, source=source)


def _whole(folder: Path, written: Mapping[str, str]) -> bool:
    try:
        read_packed(folder / written["file"], checksum=written["sha256"])
    except BrokenFile:
        return False
    return True


def write_shard(
    folder: Path,
    slug: str,
    lexicon: Lexicon,
    *,
    today: date,
    at: datetime,
    before: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Written:
    """Everything public of one network: its page, its offers and their search index.

    Read in one view of the database: an import that commits meanwhile is in it as a whole or not at all. What rests
    on the day ``today`` (see :func:`rests`) keeps its own page and stands in no list; a night builds anew. ``before``
    is the network's shard in the last manifest: a record that reads as it does there has not changed.
    """
    with frozen_view():
        (network,) = networks.networks((slug,))
        organisations = partners.organisations(network.pk)
        by_pk = {o.pk: o for o in organisations}
        seat = offers.seat(network.pk)
        additions = collected(network.pk)
        records = []
        for offer in offers.published_offers(network.pk):
            records.append(offer_record(offer, by_pk[offer.organisation_pk], network))
            if progress and len(records) % 1000 == 0:
                progress(f"{network.name}: {len(records)} Angebote gelesen")
    if progress:
        progress(f"{network.name}: {len(records)} Angebote")
    records.sort(key=lambda record: (german_key(record.title), record.id))
    resting = [record for record in records if rests(record, today)]
    records = [record for record in records if not rests(record, today)]
    segment = build_segment([facts(record) for record in records], lexicon, network=network.slug)
    counts: dict[str, int] = {}
    for record in records:
        counts[record.organisation_id] = counts.get(record.organisation_id, 0) + 1
    pieces = [orjson.dumps(asdict(record)) for record in records]
    ends = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    ids = np.array([record.id for record in records], dtype="S40")
    by_id = np.argsort(ids, kind="stable").astype(np.int32)
    rest = [orjson.dumps(asdict(record)) for record in resting]
    marks = {record.id: _mark(record, piece, today) for record, piece in zip(records, pieces, strict=True)}
    marks |= {record.id: _mark(record, piece, None) for record, piece in zip(resting, rest, strict=True)}
    old, held = _before(folder, before)
    changed = changes.carried_on(old, marks, at=at)
    not_given = {record.id for record in (*records, *resting) if record.no_bulk}
    file, sha256 = write_packed(
        folder,
        network.slug,
        meta={
            "kind": "shard",
            "network": asdict(_network(network, organisations, counts, seat)),
            "segment": segment.meta(),
            "reach": _reach(records),
            "logo_type": network.logo_type,
        },
        arrays={
            **{f"segment.{name}": array for name, array in segment.arrays().items()},
            "records.ends": ends,
            "ids": ids[by_id],
            "ids.rows": by_id,
            **prepared([*records, *resting]),
        },
        blobs={
            "records": b"".join(pieces),
            "resting": b"[" + b",".join(rest) + b"]",
            "changed": changes.written(changed),
            "withheld": orjson.dumps(
                changes.withheld(old, held, changed, not_given, at=at), option=orjson.OPT_SORT_KEYS
            ),
            "logo": network.logo,
            **additions,
        },
    )
    return Written(file, sha256, len(records))


def _before(folder: Path, before: Mapping[str, str] | None) -> tuple[dict[str, changes.Change], dict[str, int]]:
    """What the shard before knew of changes and of what it withheld; nothing if there is none or it is damaged."""
    if before is None:
        return {}, {}
    try:
        blobs = read_packed(folder / before["file"], checksum=before["sha256"]).blobs
    except BrokenFile:
        return {}, {}
    return changes.read(blobs.get("changed", b"{}")), orjson.loads(blobs.get("withheld", b"{}"))


def _mark(record: OfferRecord, content: bytes, today: date | None) -> str:
    """A mark of what the public reads: also that it rests (``today`` None), is back, or is overdue changes that."""
    if today is None:
        return changes.mark(content, b"rests")
    day = today.isoformat()
    return changes.mark(content, b"%d%d" % (bool(record.clock) and record.clock < day, record.paused_until > day))


def rests(record: OfferRecord, today: date) -> bool:
    """Whether an offer stands in no list: out of its season, or pausing and nobody knows until when."""
    if record.paused and not record.paused_until:
        return True
    try:
        return not is_visible(Season.from_text(record.season), today)
    except SeasonError:  # nobody can say: it is shown all year
        return False


def silent_ways(record: OfferRecord) -> tuple[str, ...]:
    """Ways to reach an offer without the voice, as its record names them. A website alone says nothing about it."""
    return tuple(way for way in ("email", "sms", "messenger", "chat", "video") if getattr(record, way))


def facts(record: OfferRecord) -> OfferFacts:
    """What the search index needs of a record."""
    return OfferFacts(
        id=record.id,
        network=record.network,
        title=record.title,
        summary=record.summary,
        description=record.description,
        organisation=record.organisation,
        organisation_type=record.organisation_type,
        offer_types=record.offer_types,
        needs=record.needs,
        target_groups=record.target_groups,
        age_from_months=record.age_from_months,
        age_to_months=record.age_to_months,
        languages=record.languages,
        access=record.access,
        cost_kind=record.cost_kind or None,
        anonymous=record.anonymous,
        certificate=record.certificate,
        interpreter=record.interpreter or None,
        wheelchair=record.wheelchair or None,
        city=record.city,
        postal_code=record.postal_code,
        lat=record.lat,
        lon=record.lon,
        served_postal_codes=record.served_postal_codes,
        served_ags=record.served_ags,
        last_verified=date.fromisoformat(record.last_verified).toordinal() if record.last_verified else None,
        paused=record.paused,
        without_voice=bool(silent_ways(record)),
        translated=tuple(text["title"] for text in record.texts.values() if text["title"]),
    )


def _phrases(terms: list[taxonomy.PublicTerm]) -> dict[str, dict[str, list[str]]]:
    """Labels, synonyms and lexicon of every code, by language; slots of the lexicon beside them."""
    found: dict[str, dict[str, list[str]]] = {}
    for term in terms:
        if term.kind in {"partner_type", "prevention_level"}:
            continue
        german = [term.labels["de"], term.labels["de-einfach"], term.labels["parent"], *term.synonyms]
        found[term.code] = {"de": [word for word in german if word], "en": [term.labels["en"]]}
    for code, by in taxonomy.lexicon().items():
        for language, words in by.items():
            found.setdefault(code, {}).setdefault(language, []).extend(words)
    return found


@lru_cache(maxsize=1)
def _places() -> dict[str, Array]:
    """All places: the packages they come from do not change while a process lives."""
    return Places.build(networks.all_places())


def _network(
    network: networks.PublicNetwork,
    organisations: list[partners.PublicOrganisation],
    counts: dict[str, int],
    seat: offers.PublicSeat,
) -> NetworkRecord:
    located = [m for m in network.municipalities if m.lat is not None and m.lon is not None]
    centre = (
        (network.lat, network.lon)
        if network.lat is not None and network.lon is not None
        else _middle([(m.lat or 0.0, m.lon or 0.0) for m in located], network.ags)
    )
    return NetworkRecord(
        slug=network.slug,
        name=network.name,
        short_name=network.short_name,
        ags=network.ags,
        land=network.land,
        kind=network.kind,
        intro=network.intro,
        contact=_contact(network.contact),
        languages=network.languages,
        accent=network.accent,
        logo=f"/{network.slug}/logo" if network.logo else "",
        unverified=network.unverified,
        lat=centre[0],
        lon=centre[1],
        spaces=tuple(
            SpaceRecord(slug=s.slug, name=s.name, contact=_contact(s.contact), places=s.places) for s in network.spaces
        ),
        organisations=tuple(
            sorted(
                (
                    OrganisationRecord(
                        id=o.public_id,
                        name=o.name,
                        type=o.type,
                        sector=o.sector,
                        offers=counts[o.public_id],
                        no_bulk=not o.bulk,
                    )
                    for o in organisations
                    if o.public_id in counts  # who offers nothing in public is not named in public
                ),
                key=lambda o: german_key(o.name),
            )
        ),
        places=tuple((m.name, m.ags, m.lat or 0.0, m.lon or 0.0) for m in located),
        postal_codes=tuple(sorted({code for m in network.municipalities for code in m.postal_codes})),
        outline=network.outline,
        imprint={key: str(value) for key, value in network.imprint.items()},
        vacant=seat.vacant,
        absent_until=seat.absent_until,
    )


def _middle(points: list[tuple[float, float]], ags: tuple[str, ...]) -> tuple[float, float]:
    """The mean of the points; without any, the middle of the county's postal codes."""
    points = points or networks.county_positions(ags)
    if not points:
        return 0.0, 0.0
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def _reach(records: list[OfferRecord]) -> dict[str, Any]:
    located = [(r.lat, r.lon) for r in records if r.lat is not None and r.lon is not None]
    lats, lons = [lat for lat, _ in located], [lon for _, lon in located]
    return {
        "box": [min(lats), max(lats), min(lons), max(lons)] if located else None,
        "codes": sorted({code for r in records for code in r.served_postal_codes}),
        "ags": sorted({ags for r in records for ags in r.served_ags}),
    }


def _contact(contact: networks.PublicContact) -> ContactRecord:
    return ContactRecord(
        role=contact.role,
        phone=contact.phone,
        email=contact.email,
        website=contact.website,
        street=contact.street,
        postal_code=contact.postal_code,
        city=contact.city,
        opening_hours=contact.opening_hours,
    )


def offer_record(
    offer: offers.PublicOffer, organisation: partners.PublicOrganisation, network: networks.PublicNetwork
) -> OfferRecord:
    """One offer as the snapshot holds it."""
    return OfferRecord(
        id=offer.public_id,
        network=network.slug,
        title=offer.title,
        summary=offer.summary,
        description=offer.description,
        organisation=organisation.name,
        organisation_id=organisation.public_id,
        organisation_type=organisation.type,
        offer_types=offer.offer_types,
        needs=offer.needs,
        target_groups=offer.target_groups,
        age_from_months=offer.age_from_months,
        age_to_months=offer.age_to_months,
        languages=offer.languages,
        interpreter=offer.interpreter,
        access=offer.access,
        cost_kind=offer.cost_kind,
        cost_note=offer.cost_note,
        anonymous=offer.anonymous,
        certificate=offer.certificate,
        carriers=offer.carriers,
        funders=offer.funders,
        street=offer.street,
        postal_code=offer.postal_code,
        city=offer.city,
        lat=offer.lat,
        lon=offer.lon,
        position_exact=offer.position_exact,
        hidden_address=offer.hidden_address,
        served_postal_codes=offer.served_postal_codes,
        served_ags=offer.served_ags,
        social_space=offer.social_space,
        phone=offer.phone,
        email=offer.email,
        website=offer.website,
        sms=offer.sms,
        messenger=offer.messenger,
        chat=offer.chat,
        video=offer.video,
        opening_hours=offer.opening_hours,
        wheelchair=offer.wheelchair,
        last_verified=offer.last_verified,
        source=offer.source,
        unverified=network.unverified,
        confirmed_how=offer.confirmed_how,
        clock=offer.clock,
        paused=offer.paused,
        pause_reason=offer.pause_reason,
        paused_until=offer.paused_until,
        season=offer.season,
        places_free=offer.places_free,
        waiting_weeks=offer.waiting_weeks,
        places_until=offer.places_until,
        dates=offer.dates,
        texts=offer.texts,
        answers=offer.answers,
        no_bulk=not organisation.bulk,
    )


def _record(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Only the fields the record has; a further column of the source stays private."""
    return {name: values[name] for name in kind.__dataclass_fields__}
