"""An offer goes along with a practice example as a concept, without who does it, where and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.finder.tests.builders import make_offer as make_record
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.actions import concepts, examples
from nestwerk.publishing.examples.concepts import MOST_CONCEPTS, Concept, concept_of, may_be_given
from nestwerk.publishing.examples.content import Example, Published, found
from nestwerk.publishing.models import PracticeExample

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
GOOD = Example(title="Café im Bus", goal="Treffen", steps="Bus gemietet.", worked="Viele kamen.", contact="Amt")


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=AT, **named)


@pytest.fixture
def row(boss: Membership) -> PracticeExample:
    made: PracticeExample = do(boss, examples.create_example, boss.network, title=GOOD.title)
    do(boss, examples.save_example, made, GOOD, seen=1)
    return made


def content(row: PracticeExample) -> Example:
    with tenant(row.network_id):
        return Example.read(PracticeExample.objects.get(pk=row.pk).content)


def test_texts_lose_the_sentences_that_tell_who_where_or_when() -> None:
    record = make_record(
        title="Elterncafé in der Oststadt – Diakonie Musterstadt", organisation="Diakonie Musterstadt",
        city="Oststadt", street="Lange Gasse 3", summary="Frühstück für Eltern.",
        description="Wir frühstücken zusammen. Rufen Sie an: 030 23125 100.\nDienstags um 9 Uhr.\n\nMail: a@b.org."
        " Bringen Sie gern jemanden mit! Das Café liegt in der Lange Gasse 3. Die Diakonie Musterstadt lädt ein."
        " Mehr unter www.example.org. Babys bis 12 Monate krabbeln mit.",
    )  # fmt: skip
    made = concept_of(record)
    assert made.title == "Elterncafé"
    assert made.summary == "Frühstück für Eltern."
    assert made.description == (
        "Wir frühstücken zusammen.\n\nBringen Sie gern jemanden mit! Babys bis 12 Monate krabbeln mit."
    )
    assert made.offer_types == record.offer_types
    assert set(made.stored()) == {
        "id", "title", "summary", "description", "offer_types", "needs", "target_groups", "age_from_months",
        "age_to_months", "languages", "access",
    }  # fmt: skip
    assert Concept.read(made.stored()) == made


def test_a_secret_place_and_a_person_who_is_no_data_set_are_not_given_away() -> None:
    assert may_be_given(make_record())
    assert not may_be_given(make_record(hidden_address=True))
    assert not may_be_given(make_record(no_bulk=True))


def test_what_is_attached_stays_when_the_text_is_saved_and_is_brought_up_to_date(
    boss: Membership, row: PracticeExample
) -> None:
    do(boss, concepts.attach_concept, row, Concept("1", "Alt"))
    do(boss, concepts.attach_concept, row, Concept("1", "Neu"))
    do(boss, examples.save_example, row, Example(title="Anders"), seen=4)
    assert [one.title for one in content(row).concepts] == ["Neu"]
    do(boss, concepts.detach_concept, row, offer_id="1")
    do(boss, concepts.detach_concept, row, offer_id="1")
    assert content(row).concepts == ()
    with tenant(boss.network_id):
        events = list(Line.objects.order_by("pk").values_list("event", flat=True))
    assert events[-4:] == [
        "publishing.concept_attached", "publishing.concept_attached", "publishing.example_saved",
        "publishing.concept_detached",
    ]  # fmt: skip


def test_more_than_ten_are_refused(boss: Membership, row: PracticeExample) -> None:
    for number in range(MOST_CONCEPTS):
        do(boss, concepts.attach_concept, row, Concept(str(number), "Café"))
    with pytest.raises(Refused, match="Mehr als 10"):
        do(boss, concepts.attach_concept, row, Concept("noch eins", "Café"))


def test_only_own_published_offers_stand_to_choose_and_everybody_reads_what_goes_along(
    data_dir: Path, boss: Membership, row: PracticeExample, client: Client
) -> None:
    make_offer(boss.network, "Elterncafé Ost", summary="Frühstück.", phone="030 23125 100")
    make_offer(boss.network, "Frauenhaus", hidden_address=True)
    make_offer(boss.network, "Noch geheim", status=Offer.Status.DRAFT)
    put_out("musterstadt", at=AT)
    desk, address = signed_in(boss), f"/netz/musterstadt/praxisbeispiele/{row.pk}/"
    page = desk.get(address).content.decode()
    assert "Elterncafé Ost – " in page
    assert "Frauenhaus" not in page
    assert "Noch geheim" not in page
    assert desk.post(f"{address}angebot/", {"angebot": "Frauenhaus"}).status_code == 409
    name = page.split('<option value="')[1].split('"')[0]
    assert desk.post(f"{address}angebot/", {"angebot": name}).status_code == 302
    do(boss, examples.publish_example, row)
    put_out("musterstadt", at=AT)
    public = client.get(f"/praxisbeispiele/{row.public_id}").content.decode()
    assert "Angebote zum Nachmachen" in public
    assert "Frühstück." in public
    assert "23125" not in public
    (entry,) = client.get("/praxisbeispiele.json").json()["examples"]
    assert [one["title"] for one in entry["concepts"]] == ["Elterncafé Ost"]


def test_who_takes_the_example_over_gets_its_text_and_none_of_its_offers(boss: Membership) -> None:
    given = Example(title="Café", contact="Amt", concepts=(Concept("1", "Elterncafé"),))
    other = make_member(make_network("nachbarstadt", ags="16073"))
    published = Published("1", "musterstadt", "Netzwerk Musterstadt", "2026-01-01", "", given)
    copy = do(other, examples.copy_example, other.network, published)
    assert content(copy) == Example(title="Café")
    assert found([published], "elterncafé") == [published]


def test_strangers_find_no_example_to_attach_to(boss: Membership, row: PracticeExample) -> None:
    stranger = make_member(make_network("nachbarstadt", ags="16073"))
    elsewhere, guest = signed_in(stranger), signed_in(make_member(boss.network, "guest"))
    for way in ("angebot", "angebot/weg"):
        address = f"praxisbeispiele/{row.pk}/{way}/"
        assert elsewhere.post(f"/netz/nachbarstadt/{address}").status_code == 404
        assert guest.post(f"/netz/musterstadt/{address}").status_code == 403
