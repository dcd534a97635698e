"""The XZuFi message: well-formed, in its namespace, with what parsers of such messages look for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.finder.tests.builders import make_network, make_offer, make_term
from nestwerk.publishing.datasets.formats import FORMATS
from nestwerk.publishing.datasets.scope import Scope
from nestwerk.publishing.xzufi.document import NAMESPACE, service, xzufi_lines
from nestwerk.publishing.xzufi.leika import leika_keys

NS = {"x": NAMESPACE}


class Shard:
    file = "musterland-1.nest"


class Catalogue:
    """As much of a published catalogue as a file needs."""

    def __init__(self, network: NetworkRecord, offers: list[OfferRecord]) -> None:
        self.networks = {network.slug: network}
        self.shards = {network.slug: Shard()}
        self.terms = {"offer.parent_cafe": make_term("offer.parent_cafe", "Elterncafé")}
        self._offers = offers

    def offers(self, slug: str) -> list[OfferRecord]:
        return self._offers


def scope_with(*offers: OfferRecord, **network: Any) -> Scope:
    here = make_network(unverified=False, **network)
    return Scope(
        snap=Catalogue(here, list(offers)),  # type: ignore[arg-type]
        slug=here.slug,
        networks=[here],
        stands={here.slug: datetime(2026, 11, 22, 9, 0, tzinfo=UTC)},
        base="https://example.org",
    )


def message(scope: Scope) -> Element:
    root: Element = fromstring(b"".join(xzufi_lines(scope)))
    return root


CAFE = make_offer(
    title="Elterncafé & mehr",
    summary="Kaffee <umsonst>",
    description="Erster Absatz.\x0b\ufffe\n\nZweiter.",
    organisation="Verein Beispiel",
    organisation_id="o-1",
    phone="0123 456",
    street="Markt 1",
    postal_code="96515",
    city="Sonneberg",
    cost_kind="free",
    served_ags=("16072018",),
    texts={"en": {"title": "Parents' café", "summary": "", "description": "", "changed": False}},
)


def test_it_is_well_formed_in_the_namespace_of_the_standard() -> None:
    root = message(scope_with(CAFE))
    assert root.tag == f"{{{NAMESPACE}}}transfer.operation.040502"
    assert root.get("xzufiVersion") == "2.2.0"
    head = root.find("x:nachrichtenkopf", NS)
    assert head is not None
    assert [child.tag.rpartition("}")[2] for child in head] == [
        "nachrichtUUID", "erstelltDatumZeit", "empfaenger", "sender",
    ]  # fmt: skip
    assert [child.tag.rpartition("}")[2] for child in root[1:]] == ["schreibe", "schreibe"]


def test_an_offer_is_a_service_with_its_texts_in_their_languages() -> None:
    (one,) = message(scope_with(CAFE)).iterfind("x:schreibe/x:leistung", NS)
    key = one.find("x:id", NS)
    assert key is not None
    assert (key.text, key.get("schemeAgencyID")) == (CAFE.id, "https://example.org")
    modules = {m.findtext("x:leikaTextmodul/code", "", NS): m for m in one.iterfind("x:modulText", NS)}
    assert set(modules) == {"02", "05", "06", "23"}
    titles = {i.get("languageCode"): i.text for i in modules["02"].iterfind("x:inhalt", NS)}
    assert titles == {"de": "Elterncafé & mehr", "en": "Parents' café"}
    assert modules["05"].findtext("x:inhalt", "", NS) == "Kaffee <umsonst>"
    assert modules["06"].findtext("x:inhalt", "", NS) == "Erster Absatz.\n\nZweiter."
    assert "Telefon: 0123 456" in modules["23"].findtext("x:inhalt", "", NS)
    area = one.find("x:gueltigkeitGebietID", NS)
    assert area is not None
    assert area.text == "16072018"
    assert str(area.get("schemeID")).endswith(":ags")
    assert {x.text for x in one.iterfind("x:sprachversion/x:languageCode", NS)} == {"de", "en"}


def test_a_provider_is_responsible_for_its_services() -> None:
    second = replace(CAFE, id="krabbeln", title="Krabbelgruppe")
    root = message(scope_with(CAFE, second))
    (unit,) = root.iterfind("x:schreibe/x:organisationseinheit", NS)
    assert unit.findtext("x:name/x:name", "", NS) == "Verein Beispiel"
    assert [x.text for x in unit.iterfind("x:zustaendigkeit/x:leistungID", NS)] == [CAFE.id, "krabbeln"]
    assert {x.text for x in unit.iterfind("x:zustaendigkeit/x:gebietID", NS)} == {"16999"}


def test_of_a_hidden_address_nothing_is_said() -> None:
    hidden = replace(CAFE, hidden_address=True)
    text = b"".join(xzufi_lines(scope_with(hidden))).decode()
    assert "Elterncafé" in text
    assert "Markt 1" not in text
    assert "Sonneberg" not in text


def test_who_said_no_to_being_given_away_is_in_no_file() -> None:
    second = replace(
        CAFE, id="hausbesuch", title="Hausbesuch", organisation_id="o-2", organisation="Hebamme Beispiel", no_bulk=True
    )
    scope = scope_with(CAFE, second)
    for form in FORMATS.values():
        if form.lines is not None:
            text = b"".join(form.lines(scope)).decode()
            assert "Elterncafé" in text
            assert "Hausbesuch" not in text
            assert "Hebamme Beispiel" not in text
    assert [record.id for _, record in scope.all_offers()] == [CAFE.id], "what workbook and database read"


def test_keys_of_the_leistungskatalog_are_optional_and_need_a_source(tmp_path: Path) -> None:
    assert leika_keys() == {}
    file = tmp_path / "leika.tsv"
    file.write_text("code\tleika\tsource\noffer.parent_cafe\t99012345678901\tnachgesehen am 1.11.2026\n", "utf-8")
    keys = leika_keys(file)
    scope = scope_with(CAFE)
    with_key = service(scope, scope.networks[0], replace(CAFE, offer_types=("offer.parent_cafe",)), keys)
    assert "<code>99012345678901</code></xzufi:referenzLeiKa>" in with_key
    file.write_text("code\tleika\tsource\noffer.parent_cafe\t99012345678901\t\n", "utf-8")
    leika_keys.cache_clear()
    with pytest.raises(ValueError, match=r"leika\.tsv"):
        leika_keys(file)
    leika_keys.cache_clear()
