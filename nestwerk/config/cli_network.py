"""Commands about content: networks, imports, publishing, the demonstration."""

from __future__ import annotations

from pathlib import Path

import click

from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import Progress, django_ready, say

SHOWN_PROBLEMS = 20


@click.command("create-network", cls=GermanCommand)
@click.argument("slug", metavar="KURZNAME")
@click.option("--name", required=True, metavar="NAME", help="Name, wie ihn Familien lesen: „Frühe Hilfen Musterkreis“.")
@click.option(
    "--ags", required=True, multiple=True, metavar="AGS", help="Gemeindeschlüssel, 5 oder 8 Ziffern; mehrmals möglich."
)
def create_network(slug: str, name: str, ags: tuple[str, ...]) -> int:
    """Ein leeres Netzwerk anlegen.

    KURZNAME steht später in der Adresse, zum Beispiel musterkreis. Noch einmal mit denselben Angaben schadet nicht.
    """
    with django_ready():
        from nestwerk.networks.actions import create_network as create

        keys = [key for text in ags for key in text.replace(",", " ").split()]
        network, new = create(slug=slug, name=name, ags=keys)
        say(f"Netzwerk „{network.name}“ ({slug}) {'angelegt' if new else 'gibt es schon, nichts geändert'}.")
        if new:
            say("Gemeinden, Sozialräume und Kontakt kommen aus einer Datei: nestwerk describe-network --help")
    return 0


@click.command("import-offers", cls=GermanCommand)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--network", required=True, metavar="KURZNAME", help="Das Netzwerk, dem die Angebote gehören.")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="DATEI", help="Zuordnung fremder Spalten (TOML).")
@click.option("--publish", is_flag=True, help="Gleich veröffentlichen; endet, wenn alles im Netz zu sehen ist.")
@click.option("--overwrite", is_flag=True, help="Auch überschreiben, was im Netzwerk geändert wurde.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was sich ändern würde.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="DATEI",
    help="Wohin abgelehnte Zeilen kommen (sonst: berichte/ im Datenordner).",
)
def import_offers(
    file: Path,
    network: str,
    mapping: Path | None,
    publish: bool,
    overwrite: bool,
    dry_run: bool,
    report: Path | None,
) -> int:
    """Angebote aus einer Tabelle (CSV) einlesen.

    Zweimal dieselbe Datei ändert beim zweiten Mal nichts. Was im Netzwerk geändert wurde, bleibt. Fehlerhafte Zeilen
    werden mit Zeile, Spalte und Ursache genannt und in eine Datei gelegt; die guten kommen hinein. Endet mit 1, wenn
    Zeilen abgelehnt wurden.
    """
    for path in filter(None, (file, mapping)):
        if not path.is_file():
            raise Refused(f"{path} ist keine Datei." if path.exists() else f"Die Datei {path} gibt es nicht.")
    with django_ready():
        from django.utils import timezone

        from nestwerk.config import settings
        from nestwerk.offers.imports import import_offers as read_offers
        from nestwerk.offers.imports import usual_place

        progress = Progress()
        done = read_offers(
            file,
            network,
            at=timezone.now(),
            mapping=mapping,
            publish=publish,
            overwrite=overwrite,
            dry_run=dry_run,
            report_to=report or usual_place(settings.DATA_DIR, file, today=timezone.localdate()),
            progress=progress.counter("Zeilen gelesen"),
        )
        progress.end()
        _show(done)
        if publish and not dry_run:
            publish_now((network,))
        if done.problems:
            click.echo(f"Fehler: {done.kept_back} Zeilen wurden nicht übernommen.", err=True)
            return 1
    return 0


def _show(done: object) -> None:
    """Print what an import did, changes in a dry run one by one."""
    from nestwerk.offers.imports import ImportReport

    assert isinstance(done, ImportReport)  # noqa: S101  # for the type checker; the import is late on purpose
    if done.dry_run:
        names = {"new": "neu", "changed": "geändert", "same": "gleich"}
        for change in done.changes:
            if change.kind != "same":
                fields = f" ({', '.join(change.fields)})" if change.fields else ""
                say(f"  {names[change.kind]}: {change.external_id} {change.title}{fields}")
    stay = [change for change in done.changes if change.stay]
    for change in stay[: None if done.dry_run else SHOWN_PROBLEMS]:
        say(f"  Bleibt, weil im Netzwerk geändert: {change.external_id} {change.title} ({', '.join(change.stay)})")
    if not done.dry_run and len(stay) > SHOWN_PROBLEMS:
        say(f"  … und {len(stay) - SHOWN_PROBLEMS} weitere; alle nennt --dry-run.")
    if stay:
        say("  Soll auch dort gelten, was in der Datei steht: --overwrite.")
    shown = None if done.dry_run else SHOWN_PROBLEMS  # no file of rejected rows is written then
    for line, column, sentence in done.problems[:shown]:
        click.echo(f"  Zeile {line}{f', Spalte {column}' if column else ''}: {sentence}", err=True)
    if shown and len(done.problems) > shown:
        click.echo(f"  … und {len(done.problems) - SHOWN_PROBLEMS} weitere.", err=True)
    for line, column, sentence in done.hints[:SHOWN_PROBLEMS]:
        say(f"  Hinweis, Zeile {line}{f', Spalte {column}' if column else ''}: {sentence}")
    if len(done.hints) > SHOWN_PROBLEMS:
        say(f"  … und {len(done.hints) - SHOWN_PROBLEMS} weitere Hinweise.")
    if done.unknown_columns:
        more = f" und {len(done.unknown_columns) - SHOWN_PROBLEMS} weitere"
        more = more if len(done.unknown_columns) > SHOWN_PROBLEMS else ""
        say(f"  Unbekannte Spalten, aufgehoben: {', '.join(done.unknown_columns[:SHOWN_PROBLEMS])}{more}")
    if done.report_file:
        say(f"  Abgelehnte Zeilen: {done.report_file}")
    verb = "Würde" if done.dry_run else "Angebote:"
    counts = f"{done.count('new')} neu, {done.count('changed')} geändert, {done.count('same')} gleich"
    say(f"{verb} {counts}{' ergeben' if done.dry_run else ''}, {done.kept_back} Zeilen abgelehnt.")


def publish_now(slugs: tuple[str, ...]) -> None:
    """Publish these networks (none named: all), wait until it is live and say which version it is."""
    from django.utils import timezone

    from nestwerk.catalogue.publish import publish as publish_networks

    progress = Progress()
    version = publish_networks(list(slugs) or None, at=timezone.now(), progress=progress, wait=True)
    progress.end()
    say(f"Veröffentlicht: {version}")


@click.command("publish", cls=GermanCommand)
@click.argument("slugs", metavar="[KURZNAME]…", nargs=-1)
def publish(slugs: tuple[str, ...]) -> int:
    """Den öffentlichen Katalog neu bauen: alle Netzwerke oder nur die genannten."""
    with django_ready():
        publish_now(slugs)
    return 0


@click.command("demo", cls=GermanCommand)
def demo() -> int:
    """Die Beispielnetzwerke laden, wenn noch keine eigenen da sind, und veröffentlichen."""
    with django_ready():
        from .demo import load_demo

        loaded = load_demo(Progress())
        if loaded is None:
            say("Hier gibt es schon eigene Netzwerke; es wurde nichts geladen.")
            return 0
        say(f"{loaded} Beispielangebote geladen." if loaded else "Die Beispiele sind schon vollständig da.")
        publish_now(())
    return 0
