"""A coordinator writes a page, publishes it, and everybody reads it without the database."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from nestwerk.audit.models import Line
from nestwerk.catalogue.publish import publish
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import page_consent, page_files, pages
from nestwerk.publishing.models import OwnPage, PageFile, PageVersion
from nestwerk.publishing.pages.content import Content, Text
from nestwerk.publishing.queries.pages import content_of
from nestwerk.publishing.tasks.pages import end_portraits, planned_pages

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def photo(size: tuple[int, int] = (1600, 1200), kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def make_page(boss: Membership, title: str = "Über uns", kind: str = "page", **texts: Text) -> OwnPage:
    """A page with a German text, not public."""
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        page = pages.create_page(boss.network, kind=kind, title=title, by=boss, at=AT)
        german = texts.pop("de", Text(title, "Wir helfen.", "## Unser Ziel\n\nKein Kind allein."))
        content = Content({"de": german, **texts}, on="2026-11-20" if kind == "news" else "")
        pages.save_page(page, content, seen=1, by=boss, at=AT)
        page.refresh_from_db()
    return page


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    """An action in the tenant of the network."""
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        done = act(*args, by=boss, at=named.pop("at", AT), **named)
        args[0].refresh_from_db()
        return done


def again(boss: Membership, page: OwnPage) -> None:
    """Read the page once more."""
    with tenant(boss.network_id):
        page.refresh_from_db()


def events(boss: Membership) -> list[str]:
    with tenant(boss.network_id):
        lines = Line.objects.filter(event__startswith="publishing.").order_by("pk")
        return list(lines.values_list("event", flat=True))


def test_a_page_goes_out_in_the_catalogue_and_is_read_without_the_database(
    data_dir: Path, boss: Membership, client: Client, django_db_blocker: Any
) -> None:
    page = make_page(boss, en=Text("About us", "We help.", "All <b>welcome</b>"))
    publish(at=AT)
    assert client.get("/musterstadt/seiten/ueber-uns").status_code == 404
    do(boss, pages.publish_page, page)
    publish(["musterstadt"], at=AT, wait=True)
    with django_db_blocker.block():
        german = client.get("/musterstadt/seiten/ueber-uns")
        english = client.get("/en/musterstadt/seiten/ueber-uns").content.decode()
        plain = client.get("/de-einfach/musterstadt/seiten/ueber-uns").content.decode()
        listed = client.get("/musterstadt/seiten").content.decode()
        about = client.get("/musterstadt/netzwerk").content.decode()
        english_map = client.get("/sitemap/en/musterstadt/1.xml").content.decode()
    assert "<h2>Unser Ziel</h2>" in german.content.decode()
    assert german["Cache-Control"] == "no-cache"
    assert "About us" in english
    assert "All &lt;b&gt;welcome&lt;/b&gt;" in english
    assert "noch nicht in einfacher Sprache" in plain
    assert "Kein Kind allein." in plain
    assert 'href="/musterstadt/seiten/ueber-uns"' in listed
    assert 'href="/musterstadt/seiten/ueber-uns"' in about
    assert "/en/musterstadt/seiten/ueber-uns</loc>" in english_map
    assert events(boss) == ["publishing.page_created", "publishing.page_published"]


def test_without_pages_nothing_leads_there(data_dir: Path, network: Network, client: Client) -> None:
    publish(at=AT)
    assert "seiten" not in client.get("/musterstadt/netzwerk").content.decode()
    assert client.get("/musterstadt/seiten").status_code == client.get("/musterstadt/aktuelles").status_code == 404
    assert "seiten" not in client.get("/sitemap/de/musterstadt/1.xml").content.decode()


def test_what_is_saved_later_is_public_only_when_it_is_published(
    data_dir: Path, boss: Membership, client: Client
) -> None:
    page = make_page(boss)
    do(boss, pages.publish_page, page)
    do(boss, pages.save_page, page, Content({"de": Text("Über uns", "Neu.")}), seen=2)
    publish(at=AT, wait=True)
    assert "Kein Kind allein." in client.get("/musterstadt/seiten/ueber-uns").content.decode()
    do(boss, pages.take_back, page)
    publish(["musterstadt"], at=AT, wait=True)
    assert client.get("/musterstadt/seiten/ueber-uns").status_code == 404


def test_news_stand_newest_first(data_dir: Path, boss: Membership, client: Client) -> None:
    for title, on in (("Alt", "2026-10-01"), ("Neuer", "2026-11-01")):
        page = make_page(boss, title, "news")
        do(boss, pages.save_page, page, Content({"de": Text(title, "Satz.")}, on=on), seen=2)
        again(boss, page)
        do(boss, pages.publish_page, page)
    publish(at=AT, wait=True)
    body = client.get("/musterstadt/aktuelles").content.decode()
    assert body.index("Neuer") < body.index("Alt")
    assert "1. November 2026" in body


def test_a_picture_is_drawn_anew_and_travels_only_while_it_is_shown(
    data_dir: Path, boss: Membership, client: Client
) -> None:
    page = make_page(boss)
    sent = photo() + b"KANARIENVOGEL"
    file = do(boss, page_files.add_file, page, content=sent, name="../Kreis im Park.JPG")
    paper = do(boss, page_files.add_file, page, content=PDF, name="Satzung.pdf")
    spare = do(boss, page_files.add_file, page, content=photo((300, 200)), name="übrig.jpg")
    assert (file.name, file.media_type, file.width) == ("Kreis-im-Park.jpg", "image/jpeg", 1280)
    assert b"KANARIENVOGEL" not in bytes(file.content)
    text = f"![Ein Kreis](bild:{file.mark})\n\n[Unsere Satzung](datei:{paper.mark})"
    do(boss, pages.save_page, page, Content({"de": Text("Über uns", "", text)}), seen=2)
    again(boss, page)
    do(boss, pages.publish_page, page)
    publish(at=AT, wait=True)
    picture = client.get(f"/musterstadt/dateien/{file.mark}")
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert client.get(f"/musterstadt/dateien/{paper.mark}")["Content-Disposition"].startswith("attachment")
    assert client.get(f"/musterstadt/dateien/{spare.mark}").status_code == 404
    body = client.get("/musterstadt/seiten/ueber-uns").content.decode()
    assert f'src="/musterstadt/dateien/{file.mark}" alt="Ein Kreis"' in body
    assert "Unsere Satzung</a> (PDF," in body
    with pytest.raises(Refused, match="zeigt diese Datei"):
        do(boss, page_files.remove_file, page, mark=file.mark)
    do(boss, page_files.remove_file, page, mark=spare.mark)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "leer"),
        (b"<svg onload=alert(1)>", "kein Bild"),
        (b"GIF89a", "PDF"),
        (b"%PDF-1.7 abgeschnitten", "nicht vollständig"),
        (PDF + b"/JavaScript (x) %%EOF", "Programm"),
        (PDF + b"/Encrypt 5 0 R %%EOF", "Kennwort"),
        (b"\x89PNG\r\n\x1a\nkaputt", "beschädigt"),
    ],
)
def test_other_files_are_refused(boss: Membership, content: bytes, word: str) -> None:
    page = make_page(boss)
    with pytest.raises(Refused, match=word):
        do(boss, page_files.add_file, page, content=content, name="x.png")
    with tenant(boss.network_id):
        assert not PageFile.objects.exists()


def test_the_second_of_two_who_write_is_told_and_loses_nothing(boss: Membership) -> None:
    page, client = make_page(boss), signed_in(boss)
    address = f"/netz/musterstadt/seiten/{page.pk}/"
    first = client.post(address, {"seen": "2", "title": "Über uns", "lead": "Eins.", "body": "x", "order": "0"})
    assert first.status_code == 302
    second = client.post(address, {"seen": "2", "title": "Über uns", "lead": "Zwei.", "body": "y", "order": "0"})
    body = second.content.decode()
    assert second.status_code == 409
    assert "jemand anderes" in body
    assert "Zwei." in body
    assert 'name="seen" value="3"' in body
    again = client.post(address, {"seen": "3", "title": "Über uns", "lead": "Zwei.", "body": "y", "order": "0"})
    assert again.status_code == 302
    with tenant(boss.network_id):
        assert content_of(page, 4).text("de").lead == "Zwei."
        assert content_of(page, 3).text("de").lead == "Eins."


def test_an_older_version_comes_back_as_the_newest(boss: Membership) -> None:
    page = make_page(boss)
    do(boss, pages.save_page, page, Content({"de": Text("Anders", "Neu.")}), seen=2)
    do(boss, pages.restore_version, page, number=2)
    again(boss, page)
    assert (page.latest, page.title, page.published) == (4, "Über uns", None)
    with tenant(boss.network_id):
        assert content_of(page, 4).stored() == content_of(page, 2).stored()
        assert PageVersion.objects.filter(page=page).count() == 4


def test_a_planned_page_becomes_public_at_its_moment(boss: Membership) -> None:
    page = make_page(boss)
    with pytest.raises(Refused, match="schon vorbei"):
        do(boss, pages.plan_page, page, moment=AT)
    do(boss, pages.plan_page, page, moment=AT + timedelta(hours=1))
    do(boss, pages.save_page, page, Content({"de": Text("Später geschrieben", "x")}), seen=2)
    planned_pages(int(AT.timestamp()) + 3500)
    again(boss, page)
    assert page.published is None
    planned_pages(int(AT.timestamp()) + 3600)
    again(boss, page)
    assert (page.published, page.planned, page.planned_at) == (2, None, None)  # the version that was planned
    assert events(boss)[-1] == "publishing.page_published"


def test_what_is_missing_keeps_it_from_going_out(boss: Membership) -> None:
    page = make_page(boss, de=Text("Über uns", "", "![](bild:aaaaaaaaaaaaaaaa)"))
    with pytest.raises(Refused, match="Beschreibung"):
        do(boss, pages.publish_page, page)
    answer = signed_in(boss).post(f"/netz/musterstadt/seiten/{page.pk}/veroeffentlichen/")
    assert answer.status_code == 422
    assert "fehlt noch etwas" in answer.content.decode()


def test_a_portrait_is_public_by_consent_only_and_a_withdrawal_hides_it(
    data_dir: Path, boss: Membership, client: Client
) -> None:
    page = make_page(boss, "Ada Beispiel", "portrait")
    with pytest.raises(Refused, match="Einwilligung"):
        do(boss, pages.publish_page, page)
    do(boss, page_consent.record_consent, page, on=AT.date(), way="paper", until=date(2027, 1, 31))
    do(boss, pages.publish_page, page)
    publish(at=AT, wait=True)
    assert "Ada Beispiel" in client.get("/musterstadt/seiten/ada-beispiel").content.decode()
    do(boss, page_consent.withdraw_consent, page)
    publish(["musterstadt"], at=AT, wait=True)
    assert client.get("/musterstadt/seiten/ada-beispiel").status_code == 404
    with tenant(boss.network_id), pytest.raises(IntegrityError):
        OwnPage.objects.filter(pk=page.pk).update(published=2)
    end_portraits(int((AT + timedelta(days=31)).timestamp()))
    with tenant(boss.network_id):
        assert not OwnPage.objects.filter(pk=page.pk).exists()
        assert not PageVersion.objects.exists()
    assert events(boss)[-2:] == ["publishing.portrait_withdrawn", "publishing.page_removed"]


def test_a_consent_that_ends_hides_the_portrait_that_night(boss: Membership) -> None:
    page = make_page(boss, "Ada Beispiel", "portrait")
    do(boss, page_consent.record_consent, page, on=AT.date(), way="mail", until=AT.date())
    do(boss, pages.publish_page, page)
    end_portraits(int(AT.timestamp()))
    again(boss, page)
    assert page.published == 2
    end_portraits(int((AT + timedelta(days=1)).timestamp()))
    again(boss, page)
    assert page.published is None
    assert events(boss)[-1] == "publishing.portrait_ended"


def test_a_deleted_page_leaves_nothing(boss: Membership) -> None:
    page = make_page(boss)
    do(boss, page_files.add_file, page, content=PDF, name="x.pdf")
    client = signed_in(boss)
    assert "endgültig" in client.get(f"/netz/musterstadt/seiten/{page.pk}/loeschen/").content.decode()
    assert client.post(f"/netz/musterstadt/seiten/{page.pk}/loeschen/").status_code == 302
    with tenant(boss.network_id):
        assert not OwnPage.objects.exists()
        assert not PageVersion.objects.exists()
        assert not PageFile.objects.exists()


def test_a_coordinator_writes_a_page_from_the_first_word_to_the_public(boss: Membership) -> None:
    client = signed_in(boss)
    assert "Fangen Sie mit einer Seite" in client.get("/netz/musterstadt/seiten/").content.decode()
    made = client.post("/netz/musterstadt/seiten/neu/", {"kind": "news", "title": "Elternfest im Park"})
    address = made["Location"]
    sent = SimpleUploadedFile("fest.jpg", photo(), "image/jpeg")
    assert client.post(f"{address}dateien/", {"datei": sent}).status_code == 302
    with tenant(boss.network_id):
        mark = PageFile.objects.get().mark
    looked = client.post(f"{address}ansehen/", {"body": f"**Kommen** Sie!\n\n![Park](bild:{mark})"}).content.decode()
    assert "<strong>Kommen</strong>" in looked
    assert f"{address}dateien/{mark}/" in looked
    given = {"seen": "1", "title": "Elternfest im Park", "lead": "Am Samstag feiern wir.", "body": "Kommen Sie!"}
    saved = client.post(address, given | {"on": "2026-11-20", "picture": mark, "picture_alt": "Der Park"})
    assert saved.status_code == 302
    assert client.get(f"{address}dateien/{mark}/")["Content-Type"] == "image/jpeg"
    assert client.post(f"{address}veroeffentlichen/").status_code == 302
    later = (datetime.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")  # noqa: DTZ005
    given |= {"seen": "2", "lead": "Am Sonntag feiern wir.", "on": "2026-11-21", "picture": ""}
    assert client.post(address, given).status_code == 302
    assert client.post(f"{address}planen/", {"moment": later}).status_code == 302
    body = client.get(address).content.decode()
    assert "öffentlich</span>" in body
    assert "geplant:" in body
    assert "Fassung 3" in body


def test_the_preview_is_the_public_page_and_kept_by_nobody(data_dir: Path, boss: Membership) -> None:
    page = make_page(boss, en=Text("About us", "We help."))
    client = signed_in(boss)
    publish(at=AT, wait=True)
    seen = client.get(f"/netz/musterstadt/seiten/{page.pk}/vorschau/")
    assert "<h2>Unser Ziel</h2>" in seen.content.decode()
    assert seen["Cache-Control"] == "no-store"
    english = client.get(f"/netz/musterstadt/seiten/{page.pk}/vorschau/?sprache=en&fassung=2").content.decode()
    assert "We help." in english
    assert client.get(f"/netz/musterstadt/seiten/{page.pk}/vorschau/?fassung=99").status_code == 404


def test_before_the_network_was_ever_published_the_preview_says_so(data_dir: Path, boss: Membership) -> None:
    page = make_page(boss)
    body = signed_in(boss).get(f"/netz/musterstadt/seiten/{page.pk}/vorschau/").content.decode()
    assert "Die Vorschau kommt gleich" in body


def test_hints_help_with_plain_words(boss: Membership) -> None:
    page = make_page(boss)
    text = "Die Inanspruchnahme der Maßnahme wird durch die Fachkräfte im Rahmen der Hilfeplanung durchgeführt."
    body = signed_in(boss).post(f"/netz/musterstadt/seiten/{page.pk}/ansehen/", {"body": text}).content.decode()
    assert "leichter zu lesen" in body
    assert "Inanspruchnahme" in body


def test_strangers_find_nothing_and_other_roles_may_not(boss: Membership) -> None:
    page = make_page(boss)
    stranger = make_member(make_network("nachbarstadt", ags="16073"))
    assert signed_in(stranger).get(f"/netz/musterstadt/seiten/{page.pk}/").status_code == 404
    assert signed_in(stranger).get(f"/netz/nachbarstadt/seiten/{page.pk}/").status_code == 404
    partner = make_member(boss.network, "partner")
    assert signed_in(partner).get(f"/netz/musterstadt/seiten/{page.pk}/").status_code == 403


def test_the_list_asks_the_same_for_one_and_three(boss: Membership) -> None:
    client, counts = signed_in(boss), []
    for titles in (["Eins"], ["Zwei", "Drei"]):
        for title in titles:
            make_page(boss, title)
        client.get("/netz/musterstadt/seiten/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/netz/musterstadt/seiten/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
