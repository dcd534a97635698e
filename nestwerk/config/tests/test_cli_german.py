"""A value that does not fit is refused in German, whatever the library says of it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from nestwerk.config.cli_german import GermanGroup, german_line, run

HERE = str(Path(__file__))


@click.group(cls=GermanGroup)
def group() -> None:
    """All kinds of values."""


@group.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--number", type=int)
@click.option("--few", type=click.IntRange(1, 5))
@click.option("--some", type=click.IntRange(min=1))
@click.option("--kind", type=click.Choice(["csv", "xlsx"]))
@click.option("--one", type=click.Choice(["csv"]))
@click.option("--file", type=click.Path(exists=True, dir_okay=False))
@click.option("--folder", type=click.Path(exists=True, file_okay=False))
def try_it(**values: object) -> None:
    """Take them."""


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--day", "31.1.2026", "--day: „31.1.2026“ ist kein Tag wie 2026-01-31."),
        ("--number", "viele", "--number: „viele“ ist keine Zahl."),
        ("--some", "viele", "--some: „viele“ ist keine Zahl."),
        ("--few", "9", "--few: 9 liegt nicht zwischen 1 und 5."),
        ("--some", "0", "--some: 0 ist zu klein; mindestens 1."),
        ("--kind", "pdf", "--kind: „pdf“ geht hier nicht; möglich: 'csv', 'xlsx'."),
        ("--kind", "o'brien", "--kind: „o'brien“ geht hier nicht; möglich: 'csv', 'xlsx'."),
        ("--one", "pdf", "--one: „pdf“ geht hier nicht; möglich: 'csv'."),
        ("--file", "/fehlt", "--file: /fehlt gibt es nicht."),
        ("--file", "/", "--file: / ist ein Ordner; hier wird eine Datei gebraucht."),
        (
            "--folder",
            str(Path(__file__)),
            f"--folder: {Path(__file__)} ist eine Datei; hier wird ein Ordner gebraucht.",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_german(option: str, value: str, sentence: str) -> None:
    with pytest.raises(click.ClickException) as no:
        group.main(args=["try-it", option, value], standalone_mode=False)
    assert german_line(no.value) == sentence


def test_an_argument_of_another_encoding_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(group, ["try-it", "--kind", b"K\xfcste".decode("utf-8", "surrogateescape")], ()) == 2
    assert capsys.readouterr().err == (
        "Fehler: „Küste“ ist nicht in UTF-8 geschrieben; bitte Terminal oder Skript umstellen.\n"
    )
