"""All offers of a network by topic, place or name, and the page of one offer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import Http404, HttpResponse

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.order import german_key, german_letter
from nestwerk.finder.asking import STAGES, Question, read_home, read_question
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.cards import card
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.linked_data import data_block, offer_data
from nestwerk.finder.present.offers import offer_page
from nestwerk.finder.present.shortlist import carried
from nestwerk.finder.present.take_away import take_away
from nestwerk.finder.texts import texts_for
from nestwerk.finder.views.results import ask
from nestwerk.finder.wording.labels import explained, label, label_of
from nestwerk.finder.wording.reasons import reasons

ORDERS = ("thema", "ort", "name")
PER_PAGE = 50
SHORT_LIST = 60  # a network with no more offers than this shows them all at once
SEARCHED = 50  # how far down a list of results the reasons of an offer are looked for


@dataclass(frozen=True, slots=True)
class Group:
    """Offers under one heading of the directory."""

    key: str
    title: str
    note: str
    rows: tuple[int, ...]


_kept: KeptWithSnapshot[tuple[Group, ...]] = KeptWithSnapshot()


def _groups(snap: Snapshot, slug: str, by: str, language: str) -> tuple[Group, ...]:
    """The headings of a directory with the rows of their offers, worked out once per published catalogue."""
    return _kept.get(snap, (slug, by, language), lambda: _grouped(snap, slug, by, language))


def _grouped(snap: Snapshot, slug: str, by: str, language: str) -> tuple[Group, ...]:
    texts = texts_for(language)
    found: dict[str, tuple[str, str, list[int]]] = {}
    for row, offer in enumerate(snap.offers(slug)):
        for key, title, note in _headings(offer, by, snap, language):
            found.setdefault(key, (title or texts("directory.elsewhere"), note, []))[2].append(row)
    ordered = sorted(found.items(), key=lambda item: (not item[0], german_key(item[1][0])))
    return tuple(Group(key or "-", title, note, tuple(rows)) for key, (title, note, rows) in ordered)


def _headings(offer: OfferRecord, by: str, snap: Snapshot, language: str) -> list[tuple[str, str, str]]:
    if by == "ort":
        return [(offer.city, offer.city, "")]
    if by == "name":
        letter = german_letter(offer.title)
        return [(letter, letter, "")]
    texts = texts_for(language)
    terms = [snap.terms[code] for code in offer.offer_types if code in snap.terms]
    return [(term.code, label(term, texts), explained(term, texts)) for term in terms] or [("", "", "")]


@public_page
def offers(page: Page) -> HttpResponse:
    """The directory: topics, places or letters with their offers; long ones in pages."""
    by, _, wanted = page.request.GET.get("nach", "")[:120].partition(":")
    by = by if by in ORDERS else "thema"
    question = read_question(page.request.GET)
    everything = page.snap.offers(page.slug)
    groups = _groups(page.snap, page.slug, by, page.language.code)
    chosen = next((group for group in groups if group.key == wanted), None)
    if wanted and chosen is None:
        raise Http404
    shown = (chosen,) if chosen else groups if len(everything) <= SHORT_LIST else ()
    first = (question.page - 1) * PER_PAGE if chosen else 0
    if chosen and first >= len(chosen.rows):
        raise Http404
    last = first + PER_PAGE if chosen else None
    kept = question.kept
    along = Question(kept=kept).query()
    return answer(
        page,
        "offers",
        title=page.t("directory.title"),
        private=bool(kept),
        carried=carried(page, kept),
        along=along.replace("?", "&", 1),
        by=by,
        orders=ORDERS,
        groups=groups,
        chosen=chosen,
        number=question.page,
        more=chosen is not None and first + PER_PAGE < len(chosen.rows),
        listed=[
            (group, [card(page, everything[row], query=along, kept=kept) for row in group.rows[first:last]])
            for group in shown
        ],
        total=len(everything),
        take=take_away(page),
    )


@public_page
def offer(page: Page, offer_id: str) -> HttpResponse:
    """One offer; reached from a search it also says why it fits."""
    record = page.snap.offer(page.slug, offer_id)
    question = read_question(page.request.GET)
    home = page.snap.networks.get(read_home(page.request.GET), page.network)
    reader = replace(page, network=home)  # who came from her own network goes back there
    if record is None:
        return _gone(page, question, reader)
    neighbour = "" if home is page.network or page.network is None else page.network.name
    if record.paused and not record.paused_until:
        return _resting(page, record, reader)
    why: tuple[str, ...] = ()
    if question.asked:
        place = reader.snap.find_place(question.place, reader.home()) if question.place else None
        found = ask(reader, question, place, limit=SEARCHED)
        hit = next((hit for hit, other in found.offers if other.id == record.id), None)
        why = reasons(hit.reasons, page.snap.terms, page.t) if hit else ()
    return answer(
        page,
        "offer",
        title=page.t("offer.title"),
        private=question.asked or bool(question.kept or neighbour),
        neighbour=neighbour,
        home=home,
        offer=offer_page(page, record),
        office=ways(page.network.contact, page.t) if page.network else (),
        keep=page.links.shortlist(reader.slug, dict.fromkeys((*question.kept, record.id))),
        kept=question.kept,
        carried=carried(reader, question.kept),
        why=why,
        back=page.links.search(reader.slug) + question.query() if question.asked else "",
        data=_for_machines(page, record) if not question.asked else "",
    )


def _for_machines(page: Page, record: OfferRecord) -> str:
    network = page.snap.networks[page.slug]
    return data_block(offer_data(record, network, page.snap.terms, settings.PUBLIC_URL, page.at))


def _gone(page: Page, question: Question, reader: Page) -> HttpResponse:
    """What is not public, or no longer: 404, the same for whatever it was, and a way on in the network."""
    return answer(
        page,
        "gone",
        title=page.t("offer.title"),
        private=True,
        status=404,
        question=question,
        stages=tuple(STAGES),
        home=reader.slug,
        contact=ways(reader.network.contact, page.t) if reader.network else (),
    )


def _resting(page: Page, record: OfferRecord, reader: Page) -> HttpResponse:
    """An offer that pauses and nobody knows until when: says so kindly and leads on. Search engines pass it over."""
    types = [(code, label_of(code, page.snap.terms, page.t)) for code in record.offer_types]
    search = page.links.search(reader.slug)
    response = answer(
        page,
        "resting",
        title=page.t("offer.title"),
        offer=record,
        similar=[(name, search + Question(types=(code,)).query()) for code, name in types if name],
        contact=ways(page.network.contact, page.t) if page.network else (),
    )
    response["X-Robots-Tag"] = "noindex"
    return response
