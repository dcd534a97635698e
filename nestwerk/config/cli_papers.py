"""Commands about data protection: the papers filled from this installation, and what is over by its rule."""

from __future__ import annotations

from pathlib import Path

import click

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import django_ready, say

SHOWN = 20


@click.command("papers", cls=GermanCommand)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/datenschutz"), metavar="ORDNER",
    help="Wohin die Entwürfe kommen (sonst docs/datenschutz).",
)  # fmt: skip
def papers(out: Path) -> int:
    """Die Entwürfe zum Datenschutz aus den Einstellungen dieser Installation schreiben.

    Verzeichnis der Verarbeitungen, Folgenabschätzung, Maßnahmen, Rollen, Löschkonzept, Verträge und Hinweise.
    Was nur Sie wissen, steht in eckigen Klammern. Vorhandene Dateien gleichen Namens werden ersetzt.
    """
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    import django

    django.setup()
    from .papers.write import write_papers

    try:
        written = write_papers(out)
    except OSError as problem:
        raise Refused(f"In {out} lässt sich nicht schreiben ({os_cause(problem)}).") from problem
    say(f"{len(written)} Entwürfe in {out} geschrieben. Bitte rechtlich prüfen lassen.")
    return 0


@click.command("retention", cls=GermanCommand)
@click.option(
    "--delete-accounts", type=click.IntRange(min=1), metavar="ANZAHL",
    help="Die fälligen Konten löschen, wenn es genau so viele sind.",
)  # fmt: skip
def retention(delete_accounts: int | None) -> int:
    """Zeigen, was nach dem Löschkonzept fällig ist und nur der Betrieb löschen darf.

    Löscht nichts, außer mit --delete-accounts und genau der Zahl, die vorher angezeigt wurde.
    """
    with django_ready():
        from django.utils import timezone

        from . import actions_retention as actions
        from .retention_due import what_is_due

        at = timezone.now()
        if delete_accounts is not None:
            say(f"{actions.delete_accounts(expected=delete_accounts, at=at)} Konten gelöscht.")
        for due in what_is_due(at):
            rule, many = due.rule, len(due.ids)
            say(f"{many} fällig: {rule.art} ({rule.period.name})")
            if many and rule.key in ("konten", "berufungen"):
                more = f" und {many - SHOWN} weitere" if many > SHOWN else ""
                say(f"  Kennungen: {', '.join(map(str, due.ids[:SHOWN]))}{more}")
    return 0
