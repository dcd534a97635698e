"""Building a segment: what each offer is for, from its codes, its types and its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.affinity import FOR_PROFESSIONALS, GENERAL, HELP
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.packing import Array, packed
from nestwerk.matching.reading import MOST_SENTENCES, ORGANISATION, TITLE, Piece, Reader
from nestwerk.matching.segment import (
    ACCESS,
    COST,
    INTERPRETER,
    NO_AGE,
    Segment,
    inverted,
    region_key,
    regions,
)
from nestwerk.matching.text import words_of
from nestwerk.matching.types import OfferFacts

FURTHER_TYPE = 0.8  # a type that is not the main one
FROM_TEXT = 0.5  # a type only the text speaks of
GIVEN_NEED = 0.6  # a need the provider named, where the type would not suggest it

_HELPS: dict[str, list[tuple[str, float]]] = defaultdict(list)
for _need, _types in HELP.items():
    for _type, _weight in _types:
        _HELPS[_type].append((_need, _weight))


def build_segment(offers: Sequence[OfferFacts], lexicon: Lexicon, *, network: str, deep: bool = True) -> Segment:
    """Index the offers of one network, rows in the order given.

    ``deep`` also reads titles, summaries and descriptions for needs and types the codes do not name (about a third of
    all real offers carry no needs at all).
    """
    reader = Reader(lexicon)
    concept_codes = tuple(code for code in lexicon.phrases.codes if not code.startswith(("slot.", "veto.")))
    concept_codes = tuple(sorted({*concept_codes, *HELP, *_HELPS}))
    row_of = {code: row for row, code in enumerate(concept_codes)}
    size = len(offers)
    concepts = np.zeros((len(concept_codes), size), np.uint8)
    given = np.zeros((len(concept_codes), size), np.uint8)
    languages = tuple(sorted({code for offer in offers for code in offer.languages}))[:63]
    language_list = tuple(dict.fromkeys((*_COMMON_LANGUAGES, *languages)))[:63]
    text = _TextPostings()
    region_keys: list[int] = []
    region_rows: list[int] = []
    for column, offer in enumerate(offers):
        pieces = reader.pieces(offer)
        # Whoever named needs and types has said what the description would say at length.
        told = MOST_SENTENCES if offer.needs and offer.offer_types else 0
        spoken = reader.meant(pieces, sentences=told) if deep else {}
        for code, value in _affinities(offer, spoken).items():
            row = row_of.get(code)
            if row is not None:
                concepts[row, column] = round(value * 255)
        for code in (*offer.offer_types, *offer.needs, *offer.target_groups):
            if code in row_of:
                given[row_of[code], column] = 1
        text.add(column, pieces, reader.translated(offer))
        for code, postal in (
            *((each, True) for each in offer.served_postal_codes),
            *((each, False) for each in offer.served_ags),
        ):
            number = region_key(code, postal=postal)
            if number is not None:
                region_keys.append(number)
                region_rows.append(column)
    arrays: dict[str, Array] = {
        "concepts": concepts,
        "given": given,
        **_columns(offers, row_of, language_list, lexicon),
    }
    arrays["network"] = np.zeros(size, np.int16)
    arrays["ids"] = packed([offer.id for offer in offers])
    arrays.update(text.arrays())
    arrays.update(regions(np.array(region_keys, np.int64), np.array(region_rows, np.int32)))
    meta: dict[str, Any] = {
        "size": size,
        "networks": [network],
        "concepts": list(concept_codes),
        "languages": list(language_list),
    }
    return Segment(arrays, meta)


_COMMON_LANGUAGES = sorted(
    words_of("de en tr ru uk ar pl ro bg fa ku sq sr hr bs vi fr es it pt ti so ps ur zh el hu cs sk ka hy az ckb dgs")
)


def _affinities(offer: OfferFacts, from_text: dict[str, float]) -> dict[str, float]:
    """How well the offer serves each code, 0 to 1."""
    values: dict[str, float] = dict.fromkeys(offer.target_groups, 1.0)
    for place, code in enumerate(offer.offer_types):
        weight = 1.0 if place == 0 else FURTHER_TYPE
        values[code] = max(values.get(code, 0.0), weight)
        for need, help_weight in _HELPS.get(code, ()):
            values[need] = max(values.get(need, 0.0), help_weight * weight)
    general = bool(offer.offer_types) and offer.offer_types[0] in GENERAL
    for code in offer.needs:
        base = max(values.get(code, 0.0), 0.35 if general else GIVEN_NEED)
        values[code] = base if general else base + (1 - base) * 0.3
    for code, sure in from_text.items():
        if code.startswith("offer."):
            values[code] = max(values.get(code, 0.0), sure * FROM_TEXT)
        else:
            base = values.get(code, 0.0)
            values[code] = max(base + (1 - base) * 0.2 * sure, (0.2 if general else 0.4) * sure)
    return values


class _TextPostings:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: list[int] = []
        self._rows: list[int] = []
        self._weights: list[float] = []
        self._titled: list[bool] = []

    def add(self, row: int, pieces: Sequence[Piece], translated: Sequence[Piece] = ()) -> None:
        """The words of an offer; those ``translated`` are found as well and make no other weigh less."""
        counts: dict[str, float] = {}
        titled: set[str] = set()
        length = 0
        for number, (weight, words) in enumerate((*pieces, *translated)):
            length += len(words) if number < len(pieces) else 0
            for word in words:
                for stem in word.stems:
                    counts[stem] = counts.get(stem, 0.0) + weight
            if weight in (TITLE, ORGANISATION):
                titled.update(stem for word in words for stem in word.stems)
        norm = 1.2 * (0.4 + 0.6 * length / 70)
        for stem, count in counts.items():
            self._terms.append(self._numbers.setdefault(stem, len(self._numbers)))
            self._rows.append(row)
            self._weights.append(count / (count + norm))
            self._titled.append(stem in titled)

    def arrays(self) -> dict[str, Array]:
        found = inverted(
            "text",
            np.array(self._terms, np.int64),
            len(self._numbers),
            rows=np.array(self._rows, np.int32),
            weights=np.array(self._weights, np.float32),
            titled=np.array(self._titled, np.uint8),
        )
        return {**found, "text_words": packed(list(self._numbers))}


def _columns(
    offers: Sequence[OfferFacts], row_of: dict[str, int], languages: Sequence[str], lexicon: Lexicon
) -> dict[str, Array]:
    """The offers' plain facts as columns. A position missing beside a postal code is the middle of that code."""
    bit = {code: 1 << number for number, code in enumerate(languages)}
    access_bit = {code: 1 << number for number, code in enumerate(ACCESS)}
    positions = [_position(offer, lexicon) for offer in offers]
    three = {None: -1, False: 0, True: 1}

    def column(values: list[Any], kind: Any) -> NDArray[Any]:
        return np.array(values, kind)

    return {
        "main_type": column(
            [row_of.get(offer.offer_types[0], -1) if offer.offer_types else -1 for offer in offers], np.int16
        ),
        "age_from": column(
            [NO_AGE if offer.age_from_months is None else offer.age_from_months for offer in offers], np.int16
        ),
        "age_to": column(
            [-NO_AGE if offer.age_to_months is None else offer.age_to_months for offer in offers], np.int16
        ),
        "language_bits": column(
            [sum({bit[code] for code in offer.languages if code in bit}) for offer in offers], np.uint64
        ),
        "access_bits": column(
            [sum({access_bit[code] for code in offer.access if code in access_bit}) for offer in offers], np.uint8
        ),
        "cost": column([COST.index(offer.cost_kind) if offer.cost_kind in COST else 0 for offer in offers], np.uint8),
        "anonymous": column([three[offer.anonymous] for offer in offers], np.int8),
        "certificate": column([three[offer.certificate] for offer in offers], np.int8),
        "interpreter": column(
            [INTERPRETER.index(offer.interpreter) if offer.interpreter in INTERPRETER else 0 for offer in offers],
            np.uint8,
        ),
        "lat": column([lat for lat, _ in positions], np.float32),
        "lon": column([lon for _, lon in positions], np.float32),
        "verified": column([offer.last_verified or 0 for offer in offers], np.int32),
        "professional": column([_for_professionals(offer) for offer in offers], np.bool_),
        "paused": column([offer.paused for offer in offers], np.bool_),
        "without_voice": column([offer.without_voice for offer in offers], np.bool_),
        "region_known": column([bool(offer.served_postal_codes or offer.served_ags) for offer in offers], np.bool_),
    }


def _position(offer: OfferFacts, lexicon: Lexicon) -> tuple[float, float]:
    if offer.lat is not None and offer.lon is not None:
        return offer.lat, offer.lon
    place = lexicon.places.by_code(offer.postal_code) if offer.postal_code else None
    return (place.lat, place.lon) if place else (float("nan"), float("nan"))


def _for_professionals(offer: OfferFacts) -> bool:
    groups = set(offer.target_groups)
    return bool(offer.offer_types and offer.offer_types[0] in FOR_PROFESSIONALS) or (
        bool(groups) and groups <= FOR_PROFESSIONALS
    )
