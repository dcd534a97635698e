"""The operator's self-check: settings, data folder, database, snapshot. Each finding is one German sentence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

import psycopg

from .databases import libpq_params
from .postgres import ClusterError
from .postgres_causes import no_connection
from .roles import ROLES

MARKS = {"good": "✓ in Ordnung:", "hint": "! Hinweis:    ", "wrong": "✗ Fehler:     "}
OLDEST_SERVER = 150000
OLD_SNAPSHOT = timedelta(days=7)
LEAST_SPACE = 500 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One result: ``level`` is good, hint or wrong."""

    level: str
    sentence: str


def check_installation() -> Iterator[Finding]:
    """Look at everything in turn; a broken part does not keep the others from being looked at."""
    from nestwerk.common.refusals import Refused
    from nestwerk.config import settings

    from .cli_setting import django_ready

    yield from check_settings(settings.PUBLIC_URL, settings.BIND, settings.SECRET_KEY)
    yield from check_folder(settings.DATA_DIR)
    yield check_mail(settings.EMAIL_HOST, settings.EMAIL_PORT, settings.DEFAULT_FROM_EMAIL)
    yield from check_county(settings.OIDC_URL)
    try:
        with django_ready(migrated=False):
            findings = list(check_database())
            yield from findings
            if not any(one.level == "wrong" for one in findings):
                from .check_record import check_record

                yield from check_record(settings.AUDIT_HEADS, settings.DELETIONS, datetime.now(UTC))
    except (Refused, ClusterError) as error:
        yield Finding("wrong", str(error))
    except psycopg.Error as error:
        yield Finding("wrong", f"Die Datenbank lässt sich nicht prüfen: {no_connection(error)}.")
    yield from check_snapshot(settings.SNAPSHOT_DIR, datetime.now(UTC))


def check_settings(public_url: str, bind: str, secret_key: str) -> Iterator[Finding]:
    """Judge what can be judged without touching anything."""
    from nestwerk.common.refusals import Refused

    from .serve import parse_bind

    try:
        host, _ = parse_bind(bind)
    except Refused as error:
        yield Finding("wrong", str(error))
        host = ""
    local = public_url.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
    if public_url.startswith("https://"):
        yield Finding("good", f"Öffentliche Adresse {public_url}")
    elif local:
        yield Finding(
            "hint", "NESTWERK_PUBLIC_URL zeigt auf diesen Rechner; für den Betrieb die öffentliche Adresse setzen."
        )
    else:
        yield Finding(
            "wrong", "NESTWERK_PUBLIC_URL muss mit https:// beginnen: was Eltern suchen, gehört verschlüsselt."
        )
    if host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        yield Finding(
            "hint", "Der Webserver ist von außen ohne TLS erreichbar; besser nur über einen Proxy (NESTWERK_BIND)."
        )
    if len(secret_key) < 40:
        yield Finding("wrong", "NESTWERK_SECRET_KEY ist zu kurz; nötig sind mindestens 40 zufällige Zeichen.")


def check_folder(data_dir: Path) -> Iterator[Finding]:
    """Judge the data folder: there, writable, with room."""
    place = data_dir if data_dir.exists() else data_dir.parent
    if not os.access(place, os.W_OK):
        yield Finding("wrong", f"Der Datenordner {data_dir} ist für diesen Benutzer nicht beschreibbar.")
        return
    free = shutil.disk_usage(place).free
    level, words = ("good", "") if free > LEAST_SPACE else ("wrong", ", das ist zu wenig")
    yield Finding(level, f"Datenordner {data_dir}, {free // 1024**2} MiB frei{words}")


