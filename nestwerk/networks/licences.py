"""Under which licence a network gives its data away: a choice of its own, and never one that a program made for it.

The addresses are those of the list of licences that DCAT-AP.de prescribes (http://dcat-ap.de/def/licenses/).
"""

from __future__ import annotations

from typing import NamedTuple

_LIST = "http://dcat-ap.de/def/licenses/"


class Licence(NamedTuple):
    """A licence: how a network names it in its description, its name, its text, and its address in the German list.

    ``open``: anybody may use the data again. ``named``: whoever does has to name the source.
    """

    code: str
    title: str
    text: str
    uri: str
    open: bool = True
    named: bool = True


LICENCES = {
    licence.code: licence
    for licence in (
        Licence("dl-zero-de-2.0", "Datenlizenz Deutschland – Zero – Version 2.0",
                "https://www.govdata.de/dl-de/zero-2-0", f"{_LIST}dl-zero-de/2.0", named=False),
        Licence("dl-by-de-2.0", "Datenlizenz Deutschland – Namensnennung – Version 2.0",
                "https://www.govdata.de/dl-de/by-2-0", f"{_LIST}dl-by-de/2.0"),
        Licence("cc-by-4.0", "Creative Commons Namensnennung 4.0 International (CC BY 4.0)",
                "https://creativecommons.org/licenses/by/4.0/", f"{_LIST}cc-by/4.0"),
        Licence("cc-zero", "Creative Commons Zero (CC0 1.0)",
                "https://creativecommons.org/publicdomain/zero/1.0/", f"{_LIST}cc-zero", named=False),
    )
}  # fmt: skip
NONE_CHOSEN = Licence("", "Keine Lizenz gewählt", "", f"{_LIST}other-closed", open=False)
UNVERIFIED = Licence("unverified", "Nicht verifiziert – nicht nachnutzen", "", f"{_LIST}other-closed", open=False)


def licence_of(chosen: str, default: str, *, unverified: bool) -> Licence:
    """The licence that holds: data for demonstration has none; else the network's choice, else the operator's."""
    if unverified:
        return UNVERIFIED
    return LICENCES.get(chosen) or LICENCES.get(default) or NONE_CHOSEN
