"""For professionals: their folder as page and PDF, and the sheet they give to a family. Nothing is kept."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import Page, answer, public_page

from ..brochure.variants import chapters, chapters_of
from ..professionals.asking import read
from ..sheets import folder as folder_of
from ..sheets import handover as handover_of
from ..sheets.week import towns_of
from .sheets import ASKED, Here, here_of, one_of, pdf_answer, sheet_page


@public_page
def folder(page: Page) -> HttpResponse:
    """Contacts, advice by phone, procedures, offers; and the sheets to hand out."""
    here = here_of(page, language="de")
    page.until(page.midnight)
    return answer(
        page,
        "publishing/sheets_folder",
        title=page.t("sheets.folder.title"),
        folder=folder_of.content(here),
        towns=[(key, name) for key, (name, *_) in towns_of(here.network, page.snap.offers(page.slug)).items()],
    )


@sheet_page
def folder_pdf(page: Page) -> HttpResponseBase:
    """The folder to print."""
    here = here_of(page, language="de")
    return pdf_answer(page, here, "fachkraefte", lambda: folder_of.make_folder(here), f"fachkraefte-{page.slug}")


@public_page
def handover(page: Page) -> HttpResponse:
    """Choosing offers for a family, and the links to the sheet. The choice stands in the address alone."""
    here = here_of(page)
    given = page.request.GET
    ids, other = given.getlist("a"), _other_of_page(given)
    offers = handover_of.chosen(here, ids)
    from_list = "q" in given  # the form of the list for professionals always sends one
    problem = ""
    if len(offers) > handover_of.MOST:
        problem = page.t("sheets.handover.too_many")
    elif ("sprache" in given or from_list) and not offers:
        problem = page.t("sheets.handover.nothing")
    shown = [] if problem or not offers else offers
    return answer(
        page,
        "publishing/sheets_handover",
        title=page.t("sheets.handover.page_title"),
        private=bool(page.tail),
        status=422 if problem else 200,
        problem=problem,
        offers=offers,
        chosen={offer.id for offer in offers},
        other=other,
        others=handover_of.OTHER.items(),
        groups=[] if from_list else _groups(here),  # who comes from there chooses there
        files=_files(page, shown, other),
        tongues=[(code, name, _files(page, shown, code)) for code, name in _tongues(page) if shown and code != other],
        back=page.links.professionals(page.slug) + read(given).query() if from_list else "",
    )


@sheet_page
def handover_pdf(page: Page) -> HttpResponseBase:
    """The sheet itself. 404 without an offer or with too many."""
    here = here_of(page, language="de")
    given = page.request.GET
    size, other = one_of(given.get("groesse"), handover_of.SIZES), _other(given.get("sprache"))
    offers = handover_of.chosen(here, given.getlist("a"))
    if not 0 < len(offers) <= handover_of.MOST:
        raise Http404
    key = ("uebergabe", size, other, tuple(offer.id for offer in offers))
    return pdf_answer(
        page, here, key, lambda: handover_of.make_sheet(here, offers, size, other), f"uebergabe-{size}", life=ASKED
    )


def _other(given: str | None) -> str:
    """The family's language; empty for German alone. 404 for one nobody knows."""
    return one_of(given, ("", *handover_of.OTHER))


def _other_of_page(given: QueryDict) -> str:
    """The same; what the list for professionals knows of the family's language counts until one is chosen here."""
    if "sprache" in given:
        return _other(given.get("sprache"))
    spoken = given.get("familie", "")
    return spoken if spoken in handover_of.OTHER else ""


def _tongues(page: Page) -> list[tuple[str, str]]:
    """Every language a sheet can speak beside German, by its own name; German alone first."""
    return [("", page.t("handover.german")), *handover_of.OTHER.items()]


def _files(page: Page, offers: list[OfferRecord], other: str) -> list[tuple[str, str]]:
    """The sheet in each size, in one language: size and address."""
    query = urlencode([*(("a", offer.id) for offer in offers), *([("sprache", other)] if other else [])])
    path = page.links.page("uebergabe.pdf", page.slug)
    return [(size, f"{path}?groesse={size}&{query}") for size in handover_of.SIZES] if offers else []


def _groups(here: Here) -> list[tuple[str, list[OfferRecord]]]:
    """Every offer under its topic."""
    every = list(here.snap.offers(here.network.slug))
    return [
        (here.texts(f"brochure.chapter.{key}"), found)
        for key in chapters()
        if (found := [offer for offer in every if chapters_of(offer.offer_types)[0] == key])
    ]
