"""What is asked about a page. Forms read and clean; saving is an action's."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from ..models.pages import OwnPage
from ..pages.content import FUNDER, LONGEST_LEAD, LONGEST_TITLE, NEWS, PAGE, PORTRAIT, Content, Text
from ..pages.writing import LONGEST

TITLE = {NEWS: "Überschrift der Meldung", PORTRAIT: "Wen zeigt das Porträt?", FUNDER: "Wer fördert?"}
LEAD = {FUNDER: "Fördervermerk", PORTRAIT: "Aufgabe im Netzwerk"}
LEAD_HINT = {
    FUNDER: "Der Satz, den die Förderung verlangt, Wort für Wort.",
    PORTRAIT: "Zum Beispiel: Familienhebamme im Team Mitte",
}
BODY_HINT = "Eine leere Zeile beginnt einen neuen Absatz. ## am Zeilenanfang macht eine Überschrift, - eine Liste."


class NewPageForm(forms.Form):
    """What kind of page it is, and its title."""

    kind = forms.ChoiceField(label="Was möchten Sie schreiben?", choices=OwnPage.Kind.choices)
    title = forms.CharField(
        label="Titel",
        max_length=LONGEST_TITLE,
        help_text="Aus ihm wird die Adresse der Seite. Sie bleibt, auch wenn Sie den Titel später ändern.",
        error_messages={"required": "Bitte schreiben Sie einen Titel."},
    )


class PageForm(forms.Form):
    """One language of a page, with what all languages share."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Titel", max_length=LONGEST_TITLE, required=False)
    lead = forms.CharField(
        label="Das Wichtigste in einem Satz",
        max_length=LONGEST_LEAD,
        required=False,
        help_text="Steht groß über dem Text und in Listen.",
        widget=forms.Textarea({"rows": 2}),
    )
    body = forms.CharField(
        label="Text", max_length=LONGEST, required=False, help_text=BODY_HINT, widget=forms.Textarea({"rows": 18})
    )
    picture = forms.ChoiceField(label="Bild der Seite", required=False)
    picture_alt = forms.CharField(
        label="Was ist auf dem Bild zu sehen?",
        max_length=300,
        required=False,
        help_text="Für alle, die das Bild nicht sehen. Zum Beispiel: Eltern mit Babys sitzen im Kreis.",
    )
    on = forms.DateField(
        label="Datum der Meldung", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    order = forms.IntegerField(
        label="Platz in der Reihe", required=False, min_value=0, max_value=999, help_text="Kleine Zahlen stehen vorn."
    )
    website = forms.CharField(label="Website", max_length=300, required=False, help_text="Beginnt mit https://")

    def __init__(self, page: OwnPage, content: Content, language: str, pictures: list[Any], data: Any = None) -> None:
        self.page, self.content, self.language = page, content, language
        text = content.text(language)
        first: dict[str, Any] = {name: getattr(text, name) for name in Text.__dataclass_fields__}
        first |= {"seen": page.latest, "picture": content.picture, "on": content.on or None, "order": content.order}
        super().__init__(data, initial=first | {"website": content.website})
        choices = [("", "kein Bild"), *((file.mark, file.name) for file in pictures)]
        self._choice().choices = choices
        self.fields["title"].label = TITLE.get(page.kind, "Titel")
        self.fields["lead"].label = LEAD.get(page.kind, self.fields["lead"].label)
        self.fields["lead"].help_text = LEAD_HINT.get(page.kind, self.fields["lead"].help_text)
        if page.kind == FUNDER:
            self._choice().label = "Logo"
        wanted = {NEWS: {"on"}, PAGE: {"order"}, FUNDER: {"order", "website"}, PORTRAIT: {"order"}}
        for name in {"on", "order", "website"} - wanted.get(page.kind, set()):
            del self.fields[name]
        if len(choices) == 1:
            del self.fields["picture"], self.fields["picture_alt"]

    def shown(self) -> list[forms.BoundField]:
        """The fields in their order; what is missing is said before a page goes out, not here."""
        fields = self.visible_fields()
        for field in fields:
            setattr(field, "optional_is_plain", True)  # noqa: B010
        return fields

    def _choice(self) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields["picture"])

    def wanted(self) -> Content:
        """The content with this language as it was written; the others stay."""
        given = self.cleaned_data
        before = self.content.text(self.language)
        text = Text(
            title=" ".join(given["title"].split()),
            lead=given["lead"].replace("\r\n", "\n").strip(),
            body=given["body"].replace("\r\n", "\n").strip(),
            picture_alt=given.get("picture_alt", before.picture_alt).strip(),
        )
        return Content(
            texts=self.content.texts | {self.language: text},
            picture=given.get("picture", self.content.picture),
            on=given["on"].isoformat() if given.get("on") else "",
            order=given.get("order") or 0,
            website=given.get("website", "").strip(),
        )


class ConsentForm(forms.Form):
    """When and how a person said yes to her portrait."""

    on = forms.DateField(label="Eingewilligt am", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    way = forms.ChoiceField(label="Wie", choices=OwnPage.Way.choices)
    until = forms.DateField(
        label="Gilt bis",
        required=False,
        help_text="An diesem Tag endet die Veröffentlichung von selbst.",
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )


class PlanForm(forms.Form):
    """The moment at which a page becomes public, German time."""

    moment = forms.DateTimeField(
        label="Veröffentlichen am",
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={
            "invalid": "Bitte wählen Sie Tag und Uhrzeit.",
            "required": "Bitte wählen Sie Tag und Uhrzeit.",
        },
    )
