"""Tolerant readers for what people write into cells. Each takes a text and returns a :class:`Reading`."""

from .ages import read_age, read_ages
from .contact import read_contact, read_mails, read_phones, read_urls
from .costs import read_costs
from .hours import read_hours
from .languages import read_languages
from .places import looks_like_street, read_address, read_degrees, read_postal_code
from .reading import GUESS, LIKELY, NOTHING, SURE, Reading, not_understood
from .words import (
    is_empty,
    read_access,
    read_day,
    read_interpreter,
    read_wheelchair,
    read_yes_no,
)

__all__ = [
    "GUESS",
    "LIKELY",
    "NOTHING",
    "SURE",
    "Reading",
    "is_empty",
    "looks_like_street",
    "not_understood",
    "read_access",
    "read_address",
    "read_age",
    "read_ages",
    "read_contact",
    "read_costs",
    "read_day",
    "read_degrees",
    "read_hours",
    "read_interpreter",
    "read_languages",
    "read_mails",
    "read_phones",
    "read_postal_code",
    "read_urls",
    "read_wheelchair",
    "read_yes_no",
]
