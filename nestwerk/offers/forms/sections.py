"""Which form belongs to which section."""

from __future__ import annotations

from .reach import ContactForm, CostForm
from .section import SectionForm
from .tongues import TonguesForm
from .what import KindForm, TextForm
from .when import TimesForm
from .where import PlaceForm
from .who import AudienceForm, PlacesForm

FORMS: dict[str, type[SectionForm]] = {
    "text": TextForm,
    "art": KindForm,
    "wen": AudienceForm,
    "wann": TimesForm,
    "wo": PlaceForm,
    "kontakt": ContactForm,
    "kosten": CostForm,
    "plaetze": PlacesForm,
    "sprachen": TonguesForm,
}
