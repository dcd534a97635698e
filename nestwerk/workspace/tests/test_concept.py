"""An offer that another network gives along becomes a draft here, and says where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.concepts import begin_from_concept
from nestwerk.offers.models import Draft, Offer
from nestwerk.offers.tests.builders import AT
from nestwerk.partners.models import Organisation
from nestwerk.publishing.actions import concepts, examples
from nestwerk.publishing.examples.concepts import Concept
from nestwerk.publishing.examples.content import Example
from nestwerk.publishing.models import PracticeExample
from nestwerk.publishing.tests.putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
CONCEPT = Concept(
    "0f8fad5b-d9cb-469f-a165-70867728950e", "Elterncafé", "Frühstück mit Babys.", "Wir frühstücken.",
    languages=("de", "tr"), access=("drop_in",), age_from_months=0, age_to_months=12,
)  # fmt: skip
GOOD = Example(title="Café im Bus", goal="Treffen", steps="Bus.", worked="Viele kamen.", contact="Amt")
TAKE = "/netz/nachbarstadt/praxisbeispiele/angebot/"


@pytest.fixture
def other() -> Membership:
    return make_member(make_network("nachbarstadt", ags="16073"))


@pytest.fixture
def example(data_dir: Path) -> PracticeExample:
    boss = make_member(make_network("musterstadt"))
    row: PracticeExample = do(boss, examples.create_example, boss.network, title=GOOD.title)
    do(boss, examples.save_example, row, GOOD, seen=1)
    do(boss, concepts.attach_concept, row, CONCEPT)
    do(boss, examples.publish_example, row)
    put_out("musterstadt", at=AT)
    return row


def make_organisation(network: Network, name: str) -> Organisation:
    with tenant(network.pk):
        return Organisation.objects.create(network=network, name=name)


def do(member: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        return act(*args, by=member, at=AT, **named)


def asked(example: PracticeExample, offer: str = CONCEPT.id) -> str:
    return f"?beispiel={example.public_id}&angebot={offer}"


def test_an_editor_takes_it_over_for_one_of_her_partners(example: PracticeExample, other: Membership) -> None:
    partner = make_organisation(other.network, "Familienzentrum Nord")
    editor = signed_in(make_member(other.network, "editor"))
    listed = editor.get("/netz/nachbarstadt/praxisbeispiele/").content.decode()
    assert f'href="angebot/{asked(example).replace("&", "&amp;")}"' in listed
    page = editor.get(TAKE + asked(example)).content.decode()
    assert "Frühstück mit Babys." in page
    assert "Familienzentrum Nord" in page
    assert editor.post(TAKE + asked(example), {"organisation": ""}).status_code == 422
    answer = editor.post(TAKE + asked(example), {"organisation": str(partner.pk)})
    assert answer.status_code == 302
    with tenant(other.network_id):
        draft = Draft.objects.select_related("offer").get()
        offer = draft.offer
        assert answer["Location"] == f"/netz/nachbarstadt/angebote/{offer.pk}/bearbeiten/"
        assert (offer.title, offer.status, offer.organisation_id) == ("Elterncafé", "draft", partner.pk)
        assert offer.copied_from == "aus dem Praxisbeispiel „Café im Bus“ (Netzwerk Musterstadt)"
        assert offer.copied_at is not None
        assert (offer.phone, offer.city, offer.dates) == ("", "", [])
        assert draft.values == {
            "summary": "Frühstück mit Babys.", "description": "Wir frühstücken.", "languages": ["de", "tr"],
            "access": ["drop_in"], "age_from_months": 0, "age_to_months": 12,
        }  # fmt: skip
        assert Line.objects.filter(event="offers.copied").count() == 1
    shown = editor.get(f"/netz/nachbarstadt/angebote/{offer.pk}/").content.decode()
    assert "Begonnen mit einem Angebot aus dem Praxisbeispiel „Café im Bus“ (Netzwerk Musterstadt), übernommen" in shown


def test_only_who_keeps_the_directory_may(example: PracticeExample, other: Membership) -> None:
    make_organisation(other.network, "Familienzentrum Nord")
    for role in ("guest", "partner", "planner"):
        assert signed_in(make_member(other.network, role)).get(TAKE + asked(example)).status_code == 403
    stranger = make_member(make_network("fernstadt", ags="16074"))
    assert signed_in(stranger).get(TAKE + asked(example)).status_code == 404


def test_what_is_not_public_or_not_there_cannot_be_taken(example: PracticeExample, other: Membership) -> None:
    desk = signed_in(other)
    assert desk.get(TAKE).status_code == 404
    assert desk.get(TAKE + asked(example, "x")).status_code == 404
    with tenant(example.network_id):
        boss = Membership.objects.get(network_id=example.network_id)
    assert signed_in(boss).get(TAKE.replace("nachbar", "muster") + asked(example)).status_code == 404  # her own
    do(boss, examples.take_back_example, example)
    put_out("musterstadt", at=AT)
    assert desk.post(TAKE + asked(example), {"organisation": "1"}).status_code == 404
    with tenant(other.network_id):
        assert not Offer.objects.exists()


def test_a_partner_of_another_network_is_no_choice(example: PracticeExample, other: Membership) -> None:
    make_organisation(other.network, "Familienzentrum Nord")
    foreign = make_organisation(example.network, "Fremde")
    assert signed_in(other).post(TAKE + asked(example), {"organisation": str(foreign.pk)}).status_code == 422


def test_what_tells_who_or_where_is_no_part_of_a_concept(other: Membership) -> None:
    partner = make_organisation(other.network, "Familienzentrum Nord")
    with pytest.raises(ValueError, match="phone"):
        do(
            other, begin_from_concept, other.network, organisation=partner, copied_from="x",
            values={"title": "Café", "phone": "030 23125 100"},
        )  # fmt: skip
