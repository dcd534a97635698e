import errno
import subprocess
import sys

import click
import pytest

from nestwerk.common.os_causes import FULL
from nestwerk.common.refusals import Refused
from nestwerk.config import cli_german
from nestwerk.config.variables import Variables

from .commands import environ, run
from .folders import open_folder


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("NESTWERK_WORKERS", "abc", "NESTWERK_WORKERS: „abc“ ist keine ganze Zahl von 0 bis 256."),
        (
            "NESTWERK_SECOND_FACTOR_ROLES",
            "chef",
            "NESTWERK_SECOND_FACTOR_ROLES: „chef“ kennen wir nicht. Möglich sind:",
        ),
        ("DATABASE_URL_FILE", "/gibt/es/nicht", "DATABASE_URL_FILE: /gibt/es/nicht ist nicht lesbar (gibt es nicht)."),
        ("NESTWERK_CACHE_MB", "-1", "NESTWERK_CACHE_MB: „-1“ ist keine ganze Zahl"),
        ("NESTWERK_SECRET_KEY_FILE", "/gibt/es/nicht", "/gibt/es/nicht ist nicht lesbar (gibt es nicht)."),
        ("NESTWERK_TILES_URL", "foo", "NESTWERK_TILES_URL: „foo“ geht nicht. Möglich ist: https://…/{z}/{x}/{y}.png"),
        ("NESTWERK_DATA_DIR", "/proc/x", "Der Ordner /proc/x lässt sich nicht anlegen (gibt es nicht)."),
    ],
)
def test_a_mistake_in_the_settings_is_one_german_line_in_every_command(variable, value, words):
    with open_folder() as folder:
        for command in ("serve", "check", "publish"):
            said = run(folder, command, **{variable: value})
            assert said.returncode == 1
            assert said.stderr.startswith("Fehler: ")
            assert words in said.stderr
            assert said.stderr.count("\n") == 1


def test_a_place_nobody_can_write_to_is_one_german_line():
    with open_folder() as folder:
        said = run(folder, "papers", "--out", "/proc/x")
        assert (said.returncode, said.stderr) == (1, "Fehler: In /proc/x lässt sich nicht schreiben (gibt es nicht).\n")


def test_all_mistakes_are_named_at_once(tmp_path):
    read = Variables({"A": "x", "B_FILE": str(tmp_path), "C": "²"})
    assert (read.number("A", "3", most=9), read.text("B", "sonst"), read.number("C", "4", most=9)) == (3, "sonst", 4)
    with pytest.raises(Refused, match=r"A: „x“ .*B_FILE: .*\(das ist ein Ordner\)\. C: „²“"):
        read.refuse_mistakes()


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    read = Variables({})
    key = read.secret_key("KEY", tmp_path)
    assert len(key) > 40
    assert read.secret_key("KEY", tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_check_goes_on_when_the_database_is_away():
    with open_folder() as folder:
        said = run(folder, "check", DATABASE_URL="postgresql://a:b@127.0.0.1:1/x")
    assert said.returncode == 1
    assert "Die Datenbank antwortet nicht: dort nimmt niemand Verbindungen an (127.0.0.1, Port 1)." in said.stdout
    assert "Es ist noch nichts veröffentlicht" in said.stdout
    assert "Traceback" not in said.stderr


FAILING = """
import logging, logging.config
from nestwerk.config import settings
logging.config.dictConfig(settings.LOGGING)
words = "geheimeswort"
try:
    try:
        {}[words]
    except KeyError as error:
        raise ValueError(f"{words} gibt es nicht") from error
except ValueError:
    logging.getLogger("django.request").error("Internal Server Error: %s", "/suche?q=" + words, exc_info=True)
    logging.getLogger("nestwerk.finder").exception("misslungen")
"""


def test_what_somebody_typed_never_reaches_the_log():
    with open_folder() as folder:
        said = subprocess.run([sys.executable, "-c", FAILING], env=environ(folder), capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert "geheimeswort" not in said.stderr
    assert said.stderr.count("builtins.KeyError\n") == 2
    assert said.stderr.count("builtins.ValueError\n") == 2
    assert 'File "<string>", line 8' in said.stderr


def test_a_command_that_meets_a_full_disk_says_so_in_one_line(capsys):
    @click.command("voll")
    def full():
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/nestwerk/snapshot")

    group = cli_german.GermanGroup("nestwerk")
    group.add_command(full)
    assert cli_german.run(group, ["voll"], (Refused,)) == 1
    said = capsys.readouterr().err
    assert said == f"Fehler: {FULL}\n"


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://tiles.example.org/karte/{z}/{x}/{y}.png?key=1", True),
        ("http://127.0.0.1:8080/{z}/{x}/{y}.png", True),
        ("http://tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://{s}.tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://tiles.example.org/karte.png", False),
        ("https://tiles.example.org/{z}/{x}/{y}.png; script-src *", False),
    ],
)
def test_map_tiles_come_from_an_address_that_may_stand_in_the_policy(address, fits):
    variables = Variables({"NESTWERK_TILES_URL": address})
    assert variables.tiles("NESTWERK_TILES_URL") == (address if fits else "")
    assert bool(variables.problems) is not fits
