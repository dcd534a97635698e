"""What is asked about a text in Leichte Sprache, a video in sign language, a known barrier."""

from __future__ import annotations

from typing import Any

from django import forms

from ..access.written import Written, missing_in
from ..models.access import AccessPiece

EASY, SIGN, BARRIER = AccessPiece.Kind.EASY, AccessPiece.Kind.SIGN, AccessPiece.Kind.BARRIER
NOT_A_PERSON = "Eine Stelle oder Gruppe, keine Namen von Menschen."
TEXT = {
    EASY: ("Text in Leichter Sprache", "Jeder Satz in eine neue Zeile. ## macht eine Überschrift, - eine Liste."),
    SIGN: ("Was im Video gesagt wird", "Für alle, die das Video nicht sehen können. Wenige Sätze genügen."),
    BARRIER: (
        "Warum ist das so, und was hilft stattdessen?",
        "Zum Beispiel: Der Flyer ist ein Bild. Am Telefon lesen wir ihn gern vor. Bis März 2027 ist er neu.",
    ),
}
TITLE = {
    EASY: ("Worum geht es?", "Zum Beispiel: Das sind die Frühen Hilfen"),
    SIGN: ("Worum geht es im Video?", "Zum Beispiel: So nutzen Sie diese Seite"),
    BARRIER: ("Was ist noch nicht barrierefrei?", "Zum Beispiel: Das PDF „Flyer 2024“ lässt sich nicht vorlesen."),
}
WRITTEN = {
    EASY: ("Wer hat den Text geschrieben?", "Zum Beispiel: Büro für Leichte Sprache Musterstadt. " + NOT_A_PERSON),
    SIGN: ("Wer hat das Video gemacht?", "Zum Beispiel: Gehörlosenverband Musterland. " + NOT_A_PERSON),
}
ONLY_FOR = {
    "address": {SIGN}, "captions": {SIGN}, "written_by": {EASY, SIGN}, "checked_by": {EASY, SIGN},
    "checked_on": {EASY, SIGN}, "by_people": {EASY},
}  # fmt: skip


class AccessForm(forms.Form):
    """One piece; which questions are asked depends on its kind."""

    art = forms.CharField(required=False, widget=forms.HiddenInput())  # its kind, as in the address of a new one
    title = forms.CharField(max_length=120, error_messages={"required": "Bitte schreiben Sie, worum es geht."})
    text = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
        error_messages={"required": "Bitte schreiben Sie einen Text."},
    )
    address = forms.CharField(
        label="Adresse des Videos",
        max_length=300,
        required=False,
        help_text="Beginnt mit https://. Am besten liegt das Video bei Ihnen, zum Beispiel auf der Website des"
        " Landkreises. Wir zeigen einen Link und sagen vorher, wohin er führt.",
        widget=forms.URLInput(),
    )
    captions = forms.BooleanField(label="Das Video hat Untertitel", required=False)
    written_by = forms.CharField(max_length=160, required=False)
    checked_by = forms.CharField(
        label="Wer hat ihn geprüft?",
        max_length=160,
        required=False,
        help_text="Zum Beispiel: Prüfgruppe der Lebenshilfe Musterstadt. " + NOT_A_PERSON,
    )
    checked_on = forms.DateField(
        label="Wann wurde er geprüft?", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    order = forms.IntegerField(
        label="Platz in der Reihe", required=False, min_value=0, max_value=999, help_text="Kleine Zahlen stehen vorn."
    )
    by_people = forms.BooleanField(
        label="Menschen haben diesen Text geschrieben und geprüft, kein Programm",
        required=False,
        help_text="Leichte Sprache prüfen Menschen mit Lernschwierigkeiten. Einfache Sprache ist etwas anderes.",
    )
    public = forms.BooleanField(label="Auf der Website zeigen", required=False)

    def __init__(self, kind: str, piece: AccessPiece | None, data: Any = None) -> None:
        self.kind = AccessPiece.Kind(kind)
        asked = set(self.base_fields) - {"art", "by_people"}
        first = {} if piece is None else {name: getattr(piece, name) for name in asked}
        super().__init__(data, initial=first | {"art": kind, "by_people": bool(piece and piece.public)})
        for name, kinds in ONLY_FOR.items():
            if self.kind not in kinds:
                del self.fields[name]
        for name, words in (("title", TITLE), ("text", TEXT), ("written_by", WRITTEN)):
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = words[self.kind]
        if self.kind == SIGN:
            self.fields["checked_by"].label = "Wer hat es geprüft?"
            self.fields["checked_by"].help_text = NOT_A_PERSON
            self.fields["checked_on"].label = "Wann wurde es geprüft?"
        for field in self.visible_fields():
            setattr(field, "optional_is_plain", True)  # noqa: B010

    def wanted(self) -> Written:
        """What was written."""
        given = self.cleaned_data
        return Written(
            title=" ".join(given["title"].split()),
            text=given["text"].replace("\r\n", "\n").strip(),
            address=given.get("address", "").strip(),
            captions=given.get("captions", False),
            written_by=" ".join(given.get("written_by", "").split()),
            checked_by=" ".join(given.get("checked_by", "").split()),
            checked_on=given.get("checked_on"),
            order=given.get("order") or 0,
            public=given["public"],
            by_people=given.get("by_people", False),
        )

    def clean(self) -> dict[str, Any]:
        """What a public piece needs is said here, beside everything else."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and given.get("public"):
            for sentence in missing_in(self.kind, self.wanted()):
                self.add_error(None, sentence)
        return given
