"""The command that reads a directory in HSDS into a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import django_ready, say

if TYPE_CHECKING:
    from nestwerk.offers.hsds.package import Package

SHOWN = 20


@click.command("import-hsds", cls=GermanCommand)
@click.argument("source", metavar="QUELLE")
@click.option("--network", required=True, metavar="KURZNAME", help="In welches Netzwerk.")
@click.option("--name", metavar="NAME", help="Wie die Quelle heißt; sonst nach Datei oder Rechner benannt.")
@click.option("--publish", is_flag=True, help="Neue Angebote gleich veröffentlichen, wo Familien sie nutzen können.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschähe; nichts schreiben.")
def import_hsds(source: str, network: str, name: str | None, publish: bool, dry_run: bool) -> int:
    """Ein Verzeichnis im Standard HSDS (Open Referral) einlesen.

    QUELLE ist die Adresse einer Schnittstelle (HSDS 3.0), ein Ordner oder ZIP mit CSV-Dateien (3.0, 2.x, Ohana) oder
    eine Datei in JSON. Fehlerhafte Dateien werden mit Zeile, Spalte und Ursache genannt und ganz abgelehnt. Zweimal
    dasselbe ändert beim zweiten Mal nichts. Endet mit 1, wenn Zeilen draußen bleiben.
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.offers.actions.pulls import import_source
        from nestwerk.offers.queries.reports import network_called

        try:
            done = import_source(network_called(network), _read(source), name=name or _name(source), publish=publish,
                                 dry_run=dry_run, base=_base(source), at=timezone.now())  # fmt: skip
        except Refused as no:
            for fault in getattr(no, "faults", ())[:SHOWN]:
                click.echo(f"  {fault}", err=True)
            raise
        for line, title, sentence in done.told[:SHOWN]:
            say(f"  Zeile {line}, {title}: {sentence}")
        if len(done.told) > SHOWN:
            say(f"  … und {len(done.told) - SHOWN} weitere.")
        for fault in done.faults[:SHOWN]:
            click.echo(f"  {fault}", err=True)
        counts = f"{done.new} neu, {done.changed} geändert, {done.same} gleich"
        say(f"{'Würde' if dry_run else 'Angebote:'} {counts}{' ergeben' if dry_run else ''}, {done.left_out} draußen.")
        if done.left_out:
            say("Was Begriffe der Quelle bedeuten, sagt die Koordination einmal: Einlesen, Quellen, Datei einlesen.")
        if done.ended:
            say(f"{done.ended} Angebote führt die Quelle als beendet oder inaktiv; bei uns bleibt alles, wie es ist.")
    return 1 if done.left_out or done.faults else 0


def _read(source: str) -> Package:
    from nestwerk.offers.hsds.feed import feed_client, read_address
    from nestwerk.offers.hsds.package import read_path

    if source.startswith(("https://", "http://")):
        return read_address(source, feed_client())
    return read_path(Path(source))


def _base(source: str) -> str:
    from nestwerk.offers.hsds.feed import base_of, is_file

    return base_of(source) if source.startswith(("https://", "http://")) and not is_file(source) else ""


def _name(source: str) -> str:
    return (urlsplit(source).hostname if "://" in source else "") or Path(source).resolve().stem
