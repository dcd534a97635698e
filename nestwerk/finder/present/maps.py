"""A map drawn from our own data: outline, places, numbered pins that lead to the list. No tiles, no third party."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from nestwerk.catalogue.records import NetworkRecord
from nestwerk.matching.types import Place

WIDTH = 400.0
TALLEST = 460.0
MARGIN = 26.0
PIN_APART = 30.0  # pins nearer than this share one
FARTHEST_KM = 60.0  # results farther away than this from the middle are not drawn
MOST_NAMES = 9


class Placed(Protocol):
    """What a pin stands for: a result of a list, or the one offer of a page."""

    @property
    def number(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


class Alone(NamedTuple):
    """The one offer of a page. No card: those are kept for lists, and a page may be the preview of a draft."""

    title: str
    lat: float | None
    lon: float | None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """One pin: the numbers of the results it stands for, and the result it leads to."""

    x: float
    y: float
    text: str
    names: str
    target: str
    wide: bool
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Name:
    """A place on the map."""

    x: float
    y: float
    text: str
    left: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A finished drawing in its own units: the ground (outline, names, the reader's place) and the pins on it."""

    width: float
    height: float
    ground: Markup
    names: tuple[Name, ...]
    pins: tuple[Pin, ...]
    here: str
    here_at: tuple[float, float] | None

    def marks(self, single: bool, tiles: object) -> Markup:
        """The pins as SVG: links to the results, or (``single``) one dot. With ``tiles`` they carry their position."""
        parts = []
        for pin in self.pins:
            where = f' data-lat="{pin.lat}" data-lon="{pin.lon}"' if tiles else ""
            if single:
                parts.append(f'<circle class="pin" cx="{pin.x}" cy="{pin.y}" r="10"{where}/>')
                continue
            half = 22 if pin.wide else 14
            parts.append(
                f'<a href="{pin.target}" aria-label="{escape(pin.names)}"{where}>'
                f'<rect class="pin" x="{pin.x - half}" y="{pin.y - 14}" width="{2 * half}" height="28" rx="14"/>'
                f'<text x="{pin.x}" y="{pin.y + 5}" text-anchor="middle" aria-hidden="true">{pin.text}</text></a>\n'
            )
        return Markup("".join(parts))  # noqa: S704 - numbers, and names escaped above


@dataclass(frozen=True, slots=True)
class _Frame:
    lat: float
    lon: float
    scale: float
    squeeze: float
    width: float
    height: float

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        return (
            round(MARGIN + (lon - self.lon) * self.squeeze * self.scale, 1),
            round(MARGIN + (self.lat - lat) * self.scale, 1),
        )


class _Region:
    """What every map of a network shares: the bounds of its outline, its places with the centres first."""

    __slots__ = ("corners", "network", "towns")

    def __init__(self, network: NetworkRecord) -> None:
        self.network = network
        points = [point for ring in network.outline for point in ring]
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        self.corners = ((min(lats), min(lons)), (max(lats), max(lons))) if points else ()
        centres = {space.name for space in network.spaces} | {network.contact.city}
        places = sorted(network.places, key=lambda place: place[0] not in centres)
        self.towns = tuple((name.split(",")[0].split(" (")[0], lat, lon) for name, _, lat, lon in places)


_regions: dict[str, _Region] = {}  # by slug: as many as there are networks


def _region(network: NetworkRecord) -> _Region:
    """The region of this very record; a new catalogue brings a new one."""
    known = _regions.get(network.slug)
    if known is None or known.network is not network:
        known = _regions[network.slug] = _Region(network)
    return known


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    squeeze = math.cos(math.radians((max(lats) + min(lats)) / 2))
    wide = max((max(lons) - min(lons)) * squeeze, 0.05)
    tall = max(max(lats) - min(lats), 0.03)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    width, height = round(wide * scale + 2 * MARGIN, 1), round(tall * scale + 2 * MARGIN, 1)
    return _Frame(max(lats), min(lons), scale, squeeze, width, height)


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * math.cos(math.radians(a[0])))


@lru_cache(maxsize=256)
def _outline(region: _Region, frame: _Frame) -> str:
    rings = region.network.outline
    return "".join(
        "M" + "L".join("{:g} {:g}".format(*frame.point(lat, lon)) for lat, lon in ring) + "z" for ring in rings
    )


