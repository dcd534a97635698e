"""One transaction per workspace request, rolled back on a no; none on public paths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import current, tenant
from nestwerk.networks.middleware import TenantMiddleware
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def ask(path: str, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """One request through the middleware, with Django's handling of exceptions beside it."""
    layers: list[TenantMiddleware] = []

    def handled(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Exception as problem:
            answer = layers[0].process_exception(request, problem)
            if answer is None:
                raise
            return answer

    layers.append(TenantMiddleware(handled))
    return layers[0](RequestFactory().get(path))


def add_space(request: HttpRequest) -> None:
    SocialSpace.objects.create(network=request.network, slug="neu", name="Neu")  # type: ignore[attr-defined]


def spaces(network: Network) -> int:
    with tenant(network.pk):
        return SocialSpace.objects.count()


def test_a_workspace_request_speaks_for_the_network_in_its_address(network: Network) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((current(), connection.in_atomic_block))
        add_space(request)
        return HttpResponse()

    assert ask("/netz/musterstadt/heute/", view).status_code == 200
    assert seen == [(str(network.pk), True)]
    assert spaces(network) == 1


def test_a_refusal_shows_its_sentence_and_writes_nothing(network: Network) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        add_space(request)
        raise Refused("Nur geprüfte Angebote können veröffentlicht werden.")

    answer = ask("/netz/musterstadt/heute/", view)
    assert (answer.status_code, answer.content.decode()) == (409, "Nur geprüfte Angebote können veröffentlicht werden.")
    assert spaces(network) == 0


def test_an_answer_of_500_and_an_exception_write_nothing(network: Network) -> None:
    def failing(request: HttpRequest) -> HttpResponse:
        add_space(request)
        return HttpResponse(status=500)

    def breaking(request: HttpRequest) -> HttpResponse:
        add_space(request)
        raise ZeroDivisionError

    ask("/netz/musterstadt/x", failing)
    with pytest.raises(ZeroDivisionError):
        ask("/netz/musterstadt/x", breaking)
    assert spaces(network) == 0
    assert not transaction.get_connection().in_atomic_block


def test_an_unknown_network_is_404(network: Network) -> None:
    with pytest.raises(Http404):
        ask("/netz/nirgends/heute/", lambda request: HttpResponse())


def test_public_paths_open_no_transaction_and_ask_no_database(
    network: Network, django_assert_num_queries: Callable[[int], object]
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        assert not connection.in_atomic_block
        return HttpResponse()

    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert ask("/musterstadt/suche", view).status_code == 200
