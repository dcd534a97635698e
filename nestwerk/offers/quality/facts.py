"""What is looked at: the facts of an offer, and what was found out elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """The columns of an offer that families see, named as in the table. Empty and None mean unknown."""

    title: str = ""
    summary: str = ""
    description: str = ""
    organisation: str = ""
    offer_types: Sequence[str] = ()
    needs: Sequence[str] = ()
    age_from_months: int | None = None
    age_to_months: int | None = None
    languages: Sequence[str] = ()
    access: Sequence[str] = ()
    cost_kind: str = ""
    cost_note: str = ""
    carriers: Sequence[str] = ()
    street: str = ""
    postal_code: str = ""
    city: str = ""
    hidden_address: bool = False
    social_space: str = ""
    served_postal_codes: Sequence[str] = ()
    served_ags: Sequence[str] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    sms: str = ""
    messenger: str = ""
    chat: str = ""
    video: str = ""
    opening_hours: str = ""
    dates: Sequence[Any] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language → column → text

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Facts:
        """From a mapping of columns; those of no concern are passed over, None stands for empty."""
        known = {one.name for one in fields(cls)}
        keeps_none = {"age_from_months", "age_to_months"}
        return cls(**{
            name: value for name, value in values.items() if name in known and (value is not None or name in keeps_none)
        })  # fmt: skip

    @property
    def area(self) -> bool:
        """Whether a region is named."""
        return bool(self.served_postal_codes or self.served_ags or self.social_space)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found out elsewhere.

    ``links``: column → German sentence, for addresses that are surely broken. ``moved``: column → new address.
    ``standing``: fresh, soon, overdue, never, or empty where no clock runs. ``dates_over``: there are dates and none is
    still to come. ``takes_mail``: whether a domain takes mail, None if that cannot be said; asked only if given.
    ``at`` (aware) and ``land`` serve the opening hours; without ``at`` a year without opening is not noticed.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    standing: str = ""
    dates_over: bool = False
    takes_mail: Callable[[str], bool | None] | None = None
    at: datetime | None = None
    land: str = ""
