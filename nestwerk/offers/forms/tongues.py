"""The texts of an offer in further languages, each beside the German original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from ..editing.languages import PARTS, TONGUES, Tongue, changed_parts, earlier, state, written
from .section import OneLine, Paragraphs, SectionForm
from .what import LONGEST

LABELS = {"title": "Titel", "summary": "In einem Satz", "description": "Beschreibung"}
TOO_LONG = {"max_length": "Das ist länger als %(limit_value)s Zeichen. Ihr Text steht noch hier."}


@dataclass(frozen=True)
class Pair:
    """One part: the German original, the field, and how the original read when this was written (if it changed)."""

    label: str
    original: str
    field: BoundField
    changed: bool
    earlier: str


@dataclass(frozen=True)
class Part:
    """One language of the page."""

    tongue: Tongue
    state: str
    pairs: list[Pair]
    still_right: BoundField | None
    open: bool


class TonguesForm(SectionForm):
    """Fields ``en-title``, ``en-summary``, ``en-description`` for each language."""

    def __init__(self, *args: Any, wordings: Mapping[str, list[str]] | None = None, **rest: Any) -> None:
        """``wordings``: earlier wordings of each part of the original, newest first."""
        self.wordings = wordings or {}
        super().__init__(*args, **rest)

    def prepare(self) -> None:
        """Three fields a language, written in its direction."""
        for tongue in TONGUES:
            attrs = {"lang": tongue.tag, "dir": tongue.direction}
            fields: dict[str, forms.CharField] = {
                "title": OneLine(label=LABELS["title"], max_length=200, error_messages=TOO_LONG),
                "summary": OneLine(label=LABELS["summary"], max_length=200, error_messages=TOO_LONG),
                "description": Paragraphs(
                    label=LABELS["description"], rows=6, max_length=LONGEST, error_messages=TOO_LONG
                ),
            }
            for part, field in fields.items():
                field.widget.attrs.update(attrs)
                self.fields[f"{tongue.code}-{part}"] = field
            if self._outdated(tongue.code):
                self.fields[f"{tongue.code}-passt"] = forms.BooleanField(
                    label="Ich habe nachgesehen: Die Übersetzung passt noch."
                )

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The texts by field."""
        texts = values.get("texts") or {}
        return {f"{code}-{part}": text.get(part, "") for code, text in texts.items() for part in PARTS}

    def entered(self) -> dict[str, Any]:
        """All languages together. A part that is wrong keeps what was saved of it."""
        kept = super().entered()
        if not kept:
            return {}
        before = self.values.get("texts") or {}
        texts = {
            code: {part: kept.get(f"{code}-{part}", before.get(code, {}).get(part, "")) for part in PARTS}
            for code in (tongue.code for tongue in TONGUES)
        }
        right = {tongue.code for tongue in TONGUES if kept.get(f"{tongue.code}-passt")}
        return {"texts": written(before, texts, self.values, right)}

    def parts(self) -> Iterator[Part]:
        """The languages as the page shows them; what has words or an error is open."""
        texts = self.values.get("texts") or {}
        for tongue in TONGUES:
            text = texts.get(tongue.code)
            gone = self._outdated(tongue.code)
            pairs = [
                Pair(
                    LABELS[part],
                    str(self.values.get(part) or ""),
                    self[f"{tongue.code}-{part}"],
                    part in gone,
                    earlier(text.get("of", ""), part, self.wordings.get(part, [])) if text and part in gone else "",
                )
                for part in PARTS
            ]
            wrong = any(pair.field.errors for pair in pairs)
            passt = f"{tongue.code}-passt"
            yield Part(
                tongue, state(text, self.values), pairs, self[passt] if passt in self.fields else None,
                bool(gone) or wrong,
            )  # fmt: skip

    def _outdated(self, code: str) -> tuple[str, ...]:
        text = (self.values.get("texts") or {}).get(code) or {}
        return changed_parts(str(text.get("of", "")), self.values)
