"""The county's own sign-in, checked more strictly than django-allauth does.

allauth checks issuer, audience and expiry of the ID token, and a repeated ``jti``. It leaves the signature to TLS
(allowed by OpenID Connect Core 3.1.3.7, 6), sends no nonce, does not ask for an ID token at all, and does not compare
whom the ID token and the userinfo speak of (required by Core 5.3.2). Here all of these are checked.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

# Signatures with a key pair only: with a shared secret, whoever knows ours could sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce"]


def nonce_of(verifier: str) -> str:
    """The nonce of a sign-in: made from its PKCE verifier, which stays in the session and is used once."""
    return hashlib.sha256(f"nonce:{verifier}".encode()).hexdigest()


class CountyOAuth2(OpenIDConnectOAuth2Adapter):
    """Fetches and checks what the county says about somebody. Whatever is wrong raises OAuth2Error."""

    verifier = ""

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Remember the verifier: the nonce belongs to it."""
        self.verifier = pkce_code_verifier or ""
        answer: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return answer

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> Any:
        """Two sources, one person: the ID token and the userinfo name the same ``sub``."""
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no ID token")
        told = self._decode_id_token(app, id_token)
        userinfo = self._fetch_user_info(token.token)
        if userinfo.get("sub") != told["sub"]:
            raise OAuth2Error("the userinfo is about somebody else")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": userinfo, "id_token": told})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            told: dict[str, Any] = jwt.decode(
                id_token, self._key_of(id_token), algorithms=ALGORITHMS, issuer=self.openid_config["issuer"],
                audience=app.client_id, options={"require": NEEDED}, leeway=30,
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise OAuth2Error("Invalid id_token") from error
        if not self.verifier or not hmac.compare_digest(str(told["nonce"]), nonce_of(self.verifier)):
            raise OAuth2Error("the nonce belongs to another sign-in")
        if told.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("the ID token was made for somebody else")
        return told

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        """The county's key the token names; its only one if it names none."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        header = jwt.get_unverified_header(id_token)
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        named = [key for key in keys if key.key_id == header["kid"]] if "kid" in header else keys
        if len(named) != 1:
            raise OAuth2Error("no key, or more than one")
        return named[0]


class CountyProvider(OpenIDConnectProvider):
    """As allauth's, with a nonce in the question and our checks on the answer."""

    oauth2_adapter_class = CountyOAuth2

    def get_pkce_params(self) -> dict[str, Any]:
        """Beside the challenge, the nonce that belongs to the same verifier."""
        params: dict[str, Any] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}


@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the county."""
    return _with(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the county."""
    return _with(OAuth2CallbackView, request, provider_id)


def _with(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(CountyOAuth2(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer
