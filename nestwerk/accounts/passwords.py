"""Passwords: long and not well known. No rules about signs, pasting allowed (R-51)."""

from __future__ import annotations

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from .models import User

LONGEST = 128


class NotTooLong:
    """A bound for the work of the hash."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError beyond 128 characters."""
        if len(password) > LONGEST:
            raise ValidationError(f"Das Kennwort hat mehr als {LONGEST} Zeichen.", code="password_too_long")

    def get_help_text(self) -> str:
        """Nothing to say: nobody comes near it."""
        return ""


class NotWellKnown(CommonPasswordValidator):
    """Compares with the shipped list of well-known passwords, also without trailing digits and signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a well-known password, whatever was hung on to make it longer."""
        plain = password.lower().strip()
        if {plain, plain.rstrip("0123456789!?.-_#*+")} & self.passwords:
            raise ValidationError(
                "Dieses Kennwort ist zu bekannt. Nehmen Sie lieber vier Wörter.", code="password_too_common"
            )

    def get_help_text(self) -> str:
        """What makes a good one."""
        return "Mindestens 12 Zeichen. Gut merken lassen sich vier Wörter, die nichts miteinander zu tun haben."
