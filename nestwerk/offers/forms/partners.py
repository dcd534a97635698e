"""What is asked when a partner gets another name, is dissolved, or becomes one with another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nestwerk.common.order import german_key
from nestwerk.partners.models import Organisation

from ..models import Offer
from .section import OneLine

ENDS, GOES = "beenden", "uebergeben"


class RenameForm(forms.Form):
    """The new name."""

    name = forms.CharField(
        label="Neuer Name",
        max_length=200,
        help_text="Der bisherige Name wird gemerkt. Listen, in denen er noch steht, finden den Partner weiterhin.",
        error_messages={"required": "Wie heißt der Partner jetzt? Bitte schreiben Sie den neuen Namen."},
    )


class NewPartnerForm(forms.Form):
    """Who joins: name, kind, whether it is one person, and where one asks."""

    name = OneLine(
        label="Wie heißt der Partner?",
        max_length=200,
        help_text="So, wie er sich selbst nennt. Zum Beispiel: Familienzentrum Nord.",
        error_messages={
            "required": "Wie heißt der Partner? Bitte schreiben Sie den Namen.",
            "max_length": "Der Name ist zu lang: höchstens 200 Zeichen.",
        },
    )
    kind = forms.ChoiceField(label="Was ist er?", required=False, help_text="Daraus ergibt sich der Bereich.")
    single = forms.BooleanField(
        label="Das ist eine Einzelperson in eigener Praxis",
        required=False,
        help_text="Zum Beispiel eine freie Hebamme. Öffentlich steht sie dann erst, wenn sie Ja gesagt hat.",
    )
    email = forms.EmailField(
        label="E-Mail für die Pflege der Angebote",
        max_length=254,
        required=False,
        help_text="Dorthin geht die Frage, ob noch alles stimmt. Öffentlich ist die Adresse nie.",
        error_messages={"invalid": "Das ist keine Mail-Adresse. Sie sieht so aus: team@example.org"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, kinds: Mapping[str, str], asks_email: bool) -> None:
        """``asks_email``: whether she may say where a partner is asked."""
        super().__init__(data)
        known = sorted(kinds.items(), key=lambda one: german_key(one[1]))
        self.fields["kind"].choices = [("", "noch offen"), *known]  # type: ignore[attr-defined]
        if not asks_email:
            del self.fields["email"]


class DissolveForm(forms.Form):
    """For each offer: it ends, or who goes on with it. One successor for all can be named on top."""

    heir = forms.CharField(
        label="Wer macht mit den Angeboten weiter?",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "partner-liste", "autocomplete": "off"}),
        help_text="Dieser Partner gilt unten überall, wo Sie „geht an“ wählen und keinen anderen nennen.",
    )

    def __init__(self, offers: Sequence[Offer], partners: Sequence[Organisation], data: Any = None) -> None:
        super().__init__(data)
        self._offers = offers
        self._known = {german_key(one.name)[0]: one.pk for one in partners}
        for offer in offers:
            self.fields[f"was-{offer.pk}"] = forms.ChoiceField(
                label=offer.title,
                choices=[(GOES, "geht an einen anderen Partner"), (ENDS, "wird beendet")],
                widget=forms.RadioSelect,
                error_messages={"required": "Bitte entscheiden Sie, was mit diesem Angebot wird."},
            )
            self.fields[f"an-{offer.pk}"] = forms.CharField(
                label=f"Anderer Partner nur für „{offer.title}“",
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"list": "partner-liste", "autocomplete": "off"}),
            )

    def rows(self) -> list[tuple[Offer, Any, Any]]:
        """Each offer with its two fields."""
        return [(offer, self[f"was-{offer.pk}"], self[f"an-{offer.pk}"]) for offer in self._offers]

    def clean(self) -> dict[str, Any]:
        """Names become partners; a name nobody knows is told beside its field."""
        cleaned = super().clean() or {}
        self.to: dict[int, int | None] = {}
        general = self._named("heir", cleaned)
        for offer in self._offers:
            what = cleaned.get(f"was-{offer.pk}")
            if what == ENDS:
                self.to[offer.pk] = None
            elif what == GOES:
                heir = self._named(f"an-{offer.pk}", cleaned) or general
                if heir:
                    self.to[offer.pk] = heir
                elif not self.errors.get("heir") and not self.errors.get(f"an-{offer.pk}"):
                    self.add_error(f"an-{offer.pk}", "Bitte nennen Sie den Partner, der damit weitermacht.")
        return cleaned

    def _named(self, field: str, cleaned: dict[str, Any]) -> int | None:
        name = " ".join((cleaned.get(field) or "").split())
        if not name:
            return None
        found = self._known.get(german_key(name)[0])
        if found is None:
            self.add_error(field, f"Einen Partner „{name}“ kennen wir nicht. Bitte wählen Sie einen aus der Liste.")
        return found
