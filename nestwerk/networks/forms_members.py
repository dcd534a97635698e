"""What is asked when somebody is invited, changed, let go, and when an invitation is accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from nestwerk.accounts.models import User

from . import rules
from .models import Membership, Role
from .queries_members import organisations_to_give, possible_successors, spaces_to_give

SPACES = "Für die Sozialraumkoordination nötig. Gäste und Partner mit Sozialraum betreut dessen Koordination."
ORGANISATIONS = "Nur für Partner: Diese Organisationen und ihre Angebote sehen und pflegen sie."


class ReachForm(forms.Form):
    """How far a role reaches: social spaces and own organisations, as far as there are any to give."""

    spaces = forms.MultipleChoiceField(
        label="Sozialräume", required=False, help_text=SPACES, widget=forms.CheckboxSelectMultiple
    )
    organisations = forms.TypedMultipleChoiceField(
        label="Eigene Organisationen",
        required=False,
        coerce=int,
        help_text=ORGANISATIONS,
        widget=forms.CheckboxSelectMultiple,
    )
    by: Membership

    def offer(self, by: Membership, role: str = "", kept: list[int] | None = None) -> None:
        """Offer what ``by`` may give to ``role`` (empty: asked in the form); ``kept``: what is there already."""
        self.by = by
        choices: dict[str, list[tuple[Any, str]]] = {
            "spaces": spaces_to_give(by) if not role or role in rules.WITH_SPACES else [],
            "organisations": organisations_to_give(by, kept or []) if role in ("", Role.PARTNER) else [],
        }
        for name, some in choices.items():
            if some:
                self.fields[name].choices = some  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def check(self, role: str, cleaned: dict[str, Any]) -> None:
        """Mistakes beside their field; the action would refuse them as a whole."""
        spaces = cleaned.get("spaces", [])
        if role == Role.SPACE and not spaces:
            self.add_error(
                "spaces" if "spaces" in self.fields else None, "Bitte wählen Sie wenigstens einen Sozialraum."
            )
        elif self.by.role == Role.SPACE and not spaces and "spaces" in self.fields:
            self.add_error("spaces", "Bitte wählen Sie wenigstens einen Ihrer Sozialräume.")
        if spaces and role and role not in rules.WITH_SPACES:
            self.add_error("spaces", "Sozialräume gehören nicht zu dieser Rolle. Bitte nehmen Sie die Haken heraus.")
        if cleaned.get("organisations") and role and role != Role.PARTNER:
            self.add_error(
                "organisations", "Eigene Organisationen haben nur Partner. Bitte nehmen Sie die Haken heraus."
            )

    def reach(self) -> dict[str, list[Any]]:
        """What was chosen, as the actions take it."""
        return {name: list(self.cleaned_data.get(name, [])) for name in ("spaces", "organisations")}


class InviteForm(ReachForm):
    """Whom to invite as what."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Die Einladung gilt nur für diese Adresse. Am besten die dienstliche.",
        error_messages={"required": "Bitte schreiben Sie hier die E-Mail-Adresse."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Rolle", widget=forms.RadioSelect, error_messages={"required": "Bitte wählen Sie eine Rolle."}
    )
    field_order = ("email", "role", "spaces", "organisations")

    def __init__(self, by: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(by)
        self.fields["role"].choices = [(role.value, role.label) for role in rules.roles_to_invite(by)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Role and reach have to go together."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.check(cleaned.get("role", ""), cleaned)
        return cleaned


class ChangeForm(ReachForm):
    """Social spaces and own organisations of a member."""

    def __init__(self, by: Membership, member: Membership, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"spaces": member.spaces, "organisations": member.organisations})
        super().__init__(*args, **kwargs)
        self.member = member
        self.offer(by, member.role, member.organisations)

    def clean(self) -> dict[str, Any]:
        """Role and reach have to go together."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.check(self.member.role, cleaned)
        return cleaned


class Successor(forms.ModelChoiceField):
    """Somebody of the coordination, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """As it stands in the list."""
        return f"{obj.user}, {obj.get_role_display()}"


class HandOverForm(forms.Form):
    """Who takes on what a leaver looked after."""

    successor = Successor(
        label="Wer übernimmt?",
        queryset=None,
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie, wer die betreuten Partner übernimmt."},
    )

    def __init__(self, member: Membership, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = possible_successors(member, at)  # type: ignore[attr-defined]


class EndForm(HandOverForm):
    """When somebody leaves, and who follows."""

    until = forms.DateTimeField(
        label="Zugang bis",
        required=False,
        help_text="Leer heißt: sofort. Ein Ende in der Zukunft können Sie bis dahin zurücknehmen.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Bitte Tag und Uhrzeit angeben, zum Beispiel 30.11.2026, 17:00."},
    )
    field_order = ("until", "successor")

    def __init__(self, member: Membership, at: datetime, cares: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(member, at, *args, **kwargs)
        self.at = at
        if not cares:
            del self.fields["successor"]

    def clean_until(self) -> datetime | None:
        """Not in the past: what was seen until now cannot be unseen."""
        until: datetime | None = self.cleaned_data["until"]
        if until is not None and until < self.at.replace(second=0, microsecond=0):
            raise ValidationError("Dieser Zeitpunkt ist vorbei. Lassen Sie das Feld leer, um sofort zu beenden.")
        return until


class AcceptForm(forms.Form):
    """A name and, unless a passkey is made, a password for a new account."""

    email = forms.EmailField(
        label="Ihre Adresse",
        required=False,
        disabled=False,
        widget=forms.EmailInput(attrs={"readonly": True, "autocomplete": "username"}),
    )
    name = forms.CharField(
        label="Ihr Name",
        max_length=120,
        help_text="So sehen Sie die anderen im Netzwerk.",
        error_messages={"required": "Bitte schreiben Sie hier Ihren Namen."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Kennwort",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = email
        self.fields["email"].initial = email
        self.fields["password"].help_text = " ".join(filter(None, password_validators_help_texts()[:1]))

    def clean(self) -> dict[str, Any]:
        """A password where none is to be had by passkey, and a good one."""
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password") or ""
        if not password and "passkey" not in self.data:
            self.add_error("password", "Bitte denken Sie sich ein Kennwort aus, oder nehmen Sie einen Passkey.")
        if password:
            try:
                validate_password(password, User(email=self.address, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
