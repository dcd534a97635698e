"""What a single person in practice agreed to have public. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreed:
    """``public``: to stand in the directory; ``address``: with street and place; ``bulk``: in whole data sets."""

    public: bool
    address: bool
    bulk: bool


LIKELY = frozenset({"pt.midwife", "pt.family_midwife", "pt.childminding", "pt.psychotherapist"})
INSTITUTION = Agreed(public=True, address=True, bulk=True)
NOTHING = Agreed(public=False, address=False, bulk=False)


def agreed(*, single_person: bool, public: bool | None, address: bool | None, bulk: bool | None) -> Agreed:
    """What may be shown of a partner. An institution needs nobody's consent; without one a person is not shown."""
    if not single_person:
        return INSTITUTION
    if not public:
        return NOTHING
    return Agreed(public=True, address=bool(address), bulk=bool(bulk))


def likely_alone(partner_type: str, *, single_person: bool) -> bool:
    """Whether a partner taken for an institution is of a kind that mostly works alone: worth a question."""
    return not single_person and partner_type in LIKELY
