"""Commands about what a network says of itself, the installation's own terms, and what people report."""

from __future__ import annotations

from pathlib import Path

import click

from nestwerk.common.invisible import one_line
from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_network import publish_now
from .cli_setting import django_ready, say

MOST_DAYS = 36_500


@click.command("describe-network", cls=GermanCommand)
@click.argument("slug", metavar="KURZNAME")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--publish", is_flag=True, help="Gleich veröffentlichen; endet, wenn alles im Netz zu sehen ist.")
def describe_network(slug: str, file: Path, publish: bool) -> int:
    """Ein Netzwerk beschreiben: Stelle, Impressum, Farbe, Logo, Sozialräume, Gemeinden.

    DATEI (TOML) ist in docs/betrieb/netzwerk-einrichten.md erklärt. Was sie nicht nennt, bleibt, wie es ist. Ist eine
    Angabe falsch, wird nichts geändert. Noch einmal dieselbe Datei schadet nicht.
    """
    with django_ready():
        from nestwerk.networks.actions import describe_from_file

        said, changed = describe_from_file(slug, file)
        for key, sentence in said.problems:
            click.echo(f"  {one_line(key)}: {one_line(sentence)}", err=True)
        if said.problems:
            many = len(said.problems)
            raise Refused(
                f"{many} {'Angabe' if many == 1 else 'Angaben'} in {file.name} {'stimmt' if many == 1 else 'stimmen'} "
                "nicht. Es wurde nichts geändert."
            )
        for key, sentence in said.hints:
            say(f"  Hinweis zu {key}: {sentence}")
        news = f"geändert: {', '.join(changed)}" if changed else "Angaben unverändert"
        say(f"Netzwerk „{slug}“: {news}.")
        if said.spaces or said.towns is not None:
            say(f"Aus der Datei: {len(said.spaces)} Sozialräume, {len(said.towns or [])} Gemeinden.")
        if publish:
            publish_now((slug,))
        else:
            say(f"Zu sehen ist es nach: nestwerk publish {slug}")
    return 0


@click.command("import-terms", cls=GermanCommand)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
def import_terms(file: Path) -> int:
    """Eigene Begriffe einlesen: Anliegen, Angebotsarten, Zielgruppen, Arten von Partnern.

    DATEI ist in docs/betrieb/netzwerk-einrichten.md erklärt. Ist eine Zeile falsch, wird nichts geändert. Noch einmal
    dieselbe Datei schadet nicht.
    """
    with django_ready():
        from nestwerk.taxonomy.actions import load_own_terms

        number = load_own_terms(file)
        say(f"{number} eigene Begriffe eingelesen. Zu sehen sind sie nach: nestwerk publish")
    return 0


def _days(context: click.Context, option: click.Parameter, text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_DAYS):
        raise click.BadParameter(f"„{text[:20]}“ ist keine Zahl von Tagen (0 bis {MOST_DAYS}).")
    return int(text)


@click.command("reports", cls=GermanCommand)
@click.option("--network", metavar="KURZNAME", help="Nur die Hinweise zu diesem Netzwerk.")
@click.option(
    "--delete-older-than",
    "days",
    metavar="TAGE",
    callback=_days,
    help="Vorher löschen, was älter ist als so viele Tage.",
)
def reports(network: str | None, days: int | None) -> int:
    """Zeigen, was Menschen als falsch gemeldet haben („Stimmt etwas nicht?“), und Altes löschen.

    Die Hinweise kommen ohne Namen. Bitte prüfen, das Angebot berichtigen und dann löschen.
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.config import settings
        from nestwerk.networks.models import Network
        from nestwerk.offers.actions.reports import delete_problem_reports
        from nestwerk.offers.queries.reports import network_called, problem_reports

        today = timezone.localdate()
        chosen = [network_called(network)] if network else list(Network.objects.order_by("slug"))
        total = 0
        for one in chosen:
            if days is not None and (gone := delete_problem_reports(one, older_than_days=days, today=today)):
                say(f"{one.name}: {gone} gelöscht.")
            found = problem_reports(one)
            total += len(found)
            if found:
                say(f"{one.name} ({one.slug}): {len(found)}")
            for report in found:
                say(f"  {report.on:%d.%m.%Y} {report.kind}: {one_line(report.offer_title)}")
                say(f"    {settings.PUBLIC_URL}/{one.slug}/angebote/{report.offer_id}")
                if report.text:
                    say(f"    „{one_line(report.text)}“")
        if not total:
            say("Keine Hinweise.")
    return 0
