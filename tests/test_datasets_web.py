"""Open data over HTTP: pages, files, conditional requests, what the page cache does with them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.config.settings import DATA_LICENCE
from nestwerk.config.wsgi import application
from nestwerk.networks.licences import LICENCES
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.datasets import kept
from nestwerk.publishing.datasets.formats import FORMATS
from nestwerk.publishing.tasks.datasets import make_datasets

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
CSV = "/musterstadt/daten/angebote.csv"


@pytest.fixture
def network(data_dir: Path) -> Network:
    made = make_network("musterstadt", imprint={"operator": "Stadt Musterstadt", "data_licence": "cc-by-4.0"})
    for number in range(3):
        make_offer(made, title=f"Elterncafé {number}", postal_code="96515", city="Sonneberg", lat=50.36, lon=11.17)
    publish(at=datetime.now(tz=UTC))
    return made


def whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_page_says_what_there_is_how_large_how_old_and_under_which_licence(network: Network) -> None:
    page = Client().get("/musterstadt/daten").content.decode()
    assert "<h1>Offene Daten</h1>" in page
    assert "3 Angebote." in page
    assert "Creative Commons Namensnennung 4.0" in page
    assert page.count(" KB</span>") == len(FORMATS)
    for form in FORMATS.values():
        assert f'href="/musterstadt/daten/{form.name}"' in page
    assert "Stadt Musterstadt: " in page, "whom to name"


def test_the_page_for_all_lists_every_network_with_its_licence(network: Network) -> None:
    make_network("demo", ags="16073", unverified=True)
    make_network("neu", ags="16074")
    publish(at=datetime.now(tz=UTC))
    page = Client().get("/daten").content.decode()
    assert 'href="/musterstadt/daten"' in page
    assert "Nicht verifiziert – nicht nachnutzen" in page
    assert "Noch keine Lizenz: bitte vorher fragen" in page


@pytest.mark.parametrize(
    "path", ["/de-einfach/musterstadt/daten", "/en/daten", "/api/", "/en/api/", "/de-einfach/api/"]
)
def test_pages_are_there_in_every_language(network: Network, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.content.count(b"<h1>") == 1


def test_the_page_of_interfaces_links_only_to_what_is_there(network: Network) -> None:
    page = Client().get("/api/").content.decode()
    assert 'href="/api/v1/openapi.json"' in page
    for line in page.split('href="')[1:]:
        address = line.partition('"')[0]
        if address.startswith("/api/") and address.endswith(".json"):
            assert Client().get(address).status_code == 200, address


def test_unknown_networks_and_other_methods(network: Network) -> None:
    assert Client().get("/gibtsnicht/daten/angebote.csv").status_code == 404
    assert Client().get("/gibtsnicht/daten").status_code == 404
    assert Client().post(CSV).status_code == 405


@pytest.mark.parametrize("key", FORMATS)
def test_a_file_comes_whole_for_everybody_and_under_its_name(
    network: Network, key: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    form = FORMATS[key]
    with django_assert_num_queries(0):
        answer = Client().get(f"/musterstadt/daten/{form.name}")
    body = whole(answer)
    assert answer.status_code == 200
    assert answer["Content-Type"] == form.media_type
    assert answer["Content-Disposition"] == f'attachment; filename="musterstadt-{form.name}"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert int(answer["Content-Length"]) == len(body) > 0
    assert not answer.cookies
    refused = Client().get(f"/musterstadt/daten/{form.name}", headers={"accept-encoding": "gzip;q=0, br"})
    assert "Content-Encoding" not in refused
    assert whole(refused) == body
    packed = Client().get(f"/musterstadt/daten/{form.name}", headers={"accept-encoding": "gzip"})
    sent = whole(packed)
    assert int(packed["Content-Length"]) == len(sent)
    assert (gzip.decompress(sent) if form.packed else sent) == body
    assert packed.get("Content-Encoding", "") == ("gzip" if form.packed else "")


def test_who_has_it_already_gets_304(network: Network) -> None:
    first = Client().get(CSV)
    whole(first)
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = Client().get(CSV, headers=headers)
        assert again.status_code == 304
        assert again["ETag"] == first["ETag"]
        assert again["Access-Control-Allow-Origin"] == "*"
    assert Client().get(CSV, headers={"if-none-match": '"anders"'}).status_code == 200


def asked(path: str, method: str = "GET", **more: str) -> tuple[str, dict[str, str], bytes]:
    """A request to the whole of the web process, page cache and all."""
    told: list[Any] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "x", "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), **more,
    }  # fmt: skip
    pieces: Any = application(environ, lambda status, headers, exc=None: told.extend([status, dict(headers)]))
    body = b"".join(pieces)
    if hasattr(pieces, "close"):
        pieces.close()
    return told[0], told[1], body


def test_the_page_cache_keeps_no_file_and_answers_head_and_304(network: Network) -> None:
    from nestwerk.config.wsgi import cache

    cache.pages.clear()
    status, headers, body = asked(CSV)
    assert status.startswith("200")
    assert len(body) == int(headers["Content-Length"])
    status, headers, body = asked(CSV, "HEAD")
    assert (status[:3], body) == ("200", b"")
    assert int(headers["Content-Length"]) > 0
    status, _, body = asked(CSV, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status[:3], body) == ("304", b"")
    assert len(cache.pages) == 0


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three offers count as many."""
    monkeypatch.setattr(kept, "SMALL", 2)


def test_a_large_file_that_is_text_is_written_while_it_is_read(network: Network, large: None) -> None:
    answer: Any = Client().get(CSV)
    assert "Content-Length" not in answer
    assert whole(answer).count(b"\r\n") == 4
    assert not kept.folder().exists()


