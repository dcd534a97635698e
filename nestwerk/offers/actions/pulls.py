"""Directories of others: kept as sources, read, and handed to the import of lists, which decides what changes here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.fetch.addresses import read_address as check_address
from nestwerk.common.fetch.result import Failed
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.public import position_of

from ..hsds.feed import base_of, is_file
from ..hsds.package import Package
from ..hsds.rows import GIVEN, TERMS, TOLD, Around, Ended, sheet_of
from ..imports.chosen import given_choice
from ..imports.kept import Decision, rows_of
from ..imports.rows import columns
from ..imports.sheets.sheet import Sheet
from ..imports.showing import with_label
from ..imports.weighing import CHANGED, NEW, PROBLEM, SAME
from ..models import ImportRun, Offer, Source
from ..queries.lists import known_of
from .lists_done import bring_in
from .lists_plan import take_given

MOST_SOURCES = 20
MAYBE = "maybe"  # in the state of a row that may be an offer of ours already: a person decides
WANTED = "offers.pull_wanted"


@transaction.atomic
def add_source(
    network: Network, *, title: str, address: str, takes: str, by: Membership, at: datetime
) -> Source:  # fmt: skip
    """Keep a directory to be read from now on; the first time soon. Raises Refused for an address we do not open."""
    try:
        address = base_of(check_address(address).address)
    except Failed as failed:
        raise Refused(failed.sentence) from failed
    if Source.objects.filter(network=network).count() >= MOST_SOURCES:
        raise Refused(f"Mehr als {MOST_SOURCES} Quellen lesen wir nicht. Bitte nehmen Sie zuerst eine weg.")
    if Source.objects.filter(network=network, address=address).exists():
        raise Refused("Diese Quelle haben Sie schon.")
    name = _free_name(network, source_name(urlsplit(address).hostname or title))
    source = Source.objects.create(
        network=network, name=name, title=title.strip()[:120] or name, address=address, takes=takes, added_at=at,
        wanted_at=at,
    )  # fmt: skip
    record(by, "offers.source_added", source, at=at)
    announce(WANTED, network=network.slug)
    return source


@transaction.atomic
def want(source: Source, *, by: Membership, at: datetime) -> None:
    """Ask for a source to be read soon and as a whole. Raises Refused while a list of it waits to be looked through."""
    source = locked(source)
    if waiting(source):
        raise Refused("Die letzte Liste dieser Quelle wartet noch auf Sie. Übernehmen oder verwerfen Sie sie zuerst.")
    source.wanted_at, source.active = at, True
    source.save(update_fields=["wanted_at", "active"])
    record(by, "offers.source_wanted", source, at=at)
    announce(WANTED, network=source.network.slug)


@transaction.atomic
def stop(source: Source, *, by: Membership, at: datetime) -> None:
    """Read a source no more. Its offers stay, and so does what is known of it. Safe to repeat."""
    source = locked(source)
    source.active, source.wanted_at = False, None
    source.save(update_fields=["active", "wanted_at"])
    record(by, "offers.source_stopped", source, at=at)


@transaction.atomic
def forget(source: Source, *, by: Membership, at: datetime) -> None:
    """Take a source off the page. Its offers stay and keep its name."""
    record(by, "offers.source_removed", source, at=at)
    source.delete()


@transaction.atomic
def note_trouble(source: Source, sentence: str, *, at: datetime) -> None:
    """Note that a source could not be read. Everything that came from it before stays as it is."""
    source = locked(source)
    source.trouble, source.tried_at, source.wanted_at = True, at, None
    source.result = f"{sentence} Was schon da war, bleibt, wie es ist."[:600]
    source.save(update_fields=["trouble", "tried_at", "wanted_at", "result"])


@transaction.atomic
def note_pull(source: Source, package: Package, *, at: datetime) -> Source:
    """Take what a source said: as a list to be looked through, or at once where the source is trusted with that.

    Nothing is deleted and nothing that people changed here is written over. What the source no longer keeps is noted
    for the coordinator. The same again changes nothing. Raises Refused for more than a list can hold.
    """
    source = locked(source)
    settle(source)
    ended = _take(source, package, at=at)
    _note_gone(source, package, ended, at=at)
    source.told = [str(fault) for fault in package.faults][:100]
    source.trouble, source.tried_at, source.pulled_at, source.wanted_at = False, at, at, None
    source.result = _sentence(source, package)
    if source.run is None:
        source.since, source.full_at = at, at if package.complete else source.full_at
    source.save()
    return source


def settle(source: Source) -> None:
    """Learn what became of the last list: brought in or dropped, the source is settled until then.

    One that was taken back would come again by itself; from then on a person looks first.
    """
    run = source.run
    if run is None or run.state == ImportRun.State.READ:
        return
    if run.state == ImportRun.State.UNDONE:
        source.takes = Source.Takes.ASK
    else:
        source.since = run.read_at
        source.full_at = run.read_at if source.run_full else source.full_at
    source.run = None


def waiting(source: Source) -> bool:
    """Whether a list of this source waits for somebody to look it through."""
    return source.run is not None and source.run.state == ImportRun.State.READ


def locked(source: Source) -> Source:
    """The source as it is now, locked."""
    return Source.objects.select_for_update(of=("self",)).select_related("network", "run").get(pk=source.pk)


@dataclass(frozen=True, slots=True)
class Taken:
    """A package on its way: its list, and the services that have ended there. ``news``: something would change."""

    run: ImportRun
    ended: Sequence[Ended]

    @property
    def news(self) -> bool:
        """Whether there is anything to bring in or to look at."""
        return any(self.run.counts.get(state) for state in (NEW, CHANGED, PROBLEM, MAYBE))


def read_package(network: Network, package: Package, *, source: str, title: str, base: str, at: datetime) -> Taken:
    """Plan a package as a list of this network; nothing is saved. Raises Refused for more than a list can hold."""
    sheet, ended = sheet_for(network, package, source=source, base=base, today=at.astimezone(BERLIN).date())
    run = ImportRun(network=network, file_name=title[:120], read_at=at)
    choice = given_choice(
        GIVEN, {column: field for field, column in TERMS.items()}, told=TOLD, partial=not package.complete
    )
    take_given(run, sheet, choice, at)
    return Taken(run, ended)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a command brought in. ``told``: (line, title, German sentence) of rows that stayed out."""

    new: int
    changed: int
    same: int
    left_out: int
    ended: int
    told: Sequence[tuple[int, str, str]]
    faults: Sequence[object]


