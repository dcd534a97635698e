"""How allauth behaves here: nobody signs up by herself, mails go through our post, wrong and unknown look alike."""

from __future__ import annotations

from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from . import limits, mails
from .county import CountyProvider
from .models import User
from .records import write
from .sealing import seal, unseal
from .sentences import ACCOUNT, COUNTY, FACTORS, WAYS_TO_CONFIRM


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ACCOUNT

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see ``networks`` for invitations."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A limit answers with its own page instead of a sentence beside a field."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(limits.too_many(self.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return limits.at_address(request, str(credentials.get("email", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try: at this network address, and among all unfamiliar addresses together."""
        super().pre_authenticate(request, **credentials)
        self._elsewhere = None
        email = str(credentials.get("email", "")).lower()
        if not limits.is_familiar(request, email):
            self._elsewhere = ratelimit.consume(request, app="allauth.account", action="login_elsewhere", key=email)
            if not self._elsewhere:
                raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A right password does not count as a try, and makes the network address familiar."""
        user = super().authenticate(request, **credentials)
        if user:
            if self._elsewhere:
                self._elsewhere.rollback()
            limits.make_familiar(request, str(credentials.get("email", "")))
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through our post, and only to the person the mail is about."""
        user = context["user"]
        mails.write_to(user, template_prefix.rsplit("/", 1)[-1], at=timezone.now(), link=context.get("activate_url"))

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What changed about the account, to the account's own address."""
        self.send_mail(template_prefix, user.email, {"user": user})

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again who one is, in our words."""
        return [way | {"description": WAYS_TO_CONFIRM[way["id"]]} for way in super().get_reauthentication_methods(user)]


class CountyAdapter(DefaultSocialAccountAdapter):
    """The county's own sign-in opens existing accounts, found by their verified address; it makes none."""

    error_messages: ClassVar[dict[str, Any]] = DefaultSocialAccountAdapter.error_messages | COUNTY

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The county's, with our own checks (see ``county``)."""
        return CountyProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: see ``networks`` for invitations."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """Keep nothing of what the county tells but who it is and whether the address was checked."""
        told = sociallogin.account.get_provider_account().get_user_data() or {}
        kept = {name: told[name] for name in ("sub", "email_verified") if name in told}
        sociallogin.account.extra_data = {"userinfo": kept}
        return super().populate_user(request, sociallogin, data)

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Only where the county clearly says that it has verified the address."""
        said = login.account.get_provider_account().get_user_data() or {}
        return said.get("email_verified") in (True, "true")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """No account, an unverified address, a closed account: the same page for all three, and a line on record."""
        if request.user.is_authenticated and sociallogin.state.get("process") == "connect":
            return
        if sociallogin.is_existing and sociallogin.user.is_active:
            return
        write("account.county_unknown", sociallogin.user.pk if sociallogin.is_existing else None)
        raise ImmediateHttpResponse(_no_account(request))


def _no_account(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/no_account.html", status=403, using="workspace")


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | FACTORS

    def encrypt(self, text: str) -> str:
        """Before a secret goes into the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """When it is needed."""
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an SVG that stands in the page, dark on light in every colour scheme."""
        return segno.make(url, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner names it."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bound to our host; the device shows our name."""
        return super().get_public_key_credential_rp_entity() | {"name": "Nestwerk"}


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Sessions on other devices."""

    def end_sessions(self, sessions: Any) -> None:
        """End them, on record with their number."""
        super().end_sessions(sessions)
        if sessions:
            write("account.sessions_ended", sessions[0].user_id, count=len(sessions))
