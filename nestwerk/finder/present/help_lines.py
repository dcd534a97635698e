"""The emergency block: which lines help here and now, those that answer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nestwerk.catalogue.records import HelplineRecord
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.hours import Opening, opening
from nestwerk.matching.types import EMERGENCIES

PARENTS = "parents"
LARGE = frozenset({"112", "110", "116117"})  # numbers that stand large at the top of the emergency page
EMERGENCY_KINDS = frozenset(EMERGENCIES)
# Where help that comes is needed before help that listens.
FIRST = {"need.violence": "110", "need.acute_danger": "112"}
COMFORT = "comfort"  # kind of lines that are there for tired, sad and worn-out parents


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline as the page shows it."""

    key: str
    name: str
    note: str
    ways: tuple[Way, ...]
    opening: Opening
    languages: str
    written: bool
    site: str

    @property
    def spoken(self) -> tuple[Way, ...]:
        """The ways for people who want to talk, and the website."""
        return tuple(way for way in self.ways if way.voice or way.kind == "website")

    @property
    def silent(self) -> tuple[Way, ...]:
        """The ways without the voice; the website only where there is nothing else."""
        return tuple(way for way in self.ways if not way.voice and way.kind != "website") or tuple(
            way for way in self.ways if way.kind == "website"
        )

    @property
    def nearest(self) -> Way:
        """The one way to show where there is room for one: the phone, else a chat, else what there is."""
        order = ("phone", "chat", "messenger", "sms")
        return min(self.ways, key=lambda way: order.index(way.kind) if way.kind in order else len(order))

    @property
    def direct(self) -> tuple[Way, ...]:
        """The two ways that reach somebody at once; a website only where there is nothing else."""
        return tuple(way for way in self.ways if way.kind != "website")[:2] or self.ways[:1]


_prepared: KeptWithSnapshot[tuple[tuple[Way, ...], str]] = KeptWithSnapshot()


def _contact(page: Page, record: HelplineRecord) -> tuple[tuple[Way, ...], str]:
    """Ways and languages of a line, worked out once per published catalogue and language."""

    def make() -> tuple[tuple[Way, ...], str]:
        spoken = facts.languages(record.languages, page.t) if len(record.languages) > 1 else ""
        return ways(record, page.t), spoken

    return _prepared.get(page.snap, (page.language.code, record.key), make)


def _line(page: Page, record: HelplineRecord) -> Line:
    state = opening(record.opening_hours, page.at, page.land, page.t, short=True)
    page.until(state.changes)
    code = page.language.labels
    contact, languages = _contact(page, record)
    return Line(
        key=record.key,
        name=record.names.get(code) or record.names["de"],
        note=record.notes.get(code) or record.notes.get("de", ""),
        ways=contact,
        opening=state,
        languages=languages,
        written=record.without_voice or bool(record.chat or record.sms),
        site=record.website,
    )


def _here(page: Page, record: HelplineRecord) -> bool:
    return record.audience == PARENTS and (not record.lands or not page.land or page.land in record.lands)


def lines_for_emergency(page: Page, code: str) -> tuple[Line, ...]:
    """The lines for one emergency: the number that saves a life, then those made for just this, then general ones."""
    records = [record for record in page.snap.helplines if _here(page, record) and code in record.kinds]
    first = FIRST.get(code, "")
    ordered = sorted(
        records, key=lambda record: (record.phone != first, len(EMERGENCY_KINDS.intersection(record.kinds)))
    )
    return tuple(sorted((_line(page, record) for record in ordered), key=lambda line: line.opening.open is False))


def lines_for(page: Page, kinds: Iterable[str]) -> tuple[Line, ...]:
    """The parents' lines for these needs or situations, in the curated order, open ones first."""
    wanted = frozenset(kinds)
    found = [
        _line(page, record) for record in page.snap.helplines if _here(page, record) and wanted & set(record.kinds)
    ]
    return tuple(sorted(found, key=lambda line: line.opening.open is False))


def open_lines(page: Page, kinds: Iterable[str], most: int = 3) -> tuple[Line, ...]:
    """At most ``most`` lines for these situations where somebody answers now, one per service."""
    found: dict[str, Line] = {}
    for line in lines_for(page, kinds):
        if line.opening.open and line.ways:
            found.setdefault(line.site or line.key, line)
    return tuple(found.values())[:most]


def all_lines(page: Page) -> tuple[Line, ...]:
    """Every line of the parents' block that applies here. Never one for professionals."""
    return tuple(_line(page, record) for record in page.snap.helplines if _here(page, record))


def spoken_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Those lines to talk to, without the three numbers that stand large above them."""
    return tuple(
        line for line in lines if any(way.voice and way.href.removeprefix("tel:") not in LARGE for way in line.ways)
    )


def written_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Those lines that can be reached without the voice."""
    return tuple(line for line in lines if line.written)
