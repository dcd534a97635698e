"""The real lists beside the project, read in place as records. Nothing of them is kept here."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

from nestwerk.offers.duplicates.record import Record

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "directories_de"

FIELDS = ("title", "provider", "street", "postal_code", "city", "phone", "email", "website")

Row = dict[str, str]


def _flensburg(row: Row) -> Record:
    return Record("", row["facility"], row["institution"], row["address"], row["postal_code"], "Flensburg",
                  "0461 " + row["phone_number"] if row["phone_number"] else "")  # fmt: skip


def _kitas(row: Row) -> Record:
    return Record("", row["name"], row.get("traeger", ""), f"{row['strasse']} {row['hausnr']}", row["plz"], row["ort"])


def _leipzig(row: Row) -> Record:
    return Record("", row["name"], "", f"{row['strasse']} {row['hausnr']}", row["plz"], row["ort"],
                  row.get("telefon", ""), row.get("e_mail", ""), row.get("website", ""))  # fmt: skip


def _offices(row: Row) -> Record:
    return Record(
        "", row["name"], "", row["strasse"], row["plz"], row["ort"], row["telefon"], row["e_mail"], row["website"]
    )


def _places(row: Row) -> Record:
    return Record("", row["einrichtung"], row["traeger"], row["strasse"], row["plz"], row["ort"], row["telefon"],
                  row["e_mail"], row["internet"])  # fmt: skip


def _schools(row: Row) -> Record:
    return Record("", f"{row['projekt'].strip()} {row['schule']}", row["traeger"], row["strasse"], row["plz"], "Berlin",
                  row["telefon"], row["e_mail"])  # fmt: skip


def _passes(row: Row) -> Record:
    return Record("", row["anbieter"], "", "", "", "Berlin", "", "", row["website"])


def _events(row: Row) -> Record:
    postal_code, _, city = row["plz_ort"].partition(" ")
    return Record("", row["einrichtung"], "", row["strasse"], postal_code, city, row["telefon"])


READERS: dict[str, Callable[[Row], Record]] = {
    "flensburg_kitas": _flensburg,
    "schleswig_holstein_kitas": _kitas,
    "leipzig_kitas": _kitas,
    "leipzig_horte": _leipzig,
    "leipzig_organisationen": _leipzig,
    "leipzig_behoerdenwegweiser_2018": _offices,
    "berlin_lichtenberg_einrichtungen_kinder_jugend_familie": _places,
    "berlin_lichtenberg_schulbezogene_jugendsozialarbeit": _schools,
    "berlin_lichtenberg_veranstaltungen_2014": _events,
    "berlin_berlinpass_angebote": _passes,
}


def there() -> bool:
    """Whether the lists lie beside the project."""
    return all((FOLDER / f"{name}.csv").exists() for name in READERS)


@cache
def records(name_of: str) -> dict[str, Record]:
    """One list by row key: its ``id`` where it has one, else the number of the row, the first being 1."""
    found = {}
    with (FOLDER / f"{name_of}.csv").open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 1):
            made = READERS[name_of](row)
            key = row.get("id") or str(number)
            facts = {name: getattr(made, name).strip() for name in FIELDS}
            found[key] = Record(f"{name_of}:{key}", **facts)
    return found


def everything() -> list[Record]:
    """All records of all lists."""
    return [record for name in READERS for record in records(name).values()]
