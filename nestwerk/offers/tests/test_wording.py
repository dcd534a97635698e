"""Hints on hard words and long sentences: they find what is hard, and leave good texts alone."""

import csv
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.offers.wording import Finding, Kind, review
from nestwerk.offers.wording.lists import entries

# The right column of the table of voice, and what else is said well.
GOOD = """Dazu haben wir hier kein Angebot gefunden. Rufen Sie an oder schreiben Sie uns, wir suchen mit: …
Bitte schreiben Sie hier Ihre Telefonnummer, damit wir zurückrufen können.
Diese Postleitzahl kennen wir nicht. Sie hat fünf Ziffern, zum Beispiel 96515.
Für Babys bis zum ersten Geburtstag
Einfach vorbeikommen, ohne Termin
Ob es etwas kostet, sagt Ihnen … am Telefon.
Zuletzt bestätigt am 30. September 2026
Viele Eltern kennen das.
Unterstützung rund um Geburt und Baby – freiwillig, vertraulich, meist kostenlos
Was beschäftigt Sie?
Heute bis 16 Uhr erreichbar
Stimmt etwas nicht?
Gespeichert um 10:42
Sie werden Mutter oder Vater. Wir freuen uns mit Ihnen.
Wenn das Kind krank wird, rufen Sie an.
Das Baby wird bald ein Jahr alt. Dann wird es oft unruhig.
Wir sind die AWO in der Bahnhofstr. 3. Sie finden uns im 2. Stock.
Schreiben Sie an ada@beispiel.example.org oder rufen Sie an: 03675 / 12 34 56.
Mehr steht auf https://www.beispiel.de/niedrigschwellig/inanspruchnahme-der-massnahmen?x=PLZ.
WIR HABEN AM MONTAG OFFEN""".splitlines()


def found(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, text[one.start : one.end]) for one in review(text)]


def kinds(text: str) -> set[Kind]:
    return {one.kind for one in review(text)}


def only(text: str, kind: Kind) -> Finding:
    (one,) = [one for one in review(text) if one.kind is kind]
    return one


@pytest.mark.parametrize("text", GOOD)
def test_what_is_said_well_gets_no_hint(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("Bitte füllen Sie das Pflichtfeld aus.", ["Pflichtfeld"]),
        ("Ungültige PLZ", ["Ungültige", "PLZ"]),
        ("Altersbereich 0–12 Monate", ["Altersbereich"]),
        ("Zugang: Komm-Struktur, niedrigschwellig", ["Komm-Struktur", "niedrigschwellig"]),
        ("Kosten: k. A.", ["k. A."]),
    ],
)
def test_the_left_column_of_the_table_of_voice_is_noticed(text: str, hard: list[str]) -> None:
    assert [place for _, place in found(text)] == hard


def test_words_are_found_in_all_their_forms_and_as_last_part_of_a_compound() -> None:
    text = (
        "Niedrigschwelligen Angebots niedrigschwellige Fördermaßnahmen Hilfsmassnahme Erziehungskompetenzen Ressourcen"
    )
    assert found(text) == [
        (Kind.JARGON, "Niedrigschwelligen"),
        (Kind.JARGON, "niedrigschwellige"),
        (Kind.OFFICE, "Fördermaßnahmen"),
        (Kind.OFFICE, "Hilfsmassnahme"),
        (Kind.JARGON, "Erziehungskompetenzen"),
        (Kind.JARGON, "Ressourcen"),
    ]
    assert only("Die Inanspruchnahme ist frei.", Kind.OFFICE).suggestion == "Nutzung"


def test_the_longest_phrase_wins_and_nothing_is_said_twice() -> None:
    text = "Sie können das Angebot in Anspruch nehmen."
    assert found(text) == [(Kind.OFFICE, "in Anspruch nehmen")]
    assert only(text, Kind.OFFICE).suggestion == "nutzen"
    assert found("Wir beraten im\nRahmen der Treffen.") == [(Kind.OFFICE, "im\nRahmen")]


