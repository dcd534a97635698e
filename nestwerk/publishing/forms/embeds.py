"""Forms of the embeds: what to embed, and which website may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nestwerk.finder.languages import LANGUAGES

from ..embeds.choice import AUTO, DARK, DATES, FEW, LIGHT, MOST, OFFER, RESULTS, SEARCH, Choice

KIND_NAMES = {
    SEARCH: "Suchfeld",
    RESULTS: "Liste mit Angeboten",
    DATES: "Liste mit Terminen",
    OFFER: "Ein einzelnes Angebot",
}
WIDTHS = (("100%", "so breit wie der Platz (empfohlen)"), ("320", "320 Punkte"), ("480", "480 Punkte"),
          ("640", "640 Punkte"))  # fmt: skip
HEIGHTS = {SEARCH: 420, RESULTS: 900, DATES: 800, OFFER: 640}
Options = Sequence[tuple[str, Any]]


class EmbedForm(forms.Form):
    """What to embed. Read from the address, so that a choice can be sent on as a link."""

    art = forms.ChoiceField(label="Was möchten Sie einbetten?", choices=list(KIND_NAMES.items()))
    thema = forms.ChoiceField(label="Thema", required=False)
    ort = forms.CharField(
        label="Ort oder Postleitzahl",
        required=False,
        max_length=80,
        help_text="Leer: das ganze Netzwerk. Die Angebote kommen auch aus der Nähe, die Termine nur aus diesem Ort.",
    )
    region = forms.ChoiceField(
        label="Region", required=False, help_text="Nur Angebote und Termine dieser Region. Nicht für das Suchfeld."
    )
    angebot = forms.ChoiceField(label="Welches Angebot?", required=False, help_text="Nur für ein einzelnes Angebot.")
    anzahl = forms.IntegerField(label="Wie viele höchstens?", required=False, min_value=1, max_value=MOST, initial=FEW)
    sprache = forms.ChoiceField(
        label="Sprache", required=False, choices=[(language.code, language.name) for language in LANGUAGES]
    )
    farben = forms.ChoiceField(
        label="Farben",
        required=False,
        choices=[(AUTO, "hell oder dunkel wie die Website"), (LIGHT, "immer hell"), (DARK, "immer dunkel")],
    )
    kompakt = forms.BooleanField(label="Kurz: nur das Nötigste zeigen", required=False)
    breite = forms.ChoiceField(label="Breite", required=False, choices=WIDTHS)
    hoehe = forms.IntegerField(
        label="Höhe in Punkten",
        required=False,
        min_value=160,
        max_value=4000,
        help_text="Leer: was meist passt. Mit dem kleinen Skript unten passt sich die Höhe von selbst an.",
    )

    def __init__(self, topics: Options, offers: Options, regions: Options, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if not regions:
            del self.fields["region"]
        choices = {"thema": [("", "alle Themen"), *topics], "angebot": [("", "bitte wählen"), *offers]}
        if regions:
            choices["region"] = [("", "das ganze Netzwerk"), *regions]
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
            field.choices = options
        for name in self.fields:
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py

    def clean(self) -> dict[str, Any]:
        """A single offer has to be named."""
        given = super().clean() or {}
        if given.get("art") == OFFER and not given.get("angebot") and "angebot" not in self.errors:
            self.add_error("angebot", "Bitte wählen Sie das Angebot aus, das Sie zeigen möchten.")
        return given

    def choice(self) -> Choice:
        """What the address of the embed says; what a kind does not know is left out."""
        given = self.cleaned_data
        lists = given["art"] in (RESULTS, DATES)
        return Choice(
            topic="" if given["art"] == OFFER else given["thema"],
            place="" if given["art"] == OFFER else " ".join(given["ort"].split()),
            space=given.get("region", "") if lists else "",
            number=(given["anzahl"] or FEW) if lists else FEW,
            compact=given["kompakt"],
            scheme=given["farben"] or AUTO,
        )


class OriginForm(forms.Form):
    """A website to take onto the list."""

    website = forms.CharField(
        label="Adresse der Website",
        max_length=1000,
        help_text="Zum Beispiel https://www.musterstadt.de. Es gilt für alle Seiten dort. Gibt es die Website auch"
        " ohne www, nehmen Sie beide auf.",
        error_messages={"required": "Bitte schreiben Sie die Adresse der Website."},
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
