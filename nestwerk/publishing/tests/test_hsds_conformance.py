"""The answers pass the standard's own schemas: pilot networks and a table of a network, every list and every item."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pydantic import TypeAdapter

import nestwerk.offers
from nestwerk.catalogue.publish import publish
from nestwerk.networks.pilots import load_pilot, pilots
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.imports import import_offers
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.hsds import shape

from .hsds_calls import everything, get
from .hsds_schemas import COMPILED, FOLDER, RAW, UK, closed, errors, needed, validator

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
OFFERS = Path(nestwerk.offers.__file__).parent / "data" / "pilots"
DEV = FOLDER.parents[1] / "eval" / "offers-dev.csv"
LISTS = ("services", "service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")
_made: list[tempfile.TemporaryDirectory[str]] = []


@pytest.fixture(scope="module", autouse=True)
def _swept() -> Iterator[None]:
    yield
    while _made:
        _made.pop().cleanup()


@pytest.fixture(autouse=True)
def published(settings: Any) -> None:
    """A snapshot of all the pilots and the table, made by the first test that asks; public pages need no database."""
    first = not _made
    if first:
        _made.append(tempfile.TemporaryDirectory())
    settings.DATA_DIR = Path(_made[0].name)
    settings.SNAPSHOT_DIR = settings.DATA_DIR / "snapshot"
    if not first:
        return
    for pilot in pilots():
        load_pilot(pilot)
        for path in sorted(OFFERS.glob(f"{pilot.slug}*.csv")):
            import_offers(path, pilot.slug, at=AT, publish=True)
    if DEV.exists():
        make_network("tafel", ags="12067")
        assert not import_offers(DEV, "tafel", at=AT, publish=True).problems
    publish(at=AT)


@pytest.fixture
def lists() -> dict[str, list[Any]]:
    """Every list as a whole."""
    return {name: everything(f"/{name}", per_page=100) for name in LISTS}


def items(name: str, listed: list[Any], every: int = 1) -> Iterator[Any]:
    for one in listed[::every]:
        yield get(f"/{name}/{one['id']}")


def test_every_answer_is_what_our_own_types_say(lists: dict[str, list[Any]]) -> None:
    plain = {
        "services": shape.PlainService,
        "service_at_locations": shape.PlainServiceAtLocation,
        "locations": shape.PlainLocation,
        "organizations": shape.PlainOrganization,
        "taxonomies": shape.Taxonomy,
        "taxonomy_terms": shape.TaxonomyTerm,
    }
    for name, kind in plain.items():
        assert len(lists[name]) > 3
        TypeAdapter(list[kind]).validate_json(json.dumps(lists[name]))  # type: ignore[valid-type]
    for name, full in (
        ("services", shape.Service),
        ("service_at_locations", shape.ServiceAtLocation),
        ("locations", shape.Location),
        ("organizations", shape.Organization),
    ):
        for one in items(name, lists[name], every=7):
            full.model_validate_json(json.dumps(one))
    shape.Details.model_validate_json(json.dumps(get("/")))


@needed
@pytest.mark.parametrize(
    ("name", "schema", "profile"),
    [
        ("services", f"{COMPILED}/service_list.json", f"{UK}/service_list.json"),
        ("service_at_locations", f"{COMPILED}/service_at_location_list.json", f"{UK}/service_at_location_list.json"),
        ("organizations", f"{COMPILED}/organization_list.json", ""),
        ("taxonomies", f"{RAW}/taxonomy.json", f"{UK}/taxonomy_list.json"),
        ("taxonomy_terms", f"{RAW}/taxonomy_term.json", f"{UK}/taxonomy_term_list.json"),
    ],
)
def test_each_item_of_a_list_passes_the_schemas(
    lists: dict[str, list[Any]], name: str, schema: str, profile: str
) -> None:
    if profile:
        assert errors(validator(profile), get(f"/{name}")) == []
    for one in lists[name]:
        assert errors(closed(schema), one) == []
        if profile:
            assert errors(validator(profile, items=True), one) == []


@needed
def test_each_service_passes_the_schemas_with_everything_nested(lists: dict[str, list[Any]]) -> None:
    for one in everything("/services", full="true", per_page=100):
        assert errors(closed(f"{COMPILED}/service.json"), one) == []
        assert errors(validator(f"{UK}/service.json"), one) == []
    full = {one["id"]: one for one in everything("/services", full="true", per_page=200)}
    for one in items("services", lists["services"], every=11):
        assert one == full[one["id"]]


@needed
def test_each_place_and_organisation_passes_the_schemas_with_everything_nested(lists: dict[str, list[Any]]) -> None:
    for one in everything("/service_at_locations", full="true", per_page=100):
        assert errors(closed(f"{COMPILED}/service_at_location.json", "service"), one) == []
        assert errors(validator(f"{UK}/service_at_location.json"), one) == []
    for full_service in ("true", "false"):
        for one in everything("/organizations", full="true", full_service=full_service, per_page=100):
            assert errors(closed(f"{COMPILED}/organization.json"), one) == []
            assert errors(validator(f"{UK}/organization.json"), one) == []
    for one in items("taxonomies", lists["taxonomies"]):
        assert errors(validator(f"{UK}/taxonomy.json"), one) == []
    for one in items("taxonomy_terms", lists["taxonomy_terms"], every=9):
        assert errors(validator(f"{UK}/taxonomy_term.json"), one) == []


@needed
def test_the_root_answers_in_the_words_the_validators_look_for() -> None:
    said = get("/")
    assert errors(validator(f"{UK}/api_details.json"), said) == []
    good = json.loads((FOLDER / "uk_3.0/answers_good/api_details.json").read_text(encoding="utf-8"))
    assert {name: said[name] for name in ("version", "profile")} == {
        name: good[name] for name in ("version", "profile")
    }


@needed
@pytest.mark.parametrize(
    ("answer", "judge", "wrong"),
    [
        ("api_details", "api_details", 1),
        ("service_full", "service", 1),
        ("service_list", "service_list", 8),
        ("taxonomy_term", "taxonomy_term", 1),
    ],
)
def test_the_same_judges_refuse_the_bad_answers_of_the_profile(answer: str, judge: str, wrong: int) -> None:
    bad = json.loads((FOLDER / f"uk_3.0/answers_bad/{answer}.json").read_text(encoding="utf-8"))
    good = json.loads((FOLDER / f"uk_3.0/answers_good/{answer}.json").read_text(encoding="utf-8"))
    assert len(errors(validator(f"{UK}/{judge}.json"), bad)) >= wrong
    assert errors(validator(f"{UK}/{judge}.json"), good) == []


@needed
def test_a_misspelt_key_is_refused_by_the_closed_judge() -> None:
    one = get("/services", full="true")["contents"][0]
    assert errors(closed(f"{COMPILED}/service.json"), one) == []
    one["phones"] = [{"id": one["id"], "number": "1", "nubmer": "2"}]
    assert len(errors(closed(f"{COMPILED}/service.json"), {**one, "descripton": "x"})) == 2


def test_every_id_leads_somewhere_and_is_used_once(lists: dict[str, list[Any]]) -> None:
    known = {name: {one["id"] for one in found} for name, found in lists.items()}
    assert all(len(known[name]) == len(lists[name]) for name in LISTS)
    inner: list[str] = []
    for one in everything("/services", full="true", per_page=200):
        assert one["organization_id"] == one["organization"]["id"]
        assert one["organization_id"] in known["organizations"]
        assert one["program_id"] == one["program"]["id"]
        for attribute in one["attributes"]:
            assert attribute["link_id"] == one["id"]
            assert attribute["taxonomy_term_id"] == attribute["taxonomy_term"]["id"]
            assert attribute["taxonomy_term_id"] in known["taxonomy_terms"]
        for table in ("phones", "schedules", "service_areas", "languages", "funding", "cost_options", "contacts"):
            assert all(part["service_id"] == one["id"] for part in one.get(table, ()))
            inner += [part["id"] for part in one.get(table, ())]
        inner += [attribute["id"] for attribute in one["attributes"]]
        for link in one.get("service_at_locations", ()):
            assert link["id"] in known["service_at_locations"]
            assert link["location_id"] == link["location"]["id"]
            assert link["location_id"] in known["locations"]
    assert len(set(inner)) == len(inner)
    assert all(term["taxonomy_id"] in known["taxonomies"] for term in lists["taxonomy_terms"])
    for link in lists["service_at_locations"]:
        assert link["service_id"] == link["service"]["id"]
        assert link["service_id"] in known["services"]


def test_nothing_is_null_or_empty_and_every_day_is_one() -> None:
    def look(thing: Any, name: str) -> None:
        assert thing not in (None, "", [], {}), name
        if isinstance(thing, dict):
            for key, value in thing.items():
                look(value, f"{name}.{key}")
        elif isinstance(thing, list):
            for value in thing:
                look(value, name)
        elif name.endswith(("valid_from", "valid_to", "dtstart", "until", "assured_date")):
            date.fromisoformat(thing)

    for name in LISTS:
        asked = {"full": "true"} if not name.startswith("taxonom") else {}
        for one in everything(f"/{name}", per_page=200, **asked):
            look(one, name)


def test_all_lines_are_all_pages(lists: dict[str, list[Any]]) -> None:
    for name in LISTS:
        answer = Client().get(f"/api/hsds/v3/{name}", {"format": "ndjson"})
        sent = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert [json.loads(line) for line in sent.splitlines()] == lists[name]
