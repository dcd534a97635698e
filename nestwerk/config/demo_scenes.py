"""The half year of the invented network, scene by scene. Each is one real action of one invented person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from nestwerk.common.dates import next_dates
from nestwerk.networks.models import Role
from nestwerk.offers.actions.calls import not_reached
from nestwerk.offers.actions.care import add_note, watch
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.drafts import new_offer, save_draft, submit_draft, write_draft
from nestwerk.offers.actions.reports import answer_report, call_report_unfounded
from nestwerk.offers.actions.review import return_draft
from nestwerk.offers.actions.states import pause_offer, publish_offer
from nestwerk.offers.actions.visibility import hide_offer
from nestwerk.offers.editing.fields import current
from nestwerk.offers.editing.languages import written
from nestwerk.offers.editing.series import cancel
from nestwerk.offers.inbox import report_problem
from nestwerk.offers.models import Confirmation, Draft, Offer, ProblemReport
from nestwerk.partners.actions_trust import set_trust, set_upkeep_email

from . import demo_words as words
from .demo_lists import different, list_comes, written_twice
from .demo_pages import write_about, write_example, write_news
from .demo_stage import Stage, days_before_due

LINK, PHONE, WORKSPACE = Confirmation.Way.LINK, Confirmation.Way.PHONE, Confirmation.Way.WORKSPACE
# Offer, days until it has to be confirmed again (less than 0: overdue by so many), how it was confirmed.
DUE = (
    ("M05", 30, LINK), ("M04", 14, LINK), ("M10", 3, LINK), ("M03", -12, WORKSPACE), ("M09", -25, PHONE),
    ("M06", -75, LINK), ("M14", -100, PHONE),
)  # fmt: skip
# Offer, so many days ago, how.
FRESH = (
    ("M12", 176, PHONE), ("M01", 160, WORKSPACE), ("M07", 140, LINK), ("M02", 120, LINK), ("M17", 110, WORKSPACE),
    ("M08", 100, LINK), ("M11", 70, PHONE), ("M08", 60, LINK), ("M17", 45, WORKSPACE), ("M12", 5, PHONE),
)  # fmt: skip
NEWEST = ("M01", 9)  # tells how long ago the story was told
Do = Callable[[Stage, datetime], object]


class Scene(NamedTuple):
    """Something happened so many days ago. ``who``: a role, empty for a family or somebody with a link. ``again``:
    happens anew when the story is brought up to a later day."""

    days: int
    who: str
    do: Do
    again: bool = False


def scenes(stage: Stage) -> list[Scene]:
    """The whole story, the oldest first."""
    boss, editor, partner = Role.COORDINATOR, Role.EDITOR, Role.PARTNER
    told = [_confirmed(stage, number, days_before_due(stage.today, left), way) for number, left, way in DUE]
    told += [_confirmed(stage, number, days, way) for number, days, way in (*FRESH, (*NEWEST, PHONE))]
    told += [
        Scene(200, boss, _trusted),
        Scene(180, boss, write_about),
        Scene(90, boss, lambda s, at: write_news(s, at, 0)),
        Scene(60, boss, write_example),
        Scene(5, boss, lambda s, at: write_news(s, at, 1)),
        Scene(40, boss, lambda s, at: [watch(s.offer(number), by=s.boss, at=at) for number in ("M06", "M12")]),
        Scene(35, editor, lambda s, at: publish_offer(s.offer("M15"), by=s.editor, at=at)),
        Scene(30, editor, _in_two_languages),
        Scene(30, editor, _noted("M07", "Den türkischen Text hat die Beratungsstelle selbst geschrieben.")),
        Scene(24, boss, _paused, again=True),
        Scene(20, "", _told("M02", ProblemReport.Kind.TIMES, "Dienstag um 9 Uhr war noch zu.")),
        Scene(20, "", _told("M06", ProblemReport.Kind.PHONE, "Da nimmt niemand ab."), again=True),
        Scene(20, boss, _noted("M14", "Zweimal angerufen, niemand da. Bis auf Weiteres ausgeblendet.")),
        Scene(20, boss, _hidden, again=True),
        Scene(19, partner, _dates),
        Scene(18, partner, _answered),
        Scene(16, boss, list_comes),
        Scene(15, boss, different),
        Scene(14, partner, _massage),
        Scene(13, editor, written_twice),
        Scene(12, "", _told("M17", ProblemReport.Kind.OTHER, "Gilt das auch für Zwillinge?")),
        Scene(11, editor, _massage_back),
        Scene(11, boss, _unfounded),
        Scene(10, editor, _edit("M07", summary=words.PREGNANCY_LATER)),
        Scene(8, partner, _edit("M13", **words.FATHERS)),
        Scene(7, partner, _handed_in("M13", "Der Treff beginnt im nächsten Monat.")),
        Scene(6, boss, _not_reached),
        Scene(6, partner, _handed_in("M02", "Ab jetzt ist jeden Monat eine Hebamme dabei.", **words.PARTNERS_CAFE)),
        Scene(4, editor, _edit("M15", places_free=3), again=True),
        Scene(3, editor, _cafe),
        Scene(3, "", _told("M03", ProblemReport.Kind.TIMES, "Am Mittwoch ist die Gruppe ausgefallen."), again=True),
        Scene(2, editor, _edit("M08", waiting_weeks=6), again=True),
        Scene(1, "", _told("M04", ProblemReport.Kind.PHONE, ""), again=True),
        Scene(1, partner, lambda s, at: write_draft(s.offer("M03"), words.CRAWLING, by=s.partner, at=at)),
    ]
    return sorted(told, key=lambda scene: -scene.days)


def _confirmed(stage: Stage, number: str, days: int, way: str) -> Scene:
    role = "" if way == LINK else Role.COORDINATOR
    by = None if way == LINK else stage.boss
    return Scene(days, role, lambda s, at: confirm_offer(s.offer(number), way=way, by=by, at=at), again=True)


def _trusted(s: Stage, at: datetime) -> None:
    set_trust(s.organisation("Familienzentrum Lindenhof"), trusted=True, by=s.boss, at=at)
    for name, address in (("Klinikum", "klinikum"), ("Beratungsstelle", "bruecke"), ("Verein", "willkommen")):
        set_upkeep_email(s.organisation(name), email=f"{address}@musterstadt.example", by=s.boss, at=at)


def _noted(number: str, text: str) -> Do:
    return lambda s, at: add_note(s.offer(number), text=text, by=s.boss, at=at)


def _told(number: str, kind: str, text: str) -> Do:
    def tell(s: Stage, at: datetime) -> None:
        offer = s.offer(number)
        if not ProblemReport.objects.filter(offer=offer, done_at__isnull=True).exists():
            report_problem(s.network.slug, str(offer.public_id), kind=kind, text=text, on=at.date())

    return tell


def _edit(number: str, **values: object) -> Do:
    """Written; handed in at once by those whose changes need nobody else."""

    def edit(s: Stage, at: datetime) -> None:
        offer = s.offer(number)
        by = s.partner if offer.organisation_id in s.partner.organisations else s.editor
        draft = write_draft(offer, values, by=by, at=at)
        if by == s.editor and draft.values:
            submit_draft(draft, by=by, at=at)

    return edit


def _handed_in(number: str, message: str, **values: object) -> Do:
    def hand_in(s: Stage, at: datetime) -> None:
        submit_draft(write_draft(s.offer(number), values, by=s.partner, at=at), by=s.partner, at=at, message=message)

    return hand_in


def _in_two_languages(s: Stage, at: datetime) -> None:
    offer = s.offer("M07")
    texts = written({}, words.PREGNANCY_TEXTS, current(offer), set())
    submit_draft(write_draft(offer, {"texts": texts}, by=s.editor, at=at), by=s.editor, at=at)


def _cafe(s: Stage, at: datetime) -> None:
    offer = s.offer("M02")
    texts = written(offer.texts, words.CAFE_TEXTS, current(offer) | words.CAFE, set())
    submit_draft(write_draft(offer, {**words.CAFE, "texts": texts}, by=s.editor, at=at), by=s.editor, at=at)


def _dates(s: Stage, at: datetime) -> None:
    series = words.tuesdays(s.today)
    later = next_dates(series, s.moment(-3), 2, land=s.network.land)
    kept = cancel(series.to_dict(), later[-1].day, "Team-Tag") if later else series.to_dict()
    submit_draft(write_draft(s.offer("M02"), {"dates": [kept]}, by=s.partner, at=at), by=s.partner, at=at)


def _paused(s: Stage, at: datetime) -> None:
    offer, until = s.offer("M11"), s.today + timedelta(days=24)
    if offer.status in (Offer.Status.PUBLISHED, Offer.Status.PAUSED):
        reason = "Der Kreißsaal wird umgebaut."
        pause_offer(offer, by=s.boss, at=at, today=at.date(), reason=reason, until=until)


def _hidden(s: Stage, at: datetime) -> None:
    hide_offer(s.offer("M14"), by=s.boss, at=at, today=at.date(), anyway=True)


def _report(s: Stage, number: str) -> ProblemReport:
    return ProblemReport.objects.filter(offer=s.offer(number), done_at__isnull=True).latest("pk")


def _answered(s: Stage, at: datetime) -> None:
    answer_report(_report(s, "M02"), answer=words.ANSWER, by=s.partner, at=at)


def _unfounded(s: Stage, at: datetime) -> None:
    call_report_unfounded(_report(s, "M17"), by=s.boss, at=at)


def _not_reached(s: Stage, at: datetime) -> None:
    not_reached([s.offer("M06")], by=s.boss, at=at)


def _massage(s: Stage, at: datetime) -> None:
    offer = s.offer("M02")
    draft = new_offer(
        s.network, organisation=offer.organisation, title=words.MASSAGE_TITLE, by=s.partner, at=at,
        social_space=offer.social_space,
    )  # fmt: skip
    submit_draft(save_draft(draft, words.MASSAGE, at=at), by=s.partner, at=at)


def _massage_back(s: Stage, at: datetime) -> None:
    draft = Draft.objects.get(network=s.network, offer__title=words.MASSAGE_TITLE, state=Draft.State.SUBMITTED)
    return_draft(draft, by=s.editor, at=at, comment=words.MASSAGE_BACK)
