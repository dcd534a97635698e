"""Which records are held for one and the same, and why."""

from dataclasses import replace

import pytest

from nestwerk.offers.duplicates import LIKELY, POSSIBLE, Record, find, like, score
from nestwerk.offers.duplicates.blocking import candidates
from nestwerk.offers.duplicates.card import card
from nestwerk.offers.duplicates.common import common

KITA = Record(
    "1", "Ev.-Luth. Kindertagesstätte Arche Noah", "Ev.-Luth. Kirchengemeinde Musterstadt", "Bahnhofstraße 5 a",
    "12345", "Musterstadt", "01234 56789", "arche@kirche-musterstadt.example", "https://www.kirche-musterstadt.example/arche",
)  # fmt: skip


def test_the_same_offer_written_by_two_people_is_likely() -> None:
    again = Record("2", "Kita „Arche Noah“", "Kirche", "Bahnhofstr. 5a", "12345", "Musterstadt", "+49 1234/56789")
    match = score(KITA, again)
    assert match.level == "likely"
    assert {"gleiche Anschrift", "gleiche Telefonnummer"} <= set(match.in_favour)
    assert match.against == []


def test_comparing_does_not_depend_on_the_order() -> None:
    other = Record("2", "Familienzentrum Arche (mit Krippe)", "DRK", "Bahnhofstr. 7", "12345", "Musterstadt")
    assert score(KITA, other).value == pytest.approx(score(other, KITA).value)


def test_the_same_organisation_with_and_without_its_legal_form_is_likely() -> None:
    one = Record("1", "Mütterzentrum Beispielhausen e. V.", "", "Gartenweg 3-5", "54321", "Beispielhausen")
    other = Record("2", "Muetterzentrum Beispielhausen", "", "Gartenweg 3", "54321", "Beispielhausen")
    assert score(one, other).level == "likely"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Krabbelgruppe", "Schwangerenberatung"),
        ("Kita Gruppe Mond", "Kita Gruppe Sonne"),
        ("Gruppe Mond", "Gruppe Sonne"),
        ("Krabbelgruppe I", "Krabbelgruppe II"),
        ("Babymassage am Montag", "Babymassage am Mittwoch"),
        ("Elterncafé", "Stillgruppe"),
        ("Geburtsvorbereitung für Paare", "Rückbildung nach der Geburt"),
        ("Hort an der 8. Schule", "Hort an der 9. Schule"),
        ("Förderverein Kita Arche", "Kita Arche"),
    ],
)
def test_two_offers_of_one_provider_in_one_house_are_no_duplicates(one: str, other: str) -> None:
    match = score(replace(KITA, title=one), replace(KITA, key="2", title=other))
    assert match.level != "likely", match
    assert match.against


def test_two_offers_of_other_types_are_no_duplicates() -> None:
    one = replace(KITA, title="Offener Treff Arche", offer_types=frozenset({"offer.parent_cafe"}))
    other = replace(one, key="2", offer_types=frozenset({"offer.pregnancy_counselling"}))
    assert score(one, replace(one, key="2")).level == "likely"
    assert score(one, other).value < score(one, replace(one, key="2")).value
    assert "andere Angebotsart" in score(one, other).against


def test_branches_of_one_carrier_in_two_towns_are_no_duplicates() -> None:
    one = Record("1", "DRK Kita Sonnenschein", "DRK Kreisverband Musterkreis", "Dorfstraße 1", "12345", "Musterstadt")
    other = Record(
        "2", "DRK Kita Sonnenschein", "DRK Kreisverband Musterkreis", "Dorfstraße 1", "12399", "Beispielhausen"
    )
    assert score(one, other).value < LIKELY
    assert "anderer Ort" in score(one, other).against


def test_one_that_moved_is_possible() -> None:
    assert score(KITA, replace(KITA, key="2", street="Ringstraße 40", phone="", email="", website="")).value >= POSSIBLE


def test_a_switchboard_says_nothing() -> None:
    offices = [
        Record(str(n), f"Bürgeramt {name}", "", f"{name}straße {n}", "12345", "Musterstadt", "01234 1230")
        for n, name in enumerate(("Nordend", "Altdorf", "Lindenhof", "Seeblick"), 1)
    ]
    shared = common([card(office) for office in offices])
    assert shared.contacts == {"12341230"}
    assert score(*offices[:2], shared).value < score(*offices[:2]).value
    assert list(find(offices, POSSIBLE)) == []


def test_empty_records_are_compared_without_an_error() -> None:
    nothing = Record("1", "")
    assert 0 <= score(nothing, replace(nothing, key="2")).value <= 1
    assert score(KITA, nothing).level == ""


def test_every_reason_is_a_german_sentence_with_its_field() -> None:
    match = score(KITA, replace(KITA, key="2", title="Kita Regenbogen", street="Ringstraße 1", email="", website=""))
    assert {reason.field for reason in match.reasons} <= {
        "name", "title", "offer_types", "address", "phone", "email", "website", "provider"
    }  # fmt: skip
    assert sum(text.startswith("anderer Name: „") for text in match.against) == 1


def test_finding_gives_each_pair_once_and_leaves_strangers_alone() -> None:
    twin = replace(KITA, key="2", title="Kita Arche Noah", street="Bahnhofstr. 5a", website="")
    strangers = [
        Record(f"s{n}", f"Krabbelgruppe {name}", "AWO", f"Ringstraße {n}", "12345", "Musterstadt", f"01234 77{n:03d}")
        for n, name in enumerate(("Igel", "Dachs", "Fuchs", "Hase"), 10)
    ]
    found = [(match.one, match.other) for match in find([KITA, *strangers, twin])]
    assert found == [("1", "2")]


def test_the_pairs_compared_grow_with_the_records_and_not_with_their_square() -> None:
    def pairs(number: int) -> int:
        cards = [
            card(Record(str(n), "Kita Sonnenschein", "", f"Ringstraße {n}", "12345", "Musterstadt"))
            for n in range(number)
        ]
        return sum(1 for _ in candidates(cards))

    assert pairs(2000) <= 2.2 * pairs(1000)


KNOWN = [
    Record("a", "Krabbelgruppe Sonnenkinder", "DRK Kreisverband Musterstadt"),
    Record("b", "Schwangerenberatung", "Caritas"),
    Record("c", "Krabbelgruppe Mondkinder", "AWO"),
    Record("d", "Elternkurs 2"),
]


@pytest.mark.parametrize(
    ("typed", "provider", "found"),
    [
        ("Krabbelgruppe Sonnenk", "Deutsches Rotes Kreuz KV Musterstadt e. V.", "a"),
        ("Schwangerschaftsber", "", "b"),
        ("Schwangerschaftsberatung", "", "b"),
        ("Krabbelgruppe Mondkidner", "", "c"),
    ],
)
def test_while_a_title_is_typed_the_like_offer_comes_first(typed: str, provider: str, found: str) -> None:
    assert like(typed, provider, KNOWN)[0].key == found


def test_a_same_provider_counts_and_is_named() -> None:
    first = like("Krabbelgruppe Sonnenkinder", "DRK KV Musterstadt", KNOWN)[0]
    assert first.reason == "Titel fast gleich, gleicher Träger"


@pytest.mark.parametrize("typed", ["", "K", "der die das", "Offene Gruppe", "Rückbildung", "Elternkurs 3"])
def test_what_is_not_known_or_says_nothing_gives_nothing(typed: str) -> None:
    assert like(typed, "", KNOWN) == []
