"""An operator's own description: every mistake named with its key, twice as good as once, nothing half-written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.actions import describe_from_file
from nestwerk.networks.describe import DATA, Description, read_description
from nestwerk.networks.logo import LARGEST
from nestwerk.networks.models import Municipality, Network, SocialSpace
from nestwerk.networks.pilots import load_pilot, pilots
from nestwerk.networks.public import networks
from nestwerk.networks.tests.builders import make_network

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50
FULL = """
[[network]]
name = "Frühe Hilfen Musterkreis"
short_name = "Musterkreis"
kind = "landkreis"
languages = ["de", "tr"]
accent = "#ffcc00"
logo = "logo.png"
unverified = false
lat = 50.42
lon = 11.14

[network.intro]
de = "Willkommen."
de-einfach = "Guten Tag."

[network.contact]
role = "Koordination Frühe Hilfen"
street = "Markt 1"
postal_code = "96515"
city = "Sonneberg"
phone = "03675 1"
email = "hilfe@example.org"
website = "https://example.org"
opening_hours = "Mo-Fr 08:00-12:00"

[network.imprint]
operator = "Landkreis Muster"
address = "Markt 1, 96515 Sonneberg"
represented_by = "die Landrätin"

[[network.space]]
slug = "nord"
name = "Nord"
role = "Familienbüro Nord"
phone = "03675 2"
municipalities = ["16072018"]

