"""Appointing, inviting and looking for accounts without a role, as an operator meets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nestwerk.config.postgres import cluster

from .commands import empty_installation, run


@pytest.fixture(scope="module")
def place():
    """An installation with one network, its database up for the whole module."""
    with empty_installation() as data_dir:
        assert run(data_dir, "create-network", "muster", "--name", "Muster", "--ags", "16072").returncode == 0
        yield data_dir


def rows(data_dir: Path, statement: str) -> list[tuple[object, ...]]:
    """What the role that sees every row sees."""
    with cluster(data_dir).connect("nestwerk_backup", "nestwerk") as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


def test_the_operator_is_appointed_once_and_gets_a_link(place: Path) -> None:
    first = run(place, "appoint", "Betrieb@Example.org", "--role", "operator")
    assert (first.returncode, first.stderr) == (0, "")
    assert "betrieb@example.org hat die Rolle jetzt." in first.stdout
    assert re.search(r"http://\S+/konto/kennwort/neu/\S+/", first.stdout)
    again = run(place, "appoint", "betrieb@example.org", "--role", "operator")
    assert "hat die Rolle schon" in again.stdout
    assert rows(place, "SELECT role, land FROM accounts_appointment") == [("operator", "")]
    assert rows(place, "SELECT detail FROM audit_line WHERE event = 'networks.appointed'") == [("operator",)]


def test_a_land_is_named_by_letters_or_digits_and_the_role_taken_again(place: Path) -> None:
    assert run(place, "appoint", "land@example.org", "--role", "land", "--land", "th").returncode == 0
    assert "schon" in run(place, "appoint", "land@example.org", "--role", "land", "--land", "16").stdout
    orphaned = run(place, "accounts", "--orphaned")
    assert "land@example.org" not in orphaned.stdout
    gone = run(place, "appoint", "land@example.org", "--role", "land", "--land", "TH", "--end")
    assert gone.stdout == "land@example.org hat diese Rolle nicht mehr.\n"
    orphaned = run(place, "accounts", "--orphaned")
    assert "land@example.org  angelegt " in orphaned.stdout
    assert orphaned.stdout.endswith("1 Konto ohne Rolle.\n")
    assert "land@example.org" in run(place, "accounts").stdout


def test_the_first_coordination_of_a_network_is_invited(place: Path) -> None:
    said = run(place, "invite", "ada@example.org", "--network", "muster")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Eingeladen: ada@example.org als Netzwerkkoordination in Muster." in said.stdout
    assert re.search(r"http://\S+/konto/einladung/muster/\S{43}/", said.stdout)
    assert rows(place, "SELECT kind, jobs_mail.to FROM jobs_mail") == [("invitation", "ada@example.org")]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("appoint", "niemand", "--role", "operator"), "„niemand“ ist keine E-Mail-Adresse."),
        (("appoint", "a@example.org", "--role", "koenigin"), "Die Rolle „koenigin“ gibt es nicht."),
        (("appoint", "a@example.org", "--role", "land"), "Zur Landeskoordination gehört ein Land"),
        (("appoint", "a@example.org", "--role", "operator", "--land", "TH"), "Der Betrieb gilt für die ganze"),
        (("appoint", "a@example.org", "--role", "operator", "--end"), "Ein Konto mit der Adresse a@example.org gibt"),
        (("invite", "a@example.org", "--network", "nirgends"), "Ein Netzwerk „nirgends“ gibt es nicht."),
        (("invite", "niemand", "--network", "muster"), ""),
        (("invite", "a@example.org", "--network", "muster", "--role", "space"), "Bitte wählen Sie wenigstens einen"),
        (("invite", "a@example.org", "--network", "muster", "--role", "koenigin"), "Diese Rolle gibt es nicht."),
    ],
)
def test_a_wrong_call_ends_with_one_clear_line(place: Path, words: tuple[str, ...], line: str) -> None:
    said = run(place, *words)
    assert said.returncode == 1
    assert said.stderr.startswith(f"Fehler: {line}")
    assert said.stderr.count("\n") == 1