def import_source(
    network: Network, package: Package, *, name: str, publish: bool, dry_run: bool, base: str, at: datetime
) -> Imported:
    """Bring a package in as the operator: rows that can come in do, the others are told. Undone like any other list.

    What may be here already is left to a person, so it stays out as well.
    """
    with tenant(network.pk):
        taken = read_package(network, package, source=source_name(name), title=name, base=base, at=at)
        run, counts, told = taken.run, Counter[str](), left_out(taken.run)
        counts.update(row.state.split(" ")[0] for row in rows_of(run.plan) if MAYBE not in row.state)
        if not dry_run and counts[NEW] + counts[CHANGED]:
            run.save()
            skipped = {str(row.line): Decision(skip=True) for row in rows_of(run.plan) if MAYBE in row.state}
            bring_in(run, publish=publish, by=None, at=at, decisions=skipped, hat="operator")
    return Imported(
        counts[NEW], counts[CHANGED], counts[SAME], len(told), len(taken.ended), told, package.faults
    )  # fmt: skip


def left_out(run: ImportRun) -> list[tuple[int, str, str]]:
    """(line, title, German sentence) of the rows of a planned list that cannot come in as it stands."""
    found = []
    readers = columns(known_of(run.network))
    for row in rows_of(run.plan):
        if MAYBE in row.state:
            found.append((row.line, row.texts.get("title", "")[:80], "Dieses Angebot gibt es vielleicht schon."))
        elif row.state.startswith(PROBLEM):
            _, problems = row.read({}, readers, today=run.read_at.astimezone(BERLIN).date())
            sentence = " ".join(dict.fromkeys(with_label(column, text) for column, text in problems))
            found.append((row.line, row.texts.get("title", "")[:80], sentence))
    return found


