"""Commands about what is on record: is it whole, and who acted, forgotten."""

from __future__ import annotations

import re
import time
from pathlib import Path

import click

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .cli_german import GermanGroup
from .cli_setting import django_ready, say

SHOWN = 20
NUMBER = re.compile(r"[1-9][0-9]{0,17}")
REASON = re.compile(r"[a-z0-9_-]{1,40}")


@click.group("audit", cls=GermanGroup)
def audit() -> None:
    """Das Protokoll prüfen; ein Konto darin löschen."""


@audit.command("verify")
@click.option("--network", metavar="KURZNAME", help="Nur das Protokoll dieses Netzwerks.")
def verify(network: str | None) -> int:
    """Prüfen, ob das Protokoll vollständig und unverändert ist. Endet mit 1, wenn nicht.

    Vergleicht jede Zeile mit ihrer Kette und die Ketten mit der Kopfdatei (NESTWERK_AUDIT_HEADS).
    """
    with django_ready():
        from django.conf import settings
        from django.utils import timezone

        from nestwerk.audit.actions import note_verified
        from nestwerk.audit.heads import read_heads, read_times
        from nestwerk.audit.verify import verify as walk

        slugs = _slugs()
        if network is not None and network not in slugs.values():
            raise Refused(f"Ein Netzwerk „{network}“ gibt es nicht.")
        only = next((pk for pk, slug in slugs.items() if slug == network), None)
        begun, wrong, lines = time.perf_counter(), 0, 0
        path = Path(settings.AUDIT_HEADS)
        found = walk(at=timezone.now(), heads=read_heads(path), times=read_times(path), only=only)
        seconds = time.perf_counter() - begun
        for one in found:
            wrong, lines = wrong + len(one.findings), lines + one.lines
            chain = "Installation" if one.network_id is None else slugs.get(one.network_id, f"Netz {one.network_id}")
            for sentence in one.findings[:SHOWN]:
                click.echo(f"  {chain}: {sentence}", err=True)
            if len(one.findings) > SHOWN:
                click.echo(f"  {chain}: … und {len(one.findings) - SHOWN} weitere Stellen.", err=True)
            if one.network_id is None or one.network_id in slugs:
                note_verified(one.network_id, lines=one.lines, whole=not one.findings, at=timezone.now())
        counted = f"{lines:,}".replace(",", ".")
        chains = "1 Kette" if len(found) == 1 else f"{len(found)} Ketten"
        say(f"Geprüft: {counted} Zeilen in {chains}, {f'{seconds:.2f}'.replace('.', ',')} Sekunden.")
        if wrong:
            raise Refused(f"Das Protokoll stimmt an {wrong} {'Stelle' if wrong == 1 else 'Stellen'} nicht.")
        say("Das Protokoll ist vollständig und unverändert.")
    return 0


@audit.command("erase")
@click.argument("account", metavar="KONTO-NUMMER")
@click.option("--reason", metavar="GRUND", required=True, help="Ein Stichwort, zum Beispiel request oder retention.")
def erase(account: str, reason: str) -> int:
    """Überall im Protokoll löschen, dass dieses Konto gehandelt hat. Das lässt sich nicht rückgängig machen.

    Was geschah, bleibt stehen, und das Protokoll lässt sich weiter prüfen. Die Löschung selbst steht darin.
    """
    if not NUMBER.fullmatch(account):
        raise Refused(f"„{account[:20]}“ ist keine Nummer eines Kontos.")
    if not REASON.fullmatch(reason):
        raise Refused("Der Grund ist ein Stichwort aus kleinen Buchstaben, Ziffern und Strichen, nie ein Name.")
    with django_ready():
        from django.utils import timezone

        from nestwerk.audit.actions import erase_account

        gone = erase_account(int(account), reason=reason, at=timezone.now())
        if not gone.lines and not gone.versions:
            say(f"Konto {account} steht nirgends im Protokoll; es war nichts zu löschen.")
            return 0
        say(f"Gelöscht: Konto {account} in {gone.lines} Zeilen und {gone.versions} früheren Fassungen.")
    return 0


def saved_on_record(rows: int) -> None:
    """Put on record that a backup with so many rows was made."""
    from django.utils import timezone

    from nestwerk.audit.record import record

    record(None, "installation.saved", at=timezone.now(), hat="operator", count=rows)


def restored_on_record(rows: int) -> None:
    """Put on record that a backup was brought in, and note its heads: what was noted beyond them is void.

    Raises Refused if the file of heads cannot be written. A backup from before there was a record has nothing to note.
    """
    from django.conf import settings
    from django.utils import timezone

    from nestwerk.audit.actions import note_restored
    from nestwerk.audit.heads import read_heads
    from nestwerk.audit.record import record

    from .migrations_state import applied

    if ("audit", "0003_erasing") not in applied():
        return
    at, path = timezone.now(), Path(settings.AUDIT_HEADS)
    chains = sorted({None, *read_heads(path), *_slugs()}, key=lambda one: one or 0)
    try:
        note_restored(at=at, heads=path, chains=chains)
    except OSError as error:
        raise Refused(
            f"Die Daten sind eingespielt; nur die Kopfdatei {path} ließ sich nicht schreiben: {os_cause(error)}."
        ) from error
    record(None, "installation.restored", at=at, hat="operator", count=rows)


def _slugs() -> dict[int, str]:
    from nestwerk.networks.public import ids

    return {pk: slug for slug, pk in ids().items()}
