"""An issue for one reader, or for the archive: sections of lines, and the whole as the plain text of a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.languages import BY_CODE, GERMAN
from nestwerk.finder.links import Links
from nestwerk.finder.present.tongues import said
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording import dates

from .choosing import DATES, MOST, MOST_SENT, NEW, SECTIONS, days_of, fits, may_stand
from .readers import ANY_AGE, PARENTS
from .silence import NOTHING, Silence, strike

SHOWN_DAYS = 3  # of one offer


@dataclass(frozen=True, slots=True)
class Line:
    """One offer: its name, what to know in a line, and its page."""

    title: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; ``more``: how many are left out."""

    key: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue in a language, for somebody."""

    title: str
    intro: str
    sections: tuple[Section, ...]
    fallback: bool  # the editor's words are German although the reader's language is another


def words(texts: Mapping[str, Mapping[str, str]], code: str) -> tuple[str, str, bool]:
    """The editor's title and words in a language, or else in German; and whether German stands in for another."""
    own = texts.get(code) or {}
    if own.get("intro"):
        return own.get("title") or texts.get("de", {}).get("title", ""), own["intro"], False
    german = texts.get("de") or {}
    return german.get("title", ""), german.get("intro", ""), not BY_CODE[code].german


def letter(
    snap: Snapshot,
    slug: str,
    *,
    audience: str,
    texts: Mapping[str, Mapping[str, str]],
    content: Mapping[str, Any],
    code: str,
    band: str = ANY_AGE,
    topics: Sequence[str] = (),
    most: int = MOST_SENT,
    silent: Silence = NOTHING,
) -> Letter:
    """The issue for a reader; with every band and topic and ``most`` of 60 it is the archive's.

    ``silent``: what may be said no longer although the catalogue or the editor still says it. KeyError for a network
    that is not public.
    """
    t, start, land = texts_for(code), date.fromisoformat(content["start"]), snap.networks[slug].land
    sections = []
    for key in SECTIONS:
        found = [snap.offer(slug, one) for one in content[key] if one not in silent.offers]
        there = [
            one for one in found if one is not None and may_stand(one, audience) and fits(one, audience, band, topics)
        ]
        lines = [_line(one, slug, key, start, land, t) for one in there[:most]]
        if lines:
            title = t(f"newsletter.section.{key}")
            sections.append(Section(key, title, tuple(lines), len(there) - len(lines)))
    title, intro, fallback = words(strike(texts, silent).texts, code)
    return Letter(title, intro, tuple(sections), fallback)


def archive(snap: Snapshot, slug: str, issue: Mapping[str, Any], code: str, *, silent: Silence = NOTHING) -> Letter:
    """The whole issue as everybody may read it later."""
    kept = {name: issue[name] for name in ("audience", "texts", "content")}
    return letter(snap, slug, code=code, most=MOST, silent=silent, **kept)


def _line(offer: OfferRecord, slug: str, section: str, start: date, land: str, t: Texts) -> Line:
    language = t.language if t.language.code in BY_CODE else GERMAN
    about = [offer.organisation, "" if offer.hidden_address else offer.city]
    if section == DATES:
        days = days_of(offer, start, land)
        told = [_moment(one.day, one.begins, t) for one in days[:SHOWN_DAYS]]
        about = [" · ".join([*told, t("newsletter.more_days")] if len(days) > SHOWN_DAYS else told), about[1]]
    elif section == NEW:
        about.insert(0, said(offer, "summary", language).text)
    return Line(
        said(offer, "title", language).text,
        "\n".join([one for one in (about[0], ", ".join(filter(None, about[1:]))) if one]),
        Links(language).offer(slug, offer.id),
    )


def _moment(day: date, begins: Any, t: Texts) -> str:
    told = dates.day_and_month(day, t)
    return f"{told}{t.comma}{dates.clock(begins, t)}" if begins else told


def as_text(
    made: Letter, *, code: str, base: str, network: str, archive_path: str, leave: str, lost: str, contact: str
) -> str:
    """The plain text of the mail. ``leave``: where it ends; ``lost``: for parents whose child has died, or empty."""
    t = texts_for(code)
    parts = [part for part in (made.title, made.intro) if part]
    if not made.sections:
        parts.append(t("newsletter.mail.nothing"))
    for section in made.sections:
        lines = [section.title.upper()]
        for one in section.lines:
            lines += ["", one.title, *([one.about] if one.about else []), base + one.address]
        if section.more:
            lines += ["", t("newsletter.mail.more", n=section.more)]
        parts.append("\n".join(lines))
    parts += [
        "--",
        t("newsletter.mail.why", network=network) + (f"\n{contact}" if contact else ""),
        f"{t('newsletter.mail.archive')}\n{base}{archive_path}",
        f"{t('newsletter.mail.leave')}\n{leave}",
    ]
    if lost:
        parts.append(f"{t('newsletter.mail.lost')}\n{lost}")
    return "\n\n".join(parts) + "\n"


def subject(audience: str, network: str, code: str) -> str:
    """The same for every issue: who looks over a shoulder reads no topic (R-23)."""
    return texts_for(code)("newsletter.mail.subject_parents" if audience == PARENTS else "newsletter.mail.subject_work",
                           network=network)  # fmt: skip
