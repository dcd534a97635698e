"""Names, streets and contacts in one spelling."""

import pytest

from nestwerk.offers.duplicates.addresses import Place, house, relation, same_town, town
from nestwerk.offers.duplicates.contacts import mail, own_domain, page, phones, same_phone
from nestwerk.offers.duplicates.names import belongs_to, main_title, name_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DRK-Kreisverband Musterstadt e. V.", "Deutsches Rotes Kreuz KV Musterstadt eV"),
        ("AWO Ortsverein Beispielhausen gGmbH", "Arbeiterwohlfahrt OV Beispielhausen"),
        ("Diakonisches Werk Musterkreis", "Diakonie Musterkreis gemeinnützige GmbH"),
        ("Ev.-Luth. Kindertagesstätte Sankt Marien", "Ev. luth. Kita St. Marien"),
        ("Kindertagestätte Löwenzahn", "Kindergarten Loewenzahn"),
        ("Schwangerenberatungsstelle", "Schwangerschaftsberatung"),
        ("Waldorfkindergarten", "Waldorf Kita"),
        ("Haus Steinstraße e.V.", "HAUS STEINSTRASSE"),
        ("WERK II", "Werk 2"),
    ],
)
def test_two_spellings_of_a_name_give_the_same_words(one: str, other: str) -> None:
    assert sorted(set(name_words(one)) - {"evangelisch"}) == sorted(set(name_words(other)) - {"evangelisch"})


def test_protestant_and_registered_association_are_told_apart() -> None:
    assert name_words("Ev. Kita Arche") == ["evangelisch", "kita", "arche"]
    assert name_words("Kita Arche e.V.") == ["kita", "arche"]


def test_a_title_without_its_brackets_and_what_it_belongs_to() -> None:
    assert main_title("Kita Kiwi (Kinder & Wirtschaft)") == "Kita Kiwi"
    assert main_title("Inspirata – Zentrum für Bildung") == "Inspirata"
    assert belongs_to("Zooschule im Zoologischen Garten") == ["zoologischen", "garten"]
    assert belongs_to("An der Bergmühle") == []


@pytest.mark.parametrize(
    ("text", "street", "low", "high", "letters"),
    [
        ("Angelburger Str. 75/77", "angelburgerstr", 75, 77, ""),
        ("Angelburger Straße 75 – 77", "angelburgerstr", 75, 77, ""),
        ("Sandbergweg 17 a", "sandbergweg", 17, 17, "a"),
        ("Sandbergweg 17a", "sandbergweg", 17, 17, "a"),
        ("Zur Sägemühle 5a-c", "zursagemuhl", 5, 5, "abc"),
        ("Straße des 18. Oktober 100", "strassedesoktober", 100, 100, ""),
        ("Buchberger Str. 4 - 12, Haus 8A", "buchbergerstr", 4, 12, ""),
        ("Sewanstraße.235", "sewanstr", 235, 235, ""),
        ("Sparrbucht Parkplatz", "sparrbuchtparkplatz", 0, 0, ""),
    ],
)
def test_a_street_with_its_number(text: str, street: str, low: int, high: int, letters: str) -> None:
    found = house(text)
    assert found is not None
    assert (found.low, found.high, found.letters) == (low, high, letters)
    assert found.street[:8] == street[:8]


def test_no_street_is_no_house() -> None:
    assert house("") is None
    assert house("  ,") is None


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("Bachstr. 9", "Bachstraße 9", Place.HOUSE),
        ("Johannisallee 19A", "Johannisallee 19", Place.HOUSE),
        ("Prager Straße 136", "Prager Straße 118 -136", Place.HOUSE),
        ("Warnitzer Strrasse 6-8", "Warnitzer Strasse 6", Place.HOUSE),
        ("Kupferweg 37", "Kupferweg 39", Place.NEXT_DOOR),
        ("Schulstraße 2a", "Schulstraße 2b", Place.NEXT_DOOR),
        ("Kupferweg 37", "Kupferweg 3", Place.STREET),
        ("Hangstraße 5", "Hansastraße 5", Place.TOWN),
        ("", "Hansastraße 5", Place.UNKNOWN),
    ],
)
def test_how_two_houses_relate(one: str, other: str, place: Place) -> None:
    assert relation(house(one), house(other), True) is place


def test_a_town_is_known_by_its_name_or_code_and_namesakes_are_told_apart() -> None:
    assert town("Wyk auf Föhr") == town("Wyk")
    assert same_town("24943", town("Flensburg"), "24937", town("Flensburg")) is True
    assert same_town("22869", town("Schenefeld"), "25560", town("Schenefeld")) is False
    assert same_town("10115", town("Berlin"), "13051", town("Berlin")) is True
    assert same_town("", "", "24937", "") is None


def test_telephone_numbers_in_many_spellings() -> None:
    assert phones("+49 (0)341 / 123-2052") == phones("0341 1232052") == ("3411232052",)
    assert phones("0341 123-2052 und 0341 123-2053") == ("3411232052", "3411232053")
    assert phones("030 66633740/41") == ("3066633740",)
    assert phones("") == phones("auf Anfrage") == ()
    assert same_phone(phones("509 81 08"), phones("030 5098108")) is True
    assert same_phone(phones("0461 5098108"), phones("030 5098109")) is False
    assert same_phone((), phones("030 5098109")) is None


def test_mail_and_web_addresses() -> None:
    assert own_domain(mail("Info@AWO-Musterkreis.example; buero@example.org")) == "awo-musterkreis.example"
    assert own_domain(mail("krabbelgruppe@gmx.de")) == ""
    assert page("https://www.awo.example/kitas/index.html") == ("awo.example", "kitas/")
    assert page("http://awo.example/") == page("www.awo.example")
    assert page("https://www.facebook.com/kita") == ("", "")


def test_a_compound_written_in_two_is_the_same_word() -> None:
    assert name_words("Eltern-Café Nord") == name_words("Elterncafé Nord") == name_words("Eltern Café Nord")