def test_nouns_are_told_from_verbs_by_their_capital() -> None:
    assert found("Wir nehmen uns Zeit, bescheid sagen reicht.") == []
    assert found("Den Bescheid schickt das Amt.") == [(Kind.OFFICE, "Bescheid")]


@pytest.mark.parametrize(
    ("text", "short", "plain"),
    [
        ("Wir helfen z. B. beim Antrag.", "z. B.", "zum Beispiel"),
        ("Z.B. beim Antrag.", "Z.B.", "zum Beispiel"),
        ("Termine n. V.", "n. V.", "Rufen Sie an, dann finden wir einen Termin"),
        ("Das kostet ca. 5 Euro.", "ca.", "etwa"),
        ("Für Kinder von 0–3 J.", "J.", "Jahre"),
        ("Fr. 10 bis 12 Uhr", "Fr.", "Freitag"),
        ("Bei Fragen hilft die SPFH.", "SPFH", "Hilfe für Familien zu Hause"),
    ],
)
def test_short_forms_are_written_out(text: str, short: str, plain: str) -> None:
    one = only(text, Kind.ABBREVIATION)
    assert (text[one.start : one.end], one.suggestion) == (short, plain)


def test_days_cut_short() -> None:
    assert [place for _, place in found("Mo–Do 9 bis 12 Uhr, Sa und So zu")] == ["Mo", "Do", "Sa"]
    assert found("Frau Mo und Herr So kommen. So geht es. Mit Di 1 nicht.") == [(Kind.ABBREVIATION, "Di")]


def test_capitals_that_nobody_knows_and_those_that_everybody_knows() -> None:
    assert found("Die AWO und das DRK laden ein.") == []
    assert [place for _, place in found("Die XYZ lädt ein.")] == ["XYZ"]
    assert found("Die Hilfe zu Hause (XYZ) kommt.") == [], "explained where it stands"
    assert found("OFFENER TREFF IM HAUS") == []


@pytest.mark.parametrize(
    "word", ["Berater*innen", "Berater:innen", "Berater_innen", "Berater/innen", "Berater/-innen", "BeraterInnen"]
)
def test_signs_inside_words(word: str) -> None:
    assert found(f"Unsere {word} helfen.") == [(Kind.OFFICE, word)]


def test_other_colons_and_strokes_are_none_of_these() -> None:
    assert found("Wann: in der Woche. Kind/Eltern in Berlin. Termin in Köln.") == []


def words(count: int) -> str:
    return " ".join(["wir", *["gehen"] * (count - 2), "los"]).capitalize()


def test_sentences_of_more_than_fifteen_words_are_marked_and_of_more_than_twenty_strongly() -> None:
    assert found(f"{words(15)}.") == []
    one = only(f"Ja. {words(16)}. Nein.", Kind.SENTENCE)
    assert (one.start, one.strong) == (4, False)
    assert one.hint == "Dieser Satz hat 16 Wörter. Zwei kurze Sätze liest man leichter."
    assert not only(f"{words(20)}.", Kind.SENTENCE).strong
    assert only(f"{words(21)}.", Kind.SENTENCE).strong


@pytest.mark.parametrize("stop", [". ", "! ", "? ", ": ", "; ", ".\n", "\n\n", "\n- ", ".“ ", " …\n", "\nUnd "])
def test_sentences_end_where_readers_pause(stop: str) -> None:
    assert found(f"{words(10)}{stop}{words(10)}.") == []


ENDS_NOTHING = (
    "am 30. September|am 1. Geburtstag|um 9.30 Uhr|mit Dr. Beispiel|in der Parkstr. vorn|bei St. Anna|um\nneun"
)


