"""allauth's forms in our words: labels above, no placeholders, the right hints for password managers."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms import Field
from django.http import HttpRequest

from nestwerk.jobs.defer import defer

from .models import User
from .passwords import NotWellKnown
from .records import write

PASSWORD, NEW, AGAIN = "Kennwort", "Neues Kennwort", "Neues Kennwort noch einmal"
CODE_HINT = "Sechs Ziffern aus Ihrer Code-App oder einer Ihrer Ersatzcodes."
REQUIRED = {
    "login": "Bitte schreiben Sie hier Ihre E-Mail-Adresse.",
    "email": "Bitte schreiben Sie hier Ihre E-Mail-Adresse.",
    "code": "Bitte schreiben Sie hier den Code.",
    "name": "Bitte geben Sie dem Passkey einen Namen.",
}
NOT_AN_ADDRESS = "Das sieht nicht nach einer E-Mail-Adresse aus. Sie hat ein @, zum Beispiel ada@example.org."


class InOurWords:
    """Gives the fields of a form the labels and hints of ``words``: name → (label, hint, autocomplete)."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {}
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, autocomplete) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = REQUIRED.get(name, "Bitte schreiben Sie hier das Kennwort.")
            field.widget.attrs.pop("placeholder", None)
            if autocomplete:
                field.widget.attrs["autocomplete"] = autocomplete
            if autocomplete == "one-time-code":
                field.widget.attrs |= {"inputmode": "numeric", "autocapitalize": "none", "spellcheck": "false"}
            if name in ("login", "email"):
                field.error_messages["invalid"] = NOT_AN_ADDRESS
                field.validators = [EmailValidator(NOT_AN_ADDRESS)]


class TwiceTheSame(InOurWords):
    """The new password is typed twice."""

    def clean(self) -> dict[str, Any]:
        """Say in our words that the two differ."""
        form: Any = self
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if form.data.get("password2") and "password2" in form.errors:
            del form.errors["password2"]
            form.add_error("password2", "Die beiden Kennwörter sind verschieden.")
        return cleaned


GOOD_ONE = NotWellKnown.HINT
TWO_NEW = {"password1": (NEW, GOOD_ONE, "new-password"), "password2": (AGAIN, "", "new-password")}


class SignIn(InOurWords, account.LoginForm):
    """E-mail and password."""

    words: ClassVar = {"login": ("E-Mail", "", "username"), "password": (PASSWORD, "", "current-password")}


class ChangePassword(TwiceTheSame, account.ChangePasswordForm):
    """Old one first."""

    words: ClassVar = {"oldpassword": ("Bisheriges Kennwort", "", "current-password")} | TWO_NEW


class SetPassword(TwiceTheSame, account.SetPasswordForm):
    """For those who came by passkey or by the county."""

    words: ClassVar = TWO_NEW


class NewPassword(TwiceTheSame, account.ResetPasswordKeyForm):
    """After the link from the mail."""

    words: ClassVar = TWO_NEW


class AskForReset(InOurWords, account.ResetPasswordForm):
    """The same work for a known and an unknown address: look, write a line, queue a job. The job sends, or does not."""

    words: ClassVar = {"email": ("E-Mail", "Die Adresse, mit der Sie sich anmelden.", "username")}

    def clean_email(self) -> str:
        """Look once, whether there is such an account or not."""
        email = str(self.cleaned_data["email"])
        self.user_id = User.objects.filter(email=email, is_active=True).values_list("pk", flat=True).first()
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Queue the mail; the job gets an account's number, or 0, never what was typed."""
        write("account.reset_asked", self.user_id)
        defer("accounts.send_reset_mail", user_id=self.user_id or 0)
        return str(self.cleaned_data["email"])


class ConfirmByPassword(InOurWords, account.ReauthenticateForm):
    """Once more before something that matters."""

    words: ClassVar = {"password": (PASSWORD, "", "current-password")}


class SecondStep(InOurWords, mfa.AuthenticateForm):
    """The code after the password."""

    words: ClassVar = {"code": ("Code", CODE_HINT, "one-time-code")}


class ConfirmByCode(InOurWords, mfa.ReauthenticateForm):
    """Once more before something that matters."""

    words: ClassVar = {"code": ("Code", CODE_HINT, "one-time-code")}


class AddApp(InOurWords, totp.ActivateTOTPForm):
    """The first code shows that the app has understood the key."""

    words: ClassVar = {"code": ("Code aus der App", "Sechs Ziffern, ohne Leerzeichen.", "one-time-code")}


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm):
    """A passkey, or a plain security key for the second step."""

    words: ClassVar = {
        "name": ("Name", "Daran erkennen Sie ihn wieder, zum Beispiel „Diensthandy“.", "off"),
        "passwordless": (
            "Damit auch ohne Kennwort anmelden (empfohlen)",
            "Nur bei einfachen Sicherheitsschlüsseln ohne PIN nehmen Sie das Häkchen weg.",
            "",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class OnRecord:
    """A passkey that was not accepted leaves a line; allauth tells of codes only."""

    user: User | None

    def clean_credential(self) -> Any:
        """As allauth does, with the line."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            write("account.refused", self.user.pk if self.user else None, detail="passkey")
            raise


class EnterByPasskey(OnRecord, webauthn.LoginWebAuthnForm):
    """The whole sign-in."""


class SecondStepByPasskey(OnRecord, webauthn.AuthenticateWebAuthnForm):
    """After the password."""


class ConfirmByPasskey(OnRecord, webauthn.ReauthenticateWebAuthnForm):
    """Once more before something that matters."""


class RenamePasskey(InOurWords, webauthn.EditWebAuthnForm):
    """Another name."""

    words: ClassVar = {"name": ("Name", "", "off")}
