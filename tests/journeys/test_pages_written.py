"""A coordinator writes news and a practice example; families read the one, another network takes over the other."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import PHONE, visitor
from tests.journeys.conftest import ROOT, Installation
from tests.journeys.desks import HERE, accessible, seat, seconds_until, signed_in

NEWS, CAFE = "Ein neues Spielzimmer", "Elterncafé am Dienstag"
FIRST, SECOND = "Ab Montag steht die Tür offen.", "Ab Dienstag steht die Tür offen."
EXAMPLE = "Elterncafé im Bürgerbus"
SOON = 20.0  # seconds from the click to the public page
# Somebody of the invented town also edits for a neighbour.
JOIN = """
import django; django.setup()
from django.utils import timezone
from nestwerk.accounts.models import User
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.queries_members import network_called
network = network_called("sonneberg")
with tenant(network.pk):
    user = User.objects.get(email="redaktion@musterstadt.example")
    Membership.objects.create(network=network, user=user, role="editor", starts_at=timezone.now())
"""


def on_both(page: Page) -> None:
    """No barrier on a desk and on a phone."""
    desk = page.viewport_size
    accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    accessible(page)
    page.set_viewport_size(desk)  # type: ignore[arg-type]


def picture() -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(out, "PNG")
    return {"name": "spielzimmer.png", "mimeType": "image/png", "buffer": out.getvalue()}


def editor_next_door(browser: Browser, installation: Installation) -> Page:
    environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "nestwerk.config.settings"}
    subprocess.run([sys.executable, "-c", JOIN], cwd=ROOT, env=environment, check=True)
    page = seat(browser)
    page.goto(f"{installation.url}/konto/anmelden/")
    page.fill("[name=login]", "redaktion@musterstadt.example")
    page.fill("[name=password]", demo_password(installation.data_dir))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("button", name=re.compile("Sonneberg")).click()
    page.wait_for_url("**/netz/sonneberg/")
    return page


def test_news_with_a_picture_is_public_within_seconds_and_an_older_version_comes_back(
    browser: Browser, own_installation: Installation
) -> None:
    site = own_installation.url
    karla = signed_in(browser, own_installation, "koordination")
    # given a piece of news with a picture
    karla.goto(f"{site}{HERE}seiten/")
    on_both(karla)
    karla.get_by_role("link", name="Neue Seite").click()
    on_both(karla)
    karla.select_option("[name=kind]", "news")
    karla.fill("[name=title]", NEWS)
    karla.get_by_role("button", name="Seite anlegen").click()
    karla.wait_for_url(re.compile(r"/seiten/\d+/"))
    desk = karla.url
    karla.set_input_files("[name=datei]", picture())  # type: ignore[arg-type]
    karla.get_by_role("button", name="Hochladen").click()
    token = karla.locator("[data-token]").inner_text()
    token = re.sub(r"!\[[^\]]*\]", "![Ein Regal mit Spielzeug]", token)
    karla.fill("[name=body]", f"{FIRST}\n\n{token}")
    karla.get_by_role("button", name="Fassung speichern").click()
    expect(karla.locator("[name=body]")).to_have_value(re.compile(FIRST))
    on_both(karla)
    # when she looks at it first, and then publishes it
    with karla.context.expect_page() as opened:
        karla.get_by_role("link", name="Vorschau der gespeicherten Fassung").click()
    preview = opened.value
    expect(preview.get_by_text(FIRST)).to_be_visible()
    expect(preview.get_by_role("img", name="Ein Regal mit Spielzeug")).to_be_visible()
    on_both(preview)
    preview.close()
    started = time.monotonic()
    karla.get_by_role("button", name=re.compile("^Fassung .* veröffentlichen$")).click()
    address = "/musterstadt/seiten/ein-neues-spielzimmer"
    seconds_until(lambda: FIRST in own_installation.get(address)[1], SOON)
    assert time.monotonic() - started < SOON
    # then families read it, with the picture, on a page of its own and among the news
    mother = visitor(browser).new_page()
    mother.goto(f"{site}/musterstadt/aktuelles")
    on_both(mother)
    mother.get_by_role("link", name=NEWS).click()
    expect(mother.get_by_role("img", name="Ein Regal mit Spielzeug")).to_be_visible()
    on_both(mother)
    assert NEWS in own_installation.get("/musterstadt/aktuelles.atom")[1]
    # and a mistake is taken back by making the first version the newest again
    karla.goto(desk)
    karla.fill("[name=body]", SECOND)
    karla.get_by_role("button", name="Fassung speichern").click()
    karla.get_by_role("button", name=re.compile("^Fassung .* veröffentlichen$")).click()
    seconds_until(lambda: SECOND in own_installation.get(address)[1], SOON)
    before = karla.get_by_role("row").filter(has_not_text="öffentlich").filter(has_text="Zurückholen").first
    before.get_by_role("button", name=re.compile("^Zurückholen")).click()
    expect(karla.locator("[name=body]")).to_have_value(re.compile(FIRST))
    assert SECOND in own_installation.get(address)[1]  # nothing becomes public by it
    karla.get_by_role("button", name=re.compile("^Fassung .* veröffentlichen$")).click()
    seconds_until(lambda: FIRST in own_installation.get(address)[1], SOON)
    on_both(karla)
    for page in (karla, mother):
        page.context.close()


def test_another_network_takes_over_an_offer_of_a_practice_example(
    browser: Browser, own_installation: Installation
) -> None:
    site = own_installation.url
    karla = signed_in(browser, own_installation, "koordination")
    # given an example with an offer and a picture that goes along
    karla.goto(f"{site}{HERE}praxisbeispiele/")
    on_both(karla)
    karla.fill("[name=title]", f"{EXAMPLE} am See")
    karla.get_by_role("button", name="Praxisbeispiel anlegen").click()
    for name, text in (
        ("goal", "Eltern auf dem Land treffen sich."), ("steps", "Wir haben einen Bus gemietet."),
        ("worked", "Viele kamen wieder."), ("contact", "Koordination Frühe Hilfen"),
    ):  # fmt: skip
        karla.fill(f"[name={name}]", text)
    karla.get_by_role("button", name="Beispiel speichern").click()
    karla.set_input_files("[name=datei]", picture())  # type: ignore[arg-type]
    karla.fill("[name=worum]", "Der Bus vor dem Rathaus")
    karla.get_by_role("button", name="Hochladen").click()
    offer = karla.locator(f'#angebote-liste option[value^="{CAFE}"]').first.get_attribute("value")
    karla.fill("[name=angebot]", str(offer))
    karla.get_by_role("button", name="Angebot mitgeben").click()
    expect(karla.locator("summary", has_text=CAFE)).to_be_visible()
    karla.locator("summary", has_text=CAFE).click()
    on_both(karla)
    karla.get_by_role("button", name="Gespeicherte Fassung veröffentlichen").click()
    public = str(karla.get_by_role("link", name="Öffentliche Seite").get_attribute("href"))
    seconds_until(lambda: own_installation.get(public)[0] == 200, SOON)
    reader = visitor(browser).new_page()
    reader.goto(site + public)
    expect(reader.get_by_role("img", name="Der Bus vor dem Rathaus")).to_be_visible()
    expect(reader.get_by_role("heading", name=CAFE)).to_be_visible()
    on_both(reader)
    # when the editor of another network takes the offer over
    rena = editor_next_door(browser, own_installation)
    rena.goto(f"{site}/netz/sonneberg/praxisbeispiele/?suche=See")
    on_both(rena)
    rena.get_by_role("link", name=re.compile(f"^Angebot „{CAFE}")).click()
    on_both(rena)
    rena.select_option("[name=organisation]", index=1)
    rena.get_by_role("button", name="Als Entwurf übernehmen").click()
    # then it is her draft, without the other's contact, and says where it comes from
    rena.wait_for_url(re.compile(r"/netz/sonneberg/angebote/\d+/bearbeiten/"))
    expect(rena.get_by_role("heading", level=1)).to_contain_text(CAFE)
    on_both(rena)
    rena.goto(rena.url.removesuffix("bearbeiten/"))
    expect(rena.get_by_text(f"Begonnen mit einem Angebot aus dem Praxisbeispiel „{EXAMPLE} am See“")).to_be_visible()
    on_both(rena)
    for page in (karla, reader, rena):
        page.context.close()
