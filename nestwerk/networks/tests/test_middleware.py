"""The door of the workspace: one transaction per request, strangers see nothing, every no is on record once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from nestwerk.accounts.models import Appointment
from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import current, person, tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

seen_requests: list[object] = []


def write(request: HttpRequest, **kwargs: str) -> HttpResponse:
    seen_requests.append((current(), connection.in_atomic_block, request.role, request.hat))  # type: ignore[attr-defined]
    SocialSpace.objects.create(network=request.network, slug="neu", name="Neu")  # type: ignore[attr-defined]
    return HttpResponse("geschrieben")


def after_writing(what: Exception | int) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
        write(request)
        if isinstance(what, Exception):
            raise what
        return HttpResponse(status=what)

    return view


def tell(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse(str(request.user.is_authenticated))


def tell_transaction(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(connection.in_atomic_block))


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("Ein Satz für die Verwaltung.")


# Addresses of the tests under the names of declared pages; those of the house follow, for the templates.
NETWORK = "netz/<slug:network>/"
urlpatterns = [
    path(NETWORK + "schreibt/", write, name="workspace:today"),
    path(NETWORK + "refused/", after_writing(Refused("Nur geprüfte Angebote …")), name="workspace:today"),
    path(NETWORK + "missing/", after_writing(Http404()), name="workspace:today"),
    path(NETWORK + "denied/", after_writing(PermissionDenied()), name="workspace:today"),
    path(NETWORK + "broken/", after_writing(ZeroDivisionError()), name="workspace:today"),
    path(NETWORK + "500/", after_writing(500), name="workspace:today"),
    path(NETWORK + "422/", after_writing(422), name="workspace:today"),
    path(NETWORK + "undeclared/", write, name="workspace:unheard_of"),
    path(NETWORK + "konto/", tell, name="account_login"),
    path("netz/<slug:place>/<slug:network>/vertauscht/", write, name="workspace:today"),
    path("konto/rollen/", tell, name="roles:hats"),
    path("konto/netz/", tell, name="workspace:today"),
    path("betrieb/", tell, name="workspace:today"),
    path("offen/", tell_transaction),
    path("offen/kaputt/", refuse),
    path("", include("nestwerk.config.urls")),
]
handler404 = "nestwerk.finder.fallback.not_found"


@pytest.fixture(autouse=True)
def addresses(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = __name__
    seen_requests.clear()


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


@pytest.fixture
def editor(network: Network) -> Client:
    return signed_in(make_member(network, "editor"))


def spaces(network: Network) -> int:
    with tenant(network.pk):
        return SocialSpace.objects.count()


def denials(network: Network | None) -> list[str]:
    with tenant(network.pk) if network else person(0):
        return list(Line.objects.filter(event="access.denied").order_by("pk").values_list("detail", flat=True))


def test_a_request_speaks_for_the_network_in_its_address_under_one_hat(network: Network) -> None:
    member = make_member(network, "editor")
    assert signed_in(member).get("/netz/musterstadt/schreibt/").status_code == 200
    assert seen_requests == [(str(network.pk), True, "editor", f"editor:{member.pk}")]
    assert spaces(network) == 1


def test_a_refusal_shows_its_sentence_and_writes_nothing(network: Network, editor: Client) -> None:
    answer = editor.post("/netz/musterstadt/refused/")
    assert answer.status_code == 409
    assert "Nur geprüfte Angebote …" in answer.content.decode()
    assert len(seen_requests) == 1
    assert spaces(network) == 0


@pytest.mark.parametrize(("address", "status"), [("missing", 404), ("denied", 403), ("500", 500), ("broken", 500)])
def test_what_a_view_raises_and_a_500_write_nothing(
    network: Network, editor: Client, address: str, status: int
) -> None:
    editor.raise_request_exception = False
    assert editor.get(f"/netz/musterstadt/{address}/").status_code == status
    assert len(seen_requests) == 1
    assert spaces(network) == 0
    assert not transaction.get_connection().in_atomic_block
    assert denials(network) == ([str(status)] if status < 500 else [])


def test_a_view_that_answers_422_keeps_what_it_wrote(network: Network, editor: Client) -> None:
    assert editor.post("/netz/musterstadt/422/").status_code == 422
    assert spaces(network) == 1


def test_foreign_and_missing_networks_answer_alike(network: Network, editor: Client) -> None:
    foreign = make_network("nachbarstadt", ags="16069")
    make_member(foreign, "editor")
    answers = []
    editor.get("/netz/nirgends/schreibt/")  # the session notes its first click
    for place in ("nachbarstadt", "nirgends"):
        with CaptureQueriesContext(connection) as asked:
            answer = editor.get(f"/netz/{place}/schreibt/")
        headers = {name: value for name, value in answer.headers.items() if name != "Date"}
        page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)  # masked anew each time
        answers.append((answer.status_code, page, headers, len(asked)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert seen_requests == []
    assert denials(foreign) == ["stranger"]
    assert denials(None) == ["stranger", "stranger"]


def test_anonymous_visitors_learn_nothing_about_networks(network: Network) -> None:
    for place in ("musterstadt", "nirgends"):
        answer = Client().get(f"/netz/{place}/schreibt/?seite=2")
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/konto/anmelden/?next=/netz/{place}/schreibt/%3Fseite%3D2",
        )


def test_a_form_sent_too_late_comes_back_to_the_start_of_the_place(network: Network) -> None:
    assert Client().post("/netz/musterstadt/schreibt/")["Location"] == "/konto/anmelden/?next=/netz/musterstadt/"
    assert Client().post("/betrieb/x/")["Location"] == "/konto/anmelden/?next=/betrieb/"
    assert Client().post("/land/16/x/")["Location"] == "/konto/anmelden/?next=/land/16/"


def test_head_is_sent_the_same_way_as_get(network: Network, editor: Client) -> None:
    assert Client().head("/netz/musterstadt/schreibt/")["Location"].endswith("?next=/netz/musterstadt/schreibt/")
    assert editor.head("/netz/nirgends/").status_code == 404


def test_htmx_leaves_the_page_instead_of_filling_a_part_of_it(network: Network) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/netz/musterstadt/angebote/?seite=2"}
    answer = Client().get("/netz/musterstadt/schreibt/", headers=asked)
    assert answer["HX-Redirect"] == "/konto/anmelden/?next=/netz/musterstadt/angebote/%3Fseite%3D2"
    foreign = Client().get("/netz/musterstadt/schreibt/", headers=asked | {"HX-Current-URL": "https://example.com/x"})
    assert foreign["HX-Redirect"] == "/konto/anmelden/?next=/netz/musterstadt/"
    boosted = Client().get("/netz/musterstadt/schreibt/", headers=asked | {"HX-Boosted": "true"})
    assert boosted.status_code == 302


def test_the_same_request_under_either_hat_and_rights_never_add_up(network: Network) -> None:
    user = make_user()
    editor, guest = (make_member(network, role, user=user) for role in ("editor", "guest"))
    client = signed_in(editor)
    client.get("/netz/musterstadt/schreibt/")
    session = client.session
    session["hat"] = f"member:{guest.pk}"
    session.save()
    with tenant(network.pk):
        SocialSpace.objects.all().delete()
    client.get("/netz/musterstadt/schreibt/")
    assert [(role, hat) for _, _, role, hat in seen_requests] == [  # type: ignore[misc, has-type]
        ("editor", f"editor:{editor.pk}"),
        ("guest", f"guest:{guest.pk}"),
    ]


def test_without_this_networks_hat_one_is_asked_to_put_it_on(network: Network, editor: Client) -> None:
    session = editor.session
    session["hat"] = "member:0"
    session.save()
    answer = editor.get("/netz/musterstadt/schreibt/")
    assert answer["Location"] == "/konto/rollen/?next=/netz/musterstadt/schreibt/"
    assert seen_requests == []


def test_somebody_elses_hat_fits_nobody(network: Network, editor: Client) -> None:
    other = make_member(network, "coordinator")
    session = editor.session
    session["hat"] = f"member:{other.pk}"
    session.save()
    assert editor.get("/netz/musterstadt/schreibt/").status_code == 302
    assert seen_requests == []


def test_a_leaver_is_a_stranger_from_the_given_minute_on(network: Network) -> None:
    member = make_member(network, "editor")
    client = signed_in(member)
    now = datetime.now(UTC)
    for ends_at, status in ((now + timedelta(hours=1), 200), (now - timedelta(seconds=1), 404)):
        with tenant(network.pk):
            SocialSpace.objects.all().delete()
            Membership.objects.filter(pk=member.pk).update(ends_at=ends_at)
        assert client.get("/netz/musterstadt/schreibt/").status_code == status
    assert denials(network) == ["stranger"]


def test_a_locked_account_is_nobody(network: Network) -> None:
    member = make_member(network, "editor")
    client = signed_in(member)
    member.user.is_active = False
    member.user.save()
    assert client.get("/netz/musterstadt/schreibt/")["Location"].startswith("/konto/anmelden/")


def test_without_a_second_factor_a_coordinator_comes_as_far_as_setting_one_up(network: Network) -> None:
    member = make_member(network, "coordinator")
    client = signed_in(member)
    assert client.get("/netz/musterstadt/schreibt/").status_code == 200
    member.user.authenticator_set.all().delete()
    answer = client.get("/netz/musterstadt/schreibt/")
    assert answer["Location"] == "/konto/sicherheit/?next=/netz/musterstadt/schreibt/"
    assert len(seen_requests) == 1


def test_what_is_not_declared_does_not_open(network: Network, editor: Client) -> None:
    assert editor.get("/netz/musterstadt/undeclared/").status_code == 404
    assert denials(network) == ["404"]


def test_a_page_opens_at_its_own_door_only(network: Network, editor: Client) -> None:
    assert editor.get("/konto/netz/").status_code == 404  # a network's page below the account's addresses
    assert editor.get("/netz/musterstadt/konto/").status_code == 404  # and the other way round
    operator = make_user("betrieb@example.org")
    appointment = Appointment.objects.using("owner").create(
        user_id=operator.pk, role="operator", starts_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    client = signed_in(Membership(role="operator", user=operator))
    session = client.session
    session["hat"] = f"appointed:{appointment.pk}"
    session.save()
    assert client.get("/betrieb/").status_code == 404  # a network's page at the operator's door
    assert editor.get("/betrieb/").status_code == 404


def test_a_view_is_never_told_of_another_network_than_the_one_we_speak_for(network: Network, editor: Client) -> None:
    make_network("nachbarstadt", ags="16069")
    assert editor.get("/netz/musterstadt/nachbarstadt/vertauscht/").status_code == 404
    assert editor.get("/netz/musterstadt/musterstadt/vertauscht/").status_code == 200
    assert len(seen_requests) == 1


def test_account_pages_ask_for_sign_in_by_themselves(editor: Client) -> None:
    assert Client().get("/konto/rollen/")["Location"] == "/konto/anmelden/?next=/konto/rollen/"
    assert editor.get("/konto/rollen/").content == b"True"


def test_public_paths_open_no_transaction_and_ask_no_database() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get("/offen/").content == b"False"
    assert len(asked) == 0


def test_a_sentence_for_the_workspace_is_never_shown_on_a_public_page(network: Network) -> None:
    answer = Client(raise_request_exception=False).get("/offen/kaputt/")
    assert answer.status_code == 500
    assert "Verwaltung" not in answer.content.decode()


def test_the_door_asks_few_questions(network: Network, editor: Client) -> None:
    editor.get("/netz/musterstadt/422/")
    with tenant(network.pk):
        SocialSpace.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        editor.get("/netz/musterstadt/422/")
    # Session and account; who: begin, speak, memberships, commit; work: begin, speak, the view's two, commit.
    assert [one["sql"].split(" ")[0] for one in asked] == [
        *("SELECT", "SELECT"),
        *("BEGIN", "SELECT", "SELECT", "COMMIT"),
        *("BEGIN", "SELECT", "SELECT", "INSERT", "COMMIT"),
    ]
