"""What the search API answers, as its description tells it (``docs/search-api.md``)."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field


class FoundPlace(Schema):
    """Where it was looked for; degrees of WGS 84."""

    name: str
    postal_code: str
    lat: float
    lon: float


class Replaced(Schema):
    """A word as typed and the word it was taken for."""

    typed: str = Field(alias="from")
    taken_as: str = Field(alias="to")


class Meant(Schema):
    """What was understood. Codes are those of the taxonomy, ages months (below zero: pregnancy)."""

    needs: list[str]
    offer_types: list[str]
    target_groups: list[str]
    place: FoundPlace | None
    age_months: int | None
    age_exact: bool
    languages: list[str]
    cost: str | None
    access: list[str]
    corrections: list[Replaced]
    unknown: list[str]


class SignTold(Schema):
    """A medical sign: which number comes first, and the sentence for families."""

    code: str
    call: Literal["112", "116117"]
    text: str


class Why(Schema):
    """Why an offer fits, in the language asked for."""

    code: str
    text: str


class Result(Schema):
    """An offer that was found."""

    id: str
    network: str
    title: str
    organisation: str
    offer_types: list[str]
    needs: list[str]
    distance_km: float | None
    last_verified: str | None
    url: str
    reasons: list[Why]


class Found(Schema):
    """The answer to a search."""

    snapshot: str
    understood: Meant
    emergency: list[str]
    signs: list[SignTold]
    perhaps: str | None
    match: Literal["good", "weak", "none"]
    total: int
    results: list[Result]


class Problem(Schema):
    """What was wrong, and with which parameter."""

    code: str
    message: str
    parameter: str


class Refusal(Schema):
    """Instead of an answer."""

    error: Problem
