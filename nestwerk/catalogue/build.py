"""From public dataclasses to the bytes of the snapshot: the commons, and one shard per network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import orjson

from nestwerk.common.order import german_key
from nestwerk.common.tenancy import frozen_view
from nestwerk.matching.build import build_segment
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.packing import Array, Places
from nestwerk.networks import public as networks
from nestwerk.offers import public as offers
from nestwerk.partners import public as partners
from nestwerk.taxonomy import public as taxonomy

from . import changes
from .additions import collected, prepared
from .commons import Words, analysed
from .entries import facts, network_record, offer_record, reach, restricted_to, rests
from .records import HelplineRecord, OfferRecord
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
            [restricted_to(HelplineRecord, asdict(line)) for line in networks.all_helplines()],
        ),
    }
    words = Words({term.code: term.kind for term in terms}, phrases, _places, made_by() + networks.places_mark())
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
            "network": asdict(network_record(network, organisations, counts, seat)),
            "segment": segment.meta(),
            "reach": reach(records),
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
