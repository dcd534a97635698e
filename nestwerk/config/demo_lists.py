"""The list that came to the invented network from outside, with what is now there twice."""

from __future__ import annotations

from datetime import datetime

from nestwerk.offers.actions.drafts import new_offer, save_draft, submit_draft
from nestwerk.offers.actions.lists import read_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.merging import keep_apart
from nestwerk.offers.actions.pairs import search_pairs
from nestwerk.offers.actions.review import approve_draft
from nestwerk.offers.editing.fields import current
from nestwerk.offers.models import Offer, Pair
from nestwerk.offers.models.duplicates import Kind

from . import demo_words as words
from .demo_stage import Stage

APART = ("Elterncafé am Dienstag", "Elterncafé")


def list_comes(s: Stage, at: datetime) -> None:
    """A list is brought in as it is; it can be taken back as a whole."""
    run = read_list(s.network, content=words.LIST.read_bytes(), name=words.LIST_NAME, by=s.boss, at=at)
    bring_in(run, publish=True, by=s.boss, at=at)


def written_twice(s: Stage, at: datetime) -> None:
    """Somebody writes an offer that is there already."""
    there = s.offer("M10")
    draft = new_offer(
        s.network, organisation=there.organisation, title=words.TWICE_TITLE, by=s.editor, at=at,
        social_space=there.social_space,
    )  # fmt: skip
    place = current(there, ("street", "postal_code", "city", "phone", "offer_types", "needs"))
    submit_draft(save_draft(draft, {**words.TWICE, **place}, at=at), by=s.editor, at=at)
    approve_draft(draft, by=s.editor, at=at)


def different(s: Stage, at: datetime) -> None:
    """Of what looks alike now, one pair is two things."""
    search_pairs(s.network, at=at)
    pks = sorted(Offer.objects.filter(network=s.network, title__in=APART).values_list("pk", flat=True))
    for pair in Pair.objects.filter(kind=Kind.OFFER, first=pks[0], second=pks[-1], state=Pair.State.OPEN):
        keep_apart(pair, by=s.boss, at=at)
