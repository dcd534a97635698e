"""Leichte Sprache, sign language, known barriers: written by people, checked, public only then; and the page for the
young."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nestwerk.audit.models import Line
from nestwerk.common.lands import LANDS
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.statement.known import bodies
from nestwerk.finder.texts import texts_for
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.access.lines import as_written
from nestwerk.publishing.access.written import Written
from nestwerk.publishing.actions.access import add_piece, change_piece, remove_piece
from nestwerk.publishing.models import AccessPiece
from nestwerk.publishing.tests.putting_out import put_out
from nestwerk.publishing.young.approval import paper
from nestwerk.publishing.young.facts import facts

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
NOW = datetime.now(UTC)
DESK = "/netz/musterstadt/barrierefreiheit/"
EASY = Written(
    "Das sind wir", "## Frühe Hilfen\nWir helfen Eltern.\nDas kostet nichts.\n\n- Sie rufen an.\n- Wir kommen.",
    written_by="Büro Klartext", checked_by="Prüfgruppe Lebenshilfe", checked_on=date(2026, 10, 1), public=True,
    by_people=True,
)  # fmt: skip
SIGN = Written(
    "Willkommen", "Guten Tag.", address="https://video.musterstadt.de/dgs.mp4", captions=True,
    written_by="Gehörlosenverband", public=True,
)  # fmt: skip


@pytest.fixture
def network(data_dir: Path) -> Network:
    return make_network("musterstadt", name="Netzwerk Musterstadt", ags="16072")


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_text_is_public_with_those_who_wrote_and_checked_it(network: Network, boss: Membership) -> None:
    with tenant(network.pk):
        add_piece(network, "easy", EASY, by=boss, at=NOW)
        add_piece(network, "sign", SIGN, by=boss, at=NOW)
        add_piece(network, "barrier", Written("Alter Flyer", "Wir lesen ihn vor.", public=True), by=boss, at=NOW)
    put_out("musterstadt", at=NOW)
    easy = page("/musterstadt/leichte-sprache")
    assert "Wir helfen Eltern.<br>Das kostet nichts." in easy
    assert "<li>Wir kommen.</li>" in easy
    assert "Büro Klartext" in easy
    assert "Prüfgruppe Lebenshilfe" in easy
    assert "1. Oktober 2026" in easy
    sign = page("/musterstadt/gebaerdensprache")
    assert "video.musterstadt.de" in sign
    assert 'target="_blank" rel="noreferrer noopener"' in sign
    assert "<video" not in sign
    assert "<iframe" not in sign
    said = page("/musterstadt/barrierefreiheit")
    assert "Alter Flyer" in said
    assert "Es fehlt noch ein Text in Leichter Sprache" not in said


def test_what_is_not_there_is_said_and_stands_in_the_statement(network: Network) -> None:
    put_out("musterstadt", at=NOW)
    for language in LANGUAGES:
        front, t = f"/{language.prefix}" if language.prefix else "", texts_for(language.code)
        assert t("access.easy.none") in page(f"{front}/musterstadt/leichte-sprache")
        assert t("access.sign.none") in page(f"{front}/musterstadt/gebaerdensprache")
        said = page(f"{front}/musterstadt/barrierefreiheit")
        assert t("statement.exception.easy") in said
        assert t("statement.exception.sign") in said
        assert "Landesdurchsetzungsstelle" in said
        assert all(one.name in said for one in LANGUAGES)
        assert f'href="{front}/musterstadt/leichte-sprache"' in said  # the footer of every page


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("easy", Written("Text", "Hallo.", written_by="Büro", checked_by="Gruppe", checked_on=NOW.date(), public=True)),
        ("easy", Written("Text", "Hallo.", written_by="Büro", public=True, by_people=True)),
        ("sign", Written("Video", "Hallo.", written_by="Verband", public=True)),
        ("sign", Written("Video", "Hallo.", address="https://a.de/b.mp4", public=True)),
    ],
)
def test_nothing_is_public_unchecked(network: Network, boss: Membership, kind: str, lacking: Written) -> None:
    with tenant(network.pk), pytest.raises(Refused):
        add_piece(network, kind, lacking, by=boss, at=NOW)


def test_the_database_holds_it_as_well(network: Network) -> None:
    with tenant(network.pk), pytest.raises(IntegrityError), transaction.atomic():
        AccessPiece.objects.create(network=network, kind="easy", title="x", text="y", public=True, changed_at=NOW)


def test_each_deed_is_recorded(network: Network, boss: Membership) -> None:
    with tenant(network.pk):
        piece = add_piece(network, "easy", EASY, by=boss, at=NOW)
        change_piece(piece, Written("Das sind wir", "Hallo."), by=boss, at=NOW)
        change_piece(piece, Written("Das sind wir", "Guten Tag."), by=boss, at=NOW)
        remove_piece(piece, by=boss, at=NOW)
        said = list(Line.objects.filter(event__startswith="publishing.access").order_by("pk"))
    assert [one.event.rpartition("_")[2] for one in said] == ["shown", "hidden", "saved", "removed"]


def test_the_desk_asks_what_each_kind_needs(network: Network, boss: Membership) -> None:
    client = signed_in(boss)
    assert "Texte in Leichter Sprache" in client.get(DESK).content.decode()
    assert client.get(f"{DESK}neu/?art=nichts").status_code == 404
    assert "Untertitel" in client.get(f"{DESK}neu/?art=sign").content.decode()
    form = {"art": "easy", "title": "Das sind wir", "text": "Wir helfen.", "public": "on"}
    refused = client.post(f"{DESK}neu/", form)
    assert refused.status_code == 422
    assert "Menschen den Text geschrieben" in refused.content.decode()
    form |= {"written_by": "Büro", "checked_by": "Gruppe", "checked_on": "2026-10-01", "by_people": "on"}
    assert client.post(f"{DESK}neu/", form).status_code == 302
    with tenant(network.pk):
        piece = AccessPiece.objects.get()
    assert piece.public
    assert client.get(f"{DESK}{piece.pk}/").status_code == 200
    assert client.post(f"{DESK}{piece.pk}/loeschen/").status_code == 302
    assert signed_in(make_member(network, "guest")).get(DESK).status_code == 403
    assert signed_in(make_member(make_network("dort"))).get(DESK).status_code == 404


def test_a_text_cannot_bring_markup() -> None:
    assert "<script>" not in as_written("## <script>\n- <script>\n<script>")
    assert as_written("Eins.\nZwei.\n\n\n\nDrei.") == "<p>Eins.<br>Zwei.</p>\n<p>Drei.</p>"


def test_every_land_has_its_body() -> None:
    assert set(bodies()) == {*LANDS, "BUND"}
    assert all(one.website.startswith("https://") and one.source for one in bodies().values())


# --- very young parents ---------------------------------------------------------------------------------------------


def test_the_page_for_the_young_shows_facts_lines_and_what_fits(network: Network) -> None:
    make_offer(network, "Junge Mütter", target_groups=["tg.young_parents"])
    make_offer(network, "Beratung", offer_types=["offer.pregnancy_counselling"], anonymous=True)
    make_offer(network, "Krabbelgruppe", offer_types=["offer.parent_child_group"])
    put_out("musterstadt", at=NOW)
    for language in LANGUAGES:
        front, t = f"/{language.prefix}" if language.prefix else "", texts_for(language.code)
        young = page(f"{front}/musterstadt/du")
        assert young.index("Junge Mütter") < young.index("Beratung</a>")
        assert "Krabbelgruppe" not in young
        assert "0800 40 40 020" in young or "08004040020" in young
        assert all(str(t(f"young.fact.{fact.key}.title")) in young.replace("&#39;", "'") for fact in facts())
        assert t("young.where") in page(f"{front}/du")
        assert f'href="{front}/musterstadt/du"' in page(f"{front}/musterstadt/")


def test_the_results_lead_there_when_somebody_says_she_is_sixteen(network: Network) -> None:
    make_offer(network, "Beratung", offer_types=["offer.pregnancy_counselling"], anonymous=True)
    put_out("musterstadt", at=NOW)
    asked = {
        "": "ich bin 16 und schwanger", "en/": "pregnant at 16", "tr/": "16 yaşında hamileyim",
        "ru/": "мне 16 и я беременна", "uk/": "мені 16 і я вагітна", "ar/": "عمري 16 وأنا حامل",
    }  # fmt: skip
    there = {f"{one.prefix}/" if one.prefix else "" for one in LANGUAGES}
    silent = []
    for front in asked.keys() & there:
        answer = Client().get(f"/{front}musterstadt/suche", {"q": asked[front]}).content.decode()
        if f'<a href="/{front}musterstadt/du">' not in answer.split("<main", 1)[1].split("</main", 1)[0]:
            silent.append(asked[front])
    assert silent == []
    assert "note young" not in Client().get("/musterstadt/suche", {"q": "stillen"}).content.decode()


def test_the_paper_for_approval_holds_the_words_of_the_page() -> None:
    assert (Path(__file__).parents[3] / "docs" / "young-wording.md").read_text(encoding="utf-8") == paper()


def test_offers_in_sign_language_come_first_for_those_who_ask_for_it(network: Network) -> None:
    make_offer(network, "Elterncafé", offer_types=["offer.parent_child_group"], languages=["de"])
    make_offer(network, "Gebärden im Café", offer_types=["offer.parent_child_group"], languages=["de", "dgs"])
    put_out("musterstadt", at=NOW)
    asked = ("Gebärdensprache", "gehörlos", "ich bin taub", "sign language", "we are deaf", "işaret dili", "sağırım",
             "жестовый язык", "глухая мама", "жестова мова", "глуха мама", "لغة الإشارة", "أم صماء")  # fmt: skip
    wrong = []
    for words in asked:
        answer = Client().get("/musterstadt/suche", {"q": words}).content.decode()
        at = answer.find("Gebärden im Café")
        if at < 0 or (0 <= answer.find(">Elterncafé") < at):
            wrong.append(words)
    assert wrong == []
