"""Writing about an offer: a list of small tasks, each a page of its own. Here the list and what is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.headers import content_policy
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..actions.drafts import withdraw_draft
from ..actions.undo import bring_back_draft, hand_in
from ..editing.fields import current, label
from ..editing.merge import conflicts
from ..editing.progress import steps
from ..models import Draft, Offer, Upkeep
from ..queries.drafts import editable_offer, others_drafts, own_draft
from ..queries.edit import discarded_draft
from ..queries.upkeep import upkeep_of
from ..rules.editing import REVIEWERS, goes_out_at_once

FRESH = (Offer.Status.DRAFT, Offer.Status.IN_REVIEW)


@dataclass(frozen=True)
class Outlook:
    """What will happen to the changes: labels of what is public at once and of what waits; what the button says."""

    fresh: bool
    at_once: list[str]
    waiting: list[str]
    reviews: bool

    @property
    def changed(self) -> bool:
        """Whether there is anything to hand in."""
        return bool(self.at_once or self.waiting or self.fresh)

    @property
    def button(self) -> str:
        """The consequence in a word."""
        if self.fresh:
            return "Angebot veröffentlichen" if self.reviews else "Zur Prüfung geben"
        if self.at_once and self.waiting:
            return "Änderungen abgeben"
        return "Änderungen veröffentlichen" if self.at_once else "Zur Prüfung geben"


def outlook(member: Membership, offer: Offer, draft: Draft | None, upkeep: Upkeep) -> Outlook:
    """What handing in would do, by the same rule that does it."""
    fresh = offer.status in FRESH
    at_once: list[str] = []
    waiting: list[str] = []
    for name in draft.values if draft else ():
        out = not fresh and goes_out_at_once(member, trusted=offer.organisation.trusted, upkeep=upkeep, fields=[name])
        (at_once if out else waiting).append(label(name))
    return Outlook(fresh, at_once, waiting, member.role in REVIEWERS)


def found(request: Any, offer_id: int) -> Offer:
    """The offer if she may write about it; else there is no such page."""
    offer = editable_offer(request.member, offer_id)
    if offer is None:
        raise Http404
    return offer


def framing(response: HttpResponse) -> HttpResponse:
    """Let the page hold our own preview in a frame."""
    response["Content-Security-Policy"] = content_policy(frames="'self'")
    return response


@require_safe
def edit(request: Any, network: str, offer_id: int) -> HttpResponse:
    """The task list of an offer with what each section still wants."""
    offer = found(request, offer_id)
    draft = own_draft(request.member, offer)
    now = current(offer)
    values = now | (draft.values if draft else {})
    upkeep = upkeep_of(request.network)
    stuck = [one.name for one in conflicts(draft.values, draft.base, now)] if draft else []
    tasks = steps(values, draft.values if draft else (), stuck)
    pause = goes_out_at_once(
        request.member, trusted=offer.organisation.trusted, upkeep=upkeep, fields=("pause_reason", "paused_until")
    )
    context = {
        "offer": offer,
        "title": values["title"],
        "draft": draft,
        "tasks": tasks,
        "done": sum(task.done for task in tasks),
        "stuck": stuck,
        "outlook": outlook(request.member, offer, draft, upkeep),
        "others": [other for other in others_drafts(request.member, offer) if other.values],
        "discarded": None if draft else discarded_draft(request.member, offer, request.GET.get("verworfen", "")),
        "may_pause": pause or request.role != "partner",
        "due": timezone.localdate(),
    }
    return framing(render(request, "offers/edit.html", context))


@require_POST
def submit(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Hand the changes in: what may go out at once does, the rest waits for somebody to read it."""
    offer = found(request, offer_id)
    sent = hand_in(offer, by=request.member, at=timezone.now(), message=request.POST.get("nachricht", ""))
    if sent.public:
        messages.success(request, "Veröffentlicht. In wenigen Sekunden sehen es Familien.")
    if sent.draft.state == Draft.State.SUBMITTED:
        messages.success(request, "Abgegeben. Wir sagen Ihnen mit einer Mail Bescheid, sobald jemand es gelesen hat.")
    return redirect("offers:edit", network=network, offer_id=offer.pk)


@require_POST
def discard(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Throw the draft away; on the next page stands the way back."""
    offer = found(request, offer_id)
    draft = own_draft(request.member, offer)
    if draft is None:
        raise Refused("Hier gibt es keinen Entwurf von Ihnen. Vielleicht haben Sie ihn schon verworfen oder abgegeben.")
    withdraw_draft(draft, by=request.member, at=timezone.now())
    answer = redirect("offers:edit", network=network, offer_id=offer.pk)
    answer["Location"] += f"?verworfen={draft.pk}"
    return answer


@require_POST
def bring_back(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Not thrown away after all."""
    offer = found(request, offer_id)
    draft = discarded_draft(request.member, offer, request.POST.get("entwurf", ""))
    if draft is None:
        raise Refused("Dieser Entwurf lässt sich nicht mehr zurückholen.")
    bring_back_draft(draft, by=request.member, at=timezone.now())
    messages.success(request, "Ihr Entwurf ist wieder da.")
    return redirect("offers:edit", network=network, offer_id=offer.pk)
