"""What is compared: one offer or one organisation as somebody wrote it down. The caller builds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One offer (with ``provider``) or one organisation (``provider`` empty, its name in ``title``), as written.

    ``key`` is the caller's and comes back untouched. ``street`` has the house number in it. An unknown fact is
    the empty string.

    ``offer_types`` are codes of the taxonomy; two records without a common one are held for different offers.
    """

    key: str
    title: str
    provider: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    offer_types: frozenset[str] = frozenset()