def draw(network: NetworkRecord | None, cards: Sequence[Placed], here: Place | None) -> Map | None:
    """The map of these results, or None when there is nothing to show on it.

    ``here`` is the reader's place. Results farther than ``FARTHEST_KM`` from the middle are left out:
    the list names them, and a map of half the country helps nobody.
    """
    placed = [(card, (card.lat, card.lon)) for card in cards if card.lat is not None and card.lon is not None]
    if not placed:
        return None
    middle = (here.lat, here.lon) if here else (network.lat, network.lon) if network else placed[0][1]
    near = [(card, spot) for card, spot in placed if _km(middle, spot) <= FARTHEST_KM]
    if not near:
        return None
    region = _region(network) if network else None
    spots = [spot for _, spot in near]
    frame = _frame(
        [
            *(region.corners if region else ()),
            *spots,
            *([(here.lat, here.lon)] if here and _km(middle, spots[0]) <= FARTHEST_KM else []),
        ]
    )
    pins = _pins(near, frame)
    spot = frame.point(here.lat, here.lon) if here else None
    names = _names(region, frame, pins, spot)
    return Map(
        width=frame.width,
        height=frame.height,
        ground=_ground(_outline(region, frame) if region else "", names, spot, _label(spot, pins, here)),
        names=names,
        pins=pins,
        here=here.name if here else "",
        here_at=(here.lat, here.lon) if here else None,
    )


def _label(spot: tuple[float, float] | None, pins: Sequence[Pin], here: Place | None) -> str:
    """The name beside the reader's place, unless a pin would cover it; the caption names it in any case."""
    if spot is None or here is None:
        return ""
    covered = any(abs(pin.y - spot[1]) < 24 and -24 < pin.x - spot[0] < 90 for pin in pins)
    return "" if covered else here.name


def _ground(outline: str, names: Sequence[Name], spot: tuple[float, float] | None, here: str) -> Markup:
    """Outline, places and the reader's place as SVG."""
    parts = [f'<path class="land" d="{outline}"/>'] if outline else []
    for name in names:
        beside = f'x="{name.x - 6:g}" text-anchor="end"' if name.left else f'x="{name.x + 6:g}"'
        parts.append(f'<circle class="town" cx="{name.x:g}" cy="{name.y:g}" r="2"/>')
        parts.append(f'<text class="name" {beside} y="{name.y + 4:g}">{escape(name.text)}</text>')
    if spot:
        x, y = spot
        parts.append(
            f'<circle class="here" cx="{x:g}" cy="{y:g}" r="9"/><circle class="here-dot" cx="{x:g}" cy="{y:g}" r="3"/>'
        )
        if here:
            parts.append(f'<text class="name here-name" x="{x + 14:g}" y="{y + 4:g}">{escape(here)}</text>')
    return Markup("".join(parts))  # noqa: S704 - numbers, and names escaped above


def _pins(near: Sequence[tuple[Placed, tuple[float, float]]], frame: _Frame) -> tuple[Pin, ...]:
    groups: list[tuple[float, float, list[Placed]]] = []
    for card, (lat, lon) in near:
        x, y = frame.point(lat, lon)
        for gx, gy, members in groups:
            if math.hypot(gx - x, gy - y) < PIN_APART:
                members.append(card)
                break
        else:
            groups.append((x, y, [card]))
    return tuple(
        Pin(
            x=x,
            y=y,
            text=_numbers([card.number for card in members]),
            names="; ".join(f"{card.number}: {card.title}" for card in members),
            target=f"#angebot-{members[0].number}",
            wide=len(members) > 1,
            lat=members[0].lat or 0.0,
            lon=members[0].lon or 0.0,
        )
        for x, y, members in groups
    )


def _numbers(numbers: list[int]) -> str:
    """ "1", "1, 4" or "1 +3": what fits on a pin."""
    if len(numbers) <= 2:
        return ", ".join(map(str, numbers))
    return f"{numbers[0]} +{len(numbers) - 1}"


def _names(
    region: _Region | None, frame: _Frame, pins: Sequence[Pin], here: tuple[float, float] | None
) -> tuple[Name, ...]:
    """Names of places that fit between the pins without touching each other, the known centres first."""
    if region is None:
        return ()
    taken = [(pin.x - 24, pin.y - 16, pin.x + 24, pin.y + 16) for pin in pins]
    if here:
        taken.append((here[0] - 12, here[1] - 12, here[0] + 90, here[1] + 12))
    found: list[Name] = []
    for name, lat, lon in region.towns:
        x, y = frame.point(lat, lon)
        length = 7.0 * len(name) + 8
        left = x + length > frame.width - 4
        box = (x - length if left else x - 4, y - 9, x + 4 if left else x + length, y + 9)
        outside = box[0] < 4 or box[2] > frame.width - 4 or not 12 < y < frame.height - 12
        if outside or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        found.append(Name(x, y, name, left))
        if len(found) == MOST_NAMES:
            break
    return tuple(found)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