@transaction.atomic
def read_file(network: Network, package: Package, *, title: str, by: Membership, at: datetime) -> ImportRun:
    """Keep a package as a list to be looked through. Raises Refused if there is nothing new in it."""
    taken = read_package(network, package, source=source_name(title), title=title, base="", at=at)
    if not taken.news:
        raise Refused("In dieser Datei steht nichts, was hier nicht schon steht.")
    taken.run.member = by
    taken.run.save()
    record(by, "offers.list_read", taken.run, at=at, count=taken.run.counts["rows"])
    return taken.run


def sheet_for(
    network: Network, package: Package, *, source: str, base: str, today: date
) -> tuple[Sheet, Sequence[Ended]]:  # fmt: skip
    """The services of a package as a table for this network."""
    here = Around(known_of(network), today, lambda code: position_of(code) is not None)
    return sheet_of(package.services, source=source, name=package.name[:80], around=here, base=base)


def source_name(text: str) -> str:
    """The name of a source as it stands in its offers: "hsds-" and what it is called, in ASCII."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(umlaut, letters)
    return f"hsds-{re.sub(r'[^a-z0-9]+', '-', text.removeprefix('www.')).strip('-')[:48] or 'quelle'}"


def _free_name(network: Network, name: str) -> str:
    there = set(Source.objects.filter(network=network).values_list("name", flat=True))
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, 99))) if one not in there)


def _take(source: Source, package: Package, *, at: datetime) -> Sequence[Ended]:
    base = "" if is_file(source.address) else source.address
    if waiting(source) and source.run is not None:
        source.run.state, source.run.sheet, source.run.plan = ImportRun.State.DROPPED, {}, {}
        source.run.save(update_fields=["state", "sheet", "plan"])
    taken = read_package(source.network, package, source=source.name, title=source.title, base=base, at=at)
    source.run = None
    if taken.news:
        taken.run.save()
        source.run, source.run_full = taken.run, package.complete
        record(None, "offers.list_read", taken.run, at=at, network_id=source.network_id, hat="job",
               count=taken.run.counts["rows"])  # fmt: skip
        ready = any(taken.run.counts.get(state) for state in (NEW, CHANGED))
        if source.takes == Source.Takes.ALONE and ready and not taken.run.counts.get(MAYBE):
            source.run = bring_in(taken.run, publish=False, by=None, at=at)
    return taken.ended


def _note_gone(source: Source, package: Package, ended: Sequence[Ended], *, at: datetime) -> None:
    """Note which of our offers the source no longer keeps, each once, and forget those that are back."""
    states = {one.external_id: one.status for one in ended}
    listed = {str(one["id"]) for one in package.services} - set(states)
    day = f"{at.astimezone(BERLIN):%d.%m.%Y}"
    gone = {}
    ours = Offer.objects.filter(network=source.network, source=source.name, merged_into__isnull=True)
    for offer in ours.exclude(status=Offer.Status.ENDED).order_by("pk"):
        known = source.gone.get(str(offer.pk))
        key = offer.external_id.partition("@")[0]
        if offer.external_id in states:
            gone[str(offer.pk)] = known or f"Die Quelle führt es seit dem Abruf am {day} als beendet oder inaktiv."
        elif key not in listed and (package.complete or known):
            gone[str(offer.pk)] = known or f"Die Quelle nennt es seit dem Abruf am {day} nicht mehr."
    source.gone = gone


def _sentence(source: Source, package: Package) -> str:
    parts = [f"{_many(len(package.services), 'Angebot', 'Angebote')} gelesen"]
    run = source.run
    if run is None:
        parts.append("nichts Neues")
    else:
        counts = run.counts
        words = ((NEW, "neu"), (CHANGED, "geändert"), (PROBLEM, "noch nicht zu übernehmen"),
                 (MAYBE, "vielleicht schon da"))  # fmt: skip
        parts += [f"{counts[state]} {word}" for state, word in words if counts.get(state)]
        if run.state == ImportRun.State.READ:
            parts.append("die Liste wartet auf Sie")
    if package.faults:
        parts.append(
            f"{_many(len({(one.file, one.line) for one in package.faults}), 'Angebot', 'Angebote')} fehlerhaft"
        )
    if source.gone:
        parts.append(f"{len(source.gone)} nicht mehr geführt")
    return ", ".join(parts)[:599] + "."


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
