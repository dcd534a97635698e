"""The command that writes whole data sets into a folder: the same files the web offers."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import say

FORMATS = "csv, xlsx, jsonl, sqlite, xzufi"


@click.command("export-data", cls=GermanCommand)
@click.argument("slug", metavar="[KURZNAME]", required=False, default="")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), metavar="ORDNER", default=Path("daten"),
    help="Wohin die Dateien kommen; der Ordner wird angelegt.", show_default=True,
)  # fmt: skip
@click.option("--format", "formats", multiple=True, metavar="FORMAT", help=f"Nur dieses; auch mehrfach: {FORMATS}.")
def export_data(slug: str, folder: Path, formats: tuple[str, ...]) -> int:
    """Alle veröffentlichten Angebote eines Netzwerks als Dateien speichern.

    Ohne KURZNAME: alle Netzwerke zusammen. Es sind dieselben Dateien wie auf der
    Seite „Offene Daten“: Tabellen, Datenbank, XZuFi; von allen Netzwerken zusammen
    auch die Beschreibung nach DCAT-AP.de. Wer einer Weitergabe in Listen nicht zugestimmt hat, steht nicht
    darin. Eine Datei von früher wird ersetzt, sobald die neue ganz fertig ist;
    anderes im Ordner bleibt. Die Datenbank wird nicht gebraucht.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    import django

    django.setup()
    from nestwerk.catalogue import public as catalogue
    from nestwerk.publishing.datasets.folder import write_files
    from nestwerk.publishing.datasets.formats import FORMATS as KNOWN
    from nestwerk.publishing.datasets.here import scope_of

    if unknown := [one for one in formats if one not in KNOWN]:
        raise Refused(f"Das Format „{unknown[0]}“ gibt es nicht. Formate: {FORMATS}.")
    try:
        snap = catalogue.current()
    except catalogue.NotReady as not_yet:
        raise Refused("Es ist noch nichts veröffentlicht. Erst: nestwerk publish") from not_yet
    if slug and slug not in snap.networks:
        raise Refused(f"Ein veröffentlichtes Netzwerk „{slug}“ gibt es nicht. Erst: nestwerk publish {slug}")
    scope = scope_of(snap, slug)
    try:
        for path in write_files(scope, folder, formats or tuple(KNOWN)):
            say(f"{path}: {_size(path.stat().st_size)}")
    except OSError as problem:
        raise Refused(f"In {folder} lässt sich nicht schreiben ({os_cause(problem)}).") from problem
    say(f"{scope.size()} Angebote, Stand {scope.stand:%d.%m.%Y}.")
    return 0


def _size(number: int) -> str:
    """Bytes as people say them."""
    return f"{number / 2**20:.1f} MB".replace(".", ",") if number >= 2**20 else f"{max(number // 1024, 1)} KB"
