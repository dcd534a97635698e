"""What the county says is believed only as it was said: signed, for us, in answer to this very sign-in.

Against a real provider on loopback: its tokens, its keys. Skipped with a line where it cannot be had.
"""

from __future__ import annotations

import base64
import json
import re
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import jwt
import pytest
import requests
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client, RequestFactory
from jwt.algorithms import RSAAlgorithm

from nestwerk.accounts.county import CountyOAuth2, nonce_of
from nestwerk.accounts.models import User
from nestwerk.networks.tests.people import make_user
from tests.report import note

from . import county

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"]), pytest.mark.slow,
]  # fmt: skip
BACK = "http://localhost/konto/ueber/verwaltung/zurueck/"
IN = "/konto/ueber/verwaltung/"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with county.running(free_port(), BACK) as address:
        yield address


@pytest.fixture(autouse=True)
def settings_of_the_county(issuer: str, settings: Any) -> None:
    app = {"provider_id": "verwaltung", "name": "Stadt", "client_id": "nestwerk", "secret": county.SECRET,
           "settings": {"server_url": issuer}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.ALLOWED_HOSTS = ["localhost"]


@pytest.fixture
def user() -> User:
    return make_user("ada@musterstadt.example")


def through_the_county(start: str) -> str:
    """What a person does at the county, from our question to the address it sends her back to."""
    there = requests.Session()
    answer = there.get(start, allow_redirects=False, timeout=10)
    for _ in range(12):
        if answer.is_redirect:
            onwards = urljoin(answer.url, answer.headers["Location"])
            if onwards.startswith(BACK):
                return onwards
            answer = there.get(onwards, allow_redirects=False, timeout=10)
            continue
        action = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
        prompt = re.search(r'name="prompt" value="([^"]+)"', answer.text)
        assert action, answer.text
        assert prompt
        given = {"prompt": prompt[1], "login": "ada", "password": "x"}
        answer = there.post(urljoin(answer.url, action[1]), given, allow_redirects=False, timeout=10)
    raise AssertionError(answer.text)


def asked(client: Client) -> str:
    return str(client.get(IN, HTTP_HOST="localhost")["Location"])


def came_back(client: Client, address: str) -> HttpResponse:
    return client.get(address.removeprefix("http://localhost"), HTTP_HOST="localhost")  # type: ignore[return-value]


def test_the_real_provider_opens_the_account_and_we_asked_with_a_nonce(user: User) -> None:
    client = Client()
    start = asked(client)
    words = parse_qs(urlsplit(start).query)
    assert (len(words["nonce"][0]), words["code_challenge_method"], words["response_type"]) == (64, ["S256"], ["code"])
    answer = came_back(client, through_the_county(start))
    assert (answer.status_code, answer["Location"]) == (302, "/konto/rollen/")
    assert SocialAccount.objects.get().user == user


def test_two_sign_ins_of_one_browser_have_two_nonces(user: User) -> None:
    client = Client()
    first, second = (parse_qs(urlsplit(asked(client)).query)["nonce"] for _ in range(2))
    assert first != second


def test_an_answer_belongs_to_the_browser_that_asked_and_comes_once(user: User) -> None:
    client, thief = Client(), Client()
    back = through_the_county(asked(client))
    assert came_back(thief, back).status_code == 401
    assert came_back(client, back).status_code == 302
    assert came_back(client, back).status_code == 401


@pytest.fixture
def answered(user: User) -> tuple[CountyOAuth2, Any, dict[str, Any]]:
    """Our side in the middle of a sign-in: the adapter, our entry at the county, and what its token endpoint said."""
    client = Client()
    start = asked(client)
    code = parse_qs(urlsplit(through_the_county(start)).query)["code"][0]
    ((state, *_),) = client.session["socialaccount_states"].values()
    request: Any = RequestFactory().get("/konto/ueber/verwaltung/zurueck/", {"code": code}, HTTP_HOST="localhost")
    with context.request_context(request):
        adapter = CountyOAuth2(request, "verwaltung")
        app = get_adapter().get_provider(request, "verwaltung").app
        told = adapter.get_access_token_data(
            request, app, adapter.get_client(request, app), pkce_code_verifier=state["pkce_code_verifier"]
        )
        assert parse_qs(urlsplit(start).query)["nonce"] == [nonce_of(state["pkce_code_verifier"])]
    return adapter, app, told


def complete(adapter: CountyOAuth2, app: Any, told: dict[str, Any]) -> Any:
    with context.request_context(adapter.request):
        return adapter.complete_login(adapter.request, app, SocialToken(token=told["access_token"]), response=told)


def changed(token: str, **claims: Any) -> str:
    """The same token with other claims and the old signature."""
    head, body, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "==")) | claims
    return ".".join([head, base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="), signature])


def signed(token: str, key: Any, algorithm: str, **claims: Any) -> str:
    """The same token signed by somebody else, under the name of the county's key."""
    said = jwt.decode(token, options={"verify_signature": False}) | claims
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": jwt.get_unverified_header(token)["kid"]})


def test_a_token_that_is_not_the_countys_opens_nothing(answered: tuple[CountyOAuth2, Any, dict[str, Any]]) -> None:
    adapter, app, told = answered
    token = told["id_token"]
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    wrong = {
        "other claims, old signature": changed(token, sub="olga"),
        "signed by somebody else": signed(token, stranger, "RS256"),
        "signed with our shared secret": signed(token, county.SECRET * 2, "HS256"),
        "not signed": signed(token, None, "none"),
        "cut short": token[:-8],
        "no token": "",
    }
    for name, forged in wrong.items():
        with pytest.raises(OAuth2Error):
            complete(adapter, app, told | {"id_token": forged})
            raise AssertionError(name)
    assert complete(adapter, app, told).account.uid == "ada"
    note(f"Anmeldung der Verwaltung: {len(wrong)} gefälschte Zeichen eines echten Anbieters abgewiesen")


@pytest.mark.parametrize(
    "claims",
    [{"exp": 1}, {"exp": None}, {"iat": 4102444800}, {"nonce": None}, {"sub": None}, {"azp": "jemand-anders"},
     {"aud": ["anders"]}, {"iss": "https://anderswo.example"}],
    ids=["over", "without end", "from later", "no nonce", "nobody", "for others", "to others", "from others"],
)  # fmt: skip
def test_even_the_countys_own_signature_does_not_help_wrong_claims(
    answered: tuple[CountyOAuth2, Any, dict[str, Any]], claims: dict[str, Any]
) -> None:
    """Signed with a key that the adapter is told is the county's; only the claims are wrong."""
    adapter, app, told = answered
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = jwt.PyJWK.from_dict(RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"alg": "RS256"})
    adapter._key_of = lambda token: public  # type: ignore[method-assign]
    said = jwt.decode(told["id_token"], options={"verify_signature": False})
    right = jwt.encode(said, key, algorithm="RS256")
    assert complete(adapter, app, told | {"id_token": right}).account.uid == "ada"
    kept = {name: value for name, value in (said | claims).items() if value is not None}
    with pytest.raises(OAuth2Error):
        complete(adapter, app, told | {"id_token": jwt.encode(kept, key, algorithm="RS256")})


def test_a_token_of_another_sign_in_opens_nothing(answered: tuple[CountyOAuth2, Any, dict[str, Any]]) -> None:
    adapter, app, told = answered
    adapter.verifier = "eine andere Anmeldung"
    with pytest.raises(OAuth2Error, match="nonce"):
        complete(adapter, app, told)
    adapter.verifier = ""
    with pytest.raises(OAuth2Error, match="nonce"):
        complete(adapter, app, told)


def test_a_token_for_others_or_of_others_opens_nothing(answered: tuple[CountyOAuth2, Any, dict[str, Any]]) -> None:
    adapter, app, told = answered
    app.client_id = "jemand-anders"
    with pytest.raises(OAuth2Error):
        complete(adapter, app, told)
    app.client_id = "nestwerk"
    adapter.openid_config["issuer"] = "https://anderswo.example"
    with pytest.raises(OAuth2Error):
        complete(adapter, app, told)


def test_the_userinfo_speaks_of_the_same_person(answered: tuple[CountyOAuth2, Any, dict[str, Any]], user: User) -> None:
    """Somebody else's access token beside her own ID token."""
    adapter, app, told = answered
    adapter._decode_id_token = lambda app, token: {"sub": "olga"}  # type: ignore[method-assign]
    with pytest.raises(OAuth2Error, match="somebody else"):
        complete(adapter, app, told)
