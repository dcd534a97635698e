"""A record with all its facts in one spelling, worked out once and compared many times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .addresses import House, house, town
from .contacts import mail, own_domain, page, phones
from .names import belongs_to, main_title, name_words, unglued
from .record import Record
from .vocabulary import CARRIERS, CHURCH, GENERIC, KINDS, MARKS, ROOMS


@dataclass(frozen=True, slots=True)
class Card:
    """What ``score`` compares.

    ``core`` are the words of the title that say which one it is, in order; ``by_address`` where they are only the
    record's own street (``Kita Ringstraße 213``). ``subtitle`` are words that stand only in brackets or behind a dash,
    ``behind`` those behind "im" or "des", ``surroundings`` those of street and town.
    """

    record: Record
    words: frozenset[str]
    core: tuple[str, ...]
    subtitle: frozenset[str]
    behind: frozenset[str]
    own_street: frozenset[str]
    by_address: bool
    kinds: frozenset[str]
    numbers: frozenset[str]
    marks: frozenset[str]
    carriers: frozenset[str]
    surroundings: frozenset[str]
    town_words: frozenset[str]
    provider: frozenset[str]
    house: House | None
    postal_code: str
    town: str
    phones: tuple[str, ...]
    mail: str
    domain: str
    host: str
    page: str

    @property
    def contacts(self) -> list[str]:
        """Everything one can be reached by, each once."""
        return [*self.phones, *filter(None, (self.mail, self.page))]


def card(record: Record) -> Card:
    """Bring all facts of a record to one spelling."""
    words = name_words(record.title)
    provider = frozenset(name_words(record.provider)) if record.provider else frozenset()
    where = house(record.street)
    street = frozenset(name_words(unglued(record.street))) if where else frozenset()
    city = frozenset(name_words(record.city))
    code = record.postal_code.strip().removeprefix("D-")
    address = mail(record.email)
    host, path = page(record.website)
    core = tuple(dict.fromkeys(w for w in words if not w.isdigit() and not _plain(w) and w not in city))
    main = main_title(record.title)
    return Card(
        record=record,
        words=frozenset(words),
        core=core,
        subtitle=frozenset(words).difference(name_words(main)) if main != record.title else frozenset(),
        behind=frozenset(belongs_to(record.title)),
        own_street=frozenset(w for w in core if w in street),
        by_address=any(w in street for w in words) and all(w in street for w in core),
        kinds=frozenset(w for w in words if w in KINDS),
        numbers=frozenset(w for w in words if w.isdigit() and w not in street),
        marks=frozenset(w for w in words if w in MARKS and w not in street),
        carriers=_carriers((*words, *provider)),
        surroundings=street | city,
        town_words=city,
        provider=provider,
        house=where,
        postal_code=code,
        town=town(record.city) if record.city else "",
        phones=phones(record.phone),
        mail=address,
        domain=own_domain(address) if address else "",
        host=host,
        page=f"{host}/{path}" if host else "",
    )


def _plain(word: str) -> bool:
    return word in KINDS or word in GENERIC or word in ROOMS


def _carriers(words: Iterable[str]) -> frozenset[str]:
    """The welfare bodies named. "Kirche" leaves open which one, so that both churches go with it."""
    named = {word for word in words if word in CARRIERS}
    if not named and not CHURCH.isdisjoint(words):
        return frozenset(("evangelisch", "katholisch"))
    return frozenset(named)
