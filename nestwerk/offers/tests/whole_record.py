"""A record that lacks nothing, for tests of the quality: change one fact and see what is found."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from nestwerk.common.hours import BERLIN
from nestwerk.offers.quality import Facts, Seen, assess

AT = datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)
NOWHERE = {"street": "", "postal_code": "", "city": ""}
SEEN = Seen(at=AT, land="TH", standing="fresh")
WHOLE = Facts(
    title="Elterncafé am Dienstag",
    summary="Kaffee, Krabbeldecke und andere Eltern.",
    organisation="Familienzentrum Beispiel",
    offer_types=["offer.parent_cafe"],
    needs=["need.contact"],
    age_from_months=0,
    age_to_months=36,
    languages=["de"],
    access=["drop_in"],
    cost_kind="free",
    street="Beispielweg 3",
    postal_code="96515",
    city="Sonneberg",
    phone="03675 702345",
    email="cafe@example.org",
    opening_hours="Tu 09:30-11:30; PH off",
)
SECRET = {
    "hidden_address": True,
    "street": "Lindenstraße 12",
    "postal_code": "96515",
    "city": "Sonneberg",
    "access": ["phone"],
    "opening_hours": "24/7",
    "offer_types": ["offer.violence_protection"],
}


def keys(seen: Seen = SEEN, **changes: Any) -> list[str]:
    return [one.key for one in assess(replace(WHOLE, **changes), seen).findings]
