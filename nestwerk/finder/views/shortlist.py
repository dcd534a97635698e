"""The shortlist: what a reader noted, as a page, as a link to pass on, as a sheet with a QR code. Nothing is kept."""

from __future__ import annotations

from django.http import HttpResponse

from nestwerk.finder.asking import Question
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.qr import qr_of_list
from nestwerk.finder.present.shortlist import find, lines, noted, read_list
from nestwerk.finder.wording import dates

HANDED_OVER = 8  # offers on the sheet of practices, see the app above


@public_page
def shortlist(page: Page) -> HttpResponse:
    """The list of an address; without ids the page that teaches, which the script fills with the list of the phone."""
    asked = read_list(page.request.GET)
    own = "HTTP_HX_REQUEST" in page.request.META
    found = find(page.snap, page.slug, asked.every)
    listed = lines(page, asked, found, own=own)
    response = answer(
        page,
        "_shortlist" if own else "shortlist",
        title=page.t("shortlist.title"),
        private=bool(asked.entries),
        own=own,
        asked=asked,
        lines=listed,
        found=sum(line.offer is not None for line in listed),
        removed=[noted(page, offer).title for known in asked.taken_off if (offer := found.get(known))],
        undo=page.links.shortlist(page.slug, asked.every) if asked.taken_off else "",
        here=page.links.shortlist(page.slug, asked.ids),
        absolute=page.absolute(page.links.shortlist(page.slug, asked.ids)),
        paper_sheet=page.links.shortlist(page.slug, asked.ids, sheet=True),
        clear=page.links.shortlist(page.slug, asked.every, without=asked.every),
        question=Question() if own else Question(kept=asked.ids),
        along="" if own else Question(kept=asked.ids).query(),
        stages=(),
    )
    response["Vary"] = "HX-Request"
    return response


@public_page
def sheet(page: Page) -> HttpResponse:
    """The list on one page of paper, with its link as a QR code: to be handed over."""
    asked = read_list(page.request.GET)
    found = find(page.snap, page.slug, asked.ids)
    offers = [found[known] for known in asked.ids if known in found]
    absolute = page.absolute(page.links.shortlist(page.slug, [offer.id for offer in offers]))
    handed = [offer.id for offer in offers if offer.network == page.slug][:HANDED_OVER]
    return answer(
        page,
        "shortlist_sheet",
        title=page.t("shortlist.title"),
        private=bool(asked.entries),
        back=page.links.shortlist(page.slug, asked.ids),
        size=" full" if len(offers) > 12 else " many" if len(offers) > 4 else "",
        offers=[noted(page, offer) for offer in offers],
        left_out=len(asked.ids) - len(offers),
        code=qr_of_list(absolute) if offers else "",
        stand=page.t("shortlist.stand", day=dates.long_day(page.today.isoformat(), page.t)),
        contact=ways(page.network.contact, page.t) if page.network else (),
        handed=len(handed),
        handover=_handover(page, handed),
    )


def _handover(page: Page, ids: list[str]) -> str:
    """The sheet of practices with these offers, in German beside the reader's language."""
    if not ids:
        return ""
    other = "" if page.language.code == "de" else f"&sprache={page.language.code}"
    return f"{page.links.page('uebergabe', page.slug)}?{'&'.join(f'a={known}' for known in ids)}{other}"
