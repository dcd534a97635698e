"""The curated help lines as the pages show them: which apply here, whether somebody answers now, how to reach them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nestwerk.catalogue.records import HelplineRecord
from nestwerk.common.locales import numbers_kept
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.hours import Opening, opening
from nestwerk.finder.wording.usual_hours import hours_in_words

PARENTS = "parents"
COMFORT = "comfort"  # kind of lines that are there for tired, sad and worn-out parents


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline as a page shows it. ``number`` is its phone number in digits only, empty without one."""

    key: str
    name: str
    note: str
    ways: tuple[Way, ...]
    opening: Opening
    languages: str
    written: bool
    site: str
    number: str
    kinds: frozenset[str]
    lands: frozenset[str]
    hours: str = ""  # of the usual week, in words

    @property
    def silent(self) -> tuple[Way, ...]:
        """The ways without the voice; the website only where there is nothing else."""
        return tuple(way for way in self.ways if not way.voice and way.kind != "website") or tuple(
            way for way in self.ways if way.kind == "website"
        )

    @property
    def call(self) -> Way | None:
        """The way by voice, if there is one."""
        return next((way for way in self.ways if way.voice), None)

    @property
    def nearest(self) -> Way:
        """The one way to show where there is room for one: the phone, else a chat, else what there is."""
        order = ("phone", "chat", "messenger", "sms")
        return min(self.ways, key=lambda way: order.index(way.kind) if way.kind in order else len(order))

    @property
    def direct(self) -> tuple[Way, ...]:
        """The two ways that reach somebody at once; a website only where there is nothing else."""
        return tuple(way for way in self.ways if way.kind != "website")[:2] or self.ways[:1]


_prepared: KeptWithSnapshot[tuple[tuple[Way, ...], str, str]] = KeptWithSnapshot()


def _contact(page: Page, record: HelplineRecord) -> tuple[tuple[Way, ...], str, str]:
    """Ways, languages and usual hours of a line, worked out once per published catalogue and language."""

    def make() -> tuple[tuple[Way, ...], str, str]:
        spoken = facts.languages(record.languages, page.t) if len(record.languages) > 1 else ""
        return ways(record, page.t), spoken, " · ".join(hours_in_words(record.opening_hours, page.t))

    return _prepared.get(page.snap, (page.language.code, record.key), make)


def line(page: Page, record: HelplineRecord) -> Line:
    """``record`` for this reader, at this moment."""
    state = opening(record.opening_hours, page.at, page.land, page.t, short=True)
    page.until(state.changes)
    code = page.language.labels
    contact, languages, hours = _contact(page, record)
    return Line(
        key=record.key,
        name=numbers_kept(record.names.get(code) or record.names["de"], page.language.locale),
        note=numbers_kept(record.notes.get(code) or record.notes.get("de", ""), page.language.locale),
        ways=contact,
        opening=state,
        languages=languages,
        hours=hours,
        written=record.without_voice or bool(record.chat or record.sms),
        site=record.website,
        number="".join(sign for sign in record.phone if sign.isdigit()),
        kinds=frozenset(record.kinds),
        lands=frozenset(record.lands),
    )


def all_lines(page: Page) -> tuple[Line, ...]:
    """Every line of the parents' block, of all Länder, in the curated order. Never one for professionals."""
    return tuple(line(page, record) for record in page.snap.helplines if record.audience == PARENTS)


def lines_for(page: Page, kinds: Iterable[str]) -> tuple[Line, ...]:
    """The parents' lines for these needs or situations, in the curated order, open ones first."""
    wanted = frozenset(kinds)
    found = [
        line(page, record)
        for record in page.snap.helplines
        if record.audience == PARENTS
        and (not record.lands or not page.land or page.land in record.lands)
        and wanted.intersection(record.kinds)
    ]
    return tuple(sorted(found, key=lambda one: one.opening.open is False))


def open_lines(page: Page, kinds: Iterable[str], most: int = 3, *, without: Iterable[str] = ()) -> tuple[Line, ...]:
    """At most ``most`` lines for these situations where somebody answers now, one per service; not these numbers."""
    found: dict[str, Line] = {}
    for one in lines_for(page, kinds):
        if one.opening.open and one.ways and one.number not in without:
            found.setdefault(one.site or one.key, one)
    return tuple(found.values())[:most]
