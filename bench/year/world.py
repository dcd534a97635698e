"""What really happens outside: how people are, when offers die and numbers change. Seeded; knows no database.

The shares are assumptions, not measurements: they stand here, in one place, so that anybody can try others.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

OFFERS, PARTNERS = 300, 80
SUMMER = (date(2026, 7, 13), date(2026, 8, 7))  # of everybody a fortnight in it; nobody answers then
WINTER = (date(2026, 12, 21), date(2027, 1, 3))


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody deals with mail: what share of it she answers, and after how many days at the earliest and latest.

    ``tells``: the share of changes she writes in by herself; ``by_phone``: whether she picks up when called.
    """

    name: str
    share: float  # of the partners
    answers: float
    after: tuple[int, int]
    tells: float
    by_phone: float


MANNERS = (
    Manner("prompt", 0.50, 0.90, (0, 4), 0.6, 0.9),
    Manner("slow", 0.30, 0.65, (3, 14), 0.25, 0.8),
    Manner("rarely", 0.15, 0.30, (5, 25), 0.1, 0.6),
    Manner("never", 0.05, 0.0, (1, 1), 0.0, 0.5),
)
DIE, PHONES, LEAVERS = 20, 15, 8  # a year: offers that end, numbers that change, people who leave their post
NOTICED = 0.01  # a day: that a family meets a wrong offer and says so


@dataclass(slots=True)
class Partner:
    """One provider: how its people are, and when they are away."""

    number: int
    manner: Manner
    trusted: bool
    away: list[tuple[date, date]]
    gone_from: date | None = None  # the person left; mails to her are not read until somebody follows
    back_from: date | None = None

    def reads(self, day: date) -> bool:
        """Whether somebody reads mail on this day."""
        if day.weekday() >= 5 or any(first <= day <= last for first, last in self.away):
            return False
        return self.gone_from is None or day < self.gone_from or (self.back_from is not None and day >= self.back_from)


@dataclass(slots=True)
class Truth:
    """How an offer really is, whatever the directory says."""

    partner: int
    dies_on: date | None = None
    phone_changes_on: date | None = None
    told: bool = False  # the directory knows what changed

    def dead(self, day: date) -> bool:
        """Whether it does not exist any more."""
        return self.dies_on is not None and day >= self.dies_on

    def phone_wrong(self, day: date) -> bool:
        """Whether its number has changed and nobody has written it in."""
        return self.phone_changes_on is not None and day >= self.phone_changes_on and not self.told


@dataclass(slots=True)
class World:
    """Everybody and everything, drawn once from the seed."""

    rng: random.Random
    begins: date
    partners: list[Partner] = field(default_factory=list)
    offers: list[Truth] = field(default_factory=list)

    @classmethod
    def drawn(cls, seed: int, begins: date) -> World:
        """The world of this seed; the year has 365 days from ``begins``."""
        rng = random.Random(seed)
        world = cls(rng, begins)
        crowd = [manner for manner in MANNERS for _ in range(round(manner.share * PARTNERS))]
        rng.shuffle(crowd)
        for number, manner in enumerate(crowd[:PARTNERS]):
            first = SUMMER[0] + timedelta(days=rng.randrange(0, 12))
            world.partners.append(
                Partner(number, manner, rng.random() < 0.6, [(first, first + timedelta(days=13)), WINTER])
            )
        for partner in rng.sample(world.partners, LEAVERS):
            partner.gone_from = begins + timedelta(days=rng.randrange(20, 330))
            partner.back_from = partner.gone_from + timedelta(days=rng.randrange(14, 60))
        world.offers = [Truth(rng.randrange(PARTNERS)) for _ in range(OFFERS)]
        for truth in rng.sample(world.offers, DIE):
            truth.dies_on = begins + timedelta(days=rng.randrange(5, 300))
        for truth in rng.sample([one for one in world.offers if one.dies_on is None], PHONES):
            truth.phone_changes_on = begins + timedelta(days=rng.randrange(5, 330))
        return world

    def reply_day(self, partner: Partner, sent: date) -> date | None:
        """The day somebody answers a mail of ``sent``; None if nobody does."""
        if self.rng.random() >= partner.manner.answers:
            return None
        day = sent + timedelta(days=self.rng.randint(*partner.manner.after))
        for _ in range(60):
            if partner.reads(day):
                return day
            day += timedelta(days=1)
        return None
