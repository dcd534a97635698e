"""The small form behind a link in a mail: what may be corrected without signing in. It never saves."""

from __future__ import annotations

from typing import Any

from django import forms
from email_validator import EmailNotValidError, validate_email

from nestwerk.common.ui.hours import HoursField
from nestwerk.common.ui.redraw import Redrawn

from ..models import Offer
from ..quality.contact import is_phone_number
from ..rules.links import CORRECTABLE
from .reach import MAIL, PHONE, LinkField
from .section import OneLine
from .where import UNKNOWN, is_postal_code

CONTACT = ("phone", "email", "website")
PLACE = ("street", "postal_code", "city")
REST = ("places_free", "waiting_weeks", "cost_note")
MESSAGE, LONGEST = "nachricht", 500


class CorrectionForm(Redrawn):
    """Filled with what stands there. Only what differs from it is a correction."""

    phone = OneLine(label="Telefon", max_length=60)
    email = OneLine(label="E-Mail", max_length=254)
    website = LinkField(label="Internetseite", max_length=300)
    opening_hours = HoursField(label="Öffnungszeiten")
    street = OneLine(label="Straße und Hausnummer", max_length=120)
    postal_code = OneLine(label="Postleitzahl", max_length=20)
    city = OneLine(label="Ort", max_length=80)
    places_free = forms.IntegerField(label="Freie Plätze", min_value=0, max_value=999)
    waiting_weeks = forms.IntegerField(label="Wartezeit in Wochen", min_value=0, max_value=520)
    cost_note = OneLine(label="Hinweis zu den Kosten", max_length=200)
    nachricht = forms.CharField(
        label="Was sollen wir noch wissen?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In eigenen Worten. Zum Beispiel: Ab Mai kommt die Hebamme jeden zweiten Dienstag.",
    )
    gibt_es_nicht_mehr = forms.BooleanField(
        label="Dieses Angebot gibt es nicht mehr",
        help_text="Die Netzwerkkoordination sieht es sich an und meldet sich. Gelöscht wird nichts von selbst.",
    )

    def __init__(self, offer: Offer | None, data: Any = None) -> None:
        """``offer`` None: nobody can look it up just now, and what was typed is only shown again."""
        kept = {name: getattr(offer, name) for name in CORRECTABLE} if offer else {}
        super().__init__(data, initial=kept, label_suffix="")
        if offer is not None and offer.hidden_address:
            for name in PLACE:
                del self.fields[name]
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["autocomplete"] = "off"

    def __getitem__(self, name: str) -> Any:
        """Nothing here is a must, so no field says so."""
        field = super().__getitem__(name)
        field.optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        return field

    def part(self, *names: str) -> list[Any]:
        """The fields of a part, as far as this offer shows them."""
        return [self[name] for name in names if name in self.fields]

    @property
    def contact(self) -> list[Any]:
        """How one gets in touch."""
        return self.part(*CONTACT)

    @property
    def place(self) -> list[Any]:
        """Where it is."""
        return self.part(*PLACE)

    @property
    def rest(self) -> list[Any]:
        """Free places and cost."""
        return self.part(*REST)

    @property
    def corrected(self) -> dict[str, Any]:
        """What differs from what stands there, as a draft holds it. Only for a valid form."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE if name in self.changed_data}

    @property
    def gone(self) -> bool:
        """Whether the offer does not exist any more. Only for a valid form."""
        return bool(self.cleaned_data["gibt_es_nicht_mehr"])

    def clean_phone(self) -> str:
        """A number one can ring, if it is a new one."""
        return self._judged("phone", is_phone_number, PHONE)

    def clean_email(self) -> str:
        """An address that can be written to, if it is a new one."""
        return self._judged("email", _is_mail, MAIL)

    def clean_postal_code(self) -> str:
        """Five digits the post knows, if they are new."""
        return self._judged("postal_code", is_postal_code, UNKNOWN)

    def _judged(self, name: str, is_right: Any, sentence: str) -> str:
        text = str(self.cleaned_data[name] or "")
        if text and name in self.changed_data and not is_right(text):
            raise forms.ValidationError(sentence)
        return text


def _is_mail(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return text.endswith((".example", "@example.org", ".example.org"))  # invented ones, for demonstration
    return True
