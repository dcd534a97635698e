"""What editors fill in about the newsletter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nestwerk.finder.languages import LANGUAGES

from ..models.newsletter import Audience, Issue, Newsletter
from ..newsletter.choosing import SECTIONS

LONGEST_TITLE, LONGEST_INTRO = 120, 3000
SECTION_LABELS = {"new": "Neu", "changed": "Geändert", "dates": "Termine in den nächsten Wochen"}


class OfferedForm(forms.Form):
    """Which newsletters there are."""

    for_parents = forms.BooleanField(label="Für Eltern, nach Alter des Kindes", required=False)
    for_professionals = forms.BooleanField(label="Für Fachkräfte, nach Themen", required=False)

    def __init__(self, newsletter: Newsletter, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(newsletter, name) for name in self.base_fields})


class NewIssueForm(forms.Form):
    """For whom the next issue is."""

    audience = forms.ChoiceField(label="Für wen?", choices=Audience, widget=forms.RadioSelect, initial=Audience.PARENTS)


class IssueForm(forms.Form):
    """Words by language, and which of the found offers stay in. ``offers``: names of the ids that were found."""

    seen = forms.DateTimeField(widget=forms.HiddenInput(), input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])

    def __init__(
        self, issue: Issue, found: Mapping[str, Sequence[str]], names: Mapping[str, str], data: Any = None
    ) -> None:
        first: dict[str, Any] = {"seen": issue.saved_at.strftime("%Y-%m-%dT%H:%M:%S.%f%z")}
        for language in LANGUAGES:
            for name, text in issue.texts.get(language.code, {}).items():
                first[f"{name}_{language.code}"] = text
        for section in SECTIONS:
            first[section] = [one for one in found[section] if f"{section}:{one}" not in issue.left_out]
        super().__init__(data, initial=first)
        self.found = found
        for language in LANGUAGES:
            more = "" if language.code == "de" else f", {language.name} (wenn leer: Deutsch)"
            self.fields[f"title_{language.code}"] = forms.CharField(
                label=f"Überschrift{more}", max_length=LONGEST_TITLE, required=False,
                help_text="Steht in der Mail und im Archiv, nicht im Betreff." if not more else "",
            )  # fmt: skip
            self.fields[f"intro_{language.code}"] = forms.CharField(
                label=f"Ihre Worte am Anfang{more}", max_length=LONGEST_INTRO, required=False,
                widget=forms.Textarea({"rows": 8 if not more else 4}),
                help_text="Eine leere Zeile beginnt einen neuen Absatz." if not more else "",
            )  # fmt: skip
        for section in SECTIONS:
            if found[section]:
                self.fields[section] = forms.MultipleChoiceField(
                    label=f"{SECTION_LABELS[section]} ({len(found[section])})",
                    choices=[(one, names.get(one, one)) for one in found[section]],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def texts(self) -> dict[str, dict[str, str]]:
        """The words by language; languages without any are left out."""
        given = self.cleaned_data
        found = {
            language.code: {
                "title": " ".join(given[f"title_{language.code}"].split()),
                "intro": given[f"intro_{language.code}"].replace("\r\n", "\n").strip(),
            }
            for language in LANGUAGES
        }
        return {code: words for code, words in found.items() if any(words.values())}

    def left_out(self) -> list[str]:
        """What was unticked, as ``section:id``."""
        gone = []
        for section in SECTIONS:
            if section in self.fields:
                kept = set(self.cleaned_data[section])
                gone += [f"{section}:{one}" for one in self.found[section] if one not in kept]
        return gone
