"""The desk, the list of calls, freshness over time, the rules: what each shows, does, refuses, and to whom."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.accounts.sessions import BEGAN, SEEN
from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.models import Confirmation, Draft, FreshnessDay, Note, Offer, ProblemReport, Reminder, Upkeep
from nestwerk.offers.models.upkeep import DIRECT

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = timezone.now()
TODAY = timezone.localdate(AT)
DESK = "/netz/musterstadt/pflege/"
CALLS = f"{DESK}anrufe/"
RULES = f"{DESK}regeln/"
PAGES = (DESK, CALLS, f"{DESK}frische/", RULES, f"{RULES}sofort/")


@pytest.fixture
def network() -> Network:
    network = make_network("musterstadt")
    with tenant(network.pk):
        SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    return network


def due(network: Network, days: int, title: str = "Elterncafé", **rest: Any) -> Offer:
    given = {"confirmed_at": AT - timedelta(200), "due_on": TODAY + timedelta(days), "email": "buero@example.org"}
    return make_offer(network, title, **(given | rest))


def titles(answer: Any) -> list[str]:
    return [row.title for row, _ in answer.context["rows"]]


def words(answer: Any) -> str:
    return str(answer.content.decode())


def stored(offer: Offer) -> Offer:
    with tenant(offer.network_id):
        return Offer.objects.get(pk=offer.pk)


def test_each_pile_shows_its_own_oldest_first(network: Network, host: Membership) -> None:
    due(network, -3, "Drei")
    due(network, -90, "Neunzig")
    due(network, 10, "Bald")
    due(network, 200, "Frisch")
    due(network, -100, "Weg", hidden_at=AT)
    make_offer(network, "Eingelesen", due_on=TODAY - timedelta(300), last_verified_on=TODAY, organisation="Ohne")
    reported, drafted = due(network, 100, "Gemeldet"), due(network, 110, "Geschrieben")
    with tenant(network.pk):
        ProblemReport.objects.create(network=network, offer=reported, kind="times", reported_on=TODAY)
        Draft.objects.create(
            network=network, offer=drafted, state="submitted", started_at=AT, saved_at=AT, submitted_at=AT
        )
    client = signed_in(host)
    for query, seen in {
        "": ["Neunzig", "Drei"], "?was=lange": ["Neunzig"], "?was=bald": ["Bald"], "?was=pruefung": ["Geschrieben"],
        "?was=hinweise": ["Gemeldet"], "?was=ohne-adresse": ["Eingelesen"], "?was=nie": ["Eingelesen"],
        "?was=ausgeblendet": ["Weg"], "?sortierung=-seit": ["Drei", "Neunzig"], "?suche=drei": ["Drei"],
        "?raum=mitte": [], "?was=quatsch&seite=abc&sortierung=x&suche=%00": ["Neunzig", "Drei"],
    }.items():  # fmt: skip
        answer = client.get(f"{DESK}{query}")
        assert answer.status_code == 200, query
        assert titles(answer) == seen, query
    page = words(client.get(DESK))
    assert "90 Tage überfällig" in page
    assert "2 überfällig" in page


def test_many_are_asked_with_one_click_and_those_without_address_are_named(network: Network, host: Membership) -> None:
    one, two = due(network, -3, "Eins"), due(network, -4, "Zwei", organisation="Haus")
    silent = due(network, -5, "Stumm", organisation="Ohne", email="")
    foreign = due(make_network("nachbarstadt"), -3)
    client = signed_in(host)
    assert "2 Partner fragen" in words(client.get(f"{DESK}?alle=ja"))
    sent = {"angebot": [one.pk, two.pk, silent.pk, foreign.pk, "x"], "was": "ueberfaellig"}
    answer = client.post(f"{DESK}fragen/", sent, follow=True)
    assert "1 Mail ist unterwegs" in words(answer), "one address, one mail"
    assert "„Stumm“" in words(answer)
    with tenant(network.pk):
        assert Mail.objects.filter(kind="offer.confirm").count() == 1
        assert set(Reminder.objects.values_list("offer_id", "step")) == {(one.pk, "by_hand"), (two.pk, "by_hand")}
    again = client.post(f"{DESK}fragen/", {"nur": one.pk, "was": "lange"}, follow=True)
    assert "letzten drei Tagen" in words(again)
    assert again.context["wish"].pile == "lange"
    assert "nichts angekreuzt" in words(client.post(f"{DESK}fragen/", {}, follow=True))


def test_hiding_says_first_what_speaks_against_it_and_can_be_undone(network: Network, host: Membership) -> None:
    last = due(network, -90)
    client = signed_in(host)
    page = client.get(f"{DESK}{last.pk}/ausblenden/")
    assert "letzte Angebot dieser Art hier: Elterncafé" in words(page)
    assert "Trotzdem ausblenden" in words(page)
    assert client.post(f"{DESK}{last.pk}/ausblenden/").status_code == 409
    assert stored(last).hidden_at is None
    answer = client.post(f"{DESK}{last.pk}/ausblenden/", {"trotzdem": "ja"}, follow=True)
    assert "Rückgängig" in words(answer)
    assert stored(last).hidden_at is not None
    client.post(f"{DESK}{last.pk}/zeigen/")
    assert stored(last).hidden_at is None
    with tenant(network.pk):
        assert list(Line.objects.filter(event__in=["offers.hidden", "offers.shown"]).order_by("pk")
                    .values_list("event", "detail")) == [("offers.hidden", "anyway"), ("offers.shown", "")]  # fmt: skip


def test_what_nothing_speaks_against_is_hidden_with_one_click(network: Network, host: Membership) -> None:
    offer, fresh = due(network, -90), due(network, 100, "Zweites")
    client = signed_in(host)
    assert "Trotzdem" not in words(client.get(f"{DESK}{offer.pk}/ausblenden/"))
    assert client.post(f"{DESK}{offer.pk}/ausblenden/").status_code == 302
    assert stored(offer).hidden_at is not None
    assert "noch nicht so lange überfällig" in words(client.get(f"{DESK}{fresh.pk}/ausblenden/"))
    assert client.post(f"{DESK}{fresh.pk}/ausblenden/", {"trotzdem": "ja"}).status_code == 409
    assert stored(fresh).hidden_at is None


def test_a_call_confirms_or_is_noted_so_that_nobody_calls_twice(network: Network, host: Membership) -> None:
    one, two = due(network, -3, "Eins", phone="03675 1"), due(network, -9, "Zwei", phone="03675 1")
    late = due(network, -50, "Alt", organisation="Haus", phone="03675 22")
    due(network, 5, "Mit Adresse")
    due(network, 5, "Ohne Adresse", organisation="Hof", email="")
    client = signed_in(host)
    page = client.get(CALLS)
    assert [call.organisation for call in page.context["calls"]] == ["Haus", "Familienhaus", "Hof"]
    assert 'href="tel:036751"' in words(page)
    assert "Mit Adresse" not in words(page)
    client.post(f"{CALLS}ergebnis/", {"angebot": [late.pk], "ergebnis": "nicht-erreicht", "notiz": "Ansage"})
    page = client.get(CALLS)
    assert [call.organisation for call in page.context["calls"]] == ["Familienhaus", "Hof", "Haus"]
    assert "nicht erreicht</span> am" in words(page)
    with tenant(network.pk):
        assert Note.objects.get().text == "Telefonisch nicht erreicht. Ansage"
    sent = {"angebot": [one.pk, two.pk], "ergebnis": "stimmt", "notiz": "Frau am Empfang"}
    assert "2 Angebote sind bestätigt" in words(client.post(f"{CALLS}ergebnis/", sent, follow=True))
    assert stored(one).due_on > TODAY
    with tenant(network.pk):
        assert set(Confirmation.objects.values_list("way", "note")) == {("phone", "Frau am Empfang")}


def test_a_call_about_nothing_keeps_what_was_typed(network: Network, host: Membership) -> None:
    offer = due(network, -3)
    answer = signed_in(host).post(
        f"{CALLS}ergebnis/", {"partner": offer.organisation_id, "ergebnis": "stimmt", "notiz": "Sehr wichtig"}
    )
    assert answer.status_code == 422
    assert "Bitte kreuzen Sie an" in words(answer)
    assert 'value="Sehr wichtig"' in words(answer)


def test_freshness_stands_in_charts_with_the_numbers_beside(network: Network, host: Membership) -> None:
    due(network, 100, "Frisch")
    due(network, -3, "Alt", organisation="Haus")
    make_offer(network, "Nie", organisation="Haus")
    with tenant(network.pk):
        for days in range(1, 100):
            FreshnessDay.objects.create(network=network, on=TODAY - timedelta(days), fresh=100 - days, never=days)
    answer = signed_in(host).get(f"{DESK}frische/")
    page = words(answer)
    assert page.count('role="img"') == 2
    assert "1 von 3 öffentlichen Angeboten" in page
    assert len(answer.context["days"]) <= 9
    assert answer.context["days"][0].on == TODAY - timedelta(1)
    assert [(one.name, one.overdue, one.never, one.share) for one in answer.context["partners"]] == [
        ("Haus", 1, 1, 0), ("Familienhaus", 0, 0, 100)
    ]  # fmt: skip
    assert "frische=overdue" in page


def rules(**changes: Any) -> dict[str, Any]:
    given = {
        "due_months": 6, "desk_days": 60, "report_days": 14, "link_days": 45, "places_days": 14,
        "reminder_days": "30, 14, 3", "absent_until": "",
    }  # fmt: skip
    return given | changes


def test_the_rules_are_changed_and_recorded(network: Network, host: Membership) -> None:
    client = signed_in(host)
    sent = rules(
        due_months=12, reminder_days="7 21", clock_for_imported="on", absent_until=(TODAY + timedelta(7)).isoformat(),
        **{"art-0": "offer.parent_cafe", "monate-0": 3},
    )  # fmt: skip
    assert client.post(RULES, sent).status_code == 302
    with tenant(network.pk):
        kept = Upkeep.objects.get()
        assert Line.objects.get(event="offers.upkeep_changed").count == 5
    assert (kept.due_months, kept.reminder_days, kept.due_months_by_type) == (12, [21, 7], {"offer.parent_cafe": 3})
    assert (kept.clock_for_imported, kept.clock_since, kept.absent_until) == (True, TODAY, TODAY + timedelta(7))
    assert sorted(kept.direct_fields) == sorted(DIRECT), "another page"
    page = words(client.get(RULES))
    assert "Die Uhr läuft seit" in page
    assert "Sie sind als abwesend eingetragen" in words(client.get(DESK)) or not stored_offers(network)
    client.post(RULES, rules(due_months=12, reminder_days="21, 7", **{"art-0": "", "monate-0": ""}))
    with tenant(network.pk):
        kept = Upkeep.objects.get()
    assert (kept.clock_for_imported, kept.clock_since, kept.due_months_by_type) == (False, None, {})


def stored_offers(network: Network) -> int:
    with tenant(network.pk):
        return Offer.objects.count()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reminder_days": "bald"}, "höchstens sechs Zahlen"),
        ({"due_months": "0"}, "größer oder gleich 1"),
        ({"art-0": "offer.parent_cafe"}, "beides aus oder keines"),
        ({"absent_until": "2020-01-01"}, "in der Vergangenheit"),
    ],
)
def test_wrong_rules_stay_on_the_page_and_nothing_is_kept(
    network: Network, host: Membership, changes: dict[str, Any], sentence: str
) -> None:
    answer = signed_in(host).post(RULES, rules(desk_days=77, **changes))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="77"' in words(answer)
    with tenant(network.pk):
        assert not Upkeep.objects.exists()


def test_what_goes_out_at_once_is_asked_again_and_kept(network: Network, host: Membership) -> None:
    client = signed_in(host)
    session = client.session
    session[BEGAN], session[SEEN] = time.time() - 3600, time.time()
    session.save()
    assert client.get(f"{RULES}sofort/").status_code == 302, "first she shows that it is her"
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(host.user_id)
    session.save()
    assert client.get(f"{RULES}sofort/").status_code == 200
    assert client.post(f"{RULES}sofort/", {"direct_fields": ["phone", "summary"]}).status_code == 302
    assert client.post(f"{RULES}sofort/", {"direct_fields": ["title"]}).status_code == 422
    with tenant(network.pk):
        assert Upkeep.objects.get().direct_fields == ["phone", "summary"]


def test_a_partner_confirms_what_is_due_and_only_her_own(network: Network) -> None:
    one, two, later = due(network, -3, "Eins"), due(network, 20, "Zwei"), due(network, 100, "Später")
    other = due(network, -3, "Fremd", organisation="Haus")
    member = make_member(network, "partner", organisations=[one.organisation_id])
    client = signed_in(member)
    page = words(client.get("/netz/musterstadt/angebote/faellig/"))
    assert ("Eins" in page, "Zwei" in page, "Später" in page, "Fremd" in page) == (True, True, False, False)
    assert "2 Angebote sind wieder zu bestätigen" in words(client.get("/netz/musterstadt/angebote/"))
    client.post("/netz/musterstadt/angebote/faellig/", {"angebot": [one.pk, two.pk, other.pk]})
    assert stored(one).due_on > TODAY + timedelta(100)
    assert stored(two).due_on > TODAY + timedelta(100)
    assert stored(other).due_on == TODAY - timedelta(3)
    back = client.post("/netz/musterstadt/angebote/faellig/", {"angebot": later.pk, "zurueck": "angebot"})
    assert back["Location"] == f"/netz/musterstadt/angebote/{later.pk}/"
    assert "Stimmt alles: bestätigen" in words(client.get(back["Location"]))
    with tenant(network.pk):
        assert set(Confirmation.objects.values_list("way", "hat")) == {("workspace", member.hat)}
    assert "Nichts ist fällig" in words(client.get("/netz/musterstadt/angebote/faellig/"))


def test_strangers_see_nothing_and_other_roles_as_far_as_they_reach(network: Network, host: Membership) -> None:
    offer = due(network, -90)
    stranger = signed_in(make_member(make_network("nachbarstadt")))
    guest = signed_in(make_member(network, "guest"))
    editor = signed_in(make_member(network, "editor"))
    for page in PAGES:
        assert stranger.get(page).status_code == 404, page
        assert guest.get(page).status_code == 403, page
    assert editor.get(RULES).status_code == 403
    assert editor.get(f"{DESK}{offer.pk}/ausblenden/").status_code == 403
    space = signed_in(make_member(network, "space"))
    assert titles(space.get(DESK)) == []
    assert space.post(f"{DESK}{offer.pk}/ausblenden/", {"trotzdem": "ja"}).status_code == 404
    assert "nichts angekreuzt" in words(space.post(f"{DESK}fragen/", {"nur": offer.pk}, follow=True))


def test_an_empty_seat_stands_on_the_desk(network: Network, host: Membership) -> None:
    due(network, -90)
    with tenant(network.pk):
        Upkeep.objects.create(network=network, absent_until=TODAY)
    assert "als abwesend eingetragen" in words(signed_in(host).get(DESK))


@pytest.mark.parametrize(
    "page", [DESK, f"{DESK}?was=hinweise", CALLS, f"{DESK}frische/", RULES, "/netz/musterstadt/angebote/faellig/"]
)
def test_one_and_three_take_the_same_questions(network: Network, host: Membership, page: str) -> None:
    client, counts = signed_in(host), []
    for number in (1, 3):
        for n in range(number):
            offer = due(network, -3, f"{number} {n}", organisation=f"Haus {number} {n}")
            user = make_user(f"p{number}{n}@example.org")
            make_member(network, "partner", user=user, organisations=[offer.organisation_id])
            with tenant(network.pk):
                ProblemReport.objects.create(network=network, offer=offer, kind="times", reported_on=TODAY)
                Note.objects.create(
                    network=network, offer=offer, member=host, text="Telefonisch nicht erreicht.", at=AT
                )
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_no_room_of_its_own_is_reached_from_the_desk(network: Network) -> None:
    due(network, -3)
    ways = ("pflege/anrufe/", "pflege/frische/", "guete/", "doppelt/", "beobachtet/", "pflege/regeln/")
    closed = {"coordinator": (), "editor": ("pflege/regeln/",), "space": ("doppelt/", "pflege/regeln/")}
    for role, missing in closed.items():
        page = signed_in(make_member(network, role)).get(DESK).content.decode()
        shown = [way for way in ways if f'href="/netz/musterstadt/{way}"' in page]
        assert shown == [way for way in ways if way not in missing], role
