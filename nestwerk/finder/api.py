"""The search API of ``docs/search-api.md``: what the result page itself is built from, for other software."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.readable import only_for_reading, readable
from nestwerk.finder.api_answer import Found, Refusal
from nestwerk.finder.asking import ACCESS, COSTS
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording.reasons import reason
from nestwerk.matching.emergency import SIGNS
from nestwerk.matching.types import Context, Hit, Place, Understood


class Json(BaseRenderer):
    """JSON by orjson: UTF-8, no blanks."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The body."""
        return orjson.dumps(data)


api = NinjaAPI(
    title="Nestwerk: Angebote suchen",
    version="1",
    description="Veröffentlichte Angebote der Frühen Hilfen. Ohne Schlüssel; Suchworte werden nicht protokolliert.",
    renderer=Json(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


class BadParameter(Exception):
    """A parameter nobody can make sense of."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter, self.message = parameter, message


def _error(code: str, message: str, parameter: str, status: int = 400) -> HttpResponse:
    body = orjson.dumps({"error": {"code": code, "message": message, "parameter": parameter}})
    return _open(HttpResponse(body, status=status, content_type="application/json"))


@api.exception_handler(BadParameter)
def _bad_parameter(request: HttpRequest, problem: BadParameter) -> HttpResponse:
    return _error("bad_parameter", problem.message, problem.parameter)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    first = problem.errors[0] if problem.errors else {"loc": [""], "msg": ""}
    named = [str(part) for part in first["loc"] if part not in ("query", "asked")]
    return _error("bad_parameter", "Diesen Wert verstehen wir hier nicht.", named[0] if named else "")


@api.exception_handler(catalogue.NotReady)
def _not_ready(request: HttpRequest, problem: Exception) -> HttpResponse:
    return _error("not_ready", "Der Katalog ist noch nicht geladen. Bitte gleich noch einmal versuchen.", "", 503)


class Asked(Schema):
    """The parameters of a search."""

    q: Annotated[str, Field(max_length=300)] = ""
    network: Annotated[str, Field(max_length=60)] = ""
    near: Annotated[str, Field(max_length=120)] = ""
    age_months: Annotated[int | None, Field(ge=-9, le=324)] = None
    language: Annotated[list[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]], Field(max_length=20)] = []
    access: Annotated[list[str], Field(max_length=20)] = []
    cost: Annotated[list[str], Field(max_length=4)] = []
    type: Annotated[list[str], Field(max_length=40)] = []
    need: Annotated[list[str], Field(max_length=40)] = []
    lang: Annotated[str, Field(max_length=12)] = "de"
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


SEVERAL = {"language", "access", "cost", "type", "need"}


@api.get("/search", summary="Angebote suchen", operation_id="search", response={200: Found, 400: Refusal, 503: Refusal})
def search(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Offers for what a person typed, best first, with reasons."""
    for unknown in set(request.GET) - set(Asked.model_fields):  # a filter that does nothing would mislead
        raise BadParameter(unknown[:40], "Diesen Parameter gibt es hier nicht.")
    for name in set(request.GET) - SEVERAL:
        if len(request.GET.getlist(name)) > 1:
            raise BadParameter(name, "Diesen Parameter gibt es nur einmal.")
    snap = catalogue.current()
    context = _context(snap, asked)
    today = timezone.localdate()
    answer = snap.search(
        asked.q,
        context,
        today=today,
        limit=asked.limit,
        offset=asked.offset,
        facets=False,
        filters=frozenset(f"cost:{kind}" for kind in asked.cost),
    )
    wording = texts_for(asked.lang)
    base = f"{settings.PUBLIC_URL}{'' if asked.lang == 'de' else '/' + asked.lang}"
    body = {
        "snapshot": snap.version,
        "understood": _understood(answer.understood),
        "emergency": list(answer.understood.emergency),
        "signs": [_sign(code, asked.lang) for code in answer.understood.signs],
        "perhaps": answer.understood.perhaps or None,
        "match": answer.ranking.match,
        "total": answer.ranking.total,
        "results": [_result(snap, hit, offer, wording, base) for hit, offer in answer.offers],
    }
    return _open(HttpResponse(orjson.dumps(body), content_type="application/json"))


@api.api_operation(["HEAD"], "/search", include_in_schema=False)
def head(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """What a search would answer, without its body, which the server leaves out."""
    return search(request, asked)


@api.api_operation(["OPTIONS", "POST", "PUT", "PATCH", "DELETE"], "/search", include_in_schema=False)
def not_read(request: HttpRequest) -> HttpResponse:
    """Whatever does not read: a browser that asks beforehand gets leave, anything else is refused."""
    if request.method == "OPTIONS":
        response = _open(HttpResponse(status=204))
    else:
        response = _error("method_not_allowed", "Hier kann man nur lesen.", "", 405)
    return only_for_reading(response)


def _sign(code: str, language: str) -> dict[str, str]:
    return {"code": code, "call": SIGNS[code].call, "text": SIGNS[code].text[language]}


def _context(snap: catalogue.Snapshot, asked: Asked) -> Context:
    if asked.network and asked.network not in snap.networks:
        raise BadParameter("network", "Dieses Netzwerk gibt es nicht.")
    if asked.lang not in {language.code for language in LANGUAGES}:
        raise BadParameter("lang", "In dieser Sprache gibt es die Seiten noch nicht.")
    _known("access", asked.access, ACCESS)
    _known("cost", asked.cost, COSTS)
    _known("type", asked.type, (code for code, term in snap.terms.items() if term.kind == "offer_type"))
    _known("need", asked.need, (code for code, term in snap.terms.items() if term.kind == "need"))
    network = snap.networks.get(asked.network)
    home = (network.lat, network.lon) if network else None
    near = snap.find_place(asked.near, home) if asked.near.strip() else None
    if asked.near.strip() and near is None:
        raise BadParameter("near", "Diesen Ort kennen wir nicht. Möglich sind Postleitzahlen und Ortsnamen.")
    return Context(
        language=asked.lang,
        near=near,
        age_months=asked.age_months,
        network=asked.network,
        home=home,
        needs=tuple(asked.need),
        offer_types=tuple(asked.type),
        languages=tuple(asked.language),
        access=tuple(asked.access),
        cost=asked.cost[0] if len(asked.cost) == 1 else None,
    )


def _known(parameter: str, values: list[str], allowed: Iterable[str]) -> None:
    for wrong in set(values) - set(allowed):
        raise BadParameter(parameter, f"„{wrong[:40]}“ kennen wir hier nicht.")


def _understood(understood: Understood) -> dict[str, Any]:
    return {
        "needs": [code for code, _ in understood.needs],
        "offer_types": [code for code, _ in understood.offer_types],
        "target_groups": [code for code, _ in understood.target_groups],
        "place": _place(understood.place),
        "age_months": understood.age_months,
        "age_exact": understood.age_exact,
        "languages": list(understood.languages),
        "cost": understood.cost,
        "access": list(understood.access),
        "corrections": [{"from": c.typed, "to": c.taken_as} for c in understood.corrections],
        "unknown": list(understood.unknown),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    code = place.postal_codes[0] if place.postal_codes else ""
    return {"name": place.name, "postal_code": code, "lat": round(place.lat, 4), "lon": round(place.lon, 4)}


def _result(snap: catalogue.Snapshot, hit: Hit, offer: OfferRecord, wording: Texts, base: str) -> dict[str, Any]:
    return {
        "id": offer.id,
        "network": offer.network,
        "title": offer.title,
        "organisation": offer.organisation,
        "offer_types": list(offer.offer_types),
        "needs": list(offer.needs),
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
        "last_verified": offer.last_verified or None,
        "url": f"{base}/{offer.network}/angebote/{offer.id}",
        "reasons": _reasons(snap, hit, wording),
    }


def _reasons(snap: catalogue.Snapshot, hit: Hit, wording: Texts) -> list[dict[str, str]]:
    said = [{"code": r.code, "text": reason(r, snap.terms, wording)} for r in hit.reasons]
    return [one for one in said if one["text"]] or [{"code": "fits", "text": wording("reason.fits")}]


def _open(response: HttpResponse) -> HttpResponse:
    """Any page may read it; no browser keeps it, and nothing is told to the next address."""
    response["Cache-Control"] = "no-store"
    return readable(response)
