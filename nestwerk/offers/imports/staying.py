"""What of an offer that is there already stays as it is when a row of a file comes in again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from nestwerk.audit.queries import Version, versions_of_each

from ..models import Offer
from .rows import Row

# Columns of the interchange format that are called like the fields of an offer.
SAME_NAME = (
    "source", "external_id", "title", "summary", "description", "offer_types", "needs", "target_groups",
    "age_from_months", "age_to_months", "languages", "access", "cost_kind", "cost_note", "anonymous", "street",
    "postal_code", "city", "lat", "lon", "served_postal_codes", "served_ags", "phone", "email", "website", "sms",
    "messenger", "chat", "video", "interpreter", "certificate", "carriers", "funders", "opening_hours", "wheelchair",
)  # fmt: skip
# Half of one and half of another would be wrong: who changed one of these has looked at all of them.
_TOGETHER = (
    frozenset({"street", "postal_code", "city", "lat", "lon", "position_exact", "hidden_address"}),
    frozenset({"status", "published_at"}),
    frozenset({"cost_kind", "cost_note"}),
    frozenset({"age_from_months", "age_to_months"}),
)
_NEWEST_COUNTS = frozenset({"last_verified_on", "due_on"})


def unsaid(row: Row, offer: Offer, wanted: Mapping[str, Any]) -> set[str]:
    """The fields a row says nothing about: it has no column for them, or what it says is older.

    A day of confirmation never goes back. A position reckoned from the postal code does not replace the one there is.
    """
    stay = {name for name in (*SAME_NAME, "hidden_address") if name not in row.named}
    if "lat" in row.named or ("postal_code" in row.named and wanted["postal_code"] != offer.postal_code):
        stay -= {"lat", "lon"}
    else:
        stay |= {"lat", "lon", "position_exact"}
    there, said = offer.last_verified_on, wanted["last_verified_on"]
    if there and (said is None or said <= there):
        stay |= {"last_verified_on", "due_on"}
    if "hidden_address" not in row.values:  # an empty cell says nothing; only a "no" may reveal an address
        stay.add("hidden_address")
    if "social_space" not in row.named:
        stay.add("social_space_id")
    if not row.extra:
        stay.add("extra")
    return stay


def changed_here(offer_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """By offer, the fields that somebody here changed and no import since. Two queries.

    Read from the earlier versions of the rows, which are kept for 36 months.
    """
    found = versions_of_each(Offer._meta.db_table, offer_ids) if offer_ids else {}
    return {offer_id: by_hand(reversed(versions)) for offer_id, versions in found.items()}


def by_hand(versions: Iterable[Version]) -> frozenset[str]:
    """The columns changed by others than an import (which says when it was), given the versions, oldest first."""
    ours: set[str] = set()
    for version in versions:
        columns = {name for name, _, _ in version.changes}
        if "imported_at" in columns:
            ours -= columns
        else:
            ours |= columns
    for group in _TOGETHER:
        if ours & group:
            ours |= group
    return frozenset(ours - _NEWEST_COUNTS)
