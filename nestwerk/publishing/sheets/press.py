"""Words for the press with the figures of the day: counted in the published catalogue, each with where it can be seen.

Nothing is compared or ranked, nothing claimed that is not counted. A figure that cannot be counted is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from babel.numbers import format_decimal

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.hours import BERLIN
from nestwerk.finder.present.contact import ways
from nestwerk.finder.wording import dates, facts

from ..brochure.variants import chapters, chapters_of
from .common import Here

NUMBERS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
ABOUT = (
    "Frühe Hilfen unterstützen Familien rund um Schwangerschaft, Geburt und die ersten drei Jahre. Fachkräfte aus"
    " Gesundheitswesen, Jugendhilfe, Beratung und Frühförderung arbeiten dafür vor Ort zusammen. Die Angebote sind"
    " freiwillig, vertraulich und in der Regel kostenlos."
)
MOST_LANGUAGES = 6  # named in the text


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, how it was counted, and the page that shows it."""

    key: str
    number: int
    words: str
    how: str
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text to take over."""

    key: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """As plain text."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Words:
    """Figures and texts of a day."""

    stand: str
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]


def words(here: Here) -> Words:
    """Figures and texts for the press. ``here`` is in German."""
    offers = list(here.snap.offers(here.network.slug))
    figures = _figures(here, offers)
    stand = dates.long_day(here.today.isoformat(), here.texts)
    return Words(stand, tuple(figures.values()), _blocks(here, offers, figures, stand))


def as_text(said: Words, here: Here) -> str:
    """Everything as a text file."""
    pieces = [f"{here.network.name}\nStand: {said.stand}"]
    pieces += [f"{block.title}\n\n{block.text}" for block in said.blocks]
    lines = [f"- {one.words}: {count(one.number)} ({one.how} {one.address})" for one in said.figures]
    pieces.append("\n".join(["Die Zahlen und woher sie kommen", "", *lines]))
    return "\n\n\n".join(pieces) + "\n"


def count(number: int, *, spoken: bool = False) -> str:
    """A number as German texts write it: "1.204"; ``spoken``: small ones as words."""
    if spoken and 1 < number < len(NUMBERS):
        return NUMBERS[number]
    return format_decimal(number, locale="de")


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _figures(here: Here, offers: list[OfferRecord]) -> dict[str, Figure]:
    front = here.base + here.links.offers(here.network.slug)
    providers = {offer.organisation_id or offer.organisation for offer in offers} - {""}
    topics = {chapter for offer in offers for chapter in chapters_of(offer.offer_types)}
    tongues = {code for offer in offers for code in offer.languages} - {"de"}
    changed = _changed(here, offers)
    dated = sum(bool(offer.dates) for offer in offers)
    found = (
        ("offers", len(offers), "Angebote", "Veröffentlichte Angebote, ohne solche, die gerade pausieren.", front),
        ("providers", len(providers), "Anbieter", "Stellen und Personen, die sie machen.", f"{front}?nach=name"),
        ("topics", len(topics), "Themen", "Kapitel der Broschüre, in denen ein Angebot steht.", f"{front}?nach=thema"),
        ("languages", len(tongues), "Sprachen außer Deutsch", "Sprachen, die Angebote nennen.", front),
        ("free", sum(o.cost_kind == "free" for o in offers), "Angebote, die nichts kosten", "So angegeben.", front),
        (
            "dates",
            dated,
            "Angebote mit festen Terminen",
            "Mit eingetragenen Terminen.",
            here.base + here.links.page("termine", here.network.slug),
        ),
        (
            "changed",
            changed,
            "in diesem Quartal neu oder geändert",
            f"Seit dem {dates.day_and_month(quarter_of(here.today), here.texts)} neu veröffentlicht oder geändert.",
            f"{here.base}/{here.network.slug}/neues.atom",
        ),
    )
    return {key: Figure(key, number, said, how, where) for key, number, said, how, where in found if number}


def _changed(here: Here, offers: list[OfferRecord]) -> int:
    """Offers that are new or changed since the quarter began. 0 where the catalogue began later and cannot know."""
    since = datetime.combine(quarter_of(here.today), time(), BERLIN).astimezone(UTC)
    known = here.snap.changes(here.network.slug)
    moments = [known[offer.id].moment for offer in offers if offer.id in known]
    if not moments or min(moments) >= since:
        return 0
    return sum(moment >= since for moment in moments)


