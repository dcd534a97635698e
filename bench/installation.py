"""A made-up installation to measure with: offers recombined from the project's own words, the same every time.

One network per 1,000 offers. The first thousand come in through `nestwerk import-offers`, as an operator would do
it; the further networks are copies of it inside the database. All times are wall-clock seconds.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import sql

from nestwerk.config.postgres import DATABASE, cluster

ROOT = Path(__file__).resolve().parents[1]
PER_NETWORK = 1000
NESTWERK = [sys.executable, "-m", "nestwerk.config.cli"]


@dataclass(slots=True)
class Installation:
    """A data folder with published offers, and how long it took to fill."""

    data_dir: Path
    offers: int
    seconds: dict[str, float] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def environ(self, **more: str) -> dict[str, str]:
        """The environment of its commands: its folder, nothing else of ours."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NESTWERK_", "DATABASE_"))}
        return {**kept, "NESTWERK_DATA_DIR": str(self.data_dir), "PYTHONPATH": str(ROOT), **more}

    def command(self, *words: str) -> float:
        """Run a command and return its seconds."""
        begun = time.perf_counter()
        subprocess.run(
            [*NESTWERK, *words], env=self.environ(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return time.perf_counter() - begun


@contextmanager
def installation(offers: int) -> Iterator[Installation]:
    """Make an installation with this many published offers (a multiple of 1,000) and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-bench-"))
    folder.chmod(0o711)  # the database may run as another user
    made = Installation(folder / "data", offers)
    try:
        terms = read_terms()
        made.words = search_words(terms)
        with cluster(made.data_dir).running() as embedded:
            made.command("migrate")
            made.command("create-network", "netz-0", "--name", "Frühe Hilfen Beispielkreis 0", "--ags", "12067")
            table = folder / "offers.csv"
            write_offers(table, min(offers, PER_NETWORK), terms)
            made.seconds["import"] = made.command("import-offers", str(table), "--network", "netz-0")
            for number in range(1, offers // PER_NETWORK):
                copy_network(embedded, number)
            made.seconds["publish"] = made.command("publish")
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_terms() -> dict[str, list[dict[str, str]]]:
    """The taxonomy's rows by kind."""
    found: dict[str, list[dict[str, str]]] = {}
    with (ROOT / "nestwerk/taxonomy/data/terms.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(row["kind"], []).append(row)
    return found


def search_words(terms: dict[str, list[dict[str, str]]]) -> list[str]:
    """Words people may type: synonyms and labels of needs and offer types."""
    rows = terms["need"] + terms["offer_type"]
    phrases = {phrase.strip() for row in rows for phrase in (row["de_plain"], *row["synonyms"].split("|"))}
    return sorted(phrase for phrase in phrases if phrase)


def write_offers(path: Path, count: int, terms: dict[str, list[dict[str, str]]]) -> None:
    """Write a table in the interchange format; texts recombine the taxonomy's labels and synonyms."""
    rng = random.Random(20261122)
    with (ROOT / "nestwerk/networks/data/municipalities.csv").open(encoding="utf-8", newline="") as stream:
        places = [row for row in csv.DictReader(stream) if row["lat"] and row["postal_codes"]]
    types = [row for row in terms["offer_type"] if row["code"] != "offer.womens_shelter"]
    needs = (
        [row for row in terms["need"] if row["urgency"] != "emergency"]
        if "urgency" in terms["need"][0]
        else terms["need"]
    )
    fields = [
        "source",
        "external_id",
        "organisation",
        "title",
        "summary",
        "description",
        "offer_types",
        "needs",
        "target_groups",
        "age_from_months",
        "age_to_months",
        "languages",
        "access",
        "cost_kind",
        "postal_code",
        "city",
        "lat",
        "lon",
        "phone",
        "email",
        "opening_hours",
        "last_verified",
        "status",
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields)
        writer.writeheader()
        for number in range(count):
            kinds, wants = rng.sample(types, rng.randint(1, 3)), rng.sample(needs, rng.randint(0, 4))
            place = rng.choice(places)
            said = [phrase for row in kinds + wants for phrase in row["synonyms"].split("|") if phrase]
            start = rng.choice([-9, 0, 0, 3, 12])
            writer.writerow(
                {
                    "source": "bench",
                    "external_id": str(number),
                    "organisation": f"Verein Beispiel {rng.randint(1, 200)}",
                    "title": f"{kinds[0]['de'][:120]} {place['name']}",
                    "summary": f"{rng.choice(said or ['Hilfe'])} in {place['name']}"[:190],
                    "description": " ".join(rng.choices(said or ["Hilfe"], k=25)),
                    "offer_types": "|".join(row["code"] for row in kinds),
                    "needs": "|".join(row["code"] for row in wants),
                    "target_groups": rng.choice(["", "tg.infant", "tg.toddler", "tg.pregnant"]),
                    "age_from_months": start,
                    "age_to_months": start + rng.choice([12, 24, 36]) if start < 1 else 36,
                    "languages": rng.choice(["de", "de|en", "de|tr", "de|ar|ru", ""]),
                    "access": rng.choice(["drop_in", "appointment", "home_visit", "phone|appointment", ""]),
                    "cost_kind": rng.choice(["free", "free", "paid", ""]),
                    "postal_code": place["postal_codes"].replace("|", " ").split()[0],
                    "city": place["name"],
                    "lat": f"{float(place['lat']) + rng.uniform(-0.02, 0.02):.5f}",
                    "lon": f"{float(place['lon']) + rng.uniform(-0.02, 0.02):.5f}",
                    "phone": f"030 23125 {rng.randint(100, 999)}",
                    "email": f"kontakt{number}@example.org",
                    "opening_hours": rng.choice(
                        ["Mo-Fr 09:00-12:00", "Tu 14:00-17:00; PH off", "Th[1] 10:00-12:00", ""]
                    ),
                    "last_verified": rng.choice(["2026-09-30", "2026-03-01", "2025-01-15", ""]),
                    "status": "published",
                }
            )


def copy_network(embedded: object, number: int) -> None:
    """Copy network netz-0 with its partners and offers inside the database, past all policies, as superuser."""
    with embedded.connect("postgres", DATABASE) as connection:  # type: ignore[attr-defined]

        def columns(table: str) -> list[str]:
            rows = connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'"
                " ORDER BY ordinal_position",
                [table],
            )
            return [row[0] for row in rows.fetchall()]

        def copy(table: str, alias: str, source: str, changed: dict[str, str]) -> None:
            names = columns(table)
            values = [changed.get(name, f"{alias}.{name}") for name in names]
            connection.execute(
                sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
                    sql.Identifier(table),
                    sql.SQL(", ").join(map(sql.Identifier, names)),
                    sql.SQL(", ".join(values)),  # our own words
                    sql.SQL(source),
                )
            )

        new = f"(SELECT id FROM networks_network WHERE slug = 'netz-{number}')"
        first = "(SELECT id FROM networks_network WHERE slug = 'netz-0')"
        copy("networks_network", "n", "networks_network n WHERE n.slug = 'netz-0'",
             {"slug": f"'netz-{number}'", "name": f"'Frühe Hilfen Beispielkreis {number}'"})  # fmt: skip
        copy("partners_organisation", "p", f"partners_organisation p WHERE p.network_id = {first}",
             {"network_id": new, "public_id": "gen_random_uuid()"})  # fmt: skip
        copy("offers_offer", "o",
             f"offers_offer o JOIN partners_organisation p ON p.id = o.organisation_id"
             f" JOIN partners_organisation q ON q.name = p.name AND q.network_id = {new} WHERE o.network_id = {first}",
             {"network_id": new, "public_id": "gen_random_uuid()", "organisation_id": "q.id"})  # fmt: skip
