"""What it is about, and of which kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms

from ..suggest.tick import Tick
from .section import OneLine, Paragraphs, SectionForm, Ticks

LONGEST = 6000  # characters of a description


class TextForm(SectionForm):
    """Title, one sentence, description."""

    title = OneLine(
        label="Titel",
        max_length=200,
        help_text="So, wie Familien es nennen würden. Zum Beispiel: Elterncafé in der Nordstadt.",
        error_messages={"max_length": "Der Titel ist zu lang: höchstens 200 Zeichen. Ihr Text steht noch hier."},
    )
    summary = OneLine(
        label="In einem Satz",
        max_length=200,
        help_text="Was haben Familien davon? Dieser Satz steht in jeder Liste. Höchstens 200 Zeichen.",
        error_messages={
            "max_length": "Das ist länger als 200 Zeichen. Ihr Text steht noch hier, bitte kürzen Sie ihn."
        },
    )
    description = Paragraphs(
        rows=10,
        label="Beschreibung",
        max_length=LONGEST,
        help_text="Was passiert dort? Was muss man mitbringen? Wer ist da? Eine Leerzeile trennt Absätze.",
        error_messages={"max_length": f"Das sind mehr als {LONGEST} Zeichen. Ihr Text steht noch hier."},
    )

    def clean_title(self) -> str:
        """A title may not be empty: an offer without one cannot be found."""
        title = str(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Wie heißt das Angebot? Ein kurzer Titel genügt.")
        return title


class Choice(NamedTuple):
    """A question with what is chosen or suggested on top and the long rest behind."""

    name: str
    title: str
    hint: str
    top: list[Tick]
    rest: list[Tick]


class KindForm(SectionForm):
    """Types, needs and target groups; suggestions stand on top with their reasons, a person ticks."""

    offer_types = Ticks(label="Was für ein Angebot ist es?")
    needs = Ticks(label="Wobei hilft es Familien?")
    target_groups = Ticks(label="Richtet es sich besonders an jemanden?")
    HINTS = {
        "offer_types": "Meist eines, höchstens drei. Das Wichtigste zuerst ankreuzen.",
        "needs": "Danach suchen Familien. Kreuzen Sie nur an, wobei Sie wirklich helfen.",
        "target_groups": "Leer heißt: für alle.",
    }
    KINDS = {"offer_types": "offer_type", "needs": "need", "target_groups": "target_group"}

    def prepare(self) -> None:
        """The terms, as the taxonomy knows them."""
        for name, kind in self.KINDS.items():
            field: Any = self.fields[name]
            field.offer(self.known.terms.get(kind, {}).items(), self.values.get(name) or [])

    def choices(self) -> Iterator[Choice]:
        """What the page shows."""
        for name in self.KINDS:
            field: Any = self.fields[name]
            on = set(self[name].value() or [])
            reasons = {one.code: one.reason for one in getattr(self.known.suggested, name)}
            ticks = [Tick(code, label, code in on, reasons.get(code, "")) for code, label in field.choices]
            order = list(reasons)
            top = sorted(
                (tick for tick in ticks if tick.ticked or tick.why),
                key=lambda tick: (not tick.ticked, order.index(tick.code) if tick.code in order else 0),
            )
            rest = [tick for tick in ticks if not (tick.ticked or tick.why)]
            yield Choice(name, str(field.label), self.HINTS[name], top, rest)
