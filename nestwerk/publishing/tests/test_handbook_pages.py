"""The public pages of the Elternbegleitbuch: complete without script, from the catalogue alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES, Language
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.handbook.book import chapters
from nestwerk.publishing.handbook.rules import every_rule
from nestwerk.publishing.models import HandbookText
from nestwerk.publishing.typesetting.tests.readable import faults

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
BOOK = "/musterstadt/begleitbuch"
PAGES = [BOOK, f"{BOOK}/zeitstrahl", f"{BOOK}/verlust", f"{BOOK}/geld", f"{BOOK}/gesundheit", f"{BOOK}/gut-zu-wissen"]


def seen(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def own(network: Network, **rest: Any) -> None:
    values = {"chapter": "money", "section": "child_benefit", "language": "de", "changed_at": AT}
    with tenant(network.pk):
        HandbookText.objects.create(network=network, **(values | rest))


@pytest.mark.parametrize("count", [1, 3])
def test_no_page_asks_the_database_sets_a_cookie_or_leaves_the_house(
    network: Network, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    for number in range(count):
        make_offer(network, title=f"Hebammensprechstunde {number}", offer_types=["offer.midwife_care"])
    publish(at=AT)
    for language in LANGUAGES:
        front = f"/{language.prefix}" if language.prefix else ""
        for page in PAGES:
            with django_assert_num_queries(0):
                answer = Client().get(front + page)
            assert answer.status_code == 200, front + page
            assert not answer.cookies
            for address in re.findall(
                r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', answer.content.decode()
            ):
                assert address.removeprefix(settings.PUBLIC_URL).startswith("/"), address


def test_every_chapter_of_the_book_opens_in_every_language_and_others_do_not(network: Network) -> None:
    publish(at=AT)
    for language in LANGUAGES:
        front = f"/{language.prefix}" if language.prefix else ""
        cover = seen(front + BOOK)
        for chapter in chapters():
            assert f'href="{front}{BOOK}/{chapter.slug}"' in cover
            assert f'lang="{language.tag}"' in seen(f"{front}{BOOK}/{chapter.slug}")
    assert Client().get(f"{BOOK}/gibtesnicht").status_code == 404
    assert Client().get("/anderswo/begleitbuch").status_code == 404


def test_the_timeline_names_every_window_without_script(network: Network) -> None:
    publish(at=AT)
    page = seen(f"{BOOK}/zeitstrahl")
    assert set(re.findall(r'data-rule="([^"]+)"', page)) == {rule.key for rule in every_rule()}
    assert "3. bis 10. Lebenstag" in page
    assert "Möglich vom 3. bis 14. Lebenstag." in page
    assert "6 Wochen vor dem Termin" in page
    assert "8 Wochen nach der Geburt, manchmal 12" in page
    assert "Quelle: § 18 Abs. 1 PStG. Gilt seit 1. November 2022, geprüft am 22. November 2026." in page
    assert "Month 10 to month 12 of life" in seen(f"/en{BOOK}/zeitstrahl")


def test_nothing_of_a_date_could_be_sent(network: Network) -> None:
    """No form around the field, no name on it, nothing the browser keeps; hidden where there is no script."""
    publish(at=AT)
    page = seen(f"{BOOK}/zeitstrahl")
    box = page[page.index('id="ihr-datum"') - 60 : page.index("</section>", page.index('id="ihr-datum"'))]
    assert "<form" not in page[page.index("<main") :]
    assert '<input type="date" id="tag" autocomplete="off"' in box
    assert re.search(r"<section[^>]* hidden>", box)
    carried = json.loads(re.search(r'id="zeitstrahl">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert {rule["key"] for rule in carried["rules"]} == {rule.key for rule in every_rule()}
    for script in ("handbook.js", "handbook_calendar.js"):
        source = (Path(__file__).parents[1] / "static" / "publishing" / script).read_text(encoding="utf-8")
        for word in ("fetch", "XMLHttpRequest", "sendBeacon", "localStorage", "sessionStorage", "cookie", "pushState",
                     "replaceState", "WebSocket", "indexedDB", "location.hash", "location.search"):  # fmt: skip
            assert word not in source, (script, word)


def test_offers_stand_at_the_moment_they_are_for(network: Network) -> None:
    make_offer(
        network, title="Krabbelkreis", offer_types=["offer.parent_child_group"], age_from_months=4, age_to_months=12
    )
    make_offer(network, title="Trotzkurs", offer_types=["offer.parent_course"], age_from_months=18, age_to_months=36)
    make_offer(network, title="Hebamme Nord", offer_types=["offer.midwife_care"])
    publish(at=AT)
    page = seen(f"{BOOK}/zeitstrahl")

    def moment(key: str) -> str:
        return re.search(rf'data-rule="{key}">(.*?)</li>\n(?=<li class="moment"|</ol>)', page, re.S)[1]  # type: ignore[index]

    assert "Krabbelkreis" in moment("meet_families")
    assert "Trotzkurs" not in moment("meet_families")
    assert "Trotzkurs" in moment("toddler_time")
    assert "Hebamme Nord" in moment("midwife_search")
    assert "Hebamme Nord" not in moment("u7")


def test_own_words_stand_in_their_language_and_the_common_ones_elsewhere(network: Network) -> None:
    own(network, title="Kindergeld in Musterstadt", text="Die Familienkasse berät <b>dienstags</b> im Rathaus.")
    own(network, section="local", title="Bei uns", text="Die Babytasche gibt es im Bürgerbüro.")
    publish(at=AT)
    german, english = seen(f"{BOOK}/geld"), seen(f"/en{BOOK}/geld")
    assert "Kindergeld in Musterstadt" in german
    assert "&lt;b&gt;dienstags&lt;/b&gt;" in german
    assert "Kindergeld bekommen fast alle" not in german
    assert "höchstens 6 Monate rückwirkend" in german  # the rule stays beside own words
    assert "Almost every family gets child benefit" in english
    assert "Kindergeld in Musterstadt" not in english
    assert 'lang="de" dir="ltr">Bei uns</h2>' in english


def test_a_neighbour_reads_the_common_words(network: Network) -> None:
    make_network("nachbarstadt", ags="16073")
    own(network, title="Nur hier", text="Nur hier.")
    publish(at=AT)
    assert "Nur hier" not in seen("/nachbarstadt/begleitbuch/geld")


def test_the_page_after_a_loss_asks_nothing_and_says_what_holds(network: Network) -> None:
    make_offer(network, title="Trauercafé", offer_types=["offer.bereavement"], age_from_months=0, age_to_months=36)
    make_offer(network, title="Babyschwimmen", offer_types=["offer.baby_course"])
    publish(at=AT)
    page = seen(f"{BOOK}/verlust")
    main = page[page.index("<main") : page.index("</main>")]
    assert "Trauercafé" in main
    assert "Babyschwimmen" not in main
    assert "Seit Juni 2025 gilt Mutterschutz auch nach einer Fehlgeburt ab der 13. Woche" in main
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", main, re.S)[1:]]
    assert [" ".join(row) for row in rows[1:]] == [
        "13. bis 16. Woche bis zu 2 Wochen",
        "17. bis 19. Woche bis zu 6 Wochen",
        "ab der 20. Woche bis zu 8 Wochen",
    ]
    assert "§ 3 Abs. 5 MuSchG" in main
    for word in ("<form", "<input", "Zum Zeitstrahl", 'zeitstrahl"', "U1", "Herzlichen"):
        assert word not in main, word
    assert main.count("Begleitbuch") >= 3
    assert "tel:" in main


def test_the_way_there_is_one_link_on_every_page_of_the_book(network: Network) -> None:
    publish(at=AT)
    for page in (BOOK, f"{BOOK}/zeitstrahl", *(f"{BOOK}/{chapter.slug}" for chapter in chapters())):
        assert f'href="{BOOK}/verlust"' in seen(page), page


def test_the_printed_book_is_a_tagged_pdf_with_the_same_words(network: Network) -> None:
    make_offer(network, title="Hebamme Nord", offer_types=["offer.midwife_care"], city="Musterstadt")
    own(network, section="local", title="Bei uns", text="Die Babytasche gibt es im Bürgerbüro.")
    publish(at=AT)
    for front in ("", "/de-einfach", "/en"):
        answer = Client().get(f"{front}{BOOK}/begleitbuch.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in answer.content or b"/ObjStm" in answer.content


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_printed_book_is_readable_for_everybody(network: Network, language: Language) -> None:
    make_offer(network, title="Hebamme Nord", offer_types=["offer.midwife_care"], city="Musterstadt")
    publish(at=AT)
    front = f"/{language.prefix}" if language.prefix else ""
    assert faults(Client().get(f"{front}{BOOK}/begleitbuch.pdf").content) == []


def test_figures_of_the_common_words_name_their_source_and_own_words_do_not(network: Network) -> None:
    publish(at=AT)
    assert "§ 43 Abs. 3 SGB VIII" in seen(f"{BOOK}/betreuung")
    assert "§ 43 Abs. 3 SGB VIII" in seen(f"/en{BOOK}/betreuung")
    own(network, chapter="care", section="kinds", title="Kita", text="Vier Kinder sind es bei uns.")
    publish(["musterstadt"], at=AT, wait=True)
    assert "§ 43 Abs. 3 SGB VIII" not in seen(f"{BOOK}/betreuung")