@pytest.mark.parametrize("middle", ENDS_NOTHING.split("|"))
def test_dots_that_end_nothing(middle: str) -> None:
    assert Kind.SENTENCE in kinds(f"{words(9)} {middle} {words(9).lower()}.")


def test_numbers_and_addresses_count_as_one_word() -> None:
    assert found(f"{words(13)} 03675 / 12 34 56 und.") == []
    assert found(f"{words(13)} www.beispiel.de/a/b/c und.") == []


def test_where_a_long_sentence_could_pause() -> None:
    text = "Unsere Patinnen kommen jede Woche zu Ihnen nach Hause, damit Sie einmal in Ruhe Zeit für sich selbst haben."
    assert only(text, Kind.SENTENCE).suggestion == "Vielleicht eine Pause nach „nach Hause“"
    text = "Es gibt Kaffee, Kuchen, Spiele, Bücher, Rat und Zeit für alle, die neu hier im Ort sind und bleiben."
    assert only(text, Kind.SENTENCE).suggestion == "Eine Liste mit Punkten liest sich leichter"


@pytest.mark.parametrize(
    ("text", "place", "suggestion"),
    [
        ("Sie werden in Ruhe beraten.", "werden in Ruhe beraten", "Wir beraten Sie"),
        ("Der Kurs wird jeden Herbst angeboten.", "wird jeden Herbst angeboten", "Wir bieten … an"),
        ("Kinder wurden hier oft betreut, auch nachts.", "wurden hier oft betreut", "Wir sind für Ihr Kind da"),
        ("Rufen Sie an, wenn ein Platz gebraucht wird.", "gebraucht wird", ""),
        ("Das kann besprochen werden.", "besprochen werden", ""),
        ("Sie werden begleitet und gut informiert.", "werden begleitet und gut informiert", "Wir sagen Ihnen"),
    ],
)
def test_sentences_in_which_nobody_does_it(text: str, place: str, suggestion: str) -> None:
    one = only(text, Kind.PASSIVE)
    assert (text[one.start : one.end], one.suggestion) == (place, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "Sie werden Eltern.",
        "Das Kind wird gesund.",
        "Hier werden Kinder geboren.",
        "Es wird oft spät, gegen Morgen.",
        "Wir werden Sie morgen anrufen.",
        "Das wird bekannt.",
        "Wir haben Sie gern beraten.",
        "Werdende Eltern sind eingeladen.",
    ],
)
def test_forms_of_werden_that_are_no_passive(text: str) -> None:
    assert kinds(text) == set()


def test_nouns_instead_of_verbs() -> None:
    text = "Der Treff dient zur Stärkung der Familien."
    one = only(text, Kind.NOMINAL)
    assert (text[one.start : one.end], one.suggestion) == ("Stärkung", "Zum Beispiel mit „stärken“")
    text = "Die Verarbeitung, Verwendung und Speicherung folgt."
    assert only(text, Kind.NOMINAL).suggestion.startswith("Zum Beispiel mit „verarbeiten“")
    assert only("Bei der Bewältigung von Krisen", Kind.NOMINAL).suggestion == "Zum Beispiel mit „bewältigen“"
    assert only("Durch Vermittlung von Paten", Kind.NOMINAL).suggestion == "Zum Beispiel mit „vermitteln“"
    assert found("Die Beratung der AWO, die Betreuung der Kinder und die Rückbildung von Frau Beispiel") == []


def test_words_that_do_not_end() -> None:
    one = only("Die Schwangerschaftskonfliktberatung ist frei.", Kind.COMPOUND)
    assert (one.suggestion, one.strong) == ("Schwangerschaftskonflikt-Beratung", True)
    assert not only("Der Geburtsvorbereitungskurs beginnt.", Kind.COMPOUND).strong
    assert only("Die Schwangerschaftskonfliktberatungs-Stelle", Kind.COMPOUND).suggestion == ""
    assert found("Erziehungs-, Ehe-, Familien- und Lebensberatung, Eltern-Kind-Gruppe im Familienzentrum") == []


