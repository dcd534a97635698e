"""Passwords: long and not well known. No rules about signs, pasting allowed (R-51)."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from .models import User

SHORTEST, LONGEST = 12, 128
ROWS = ("0123456789" * 3, "qwertzuiopü", "qwertyuiop", "asdfghjklöä", "yxcvbnm", "abcdefghijklmnopqrstuvwxyz")
ENDS = "0123456789!?.,-_#*+$&%/()= "
GERMAN = Path(__file__).parent / "data" / "kennwoerter.txt"  # lower case, one a line; written for this project


class LongEnough:
    """At least twelve characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError below twelve."""
        if len(password) < SHORTEST:
            raise ValidationError(
                f"Das Kennwort hat {len(password)} Zeichen, es braucht mindestens {SHORTEST}.",
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """Said once, beside the field."""
        return NotWellKnown.HINT


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
    """Compares with shipped lists of well-known passwords, whatever was hung on or repeated to make one longer."""

    HINT = "Mindestens 12 Zeichen. Gut merken lassen sich vier Wörter, die nichts miteinander zu tun haben."

    def __init__(self) -> None:
        super().__init__()
        self.passwords = self.passwords | set(GERMAN.read_text(encoding="utf-8").split())

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a well-known password."""
        plain = password.lower().strip()
        core = plain.strip(ENDS)
        if len(set(plain)) < 4 or self._walks(plain) or {plain, core, _unit(plain), _unit(core)} & self.passwords:
            raise ValidationError(
                "Dieses Kennwort ist zu bekannt. Nehmen Sie lieber vier Wörter.", code="password_too_common"
            )

    def _walks(self, plain: str) -> bool:
        """Whether it only walks along the keyboard, the alphabet or the figures."""
        return any(_unit(plain) in row or _unit(plain)[::-1] in row for row in ROWS)

    def get_help_text(self) -> str:
        """What makes a good one."""
        return ""


def _unit(text: str) -> str:
    """The shortest piece whose repetition makes the text: "hallohallo" → "hallo"."""
    at = (text + text).find(text, 1)
    return text[:at] if text else text


class NotLikeYou:
    """Not the person's own name or address with something hung on."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where most of it is the name or the address."""
        if user is None:
            return
        plain = password.lower()
        for own in (user.email, user.email.split("@")[0], user.name, *user.name.split()):
            if len(own) > 3 and SequenceMatcher(a=plain, b=own.lower()).quick_ratio() >= 0.7:
                raise ValidationError(
                    "Das Kennwort ist Ihrem Namen oder Ihrer Adresse zu ähnlich.", code="password_too_similar"
                )

    def get_help_text(self) -> str:
        """Said when it happens."""
        return ""
