"""What values that nobody understood mean, each said once for the whole list. Reads and cleans, never saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from ..imports.answers import CHOICES, EXAMPLES, understood
from ..imports.meanings import MEANINGS
from ..imports.plan import UnknownValue
from ..imports.vocabulary import FIELDS
from .section import OneLine

AT_ONCE = 30  # values on a page
LEAVE = "-"
_OPEN = ("", "bleibt als interne Notiz")
_LEFT = (LEAVE, "weglassen")


class ValuesForm(forms.Form):
    """One field a value. What stays open is asked again; nothing is lost by that."""

    def __init__(
        self,
        unknown: Sequence[UnknownValue],
        data: Any = None,
        *,
        terms: Mapping[str, Mapping[str, str]],
        spaces: Mapping[str, str],
    ) -> None:
        """``terms``: kind → code → label; ``spaces``: names of social spaces by slug."""
        super().__init__(data)
        self.unknown = list(unknown)[:AT_ONCE]
        for number, one in enumerate(self.unknown):
            self.fields[_name(number)] = _field(one, terms, spaces)

    @property
    def values(self) -> list[tuple[Any, UnknownValue, str]]:
        """Each field with its value and what its column means."""
        return [(self[_name(number)], one, MEANINGS[one.meaning].label) for number, one in enumerate(self.unknown)]

    def clean(self) -> dict[str, Any]:
        """What is written in words has to be understood."""
        found = super().clean() or {}
        for number, one in enumerate(self.unknown):
            text = found.get(_name(number), "")
            if one.meaning in EXAMPLES and text and text != LEAVE and not understood(one.meaning, text):
                example = EXAMPLES[one.meaning]
                self.add_error(
                    _name(number), f"„{text[:40]}“ verstehen wir auch nicht. Schreiben Sie zum Beispiel: {example}."
                )
        return found

    def mapped(self) -> dict[str, dict[str, str]]:
        """Column → their value → ours; empty for what is left out on purpose."""
        found: dict[str, dict[str, str]] = {}
        for number, one in enumerate(self.unknown):
            text = self.cleaned_data.get(_name(number), "")
            if text:
                found.setdefault(one.column, {})[one.value] = "" if text == LEAVE else text
        return found


def _field(one: UnknownValue, terms: Mapping[str, Mapping[str, str]], spaces: Mapping[str, str]) -> forms.Field:
    if one.meaning in FIELDS:
        known = terms[FIELDS[one.meaning]]
        likely = [(code, known[code]) for code in one.proposals if code in known]
        rest = [(code, label) for code, label in known.items() if code not in one.proposals]
        groups: list[Any] = [_OPEN, _LEFT]
        groups += [("Vorschläge", likely)] if likely else []
        return forms.ChoiceField(label=one.value, required=False, choices=[*groups, ("alle", rest)])
    if one.meaning == "social_space":
        # the reader takes the slug as a name
        return forms.ChoiceField(label=one.value, required=False, choices=[_OPEN, _LEFT, *spaces.items()])
    if one.meaning in CHOICES:
        words = [(word, word) for word in CHOICES[one.meaning]]
        return forms.ChoiceField(label=one.value, required=False, choices=[_OPEN, _LEFT, *words])
    example = EXAMPLES.get(one.meaning, "")
    return OneLine(
        label=one.value,
        required=False,
        max_length=200,
        help_text=(f"Zum Beispiel: {example}. " if example else "") + "Ein Strich (-) lässt es weg.",
    )


def _name(number: int) -> str:
    return f"wert-{number}"
