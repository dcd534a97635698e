"""The description of the data sets for data portals: DCAT-AP.de 3.0.

One data set per network with one distribution per format. Rules and lists: https://www.dcat-ap.de/def/dcatde/3.0/spec/
(classes in its table of obligations; licences, political geocoding, availability and themes from its vocabularies).
"""

from __future__ import annotations

from datetime import datetime

from nestwerk.catalogue.records import NetworkRecord
from nestwerk.networks.licences import UNVERIFIED

from .formats import FORMATS, Format
from .graph import Iri, Resource, Text
from .scope import Scope, attribution

PROFILE = "http://dcat-ap.de/def/dcatde/3.0/"
_EU = "http://publications.europa.eu/resource/authority/"
_GERMAN = Iri(f"{_EU}language/DEU")
_AVAILABLE = Iri(f"{_EU}planned-availability/AVAILABLE")
_PUBLIC = Iri(f"{_EU}access-right/PUBLIC")
_AT_ALL_TIMES = Iri(f"{_EU}frequency/CONT")
THEMES = (Iri(f"{_EU}data-theme/HEAL"), Iri(f"{_EU}data-theme/SOCI"))
WORDS = ("Frühe Hilfen", "Schwangerschaft", "Familie", "Kleinkind", "Beratung", "Unterstützung")
_GEOCODING = "http://dcat-ap.de/def/politicalGeocoding/"


def catalogue(scope: Scope, sizes: dict[tuple[str, str], int]) -> list[Resource]:
    """The catalogue of ``scope``. ``sizes``: bytes by network and format, where the file has been made."""
    whole = Resource(Iri(f"{scope.base}/daten/katalog#katalog"), "dcat:Catalog")
    agents: dict[str, Resource] = {}
    found: list[Resource] = []
    for network in scope.networks:
        agent = agents.setdefault(attribution(network), _agent(scope, network))
        found += _data_set(scope, network, agent, sizes)
    first = next(iter(agents.values()), None)
    whole.add("dcterms:title", Text("Frühe Hilfen: offene Daten", "de"))
    whole.add(
        "dcterms:description",
        Text("Veröffentlichte Angebote für Schwangere und Familien mit Kindern bis drei Jahre, je Netzwerk.", "de"),
    )
    if first is not None:
        whole.add("dcterms:publisher", first.iri)
    whole.add("dcterms:modified", _moment(scope.stand))
    whole.add("dcterms:language", _GERMAN)
    whole.add("dcatap:availability", _AVAILABLE)
    whole.add("foaf:homepage", Iri(f"{scope.base}/daten"))
    whole.add("dcat:themeTaxonomy", Iri("http://publications.europa.eu/resource/dataset/data-theme"))
    whole.add("dcterms:conformsTo", Iri(PROFILE))
    whole.add("dcat:dataset", *(one.iri for one in found if one.type == "dcat:Dataset"))
    return [whole, *agents.values(), *found]


def _agent(scope: Scope, network: NetworkRecord) -> Resource:
    agent = Resource(Iri(f"{scope.base}/{network.slug}/daten#herausgeber"), "foaf:Agent")
    agent.add("foaf:name", Text(attribution(network), "de"))
    agent.add("foaf:homepage", Iri(f"{scope.base}/{network.slug}/"))
    return agent


def _data_set(
    scope: Scope, network: NetworkRecord, agent: Resource, sizes: dict[tuple[str, str], int]
) -> list[Resource]:
    page = f"{scope.base}/{network.slug}/daten"
    licence = scope.licence(network)
    warning = f"{UNVERIFIED.title}. " if licence is UNVERIFIED else ""
    one = Resource(Iri(f"{page}#datensatz"), "dcat:Dataset")
    one.add("dcterms:title", Text(f"{network.name}: Angebote", "de"))
    one.add(
        "dcterms:description",
        Text(
            f"{warning}Veröffentlichte Angebote für Schwangere und Familien mit Kindern bis drei Jahre im Gebiet "
            f"{network.short_name or network.name}: wer sie macht, für wen, wo, wann, Kosten, Sprachen und wann sie "
            "zuletzt bestätigt wurden.",
            "de",
        ),
    )
    one.add("dcterms:publisher", agent.iri)
    one.add("dcterms:identifier", Text(str(one.iri)))
    one.add("dcterms:modified", _moment(scope.stands[network.slug]))
    one.add("dcterms:language", _GERMAN)
    one.add("dcterms:accessRights", _PUBLIC)
    one.add("dcterms:accrualPeriodicity", _AT_ALL_TIMES)
    one.add("dcatap:availability", _AVAILABLE)
    one.add("dcat:landingPage", Iri(page))
    one.add("dcat:theme", *THEMES)
    one.add("dcat:keyword", *(Text(word, "de") for word in WORDS))
    area = [Iri(_GEOCODING + ("districtKey/" if len(ags) == 5 else "municipalityKey/") + ags) for ags in network.ags]
    if area:
        level = "administrativeDistrict" if any(len(ags) == 5 for ags in network.ags) else "municipality"
        one.add("dcatde:politicalGeocodingLevelURI", Iri(f"{_GEOCODING}Level/{level}"))
        one.add("dcatde:politicalGeocodingURI", *area)
        one.add("dcterms:spatial", *area)
    contact = _contact(scope, network)
    one.add("dcat:contactPoint", contact.iri if contact else None)
    files = [_distribution(scope, network, form, sizes.get((network.slug, form.key), 0)) for form in FORMATS.values()]
    one.add("dcat:distribution", *(file.iri for file in files))
    return [one, *([contact] if contact else []), *files]


def _contact(scope: Scope, network: NetworkRecord) -> Resource | None:
    """The office, never a person. Convention 1: one with neither mail nor address is none."""
    office = network.contact
    if not office.email and not office.website:
        return None
    one = Resource(Iri(f"{scope.base}/{network.slug}/daten#kontakt"), "vcard:Organization")
    one.add("vcard:fn", Text(office.role or network.name, "de"))
    one.add("vcard:hasEmail", Iri(f"mailto:{office.email}") if office.email else None)
    one.add("vcard:hasURL", Iri(office.website) if office.website else None)
    return one


def _distribution(scope: Scope, network: NetworkRecord, form: Format, size: int) -> Resource:
    licence = scope.licence(network)
    file = Iri(f"{scope.base}/{network.slug}/daten/{form.name}")
    one = Resource(Iri(f"{file}#datei"), "dcat:Distribution")
    one.add("dcterms:title", Text(f"{network.name}: {form.name}", "de"))
    one.add("dcat:accessURL", file)
    one.add("dcat:downloadURL", file)
    one.add("dcterms:license", Iri(licence.uri))
    if licence.open and licence.named:
        one.add("dcatde:licenseAttributionByText", Text(attribution(network), "de"))
    if not licence.open:
        one.add("dcterms:description", Text(licence.title, "de"))
    one.add("dcterms:format", Iri(form.file_type))
    if form.registered:
        kind = form.media_type.split(";")[0]
        one.add("dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{kind}"))
    one.add("dcterms:modified", _moment(scope.stands[network.slug]))
    one.add("dcterms:language", _GERMAN)
    one.add("dcatap:availability", _AVAILABLE)
    one.add("dcat:byteSize", Text(str(size), type="xsd:nonNegativeInteger") if size else None)
    return one


def _moment(at: datetime) -> Text:
    return Text(at.isoformat(), type="xsd:dateTime")