[[network.municipality]]
ags = "16072999"
name = "Neudorf"
postal_codes = ["96524"]
lat = 50.3
lon = 11.2
social_space = "nord"
"""


@pytest.fixture
def network() -> Network:
    return make_network("muster", name="Muster")


def describe(folder: Path, text: str, slug: str = "muster") -> tuple[Description, list[str]]:
    path = folder / "netz.toml"
    path.write_text(text, encoding="utf-8")
    (folder / "logo.png").write_bytes(PNG)
    return describe_from_file(slug, path)


def said(text: str, folder: Path = Path(), ags: tuple[str, ...] = ("16072",)) -> Description:
    return read_description(tomllib.loads(text), folder, ags=ags)


def test_a_full_description_reaches_the_published_network(network: Network, tmp_path: Path) -> None:
    description, _ = describe(tmp_path, FULL)
    assert description.problems == []
    (public,) = networks(("muster",))
    assert (public.name, public.short_name, public.languages) == (
        "Frühe Hilfen Musterkreis",
        "Musterkreis",
        ("de", "tr"),
    )
    assert (public.logo, public.logo_type, public.accent) == (PNG, "image/png", "#ffcc00")
    assert (public.contact.role, public.contact.email) == ("Koordination Frühe Hilfen", "hilfe@example.org")
    assert public.imprint["operator"] == "Landkreis Muster"
    assert public.intro["de-einfach"] == "Guten Tag."
    assert [(space.slug, space.contact.role, space.places) for space in public.spaces] == [
        ("nord", "Familienbüro Nord", ("Neudorf", "Sonneberg"))
    ]


def test_describing_twice_changes_nothing_the_second_time(network: Network, tmp_path: Path) -> None:
    _, first = describe(tmp_path, FULL)
    before = networks(("muster",))
    _, again = describe(tmp_path, FULL)
    assert "imprint" in first
    assert (again, networks(("muster",))) == ([], before)


def test_what_the_file_leaves_out_stays(network: Network, tmp_path: Path) -> None:
    describe(tmp_path, FULL)
    _, changed = describe(tmp_path, '[[network]]\nshort_name = "Kreis Muster"\n[network.contact]\nphone = ""')
    (public,) = networks(("muster",))
    assert changed == ["short_name", "phone"]
    assert (public.contact.phone, public.contact.email, public.logo) == ("", "hilfe@example.org", PNG)
    assert (len(public.spaces), len(public.municipalities)) == (1, 2)


def test_an_empty_logo_takes_the_picture_away(network: Network, tmp_path: Path) -> None:
    describe(tmp_path, FULL)
    describe(tmp_path, '[[network]]\nlogo = ""')
    (public,) = networks(("muster",))
    assert (public.logo, public.logo_type) == (b"", "")


def test_a_network_in_a_known_county_gets_its_municipalities_and_outline(network: Network, tmp_path: Path) -> None:
    describe(tmp_path, '[[network]]\nshort_name = "Sonneberg"')
    (public,) = networks(("muster",))
    assert "Sonneberg" in [town.name for town in public.municipalities]
    assert public.outline


def test_municipalities_may_be_named_one_by_one_and_taken_away_again(network: Network, tmp_path: Path) -> None:
    for keys, names in ((["16072018", "16072013"], 2), (["16072018"], 1)):
        describe(tmp_path, f"[[network]]\nmunicipalities = {keys}".replace("'", '"'))
        with tenant(network.pk):
            assert Municipality.objects.count() == names


def test_every_pilot_can_be_described_by_its_own_file(tmp_path: Path) -> None:
    for pilot in pilots():
        load_pilot(pilot)
        before = networks((pilot.slug,))
        description, changed = describe_from_file(pilot.slug, DATA / "networks.toml")
        assert (description.problems, changed, networks((pilot.slug,))) == ([], [], before)


def test_a_mistake_leaves_everything_as_it_was(network: Network, tmp_path: Path) -> None:
    wrong = FULL.replace('"96524"', '"9652"').replace('"de", "tr"', '"de", 5')
    description, changed = describe(tmp_path, wrong)
    assert [key for key, _ in description.problems] == ["languages", "municipality 1, postal_codes"]
    with tenant(network.pk):
        assert SocialSpace.objects.count() == 0
    assert (changed, networks(("muster",))[0].name) == ([], "Muster")


@pytest.mark.parametrize(
    ("text", "key", "cause"),
    [
        ('nmae = "x"', "nmae", "kennen wir hier nicht"),
        ("name = 5", "name", "Text in Anführungszeichen"),
        ('name = ""', "name", "Diese Angabe fehlt"),
        ('name = "a\\u0007b"', "name", "unsichtbare Zeichen"),
        ('kind = "dorf"', "kind", "Möglich: landkreis"),
        ('accent = "türkis"', "accent", "Eine Farbe wie"),
        ('accent = "#fff"', "accent", "Eine Farbe wie"),
        ('ags = ["1607"]', "ags", "fünf oder acht Ziffern"),
        ('ags = ["99072"]', "ags", "zu keinem Land"),
        ("ags = []", "ags", "Diese Angabe fehlt"),
        ('land = "BY"', "land", "passt nicht"),
        ("lat = 50.1", "lat", "gehören zusammen"),
        ("lat = 11.1\nlon = 50.1", "lat", "nicht in Deutschland"),
        ("lat = nan\nlon = 11.0", "lat", "nicht in Deutschland"),
        ("unverified = 1", "unverified", "true oder false"),
        ('intro = {xx = "Hallo"}', "intro.xx", "kennen wir hier nicht"),
        ("imprint = {operator = 1}", "imprint.operator", "Text"),
        ('contact = {email = "keine"}', "contact.email", "keine Mail-Adresse"),
        ('contact = {website = "javascript:alert(1)"}', "contact.website", "keine Internetadresse"),
        ('contact = {postal_code = "٩٦٥١٥"}', "contact.postal_code", "fünf Ziffern"),
        ('contact = {phone = "' + "1" * 41 + '"}', "contact.phone", "höchstens 40"),
        ('space = [{slug = "Nord", name = "Nord"}]', "space 1, slug", "Kleinbuchstaben"),
        ('space = [{slug = "nord"}]', "space 1, name", "Diese Angabe fehlt"),
        ('space = [{slug = "no", name = "N"}, {slug = "no", name = "N"}]', "space 2, slug", "schon einmal"),
        ("space = [5]", "space 1", "Abschnitt"),
        ('space = [{slug = "no", name = "N", municipalities = ["16072999"]}]', "municipalities", "mitgelieferten"),
        ('municipalities = ["05315000"]', "municipalities", "mitgelieferten Liste"),
        ("municipalities = [5]", "municipalities", "Anführungszeichen"),
        ('municipality = [{ags = "05315000", social_space = "x", name = "K"}]', "municipality 1, social_space", "„x“"),
        ('municipality = [{ags = "05315000"}]', "municipality 1, name", "Diese Angabe fehlt"),
        ('logo = "fehlt.png"', "logo", "gibt es nicht"),
        ('logo = "text.png"', "logo", "PNG, JPEG oder WebP"),
        ('logo = "riesig.png"', "logo", "höchstens 100 KB"),
        ('logo = "."', "logo", "gibt es nicht"),
    ],
)
def test_a_mistake_is_named_with_key_and_cause(text: str, key: str, cause: str, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("<svg onload='alert(1)'>")
    (tmp_path / "riesig.png").write_bytes(PNG + bytes(LARGEST))
    found = dict(said(text, tmp_path).problems)
    assert list(found) == [key]
    assert cause in found[key]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0x", "image/jpeg"), (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp")],
)
def test_the_kind_of_a_picture_is_told_by_its_first_bytes(content: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / "bild").write_bytes(content)
    assert said('logo = "bild"', tmp_path).fields["logo_type"] == kind


def test_the_operator_hears_what_becomes_of_a_pale_colour_and_the_wish_is_kept() -> None:
    pale = said('accent = "#FFCC00"')
    assert [key for key, _ in pale.hints] == ["accent"]
    assert "statt #ffcc00" in pale.hints[0][1]
    assert pale.fields["accent"] == "#FFCC00"


def test_the_example_in_the_docs_is_in_order(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs" / "betrieb" / "netzwerk-einrichten.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "logo.png").write_bytes(PNG)
    found = read_description(tomllib.loads(example)["network"][0], tmp_path, ags=["16072"])
    assert (found.problems, len(found.spaces), len(found.towns or [])) == ([], 1, 2)


def test_where_no_municipalities_come_along_the_operator_hears_it() -> None:
    assert [key for key, _ in said('name = "Köln"', ags=("05315",)).hints] == ["municipalities"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 'x'", "kennen wir hier nicht"),
        ("", "fehlt der Abschnitt"),
        ("network = 5", "fehlt der Abschnitt"),
        ("[[network]]\nslug = 'anders'", "beschreibt das Netzwerk „muster“ nicht"),
        ("[[network]]\nslug = 'muster'\n[[network]]\nslug = 'muster'", "mehrmals"),
        ("[[network]", "lässt sich nicht lesen"),
    ],
)
def test_a_file_that_is_no_description_is_refused(network: Network, tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        describe(tmp_path, text)


def test_an_unknown_network_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nestwerk create-network nirgends"):
        describe(tmp_path, FULL, "nirgends")


def test_the_neighbour_s_rows_stay_untouched(network: Network, tmp_path: Path) -> None:
    other = make_network("nebenan")
    describe(tmp_path, FULL.replace("[[network]]", '[[network]]\nslug = "nebenan"', 1), "nebenan")
    before = networks(("nebenan",))
    describe(tmp_path, '[[network]]\nmunicipalities = ["16072018"]')
    assert networks(("nebenan",)) == before
    with tenant(other.pk):
        assert Municipality.objects.count() == 2


def test_an_outline_of_ones_own_is_a_ring_of_points_in_germany(network: Network, tmp_path: Path) -> None:
    ring = "[[50.4, 11.1], [50.5, 11.2], [50.4, 11.3], [50.4, 11.1]]"
    top = '[[network]]\nslug = "muster"\noutline = '
    assert describe(tmp_path, top + ring)[0].problems == []
    for wrong in ("[[50.4, 11.1]]", ring.replace("50.5", "5.5"), ring.replace("11.2", '"elf"')):
        assert [key for key, _ in describe(tmp_path, top + wrong)[0].problems] == ["outline"]


def test_an_outline_of_ones_own_stays_when_the_file_says_nothing_of_it(network: Network, tmp_path: Path) -> None:
    ring = "[[50.4, 11.1], [50.5, 11.2], [50.4, 11.3], [50.4, 11.1]]"
    top = '[[network]]\nslug = "muster"\n'
    describe(tmp_path, f"{top}outline = {ring}")
    assert "outline" not in describe(tmp_path, f'{top}intro = {{de = "Guten Tag."}}')[1]
