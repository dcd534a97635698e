"""Offers in the interchange format (``offers.csv``): what another Nestwerk, or this one, reads back without a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nestwerk.networks.models import Membership

from .export import Cells
from .facts import ADDRESS
from .imports.format import FORMAT
from .models import Offer
from .rules.sight import may_see_hidden_address

_LISTS = frozenset(
    {"offer_types", "needs", "target_groups", "languages", "access", "served_postal_codes", "served_ags", "carriers",
     "funders"}
)  # fmt: skip


def heads() -> list[str]:
    """The columns of the format."""
    return list(FORMAT)


def rows(offers: Iterable[Offer], member: Membership) -> Iterator[Cells]:
    """One row an offer. Of a secret address nothing leaves that this member may not see."""
    for offer in offers:
        unseen = () if may_see_hidden_address(member, offer) else ADDRESS
        yield [None if name in unseen else _cell(offer, name) for name in FORMAT]


def _cell(offer: Offer, name: str) -> Any:
    if name in _OWN:
        return _OWN[name](offer)
    value = getattr(offer, name)
    if name in _LISTS:
        return "|".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _position(name: str) -> Callable[[Offer], str]:
    """What is only the middle of a postal code is left out: whoever reads the file finds it the same way."""
    return lambda offer: str(getattr(offer, name)) if offer.position_exact and offer.lat is not None else ""


_OWN: dict[str, Callable[[Offer], Any]] = {
    "organisation": lambda offer: offer.organisation.name,
    "organisation_type": lambda offer: offer.organisation.type_id or "",
    "lat": _position("lat"),
    "lon": _position("lon"),
    "social_space": lambda offer: offer.social_space.slug if offer.social_space else "",
    "last_verified": lambda offer: offer.last_verified_on,
}
