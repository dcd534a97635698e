"""How one gets in touch, and what it costs."""

from __future__ import annotations

from typing import Any

from django import forms
from email_validator import EmailNotValidError, validate_email

from ..models import Offer
from ..quality.contact import is_phone_number
from .section import Lines, OneLine, SectionForm

PHONE = "Diese Nummer können wir nicht lesen. Schreiben Sie zum Beispiel 03675 123456."
MAIL = "Diese Adresse können wir nicht lesen. Schreiben Sie zum Beispiel info@familienhaus.example."
LINK = "Das ist keine Internetadresse. Sie beginnt mit https://"


class LinkField(OneLine):
    """An address in the internet; a missing https:// is put in front."""

    def clean(self, value: Any) -> Any:
        """The address with its beginning."""
        text = str(super().clean(value))
        if not text:
            return ""
        if "://" not in text:
            text = f"https://{text}"
        host = text.split("://", 1)[1].split("/", 1)[0]
        if not text.startswith(("https://", "http://")) or "." not in host or " " in text:
            raise forms.ValidationError(LINK)
        return text


class ContactForm(SectionForm):
    """Voice first, then everything for those who cannot or do not want to speak."""

    phone = OneLine(label="Telefon", max_length=60, help_text="Eine Nummer der Stelle, keine private.")
    email = OneLine(label="E-Mail", max_length=254, help_text="Am besten eine Adresse der Stelle: info@…")
    sms = OneLine(label="SMS", max_length=60, help_text="Eine Handynummer, die jemand liest.")
    messenger = OneLine(
        label="Messenger", max_length=200, help_text="Zum Beispiel: Signal 0151 23456789, oder ein Link."
    )
    chat = LinkField(label="Chat", max_length=300, help_text="Die Internetadresse des Chats.")
    website = LinkField(label="Internetseite", max_length=300, help_text="Am besten die Seite dieses Angebots.")
    video = LinkField(label="Video", max_length=300, help_text="Die Internetadresse für Gespräche mit Bild.")
    VOICELESS = ("email", "sms", "messenger", "chat")

    def clean_phone(self) -> str:
        """A number one can ring."""
        return self._number("phone")

    def clean_sms(self) -> str:
        """A number one can write to."""
        return self._number("sms")

    def _number(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        if text and not is_phone_number(text):
            raise forms.ValidationError(PHONE)
        return text

    def clean_email(self) -> str:
        """An address that can be written to."""
        text = str(self.cleaned_data["email"])
        if text:
            try:
                validate_email(text, check_deliverability=False)
            except EmailNotValidError as error:
                if not text.endswith((".example", "@example.org", ".example.org")):  # invented ones, for demonstration
                    raise forms.ValidationError(MAIL) from error
        return text

    def without_voice(self) -> bool:
        """Whether somebody who does not speak can get in touch."""
        return any(self[name].value() for name in self.VOICELESS)


class CostForm(SectionForm):
    """What it costs, and who carries it."""

    cost_kind = forms.ChoiceField(
        label="Kostet es etwas?", choices=[("", "weiß ich nicht"), *Offer.Cost.choices], widget=forms.RadioSelect
    )
    cost_note = OneLine(
        label="Hinweis zu den Kosten", max_length=200, help_text="Zum Beispiel: 3 Euro für Kaffee und Obst."
    )
    carriers = Lines(longest=200, label="Wer trägt es mit?", help_text="Eine Stelle je Zeile.")
    funders = Lines(
        longest=200, label="Wer fördert es?", help_text="Eine Stelle je Zeile, so wie sie genannt sein will."
    )
