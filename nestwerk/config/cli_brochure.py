"""The command that makes a brochure on the spot, from what is published."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nestwerk.common.locales import LOCALES
from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import Progress, say

CODES = ", ".join(LOCALES)


@click.command("brochure", cls=GermanCommand)
@click.argument("slug", metavar="KURZNAME")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="DATEI", help="Wohin das PDF kommt.")
@click.option("--language", default="de", metavar="SPRACHE", help=CODES + ".", show_default=True)
@click.option("--paper", default="a5", metavar="GRÖSSE", help="a4, a5 oder a6.", show_default=True)
@click.option("--by-place", is_flag=True, help="Nach Orten geordnet statt nach Themen.")
@click.option("--space", default="", metavar="KURZNAME", help="Nur Angebote dieses Sozialraums.")
@click.option("--topic", default="", metavar="THEMA", help="Nur dieses Kapitel: first, pregnancy, home, meet, health …")
@click.option("--large", is_flag=True, help="In großer Schrift.")
@click.option("--marks", is_flag=True, help="Für die Druckerei: mit Beschnitt und Schnittmarken.")
def brochure(
    slug: str,
    target: Path | None,
    language: str,
    paper: str,
    by_place: bool,
    space: str,
    topic: str,
    large: bool,
    marks: bool,
) -> int:
    """Eine Broschüre aus den veröffentlichten Angeboten eines Netzwerks machen.

    Ohne DATEI heißt das PDF wie das Netzwerk und das Heft. Es wird nichts
    gespeichert außer dieser Datei. Die Datenbank wird nicht gebraucht.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from nestwerk.catalogue import public as catalogue
    from nestwerk.config import settings
    from nestwerk.publishing.brochure.content import NothingToSet
    from nestwerk.publishing.brochure.make import make_brochure
    from nestwerk.publishing.brochure.variants import Variant, chapters
    from nestwerk.publishing.brochure.words import words_of

    order = "place" if by_place else "topic"
    try:
        variant = Variant(language, paper, order, space, topic, large, marks)
    except ValueError as wrong:
        known = {
            "language": f"Sprachen: {CODES}.",
            "paper": "Größen: a4, a5, a6.",
            "topic": f"Themen: {', '.join(chapters())}.",
        }
        raise Refused(f"Das gibt es nicht. {known[str(wrong)]}") from wrong
    try:
        snap = catalogue.current()
    except catalogue.NotReady as not_yet:
        raise Refused("Es ist noch nichts veröffentlicht. Erst: nestwerk publish") from not_yet
    if slug not in snap.networks:
        raise Refused(f"Ein veröffentlichtes Netzwerk „{slug}“ gibt es nicht. Erst: nestwerk publish {slug}")
    progress = Progress()
    at, words = timezone.now(), words_of(snap, slug, language)
    try:
        made = make_brochure(snap, slug, variant, words, at=at, base=settings.PUBLIC_URL, step=progress)
    except NothingToSet as gone:
        spaces = ", ".join(one.slug for one in snap.networks[slug].spaces) or "keine"
        raise Refused(f"Diesen Sozialraum gibt es nicht. Es gibt: {spaces}") from gone
    progress.end()
    target = target or Path(f"{slug}-{variant.key}.pdf")
    try:
        target.write_bytes(made.pdf)
    except OSError as problem:
        raise Refused(f"{target} lässt sich nicht schreiben ({os_cause(problem)}).") from problem
    size = f"{len(made.pdf) / 2**20:.1f}".replace(".", ",")
    say(f"{target}: {made.pages} Seiten, {made.offers} Angebote, {size} MB")
    return 0
