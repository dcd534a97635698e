"""How allauth behaves here: nobody signs up by herself, mails go through our post, wrong and unknown look alike."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see ``networks`` for invitations."""
        return False


class CountyAdapter(DefaultSocialAccountAdapter):
    """The county's own sign-in opens existing accounts, found by their verified address; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: see ``networks`` for invitations."""
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""
