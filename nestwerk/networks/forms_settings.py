"""What a network says about itself, as one form. It reads and cleans; saving is an action's."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django import forms

from .describe import CONTACT, LANGUAGES
from .licences import LICENCES
from .models import COLOUR, Network
from .validity import problems_of

LANGUAGE_NAMES = {
    "de": "Deutsch", "de-einfach": "Einfache Sprache", "en": "Englisch", "tr": "Türkisch", "ru": "Russisch",
    "uk": "Ukrainisch", "ar": "Arabisch",
}  # fmt: skip
IMPRINT_LABELS = {
    "operator": ("Wer die Seiten betreibt", "Zum Beispiel: Landkreis Musterland, Jugendamt"),
    "address": ("Anschrift", ""),
    "represented_by": ("Vertreten durch", "Das Amt genügt: der Landrat, die Landrätin"),
    "supervisory": ("Aufsichtsbehörde", ""),
    "vat_id": ("Umsatzsteuer-Nummer", "Nur wenn es eine gibt"),
    "responsible": ("Verantwortlich für den Inhalt", "Wer nach § 18 Absatz 2 MStV genannt werden muss"),
    "arbitration": ("Schlichtungsstelle", "Stelle zur Barrierefreiheit im Land"),
    "note": ("Hinweis im Impressum", ""),
    "data_protection_officer": ("Datenschutzbeauftragte Stelle", ""),
    "data_protection_authority": ("Aufsicht für den Datenschutz", ""),
}
CONTACT_FIELDS = ("contact_role", *CONTACT)
FIELDS = (*CONTACT_FIELDS, "languages", "intro", "accent", "imprint")
LONGEST_INTRO, LONGEST_IMPRINT = 600, 1000  # characters
GROUPS = (
    ("So erreicht man Sie", CONTACT_FIELDS),
    ("Sprachen der Stelle", ("languages",)),
    ("Begrüßung auf der Startseite", tuple(f"intro_{code}" for code in LANGUAGES)),
    ("Farbe", ("accent",)),
    ("Impressum und Datenschutz", tuple(f"imprint_{key}" for key in IMPRINT_LABELS)),
    ("Offene Daten", ("imprint_data_licence",)),
)
_HINTS = {
    "contact_role": "Die Stelle, kein Name einer Person. Zum Beispiel: Koordination Frühe Hilfen",
    "opening_hours": "Zum Beispiel: Mo-Fr 08:00-12:00; Th 14:00-18:00",
    "website": "Beginnt mit https://",
}
_FILLED_IN = {  # what the browser may offer
    "phone": "tel", "email": "email", "website": "url", "street": "street-address", "postal_code": "postal-code",
    "city": "address-level2",
}  # fmt: skip


def stored(network: Network) -> dict[str, Any]:
    """What is stored of the fields of this form."""
    return {name: getattr(network, name) for name in FIELDS}


def fingerprint(values: dict[str, Any]) -> str:
    """A mark of what somebody had before her when she began to write."""
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


class SettingsForm(forms.Form):
    """The office's contact, languages, greeting, colour and imprint. ``changes()`` holds what is to be stored."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, network: Network, data: Any = None) -> None:
        self.network = network
        super().__init__(data, initial=_initial(network))
        for name in CONTACT_FIELDS:
            column: Any = Network._meta.get_field(name)
            kind = {"email": forms.EmailInput, "website": forms.URLInput, "phone": forms.TextInput}.get(name)
            widget = (kind or forms.TextInput)({"autocomplete": _FILLED_IN.get(name, "off")})
            self.fields[name] = forms.CharField(
                label=column.verbose_name, required=False, help_text=_HINTS.get(name, ""), widget=widget
            )
        self.fields["languages"] = forms.MultipleChoiceField(
            label="In diesen Sprachen können Sie sprechen",
            required=False,
            choices=list(LANGUAGE_NAMES.items()),
            widget=forms.CheckboxSelectMultiple,
        )
        for code in LANGUAGES:
            self.fields[f"intro_{code}"] = _long(LANGUAGE_NAMES[code], "", LONGEST_INTRO)
        self.fields["accent"] = forms.CharField(
            label="Ihre Farbe",
            help_text="Wir machen sie so dunkel oder hell, dass alle sie lesen können.",
            validators=[COLOUR],
            error_messages={"required": "Bitte wählen Sie eine Farbe."},
            widget=forms.TextInput({"type": "color"}),
        )
        for key, (label, hint) in IMPRINT_LABELS.items():
            self.fields[f"imprint_{key}"] = _long(label, hint, LONGEST_IMPRINT)
        self.fields["imprint_data_licence"] = forms.ChoiceField(
            label="Lizenz Ihrer veröffentlichten Angebote",
            required=False,
            choices=[("", "Noch nicht gewählt"), *((one.code, one.title) for one in LICENCES.values())],
            help_text="Was andere mit den Daten tun dürfen. Bitte vorher mit Ihrem Haus abstimmen.",
            error_messages={"invalid_choice": "Bitte wählen Sie eine Lizenz aus der Liste."},
        )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        groups = [(title, [self[name] for name in names]) for title, names in GROUPS]
        for _, fields in groups:
            for field in fields:
                setattr(field, "optional_is_plain", True)  # noqa: B010 – the page says it once for all
        return groups

    def changes(self) -> dict[str, Any]:
        """Columns of the network as this form wants them; what it does not ask for stays."""
        given = self.cleaned_data
        wanted = {name: given[name].strip() for name in CONTACT_FIELDS}
        wanted["languages"] = [code for code in LANGUAGES if code in given["languages"]]
        wanted["languages"] += [code for code in self.network.languages if code not in LANGUAGES]
        wanted["accent"] = given["accent"].lower()
        wanted["intro"] = self._table("intro", LANGUAGES)
        wanted["imprint"] = self._table("imprint", (*IMPRINT_LABELS, "data_licence"))
        return wanted

    def _table(self, name: str, keys: Any) -> dict[str, str]:
        kept = {key: text for key, text in getattr(self.network, name).items() if key not in keys}
        given = {key: self.cleaned_data[f"{name}_{key}"].replace("\r\n", "\n").strip() for key in keys}
        return kept | {key: text for key, text in given.items() if text}

    def clean(self) -> dict[str, Any]:
        """The model's own rules, and that nobody else saved meanwhile."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        wanted = self.changes()
        for name, sentence in problems_of(Network(**wanted), only=set(wanted)):
            self.add_error(name if name in self.fields else None, sentence)
        now = stored(self.network)
        if given.get("seen") not in ("", fingerprint(now)) and wanted != now:
            self.add_error(
                None,
                "Inzwischen hat jemand anderes diese Angaben geändert. Bitte sehen Sie in einem zweiten Fenster nach. "
                "Wenn Ihre Angaben gelten sollen, speichern Sie noch einmal.",
            )
            typed: Any = self.data
            self.data = again = typed.copy()
            again["seen"] = fingerprint(now)
        return given


def _initial(network: Network) -> dict[str, Any]:
    now = stored(network)
    first = {name: now[name] for name in (*CONTACT_FIELDS, "languages", "accent")}
    first |= {f"intro_{code}": now["intro"].get(code, "") for code in LANGUAGES}
    first |= {f"imprint_{key}": now["imprint"].get(key, "") for key in (*IMPRINT_LABELS, "data_licence")}
    return first | {"seen": fingerprint(now)}


def _long(label: str, hint: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=hint,
        max_length=longest,
        error_messages={"max_length": f"Höchstens {longest} Zeichen, bitte etwas kürzer."},
        widget=forms.Textarea({"rows": 2}),
    )
