"""What a person may answer when a value of a list is not understood: words our own readers understand."""

from __future__ import annotations

from . import values
from .meanings import MEANINGS

# meaning → words to choose from, as the reader of the column takes them.
CHOICES: dict[str, tuple[str, ...]] = {
    "access": ("ohne Termin", "mit Termin", "mit Überweisung", "kommt nach Hause", "telefonisch", "online", "mobil"),
    "wheelchair": ("ja", "teilweise", "nein"),
    "interpreter": ("ja", "auf Anfrage", "nein"),
    "anonymous": ("ja", "nein"),
    "certificate": ("ja", "nein"),
}
EXAMPLES = {
    "ages": "0–3 Jahre", "age_from": "6 Monate", "age_to": "3 Jahre", "opening_hours": "Mo–Fr 9–12 Uhr",
    "costs": "kostenlos", "languages": "Deutsch, Türkisch",
}  # fmt: skip
_READERS = {
    "ages": values.read_ages,
    "opening_hours": values.read_hours,
    "costs": values.read_costs,
    "languages": values.read_languages,
    "access": values.read_access,
    "wheelchair": values.read_wheelchair,
    "interpreter": values.read_interpreter,
}


def understood(meaning: str, text: str) -> bool:
    """Whether our reader makes something of these words."""
    if meaning in ("age_from", "age_to"):
        return values.read_age(text, MEANINGS[meaning].fields[0]).sure > values.NOTHING
    if meaning in ("anonymous", "certificate"):
        return values.read_yes_no(text, meaning).sure > values.NOTHING
    return meaning in _READERS and _READERS[meaning](text).sure > values.NOTHING
