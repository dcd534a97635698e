"""A network's own details: changed by its coordination, checked, on record, published; a logo is a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.forms_settings import SettingsForm
from nestwerk.networks.logo import LARGEST_SENT
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/netzwerk/"


@pytest.fixture
def network() -> Network:
    return make_network(
        intro={"de": "Hallo."}, imprint={"operator": "Stadt", "demonstration": "ja"}, languages=["de"], phone="0123 4"
    )


@pytest.fixture
def coordinator(network: Network) -> Client:
    return signed_in(make_member(network))


def typed(network: Network, **changes: object) -> dict[str, object]:
    """What the browser sends when the form was filled like this."""
    form = SettingsForm(Network.objects.get(pk=network.pk))
    values = {name: form[name].value() or "" for name in form.fields}
    return values | changes


def lines(network: Network) -> list[str]:
    with tenant(network.pk):
        return list(Line.objects.order_by("pk").exclude(event="access.denied").values_list("event", flat=True))


def announced() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        yield from (name for (name,) in cursor.fetchall())


def png(size: tuple[int, int] = (60, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def upload(client: Client, content: bytes, name: str = "logo.png") -> object:
    return client.post(f"{PAGE}logo/", {"logo": SimpleUploadedFile(name, content, "image/png")})


def test_what_was_changed_is_stored_on_record_and_published(network: Network, coordinator: Client) -> None:
    sent = typed(network, phone="03675 1", languages=["tr", "de"], intro_en="Welcome.", accent="#FFCC00")
    answer = coordinator.post(PAGE, sent, follow=True)
    assert "Gespeichert." in answer.content.decode()
    now = Network.objects.get(pk=network.pk)
    assert (now.phone, now.languages, now.accent) == ("03675 1", ["de", "tr"], "#ffcc00")
    assert now.intro == {"de": "Hallo.", "en": "Welcome."}
    assert now.imprint == {"operator": "Stadt", "demonstration": "ja"}  # what the form does not ask for stays
    assert lines(network) == ["networks.settings_changed"]
    assert any(name.startswith("networks.changed>") for name in announced())


def test_saving_what_stands_there_writes_nothing(network: Network, coordinator: Client) -> None:
    answer = coordinator.post(PAGE, typed(network), follow=True)
    assert "Alles stand schon so da." in answer.content.decode()
    assert lines(network) == []


@pytest.mark.parametrize(
    ("field", "value", "cause"),
    [
        ("email", "keine", "keine Mail-Adresse"),
        ("website", "javascript:alert(1)", "keine Internetadresse"),
        ("postal_code", "9651", "fünf Ziffern"),
        ("phone", "1" * 41, "höchstens 40"),
        ("opening_hours", "Mo-Fr 08:00-12:00; Do 14:00-18:00", "verstehen wir ab"),
        ("accent", "türkis", "Eine Farbe wie"),
        ("accent", "", "wählen Sie eine Farbe"),
        ("languages", ["xx"], "xx"),
        ("intro_de", "a" * 601, "600 Zeichen"),
        ("contact_role", "a\u0007b", "unsichtbare Zeichen"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(
    network: Network, coordinator: Client, field: str, value: object, cause: str
) -> None:
    answer = coordinator.post(PAGE, typed(network, **{"city": "Neu getippt", field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert cause in page
    assert "Neu getippt" in page
    assert (Network.objects.get(pk=network.pk).city, lines(network)) == ("", [])


def test_two_at_once_do_not_overwrite_each_other_unseen(network: Network, coordinator: Client) -> None:
    mine = typed(network, city="Meine Stadt")
    coordinator.post(PAGE, typed(network, phone="0999"))
    answer = coordinator.post(PAGE, mine)
    assert "Inzwischen hat jemand anderes" in answer.content.decode()
    assert "Meine Stadt" in answer.content.decode()
    assert Network.objects.get(pk=network.pk).phone == "0999"
    again = mine | {"seen": answer.context["form"].data["seen"]}
    assert coordinator.post(PAGE, again).status_code == 302


def test_a_pale_colour_is_shown_as_it_will_be_before_it_is_saved(network: Network, coordinator: Client) -> None:
    looked = coordinator.post(PAGE, typed(network, accent="#ffcc00", look="1")).content.decode()
    part = coordinator.get(f"{PAGE}farbe/", {"accent": "#ffcc00"}).content.decode()
    for page in (looked, part):
        assert "Ihr Wunsch ist <code>#ffcc00</code>" in page
        assert 'fill="#ffcc00"' in page  # readable on the dark ground
    assert "<html" not in part
    assert Network.objects.get(pk=network.pk).accent == "#0b5d5e"


def test_a_picture_becomes_the_logo_and_goes_again(network: Network, coordinator: Client) -> None:
    assert upload(coordinator, png()).status_code == 302
    now = Network.objects.get(pk=network.pk)
    assert (bytes(now.logo)[:4], now.logo_type) == (b"\x89PNG", "image/png")
    assert "/musterstadt/logo?v=" in coordinator.get(PAGE).content.decode()
    assert coordinator.post(f"{PAGE}logo/entfernen/").status_code == 302
    assert Network.objects.get(pk=network.pk).logo is None
    assert lines(network) == ["networks.logo_changed", "networks.logo_removed"]


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", b"GIF89a/*", png()[:60]])
def test_what_is_no_picture_is_refused_beside_its_field(network: Network, coordinator: Client, content: bytes) -> None:
    answer = upload(coordinator, content)
    assert answer.status_code == 422
    assert 'id="id_logo_error"' in answer.content.decode()
    assert Network.objects.get(pk=network.pk).logo is None


class Counting(io.BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def body(content: bytes, field: str = "logo") -> bytes:
    head = f'--grenze\r\nContent-Disposition: form-data; name="{field}"; filename="a.png"\r\n'.encode()
    return head + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--grenze--\r\n"


def send(client: Client, path: str, content: bytes, announced: int | None = None) -> tuple[object, int]:
    stream = Counting(content)
    answer = client.generic(
        "POST",
        path,
        b"",
        **{
            "wsgi.input": stream,
            "CONTENT_LENGTH": str(announced or len(content)),
            "CONTENT_TYPE": "multipart/form-data; boundary=grenze",
        },
    )
    return answer, stream.taken


def test_a_logo_of_50_mb_is_refused_kindly_and_hardly_read(network: Network, coordinator: Client) -> None:
    answer, taken = send(coordinator, f"{PAGE}logo/", body(png() + bytes(50 * 1024 * 1024)))
    assert answer.status_code == 413
    assert "Ihr bisheriges Logo bleibt" in answer.content.decode()
    assert taken < 200_000


def test_a_file_that_says_it_is_small_is_cut_off_where_it_is_not(network: Network, coordinator: Client) -> None:
    sent = body(bytes(LARGEST_SENT + 1))
    answer, _ = send(coordinator, f"{PAGE}logo/", sent, announced=LARGEST_SENT + 10_000)
    assert answer.status_code == 413


def test_two_files_at_once_are_refused(network: Network, coordinator: Client) -> None:
    files = [SimpleUploadedFile("a.png", png()), SimpleUploadedFile("b.png", png())]
    assert coordinator.post(f"{PAGE}logo/", {"logo": files}).status_code == 413


def test_no_other_address_takes_a_file(network: Network, coordinator: Client) -> None:
    _, taken = send(coordinator, PAGE, body(bytes(900_000)))
    assert taken < 200_000


def test_a_stranger_s_file_is_not_read_at_all(network: Network) -> None:
    other = make_network("nebenan")
    stranger = signed_in(make_member(other))
    answer, taken = send(stranger, f"{PAGE}logo/", body(bytes(900_000)))
    assert (answer.status_code, taken) == (404, 0)


@pytest.mark.parametrize("role", ["space", "editor", "partner", "guest", "planner"])
def test_only_the_coordination_gets_here(network: Network, role: str) -> None:
    client = signed_in(make_member(network, role))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"phone": "1"}).status_code == 403
    assert client.get(f"{PAGE}farbe/").status_code == 403
    assert upload(client, png()).status_code == 403
    assert client.post(f"{PAGE}logo/entfernen/").status_code == 403


def test_a_stranger_gets_404(network: Network) -> None:
    stranger = signed_in(make_member(make_network("nebenan")))
    assert stranger.get(PAGE).status_code == 404


def test_the_page_asks_the_same_for_one_and_for_three_social_spaces(network: Network, coordinator: Client) -> None:
    coordinator.get(PAGE)  # the first request of a session is also written down
    asked = []
    for name in ("mitte", "nord", "ost"):
        with tenant(network.pk):
            SocialSpace.objects.create(network=network, slug=name, name=name.title())
        with CaptureQueriesContext(connection) as queries:
            assert coordinator.get(PAGE).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[2]
