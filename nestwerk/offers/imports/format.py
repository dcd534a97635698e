"""The columns of the interchange format (``offers.csv``), in the order in which they are written."""

from __future__ import annotations

from collections.abc import Collection

FORMAT = (
    "source", "external_id", "organisation", "organisation_type", "title", "summary", "description", "offer_types",
    "needs", "target_groups", "age_from_months", "age_to_months", "languages", "access", "cost_kind", "cost_note",
    "anonymous", "street", "postal_code", "city", "lat", "lon", "served_postal_codes", "served_ags", "phone", "email",
    "website", "sms", "messenger", "chat", "video", "interpreter", "certificate", "carriers", "funders", "status",
    "social_space", "hidden_address", "opening_hours", "wheelchair", "last_verified",
)  # fmt: skip
_TELLING = frozenset({"source", "external_id", "organisation", "title", "offer_types"})


def is_format(header: Collection[str]) -> bool:
    """Whether a table is in the format already: an export of some Nestwerk, where nothing is to be guessed."""
    return set(header) >= _TELLING
