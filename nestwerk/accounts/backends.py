"""Who may be signed in: active accounts; the invented ones only where the installation is a demonstration."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from .models import User


class Backend(AuthenticationBackend):
    """Asked at sign-in and again at every request of a session."""

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        """One question whether there is such an account or not, then one hash: both take the same time (R-52)."""
        return self._check_password(User.objects.filter(email=email.strip().lower()).first(), password)

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this account may enter at all."""
        return super().user_can_authenticate(user) and (settings.DEMO or not user.demo)
