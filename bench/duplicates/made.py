"""Invented offers in any number, a tenth of them entered a second time by somebody else: seeded, so always the same."""

from __future__ import annotations

import random
from dataclasses import replace

from nestwerk.offers.duplicates.record import Record

CARRIERS = [
    "Deutsches Rotes Kreuz Kreisverband {town} e. V.", "AWO Kreisverband {town} gGmbH", "Diakonisches Werk {town}",
    "Caritasverband für {town} e.V.", "Deutscher Kinderschutzbund OV {town} e.V.", "Stadt {town}",
    "Ev.-Luth. Kirchengemeinde {town}", "Katholische Pfarrei St. {saint} {town}", "Lebenshilfe {town} gGmbH",
    "{animal} e.V.", "Familienbildungsstätte {town}", "ASB Ortsverband {town} e.V.",
    "Elterninitiative {animal} {town} e. V.",
]  # fmt: skip
KINDS = [
    "Krabbelgruppe", "Kindertagesstätte", "Kita", "Krippe", "Familienzentrum", "Schwangerenberatung", "Elterncafé",
    "Hort",
    "Babymassage", "PEKiP-Kurs", "Erziehungsberatung", "Stillgruppe", "Waldkindergarten", "Spielgruppe", "Elternkurs",
    "Rückbildungskurs", "Vätertreff", "Eltern-Kind-Gruppe", "Schreibabyberatung", "Geburtsvorbereitung",
]  # fmt: skip
UMLAUTS = {ord(one): two for one, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))}
FIRST = """
    Sonnen Regen Wald Wiesen Stern Mond Blumen Bären Igel Fuchs Hasen Spatzen Käfer Wolken Wind See Berg Apfel
    Kirsch Löwen Tiger Zwergen Riesen Wichtel Mäuse Eulen Storchen Frosch Schnecken Raben Nuss Kleeblatt
""".split()
SECOND = """
    kinder nest burg haus insel bande zwerge strolche garten land schein bogen höhle brücke boot schiff kiste villa
    stube gruppe treff hof
""".split()
SAINTS = """
    Marien Johannes Michael Nikolai Lukas Markus Matthäus Petri Pauli Jakobi Christophorus Elisabeth Martin Ansgar
    Bonifatius Katharinen Anna Josef
""".split()
STREETS = """
    Bahnhof Kirch Schul Garten Linden Haupt Mühlen Berg Feld Wiesen Wald Ring Markt Post Schiller Goethe Mozart
    Beethoven Ahorn Birken Kastanien Buchen Eichen Amsel Drossel Lerchen Rosen Tulpen Nelken
""".split()
TOWN_FIRST = """
    Muster Ahrens Birken Claus Dorn Eller Fried Grün Hohen Iden Jager Kalten Lauen Mittel Neuen Ober Prisen Quern
    Reh Schön Tannen Uhlen Vogel Wester Zell
""".split()
TOWN_SECOND = (
    "stadt dorf hausen bach berg feld heim burg ingen au see tal moor hagen rode wald brück furt kirchen hof".split()
)


def make(number: int, seed: int = 4) -> tuple[list[Record], set[frozenset[str]]]:
    """So many records and the pairs of keys that are one and the same."""
    chance = random.Random(seed)
    towns = [(first + second, f"{chance.randrange(1000, 99999):05d}") for first in TOWN_FIRST for second in TOWN_SECOND]
    towns += [(f"Bad {name}", f"{chance.randrange(1000, 99999):05d}") for name, _ in towns]
    originals = [_original(chance, number_of, towns) for number_of in range(number * 10 // 11)]
    records, twins = list(originals), set()
    for original in chance.sample(originals, number - len(originals)):
        twin = replace(_again(chance, original), key=f"z{original.key}")
        records.append(twin)
        twins.add(frozenset((original.key, twin.key)))
    chance.shuffle(records)
    return records, twins


def _original(chance: random.Random, number: int, towns: list[tuple[str, str]]) -> Record:
    town, code = chance.choice(towns)
    animal = chance.choice(FIRST) + chance.choice(SECOND)
    saint = chance.choice(SAINTS)
    title = chance.choice(KINDS) + " " + chance.choice([animal, f"St. {saint}", f"„{animal}“", f"{animal} {town}"])
    street = f"{chance.choice(STREETS)}{chance.choice(['straße', 'straße', 'weg', 'allee'])} {chance.randrange(1, 120)}"
    provider = chance.choice(CARRIERS).format(town=town, saint=saint, animal=animal)
    host = provider.lower().split()[0].strip(".") + "-" + town.lower().replace(" ", "-")
    host = host.translate(UMLAUTS)
    phone = f"0{chance.randrange(2000, 9999)} {chance.randrange(10000, 999999)}" if chance.random() < 0.8 else ""
    email = f"info@{host}.example.org" if chance.random() < 0.6 else ""
    return Record(
        str(number),
        title,
        provider,
        street,
        code,
        town,
        phone,
        email,
        f"https://www.{host}.example.org" if email else "",
    )


def _again(chance: random.Random, it: Record) -> Record:
    """The same offer as another person writes it down: other abbreviations, a slip, something left out."""
    title, provider, street, phone = it.title, it.provider, it.street, it.phone
    for long, short in (
        ("Kindertagesstätte", "Kita"),
        ("Schwangerenberatung", "Schwangerschaftsberatung"),
        ("St. ", "Sankt "),
    ):
        if chance.random() < 0.5:
            title = title.replace(long, short)
    for long, short in (
        ("Deutsches Rotes Kreuz Kreisverband", "DRK KV"),
        ("Diakonisches Werk", "Diakonie"),
        (" e. V.", ""),
        ("Ev.-Luth.", "Ev."),
    ):
        if chance.random() < 0.5:
            provider = provider.replace(long, short)
    if chance.random() < 0.5:
        street = street.replace("straße", chance.choice(["str.", "strasse", " Straße"]))
    if chance.random() < 0.3:
        title = title.translate(UMLAUTS)
    if chance.random() < 0.2:
        at = chance.randrange(len(title) - 2) + 1
        title = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    if chance.random() < 0.3:
        title = f"{title} ({it.city})"
    if chance.random() < 0.3:
        phone = phone.replace(" ", "/").replace("0", "+49 ", 1) if phone else ""
    elif chance.random() < 0.2:
        phone = ""
    if chance.random() < 0.1:
        street = ""
    return replace(
        it, title=title, provider=provider, street=street, phone=phone, email=it.email if chance.random() < 0.7 else ""
    )
