"""What the form of every section shares: nothing is a must, nothing typed is lost, what is wrong is not kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms

from nestwerk.common.ui.redraw import Redrawn

from ..suggest import Suggestions

YES_NO = (("", "weiß ich nicht"), ("ja", "Ja"), ("nein", "Nein"))


@dataclass(frozen=True)
class Known:
    """What a form has to know beside the values: choices, suggestions, the moment, what she may see."""

    at: datetime
    land: str = ""
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # kind → code → label
    suggested: Suggestions = field(default_factory=Suggestions)
    spaces: tuple[tuple[int, str], ...] = ()
    areas: tuple[tuple[str, str], ...] = ()  # keys of municipalities with their names
    places_days: int = 14
    decides: bool = False  # whether the category she chooses is final
    secret_place: bool = False  # whether the address is not hers to see


class SectionForm(Redrawn):
    """One section. ``values``: all fields as a draft holds them. ``entered`` answers whatever ``is_valid`` said."""

    def __init__(self, data: Any = None, *, values: Mapping[str, Any], known: Known, **rest: Any) -> None:
        """A wrong value that stood there before is told, not judged: she may have come for something else."""
        self.values, self.known = values, known
        self.notes: dict[str, list[str]] = {}
        super().__init__(data, initial=self.read(values), auto_id="id_%s", **rest)
        self.prepare()
        for name, one in self.fields.items():
            one.required = False
            one.widget.attrs.pop("maxlength", None)  # a browser would silently cut what is pasted
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py

    def prepare(self) -> None:
        """Give fields their choices."""

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as the fields show them."""
        return dict(values)

    def full_clean(self) -> None:
        """Judge only what she changed."""
        super().full_clean()
        if not self.is_bound or self.redraw:
            return
        touched = set(self.changed_data)
        for name in [name for name in self._errors if name in self.fields and name not in touched]:
            self.notes[name] = list(self._errors.pop(name))

    def entered(self) -> dict[str, Any]:
        """What can be kept, as a draft holds it. What is wrong is not among it."""
        if self.redraw:
            return {}
        self.errors  # noqa: B018  # cleans
        return {name: value for name, value in self.cleaned_data.items() if name not in self._errors}

    def problems(self) -> list[dict[str, str]]:
        """What could not be kept, for a script: where it stands, what it is called, what is wrong."""
        return [
            {
                "id": self[name].first_id if name in self.fields else "",  # type: ignore[attr-defined]
                "label": str(self[name].label) if name in self.fields else "",
                "text": " ".join(str(text) for text in texts),
            }
            for name, texts in self.errors.items()
        ]


class OneLine(forms.CharField):
    """A text without line breaks and double spaces."""

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return " ".join(str(super().to_python(value) or "").split())


class Paragraphs(forms.CharField):
    """A text of several lines, with one kind of line end."""

    def __init__(self, *, rows: int, **rest: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **rest)

    def to_python(self, value: Any) -> str:
        """The text with ``\\n``."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class Lines(forms.CharField):
    """One thing per line; the answer is a list."""

    def __init__(self, *, longest: int, **rest: Any) -> None:
        self.longest = longest
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **rest)

    def clean(self, value: Any) -> Any:
        """The lines, each once."""
        found = list(dict.fromkeys(" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()))
        if any(len(line) > self.longest for line in found):
            raise forms.ValidationError(f"Eine Zeile ist zu lang: höchstens {self.longest} Zeichen je Zeile.")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A list as its lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other lines would be kept."""
        return [line.strip() for line in str(data or "").splitlines() if line.strip()] != list(initial or [])


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nobody knows yet."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(choices=YES_NO, coerce=lambda text: text == "ja", empty_value=None,
                         widget=forms.RadioSelect, **rest)  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        """A value of the column as the text of its box."""
        return {True: "ja", False: "nein", None: ""}.get(value, value)


class Ticks(forms.MultipleChoiceField):
    """Boxes to tick. What was kept before keeps its place; what nobody offers any more stays until it is unticked."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **{"choices": (), **rest})

    def offer(self, choices: Iterable[tuple[str, str]], kept: Iterable[str]) -> None:
        """Give it its choices, and what is kept already."""
        known = dict(choices)
        self.kept = list(kept)
        self.choices = [*known.items(), *((code, code) for code in self.kept if code not in known)]

    def clean(self, value: Any) -> Any:
        """The codes in their order."""
        chosen = super().clean(value)
        kept = [code for code in getattr(self, "kept", ()) if code in chosen]
        return [*kept, *(code for code in chosen if code not in kept)]
