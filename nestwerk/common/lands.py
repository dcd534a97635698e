"""The sixteen German Länder, as the first two digits of an official municipality key (AGS) name them."""

from __future__ import annotations

from collections.abc import Iterable

# 01 to 16, in the order of the Federal Statistical Office; and 17, which no Land has: the invented Musterland keeps
# the holidays of a real one.
LANDS = ("SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH")
INVENTED = {17: "TH"}
INVENTED_CODE = "00000"  # the postal code of the invented Musterland, which lies in the sea where nobody lives


def land_of_ags(ags: str) -> str:
    """The Land of a municipality or county key as two letters ("TH"); empty if the key is none."""
    number = int(ags[:2]) if ags[:2].isascii() and ags[:2].isdigit() else 0
    return LANDS[number - 1] if 1 <= number <= len(LANDS) else INVENTED.get(number, "")


def lands_of_ags(keys: Iterable[str]) -> frozenset[str]:
    """The Länder in which the places with these keys lie."""
    return frozenset(land for key in keys if (land := land_of_ags(key)))
