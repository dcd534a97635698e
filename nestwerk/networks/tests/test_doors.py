"""The door of the workspace where something is missing: the database, or the hat."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from nestwerk.accounts.models import Appointment
from nestwerk.common.tenancy import person
from nestwerk.networks.hats import hats
from nestwerk.networks.middleware import TenantMiddleware
from nestwerk.networks.models import Network
from nestwerk.networks.tests.people import SINCE, make_user
from nestwerk.networks.validity import problems_of

everything = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.mark.parametrize("lost", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/netz/musterstadt/", "/land/16/"])
def test_a_database_lost_between_two_questions_is_503(lost: type[Exception], path: str) -> None:
    class Somebody:
        is_authenticated = True

        @property
        def pk(self) -> int:
            raise lost

    request: Any = RequestFactory().get(path)
    request.user, request.session = Somebody(), {}
    assert TenantMiddleware(lambda request: HttpResponse())(request).status_code == 503


@everything
def test_who_is_appointed_chooses_the_hat_before_the_pages_of_the_land_open() -> None:
    user = make_user("land@example.org")
    Appointment.objects.using("owner").create(user_id=user.pk, role="land", land="TH", starts_at=SINCE)
    client = Client()
    client.force_login(user)
    response = client.get("/land/TH/")
    assert response.status_code == 302
    assert response["Location"] == "/konto/rollen/?next=/land/TH/"


@everything
def test_an_appointment_that_is_over_is_no_hat() -> None:
    user, at = make_user("land@example.org"), timezone.now()
    rows = Appointment.objects.using("owner")
    rows.create(user_id=user.pk, role="land", land="TH", starts_at=SINCE, ends_at=at - timedelta(minutes=1))
    rows.create(user_id=user.pk, role="land", land="BB", starts_at=SINCE)
    with person(user.pk):
        assert [hat.where for hat in hats(user.pk, at)] == ["BB"]


def test_a_number_that_is_none_is_a_german_sentence() -> None:
    assert problems_of(Network(slug="ab", lat="x"), only=["lat"]) == [("lat", "„x“ ist keine Zahl.")]
