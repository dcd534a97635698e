"""Pictures and documents of a practice example: drawn anew, public with the example, nothing that could run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import examples
from nestwerk.publishing.actions.example_files import attach_file, detach_file
from nestwerk.publishing.examples.content import MOST_FILES, Example
from nestwerk.publishing.models import ExampleFile, PracticeExample

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
GOOD = Example(title="Café im Bus", goal="Treffen", steps="Bus gemietet.", worked="Viele kamen.", contact="Amt")
PAPER = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def png(colour: str = "green") -> bytes:
    kept = BytesIO()
    Image.new("RGB", (60, 40), colour).save(kept, "PNG")
    return kept.getvalue()


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=AT, **named)


@pytest.fixture
def row(boss: Membership) -> PracticeExample:
    made: PracticeExample = do(boss, examples.create_example, boss.network, title=GOOD.title)
    do(boss, examples.save_example, made, GOOD, seen=1)
    return made


def marks(boss: Membership) -> set[str]:
    with tenant(boss.network_id):
        return set(ExampleFile.objects.values_list("mark", flat=True))


def test_everybody_sees_them_with_the_published_example(
    data_dir: Path, boss: Membership, row: PracticeExample, client: Client, django_db_blocker: Any
) -> None:
    desk, address = signed_in(boss), f"/netz/musterstadt/praxisbeispiele/{row.pk}/"
    for content, name, about in ((png(), "bus.png", "Der Bus vor dem Rathaus"), (PAPER, "plan.pdf", "Ablaufplan")):
        sent = {"datei": SimpleUploadedFile(name, content), "worum": about}
        assert desk.post(f"{address}dateien/", sent).status_code == 302
    do(boss, examples.save_example, row, Example(title=GOOD.title, goal="Anders"), seen=4)  # files stay
    do(boss, examples.save_example, row, GOOD, seen=5)
    page = desk.get(address).content.decode()
    assert 'alt="Der Bus vor dem Rathaus"' in page
    do(boss, examples.publish_example, row)
    put_out("musterstadt", at=AT)
    with django_db_blocker.block():
        public = client.get(f"/praxisbeispiele/{row.public_id}").content.decode()
        told = client.get("/praxisbeispiele.json").json()["examples"][0]["files"]
        picture, paper = (client.get(one["url"]) for one in told)
        missing = client.get(f"/praxisbeispiele/{row.public_id}/dateien/0000000000000000").status_code
    assert 'alt="Der Bus vor dem Rathaus" width="60" height="40"' in public
    assert ">Ablaufplan</a> (PDF, 1 KB)" in public
    assert (picture["Content-Type"], paper["Content-Type"]) == ("image/png", "application/pdf")
    assert "sandbox" in paper["Content-Security-Policy"]
    assert paper["X-Content-Type-Options"] == "nosniff"
    assert paper.content == PAPER
    assert missing == 404


def test_one_nobody_shows_any_more_is_deleted_with_the_next_publication(boss: Membership, row: PracticeExample) -> None:
    first = do(boss, attach_file, row, content=png(), name="a.png", about="Grün")
    do(boss, examples.publish_example, row)
    second = do(boss, attach_file, row, content=png("red"), name="b.png", about="Rot")
    do(boss, detach_file, row, mark=first.mark)
    do(boss, detach_file, row, mark=first.mark)
    assert marks(boss) == {first.mark, second.mark}  # the public example shows it
    do(boss, examples.publish_example, row)
    assert marks(boss) == {second.mark}
    with tenant(boss.network_id):
        events = Line.objects.filter(event__startswith="publishing.example_file_").values_list("event", flat=True)
        assert sorted(events) == [*["publishing.example_file_added"] * 2, "publishing.example_file_removed"]


def test_what_is_no_picture_says_nothing_or_is_too_much_is_refused(boss: Membership, row: PracticeExample) -> None:
    with pytest.raises(Refused, match="Was ist auf dem Bild zu sehen"):
        do(boss, attach_file, row, content=png(), name="a.png", about=" ")
    with pytest.raises(Refused, match="Programm"):
        do(boss, attach_file, row, content=PAPER.replace(b"<<>>", b"<< /JavaScript >>"), name="a.pdf", about="Plan")
    answer = signed_in(boss).post(
        f"/netz/musterstadt/praxisbeispiele/{row.pk}/dateien/",
        {"datei": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>"), "worum": "x"},
    )
    assert answer.status_code == 422
    assert 'id="id_datei_error"' in answer.content.decode()
    for number in range(MOST_FILES):
        do(boss, attach_file, row, content=png(f"#0000{number:02x}"), name="a.png", about="Blau")
    with pytest.raises(Refused, match="Mehr als 12"):
        do(boss, attach_file, row, content=png(), name="a.png", about="Grün")


def test_strangers_reach_no_file(boss: Membership, row: PracticeExample) -> None:
    kept = do(boss, attach_file, row, content=png(), name="a.png", about="Grün")
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    guest = signed_in(make_member(boss.network, "guest"))
    address = f"praxisbeispiele/{row.pk}/dateien/{kept.mark}/"
    assert signed_in(boss).get(f"/netz/musterstadt/{address}").status_code == 200
    assert stranger.get(f"/netz/nachbarstadt/{address}").status_code == 404
    assert guest.get(f"/netz/musterstadt/{address}").status_code == 403
    assert stranger.post(f"/netz/nachbarstadt/{address}weg/").status_code == 404
