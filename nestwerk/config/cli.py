"""The console script ``nestwerk``: every command an operator needs, in German.

Django is set up by the commands that need it, so that ``--help`` and ``serve`` itself are quick. A command that
needs the embedded database starts it, and stops it again only if it was the one that started it.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

import click

from nestwerk.common.refusals import Refused

from . import (
    cli_accounts,
    cli_audit,
    cli_brochure,
    cli_content,
    cli_data,
    cli_german,
    cli_hsds,
    cli_mail,
    cli_members,
    cli_network,
    cli_operate,
    cli_papers,
    cli_year,
)
from .postgres_home import ClusterError


@click.group(cls=cli_german.GermanGroup, context_settings={"max_content_width": 100})
@click.version_option(package_name="nestwerk", message="Nestwerk %(version)s", help="Die Version nennen.")
def nestwerk() -> None:
    """Nestwerk: die Software für Netzwerke Frühe Hilfen.

    Daten liegen im Ordner NESTWERK_DATA_DIR (sonst „var“). Alle Einstellungen: docs/betrieb/einstellungen.md.
    """
    for sign in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(sign) is signal.SIG_DFL:
            signal.signal(sign, _leave)  # so that nothing half done stays on the disk


def _leave(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)


for command in (
    cli_operate.serve,
    cli_operate.migrate,
    cli_network.create_network,
    cli_content.describe_network,
    cli_members.invite,
    cli_members.appoint,
    cli_members.accounts,
    cli_network.import_offers,
    cli_hsds.import_hsds,
    cli_content.import_terms,
    cli_network.publish,
    cli_brochure.brochure,
    cli_data.export_data,
    cli_network.demo,
    cli_content.reports,
    cli_mail.mail,
    cli_operate.check,
    cli_operate.backup,
    cli_operate.restore,
    cli_papers.retention,
    cli_papers.papers,
    cli_audit.audit,
    cli_accounts.factors_reset,
    cli_year.simulate_year,
    cli_operate.web,
    cli_operate.worker,
    cli_operate.database,
    cli_operate.prepare,
):
    nestwerk.add_command(command)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code: 0 only if it did what was asked."""
    sys.exit(cli_german.run(nestwerk, arguments, (Refused, ClusterError)))


if __name__ == "__main__":
    main()
