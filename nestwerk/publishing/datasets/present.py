"""The page about the open data, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal

from nestwerk.catalogue.records import NetworkRecord
from nestwerk.common.hours import BERLIN
from nestwerk.finder.page import Page
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates
from nestwerk.networks.licences import NONE_CHOSEN, UNVERIFIED, Licence

from .formats import FORMATS
from .scope import Scope, attribution


@dataclass(frozen=True, slots=True)
class Interface:
    """Something programs may ask: its key among the texts, its address, its machine-readable description.

    ``{network}`` in an address stands for the short name of any network.
    """

    key: str
    address: str
    description: str = ""


INTERFACES = (
    Interface("search", "/api/v1/search", "/api/v1/openapi.json"),
    Interface("hsds", "/api/hsds/v3/", "/api/hsds/v3/openapi.json"),
    Interface("data", "/daten"),
    Interface("catalogue", "/daten/katalog.jsonld"),
    Interface("feeds", "/{network}/kalender.ics"),
    Interface("news", "/{network}/neues.atom"),
    Interface("examples", "/praxisbeispiele.atom"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file: its format, name, address, and size in words (empty: not known yet)."""

    key: str
    name: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Part:
    """One network on the page for all: name, address of its page, its licence in words."""

    name: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page says."""

    number: int
    stand: str
    licence: Licence | None  # None: one per network
    warning: str
    files: tuple[File, ...]
    parts: tuple[Part, ...]
    citation: tuple[str, str, str]  # how to name the source; the title in its middle is German
    metadata: str


def shown(page: Page, scope: Scope, sizes: dict[tuple[str, str], int]) -> Shown:
    """What the page about ``scope`` says to this reader."""
    texts, licences = page.t, scope.licences
    one = licences[0] if len(licences) == 1 else None
    front = f"/{scope.slug}/daten" if scope.slug else "/daten"
    stand = dates.long_day(scope.stand.astimezone(BERLIN).date().isoformat(), texts)
    files = tuple(
        File(key, form.name, f"{front}/{form.name}", in_words(sizes.get((scope.slug, key), 0), texts))
        for key, form in FORMATS.items()
    )
    source = attribution(scope.networks[0]) if scope.slug and scope.networks else texts("site.name")
    return Shown(
        number=scope.size(),
        stand=stand,
        licence=one if one and one.open else None,
        warning=_warning(one, texts),
        files=files,
        parts=() if scope.slug else tuple(_part(page, scope, network) for network in page.all_networks()),
        citation=_citation(texts, source, scope, one, stand).partition(scope.title),
        metadata=f"{front}/metadata.json",
    )


def _citation(texts: Texts, source: str, scope: Scope, licence: Licence | None, day: str) -> str:
    line = texts("datasets.cite.line", source=source, title=scope.title, day=day, address=scope.page)
    return f"{line} ({licence.title})" if licence and licence.open else line


def _warning(licence: Licence | None, texts: Texts, length: str = "") -> str:
    if licence is UNVERIFIED:
        return texts(f"datasets.licence.unverified{length}")
    return texts(f"datasets.licence.none{length}") if licence is NONE_CHOSEN else ""


def _part(page: Page, scope: Scope, network: NetworkRecord) -> Part:
    licence = scope.licence(network)
    said = licence.title if licence.open else _warning(licence, page.t, "_short")
    return Part(network.name, page.links.page("daten", network.slug), said)


def in_words(size: int, texts: Texts) -> str:
    """A number of bytes: "312 KB", "4,5 MB"; empty for none."""
    if not size:
        return ""
    locale = texts.language.locale
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)), locale=locale)} KB"
    return f"{format_decimal(round(size / 1_000_000, 1), format='#,##0.#', locale=locale)} MB"
