"""Forms about the brochure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nestwerk.finder.languages import BY_CODE, LANGUAGES
from nestwerk.finder.texts import texts_for

from ..brochure.content import LONGEST_FOREWORD
from ..brochure.variants import PAPERS, Variant, chapters

PUBLIC_KINDS: tuple[tuple[str, str, Variant], ...] = (
    ("a5", "Alle Angebote, DIN A5", Variant()),
    ("a4", "Alle Angebote, DIN A4 zum Selbstdrucken", Variant(paper="a4")),
    ("a6", "Alle Angebote, DIN A6 für die Tasche", Variant(paper="a6")),
    ("places", "Alle Angebote nach Orten, DIN A5", Variant(order="place")),
    ("large", "Alle Angebote in großer Schrift, DIN A4", Variant(paper="a4", large=True)),
    ("plain", "Alle Angebote in Einfacher Sprache, DIN A5", Variant(language="de-einfach")),
    ("english", "Alle Angebote auf Englisch, DIN A5", Variant(language="en")),
    *(
        (code, f"Alle Angebote auf {name}, DIN A5", Variant(language=code))
        for code, name in (("tr", "Türkisch"), ("ru", "Russisch"), ("uk", "Ukrainisch"), ("ar", "Arabisch"))
        if code in BY_CODE
    ),
)


class ChoiceForm(forms.Form):
    """Which brochures families get."""

    public = forms.BooleanField(
        label="Broschüre auf unseren Seiten anbieten",
        required=False,
        help_text="Dann steht sie dort zum Herunterladen und wird neu gemacht, wenn sich Angebote ändern.",
    )
    variants = forms.MultipleChoiceField(
        label="Diese Hefte", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, spaces: Sequence[tuple[str, str]], chosen: Sequence[Variant], *args: Any, **rest: Any) -> None:
        regions = [(f"Angebote in {name}, DIN A5", Variant(space=slug)) for slug, name in spaces]
        self.known = {variant.key: variant for _, _, variant in PUBLIC_KINDS} | {one.key: one for _, one in regions}
        rest.setdefault("initial", {})["variants"] = [variant.key for variant in chosen]
        super().__init__(*args, **rest)
        field = self.fields["variants"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(one.key, label) for _, label, one in PUBLIC_KINDS] + [
            (one.key, label) for label, one in regions
        ]
        self["variants"].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py

    def clean(self) -> dict[str, Any]:
        """Something has to be offered."""
        given = super().clean() or {}
        if given.get("public") and not given.get("variants"):
            self.add_error("variants", "Bitte wählen Sie mindestens ein Heft aus.")
        return given

    def wanted(self) -> list[Variant]:
        """The chosen brochures."""
        return [self.known[key] for key in self.cleaned_data["variants"]]


class MakeForm(forms.Form):
    """One brochure to one's own liking, for the printer or a meeting."""

    language = forms.ChoiceField(label="Sprache", choices=[(one.code, one.name) for one in LANGUAGES])
    paper = forms.ChoiceField(label="Größe", choices=list(PAPERS.items()), initial="a5")
    order = forms.ChoiceField(label="Ordnung", choices=[("topic", "nach Themen"), ("place", "nach Orten")])
    space = forms.ChoiceField(label="Region", required=False)
    topic = forms.ChoiceField(label="Thema", required=False)
    large = forms.BooleanField(label="Große Schrift", required=False)
    marks = forms.BooleanField(
        label="Für die Druckerei, mit Beschnitt und Schnittmarken",
        required=False,
        help_text="Die Seite ist dann rundum 10 mm größer; die Farbe geht 3 mm über den Schnitt hinaus.",
    )

    def __init__(self, spaces: Sequence[tuple[str, str]], *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        texts = texts_for("de")
        space, topic = self.fields["space"], self.fields["topic"]
        assert isinstance(space, forms.ChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(topic, forms.ChoiceField)  # noqa: S101  # for the type checker
        space.choices = [("", "ganzes Netzwerk"), *spaces]
        topic.choices = [("", "alle Themen"), *((key, texts(f"brochure.chapter.{key}")) for key in chapters())]
        for name in ("space", "topic"):  # empty is an answer: all of them
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py

    def wanted(self) -> Variant:
        """The brochure as described."""
        return Variant(**self.cleaned_data)


class ForewordForm(forms.Form):
    """The network's own foreword in one language."""

    text = forms.CharField(
        label="Vorwort",
        required=False,
        max_length=LONGEST_FOREWORD,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Eine leere Zeile macht einen Absatz. Bleibt das Feld leer, steht das gemeinsame Vorwort im Heft.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