def test_a_whole_text_in_its_order() -> None:
    text = (
        "Im Rahmen der aufsuchenden Arbeit werden Familien mit Hilfebedarf durch multiprofessionelle Teams"
        " niedrigschwellig und bedarfsgerecht begleitet, sodass die Inanspruchnahme weiterer Maßnahmen"
        " gewährleistet ist.\n\n"
        "Wir freuen uns auf Sie."
    )
    places = [(one.start, one.end) for one in review(text)]
    assert places == sorted(places)
    assert kinds(text) == {Kind.SENTENCE, Kind.PASSIVE, Kind.JARGON, Kind.OFFICE}
    assert max(end for _, end in places) < text.index("Wir freuen")


def test_the_list_is_long_sound_and_its_own_suggestions_read_well() -> None:
    rows = entries()
    assert len(rows) >= 150
    spellings = [spelling for row in rows for spelling in row.words.split(";")]
    assert len(spellings) == len(set(spellings))
    for row in rows:
        assert row.words == row.words.strip()
        assert row.plain == row.plain.strip() != ""
        assert review(row.plain) == [], row.plain
        assert all(part.casefold() not in row.plain.casefold().split() for part in row.words.split(";")), row


def test_every_word_of_the_list_is_found() -> None:
    for row in entries():
        for spelling in row.words.split(";"):
            word = spelling.replace("~", "").removeprefix("*")
            assert any(one.suggestion for one in review(f"Hier steht {word} 1 im Text.")), spelling


def test_nobody_is_scolded() -> None:
    text = " ".join(
        [*GOOD, "Mo–Di ca. 5 XYZ Berater*innen Inanspruchnahme der Ressourcen", words(30), "Es wird angeboten."]
    )
    for one in review(text):
        said = f"{one.hint} {one.suggestion}".casefold()
        assert not any(
            word in said for word in ("falsch", "fehler", "schlecht", "verboten", "sie müssen", "vermeiden", "!")
        )
        assert one.hint.endswith((".", "?"))


def test_the_pilots_offers_get_few_hints() -> None:
    """Texts written with care by hand: what the rules find in them is about long sentences, hardly ever about words."""
    count, about_words, hints = 0, 0, 0
    folder = files("nestwerk.offers") / "data" / "pilots"
    for name in ("sonneberg", "vorpommern-ruegen", "oder-spree", "nachbarn", "musterstadt"):
        for row in csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)):
            for text in (row["title"], row["summary"], row["description"]):
                count += len(text.split())
                found_here = review(text)
                hints += len(found_here)
                about_words += sum(one.kind not in (Kind.SENTENCE, Kind.PASSIVE) for one in found_here)
    assert count > 3000
    assert hints / count < 0.02
    assert about_words / count < 0.005


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for one in review(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]


def fastest(text: str) -> float:
    """CPU seconds, the best of ten."""
    times = []
    for _ in range(10):
        begun = time.process_time()
        review(text)
        times.append(time.process_time() - begun)
    return min(times)


def test_two_thousand_characters_take_five_milliseconds_at_most() -> None:
    text = (" ".join(GOOD) + " Die Inanspruchnahme der Maßnahmen erfolgt z. B. im Rahmen der Beratung. ")[:2000].ljust(
        2000, "a"
    )
    review(text)
    assert fastest(text) < 0.005


PIECES = ["a", "A", "1", "A-", "a.", "a. ", "PLZ ", "Aung ", "1 ", "a@", ",", ".", "\n", "(", "Mo-", "a-in", "www.a "]


@pytest.mark.parametrize("piece", [*PIECES, "Bung der ", "in Anspruch ", "a@b.de "])
def test_no_text_makes_it_slow(piece: str) -> None:
    begun = time.process_time()
    review(piece * (20_000 // len(piece)))
    assert time.process_time() - begun < 0.5
