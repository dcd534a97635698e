"""Commands about running an installation: serve, migrate, check, backup, restore and serve's own children."""

from __future__ import annotations

from pathlib import Path

import click

from .cli_audit import restored_on_record, saved_on_record
from .cli_german import GermanCommand
from .cli_setting import Progress, django_ready, require_installation, say


@click.command("serve", cls=GermanCommand)
def serve() -> int:
    """Alles starten: Datenbank, Webserver und Hintergrundarbeit. Beenden mit Strg+C.

    Lauscht auf NESTWERK_BIND (sonst 127.0.0.1:8000). Beim ersten Start werden die Tabellen angelegt, die
    Beispielnetzwerke geladen (NESTWERK_DEMO=nein lässt sie weg) und der Katalog veröffentlicht.
    """
    from nestwerk.config import settings

    from .serve import serve as run

    run(settings.DATA_DIR, settings.BIND, settings.PUBLIC_URL, demo=settings.DEMO, say=say)
    return 0


@click.command("migrate", cls=GermanCommand)
def migrate() -> int:
    """Die Datenbank auf den Stand dieser Version bringen."""
    with django_ready(migrated=False):
        from django.utils import timezone

        from nestwerk.config.actions_replay import replay_owed
        from nestwerk.config.schema import migrate_database

        migrate_database(say)
        replay_owed(at=timezone.now(), say=say)
        say("Die Datenbank ist auf dem neuesten Stand.")
    return 0


@click.command("check", cls=GermanCommand)
@click.option("--ereignisse", is_flag=True, help="Statt der Prüfung zeigen, wer auf welches Ereignis hört.")
def check(ereignisse: bool) -> int:
    """Einstellungen, Datenbank und Katalog prüfen. Endet mit 1, wenn etwas nicht stimmt."""
    if ereignisse:
        with django_ready():
            from nestwerk.jobs.announce import listeners

            for event, names in listeners().items():
                say(f"{event}: {', '.join(names)}")
        return 0
    from .check import MARKS, check_installation

    wrong = 0
    for finding in check_installation():
        say(f"{MARKS[finding.level]} {finding.sentence}")
        wrong += finding.level == "wrong"
    if wrong:
        click.echo(f"Fehler: {wrong} {'Punkt stimmt' if wrong == 1 else 'Punkte stimmen'} nicht.", err=True)
    return 1 if wrong else 0


@click.command("backup", cls=GermanCommand)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Eine vorhandene Datei ersetzen.")
def backup(file: Path, force: bool) -> int:
    """Alles in eine Datei sichern: Datenbank, Katalog, Dateien."""
    require_installation()
    with django_ready():
        from django.utils import timezone

        from .backup import write_backup

        progress = Progress()
        written = write_backup(file, at=timezone.now(), force=force, progress=progress)
        progress.end()
        rows = sum(written.counts.values())
        saved_on_record(rows)
        say(f"Gesichert: {file} ({file.stat().st_size // 1024} KiB, {len(written.counts)} Tabellen, {rows} Zeilen).")
    return 0


@click.command("restore", cls=GermanCommand)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Vorhandene Daten dabei überschreiben.")
def restore(file: Path, force: bool) -> int:
    """Eine Sicherung in eine leere Installation einspielen und durch Zählen prüfen."""
    with django_ready(migrated=False):
        from django.utils import timezone

        from .actions_replay import replay_owed
        from .migrations_state import open_migrations
        from .restore import key_differs, restore_backup

        progress = Progress()
        restored = restore_backup(file, at=timezone.now(), force=force, progress=progress)
        progress.end()
        rows = sum(restored.counts.values())
        restored_on_record(rows)
        say(
            f"Eingespielt und nachgezählt: {len(restored.counts)} Tabellen, {rows} Zeilen, Stand {restored.created_at}."
        )
        if key_differs():
            say(
                "Achtung: NESTWERK_SECRET_KEY ist ein anderer als der Schlüssel der Sicherung. Zweite Schritte, "
                "Adressen des Newsletters und wartende Mails sind damit nicht lesbar. Der richtige steht in secret-key."
            )
        if open_migrations():
            say("Die Sicherung ist älter als diese Version. Bitte noch: nestwerk migrate")
        elif not replay_owed(at=timezone.now(), say=say):
            say("Diese Sicherung enthält noch kein Löschbuch. Was seither gelöscht wurde, bitte noch einmal löschen.")
    return 0


@click.command("web", cls=GermanCommand, hidden=True)
def web() -> int:
    """Nur der Webserver (Teil von serve; auch für weitere Rechner ohne Datenbank)."""
    from nestwerk.config import settings

    from .serve import run_web

    run_web(settings.BIND, settings.WORKERS)
    return 0


@click.command("worker", cls=GermanCommand, hidden=True)
def worker() -> int:
    """Nur die Hintergrundarbeit (Teil von serve)."""
    with django_ready():
        from procrastinate.contrib.django import app

        from nestwerk.jobs import alive

        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's has it
        with app.replace_connector(connector) as working:
            working.run_worker(
                concurrency=2,  # a slow mail server keeps nobody from publishing
                shutdown_graceful_timeout=8,
                update_heartbeat_interval=alive.HEARTBEAT_SECONDS,
                stalled_worker_timeout=alive.STALE_SECONDS,
                task_middleware=[alive.hold],
            )
    return 0


@click.command("database", cls=GermanCommand, hidden=True)
def database() -> int:
    """Nur die eingebaute Datenbank (Teil von serve)."""
    from nestwerk.config import settings

    from .serve import run_database

    run_database(settings.DATA_DIR)
    return 0


@click.command("prepare", cls=GermanCommand, hidden=True)
@click.option("--no-demo", is_flag=True)
def prepare(no_demo: bool) -> int:
    """Tabellen, Beispiele und ein erster Katalog (Teil von serve)."""
    with django_ready(migrated=False):
        from .serve_prepare import prepare as run

        run(demo=not no_demo, say=say)
    return 0