def check_mail(host: str, port: int, sender: str) -> Finding:
    """Say where mails go. Whether the server takes them shows ``nestwerk mail --test``."""
    name, at, domain = parseaddr(sender)[1].rpartition("@")
    if not (name and at and domain):
        return Finding("wrong", f"NESTWERK_MAIL_FROM „{sender}“ ist keine Mailadresse.")
    if not host:
        return Finding("hint", "NESTWERK_SMTP_HOST fehlt: Mails warten und werden nach drei Tagen aufgegeben.")
    return Finding("good", f"Mails gehen über {host}:{port}; ausprobieren mit nestwerk mail --test ADRESSE")


def check_county(address: str) -> Iterator[Finding]:
    """Judge the address of the county's own sign-in, if there is one: what it tells must come from it alone."""
    local = address.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
    if address and not address.startswith("https://") and not local:
        yield Finding(
            "wrong", "NESTWERK_OIDC_URL muss mit https:// beginnen: sonst könnte sich jemand dazwischensetzen."
        )


def check_database() -> Iterator[Finding]:
    """Judge version, roles, open migrations and waiting jobs of the database Django is configured for."""
    from django.conf import settings

    from nestwerk.networks.founding import MAY_FOUND

    from .migrations_state import open_migrations

    with psycopg.connect(**libpq_params(settings.DATABASES["owner"])) as owner:
        version = owner.info.server_version
        name = f"PostgreSQL {version // 10000}.{version % 10000}"
        if version < OLDEST_SERVER:
            yield Finding("wrong", f"{name} ist zu alt; nötig ist mindestens 15.")
        else:
            yield Finding("good", f"{name}{'' if os.environ.get('DATABASE_URL') else ', eingebaut'}")
        rows = owner.execute(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)]
        ).fetchall()
        rights = {str(role): bool(free) for role, free in rows}
        for role in ROLES:
            if role not in rights:
                yield Finding("wrong", f"Die Datenbankrolle {role} fehlt; nestwerk migrate legt sie an.")
        if rights.get("nestwerk_app") or rights.get("nestwerk_publisher"):
            yield Finding("wrong", "Die Rollen nestwerk_app und nestwerk_publisher dürfen keine Richtlinien umgehen.")
        if waiting := open_migrations():
            yield Finding("wrong", f"{len(waiting)} offene Schritte; bitte nestwerk migrate ausführen.")
            return
        yield Finding("good", "Tabellen sind auf dem Stand dieser Version")
        founding = owner.execute(MAY_FOUND).fetchone()
        if not (founding and founding[0]):
            yield Finding("wrong", "Diese Anmeldung darf keine Netzwerke anlegen; nestwerk migrate behebt es.")
        row = owner.execute(
            "SELECT count(*) FILTER (WHERE status = 'failed'),"
            " count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) < now() - interval '10 minutes')"
            " FROM procrastinate_jobs"
        ).fetchone()
        failed, late = row if row else (0, 0)
        if failed or late:
            yield Finding("hint", f"Hintergrundarbeit: {failed} gescheitert, {late} seit über zehn Minuten fällig.")
    for alias in ("default", "publisher"):
        try:
            psycopg.connect(**libpq_params(settings.DATABASES[alias])).close()
        except psycopg.Error as error:
            yield Finding("wrong", f"Anmeldung der Verbindung „{alias}“ misslingt: {no_connection(error)}.")


def check_snapshot(folder: Path, at: datetime) -> Iterator[Finding]:
    """Judge the published catalogue: there, readable, not old at the moment ``at``."""
    from nestwerk.catalogue.live import MANIFEST, Live

    live = Live(folder)
    if not (folder / MANIFEST).exists():
        yield Finding("wrong", "Es ist noch nichts veröffentlicht; nestwerk publish holt es nach.")
    elif not live.look() or live.snapshot is None:
        yield Finding("wrong", f"Der Katalog ist nicht lesbar ({live.problem}); nestwerk publish baut ihn neu.")
    else:
        age = at - datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
        words = f"Katalog {live.snapshot.version}, {len(live.snapshot.networks)} Netzwerke, {age.days} Tage alt"
        yield Finding("hint" if age > OLD_SNAPSHOT else "good", words)
