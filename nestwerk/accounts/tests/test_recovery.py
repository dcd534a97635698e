"""All factors lost: two people, both are told, nothing happens in silence (R-50)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator

from nestwerk.accounts.actions import reset_factors
from nestwerk.common.refusals import Refused
from nestwerk.jobs.models import Mail

from .door import ada, browser, lines, sign_in
from .test_sign_in import with_app

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_factors_go_sessions_end_and_both_get_a_mail() -> None:
    user, asking, client = ada(), ada("karla@example.org"), browser()
    sign_in(client)
    with_app(user)
    assert reset_factors(user, asked_by=asking, at=AT) == 1
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/konto/sicherheit/").status_code == 302
    assert sign_in(browser())["Location"] == "/konto/rollen/"
    assert lines("account.factors_reset") == [("account.factors_reset", asking.pk, "")]
    assert list(Mail.objects.order_by("pk").values_list("kind", "to")) == [
        ("account.factors_reset", user.email),
        ("account.factors_reset_asked", asking.email),
    ]


def test_not_for_oneself_not_by_a_closed_account_and_not_where_there_is_none() -> None:
    user, asking = ada(), ada("karla@example.org")
    with pytest.raises(Refused, match="hat keinen zweiten Schritt"):
        reset_factors(user, asked_by=asking, at=AT)
    with_app(user)
    with pytest.raises(Refused, match="Für sich selbst"):
        reset_factors(user, asked_by=user, at=AT)
    asking.is_active = False
    with pytest.raises(Refused, match="gesperrt"):
        reset_factors(user, asked_by=asking, at=AT)
    assert Authenticator.objects.filter(user=user).exists()
    assert not Mail.objects.exists()