def test_a_large_file_that_is_none_is_made_in_the_background(network: Network, large: None) -> None:
    path = "/musterstadt/daten/angebote.sqlite"
    answer = Client().get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert "angebote.sqlite" in Client().get("/musterstadt/daten").content.decode(), "the page is there all the same"
    leftover = kept.folder() / "gibtsnicht.0123456789abcdef.angebote.csv.gz"
    kept.folder().mkdir()
    leftover.write_bytes(b"")
    make_datasets(0)
    assert not leftover.exists(), "of a network that is gone nothing stays"
    made: Any = Client().get(path)
    assert made.status_code == 200
    assert whole(made).startswith(b"SQLite format 3")
    etag = made["ETag"]
    make_offer(network, title="Krabbelgruppe")
    publish(at=datetime.now(tz=UTC), wait=True)
    assert Client().get(path)["ETag"] == etag, "the last one serves until the next is made"


REFUGE = "Krabbelgruppe"
TAKEN_BACK: dict[str, Callable[[Network], object]] = {
    "hidden": lambda network: Offer.objects.filter(title=REFUGE).update(hidden_address=True),
    "street": lambda network: Offer.objects.filter(title=REFUGE).update(street="", lat=None, lon=None),
    "phone": lambda network: Offer.objects.filter(title=REFUGE).update(phone=""),
    "ended": lambda network: Offer.objects.filter(title=REFUGE).update(status="ended"),
    "licence": lambda network: Network.objects.filter(pk=network.pk).update(
        imprint=network.imprint | {"data_licence": "none"}
    ),
}


@pytest.mark.parametrize("how", TAKEN_BACK)
def test_a_large_file_ends_when_something_in_it_is_taken_back(network: Network, large: None, how: str) -> None:
    """The hour until the next file would be an hour in which anybody can fetch the address of a refuge."""
    make_offer(network, title=REFUGE, street="Markt 1", postal_code="96515", city="Sonneberg", phone="0151 5551234")
    publish(at=datetime.now(tz=UTC), wait=True)
    make_datasets(0)
    sqlite = "/musterstadt/daten/angebote.sqlite"
    old = whole(Client().get(sqlite))
    with tenant(network.pk):
        TAKEN_BACK[how](network)
    publish(at=datetime.now(tz=UTC) - timedelta(minutes=2), wait=True)  # it waited for its turn
    assert Client().get(sqlite).status_code == 503
    assert "Content-Length" not in Client().get(CSV), "written anew while it is read"
    if how != "licence":
        secret = b"5551234" if how == "phone" else b"Markt 1"
        assert secret in old
        assert secret not in whole(Client().get(CSV))
    make_datasets(600)
    made = Client().get(sqlite)
    assert made.status_code == 200
    assert whole(made) != old
    make_offer(network, title="Stillcafé")
    publish(at=datetime.now(tz=UTC), wait=True)
    assert Client().get(sqlite)["ETag"] == made["ETag"], "what only came to it takes nothing back"
    assert len({path.name.split(".")[1] for path in kept.folder().iterdir()}) == 1, "nothing of the older state stays"


def test_the_descriptions_for_portals_and_datasette(network: Network) -> None:
    turtle = Client().get("/daten/katalog.ttl")
    assert turtle["Content-Type"] == "text/turtle; charset=utf-8"
    assert b"a dcat:Catalog" in turtle.content
    graph = orjson.loads(Client().get("/daten/katalog.jsonld").content)["@graph"]
    assert {one["@type"] for one in graph} >= {"dcat:Catalog", "dcat:Dataset", "dcat:Distribution", "foaf:Agent"}
    files = [one["dcat:downloadURL"][0]["@id"] for one in graph if one["@type"] == "dcat:Distribution"]
    for address in files:
        assert Client().get("/" + address.split("/", 3)[3]).status_code == 200
    told = Client().get("/musterstadt/daten/metadata.json").json()
    assert told["license"].startswith("Creative Commons Namensnennung")


def test_before_the_first_catalogue_nobody_sees_a_defect(data_dir: Path) -> None:
    assert Client().get("/daten").status_code == 503
    assert Client().get("/daten/angebote.csv").status_code == 503
    assert Client().get("/daten/katalog.ttl").status_code == 503


def test_offer_and_network_pages_carry_a_data_block_and_result_pages_none(network: Network) -> None:
    graph = orjson.loads(Client().get("/api/v1/search?q=elterncafe").content)
    page = Client().get(f"/musterstadt/angebote/{graph['results'][0]['id']}").content
    assert page.count(b'<script type="application/ld+json">') == 1
    assert len(page) < 40_000
    assert Client().get("/musterstadt/netzwerk").content.count(b"application/ld+json") == 1
    assert b"ld+json" not in Client().get("/musterstadt/suche?q=elterncafe").content


def test_who_coordinates_chooses_the_licence_among_the_details_of_the_network(network: Network) -> None:
    page = signed_in(make_member(network, "coordinator")).get("/netz/musterstadt/netzwerk/").content.decode()
    assert "Lizenz Ihrer veröffentlichten Angebote" in page
    assert "Datenlizenz Deutschland – Zero" in page


def test_the_setting_knows_the_same_licences() -> None:
    text = Path(__file__).parents[1].joinpath("nestwerk/config/settings.py").read_text(encoding="utf-8")
    named = text.partition('"NESTWERK_DATA_LICENCE", (')[2].partition(")")[0]
    assert {word.strip(' "') for word in named.split(",")} == set(LICENCES)
    assert DATA_LICENCE in ("", *LICENCES)