def _blocks(here: Here, offers: list[OfferRecord], known: dict[str, Figure], stand: str) -> tuple[Block, ...]:
    network = here.network
    area = network.short_name or network.name
    address = here.base + here.links.start(network.slug)
    return (
        Block("short", "Kurz, für eine Meldung", (_short(area, known, address, stand),)),
        Block("long", "Lang, für einen Artikel", _long(here, offers, area, known, address, stand)),
        Block(
            "about",
            "Was Frühe Hilfen sind",
            (ABOUT,),
        ),
        Block("contact", "Kontakt", (_contact(here, address),)),
    )


def _short(area: str, known: dict[str, Figure], address: str, stand: str) -> str:
    if "offers" not in known:
        return (
            f"{area}: Das Netzwerk Frühe Hilfen sammelt seine Angebote für Familien unter {address} (Stand: {stand})."
        )
    return (
        f"{area}: Werdende Eltern und Familien mit Kindern bis drei Jahre finden unter {address}"
        f" {_number(known, 'offers', 'Angebot', 'Angebote')}{_from(known)} (Stand: {stand})."
    )


def _long(
    here: Here, offers: list[OfferRecord], area: str, known: dict[str, Figure], address: str, stand: str
) -> tuple[str, ...]:
    if "offers" not in known:
        only = (
            f"Wer in unserer Gegend ({area}) ein Kind erwartet oder ein kleines Kind hat, findet Unterstützung beim"
            f" Netzwerk Frühe Hilfen. Die Angebote werden gerade zusammengetragen: {address}."
        )
        return (only,)
    first = (
        f"Wohin mit Fragen, wenn ein Kind unterwegs ist oder gerade geboren wurde? {here.network.name} zeigt unter"
        f" {address}, was es in der Nähe gibt: {_number(known, 'offers', 'Angebot', 'Angebote')}{_from(known)}"
        f" (Stand: {stand})."
    )
    second = "Eltern schreiben dort mit eigenen Worten, was sie beschäftigt, ganz ohne Anmeldung."
    names = [here.texts(f"brochure.chapter.{key}") for key in chapters() if key != "more" and _has(offers, key)]
    if names:
        second += f" Es geht um diese Themen: {_joined(names)}."
    third = []
    if "free" in known:
        costs = "kostet" if known["free"].number == 1 else "kosten"
        third.append(f"{_capital(_number(known, 'free', 'Angebot', 'Angebote'))} {costs} nichts.")
    if "languages" in known:
        third.append(_languages(here, offers, known["languages"].number))
    if "changed" in known:
        is_ = "ist" if known["changed"].number == 1 else "sind"
        third.append(f"In diesem Quartal {is_} {_number(known, 'changed', 'Angebot', 'Angebote')} neu oder geändert.")
    return tuple(filter(None, (first, second, " ".join(third))))


def _from(known: dict[str, Figure]) -> str:
    return f" von {_number(known, 'providers', 'Anbieter', 'Anbietern')}" if "providers" in known else ""


def _number(known: dict[str, Figure], key: str, one: str, many: str) -> str:
    number = known[key].number
    if number == 1:
        return f"{'ein' if one == 'Angebot' else 'einem'} {one}"
    return f"{count(number, spoken=True)} {many}"


def _languages(here: Here, offers: list[OfferRecord], number: int) -> str:
    found = sorted({facts.language(code, here.texts) for offer in offers for code in offer.languages if code != "de"})
    if number <= MOST_LANGUAGES:
        return f"Außer Deutsch wird bei einzelnen Angeboten auch {_joined(found)} gesprochen."
    return f"Außer Deutsch werden bei einzelnen Angeboten {count(number, spoken=True)} weitere Sprachen gesprochen."


def _has(offers: list[OfferRecord], chapter: str) -> bool:
    return any(chapter in chapters_of(offer.offer_types) for offer in offers)


def _contact(here: Here, address: str) -> str:
    record = here.network.contact
    reached = [way.shown for way in ways(record, here.texts) if way.kind in ("phone", "email")]
    return "\n".join(filter(None, (record.role, here.network.name, *reached, address)))


def _joined(names: list[str]) -> str:
    return " und ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
