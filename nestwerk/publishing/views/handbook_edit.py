"""The Elternbegleitbuch in the workspace: which texts are the network's own, writing them, going back."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE, LANGUAGES, Language

from ..actions.handbook import ChangedMeanwhile, Place, drop_words, keep_words, save_words, take_words
from ..forms.handbook import WordsForm
from ..handbook.blocks import blocks
from ..handbook.book import FIRST, LOCAL, Chapter, Words, chapter_at, chapters, common, heading
from ..handbook.own import State, place, state
from ..handbook.reading import own_words
from ..models.handbook import HandbookText
from ..queries.handbook import own_text, own_texts, seen_words

LOCAL_TITLE = "Bei uns vor Ort"
WORDS = {
    State.COMMON: ("gemeinsamer Text", ""),
    State.OWN: ("eigener Text", "good"),
    State.CHANGED: ("gemeinsamer Text hat sich geändert", "warn"),
    State.DRAFT: ("Entwurf", "warn"),
    State.EMPTY: ("noch leer", ""),
}
TOLD = {
    True: "Gespeichert. Familien lesen jetzt Ihren Text.",
    False: "Als Entwurf gespeichert. Familien lesen ihn noch nicht.",
}
MOST_OTHERS = 5


class Row(NamedTuple):
    """A section in the list of a chapter."""

    key: str
    title: str
    word: str
    tone: str


class Other(NamedTuple):
    """What another network wrote for the same section."""

    slug: str
    name: str
    words: Words


@require_safe
def overview(request: Any, network: str) -> HttpResponse:
    """Every chapter and section with how it stands to the common text, in one language."""
    language = BY_CODE.get(request.GET.get("sprache", FIRST), BY_CODE[FIRST])
    own = own_texts(request.network, language.code)
    rows = [(one, heading(one.key, language.code).title, _rows(one, own, language)) for one in chapters()]
    changed = sum(row.word == WORDS[State.CHANGED][0] for _, _, sections in rows for row in sections)
    context = {
        "chapters": rows,
        "language": language,
        "languages": LANGUAGES,
        "changed": changed,
        "public": f"/{request.network.slug}/begleitbuch",
    }
    return render(request, "publishing/handbook_desk.html", context)


def _rows(chapter: Chapter, own: dict[tuple[str, str], HandbookText], language: Language) -> list[Row]:
    found: list[Row] = []
    for section in chapter.sections:
        row = own.get((chapter.key, section.key))
        words = common(chapter.key, section.key, language.code)
        word, tone = WORDS[_state(row, words)]
        found.append(Row(section.key, row.title if row else words.title if words else LOCAL_TITLE, word, tone))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, network: str, chapter: str, part: str, language: str) -> HttpResponse:
    """One section: the network's words beside the common ones, with a look at both."""
    where = _place(chapter, part, language)
    row = own_text(request.network, where.chapter, where.section, where.language)
    if request.method != "POST":
        return _page(request, where, row, WordsForm(initial=_initial(where, row)))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, where, row, form, status=422)
    words = Words(form.cleaned_data["title"], form.cleaned_data["text"])
    if "ansehen" in request.POST:
        return _page(request, where, row, form, preview=words)
    try:
        begun = form.cleaned_data["begun"]
        public = "entwurf" not in request.POST
        changed = save_words(
            request.network, where, words, begun=begun, by=request.member, at=timezone.now(), public=public
        )
    except ChangedMeanwhile as no:
        now = _initial(where, own_text(request.network, where.chapter, where.section, where.language))
        form = WordsForm(request.POST.dict() | {"begun": now.get("begun", "")})
        form.add_error(None, no.sentence)
        return _page(request, where, row, form, status=409)
    except Refused as no:
        form.add_error(None, no.sentence)
        return _page(request, where, row, form, preview=words, status=409)
    _tell(request, changed, TOLD[public])
    return redirect("publishing:handbook_edit", network=network, chapter=chapter, part=part, language=language)


@require_POST
def drop(request: Any, network: str, chapter: str, part: str, language: str) -> HttpResponse:
    """Back to the common text."""
    where = _place(chapter, part, language)
    dropped = drop_words(request.network, where, by=request.member, at=timezone.now())
    _tell(request, dropped, "Hier steht wieder der gemeinsame Text.")
    return redirect("publishing:handbook_edit", network=network, chapter=chapter, part=part, language=language)


@require_POST
def keep(request: Any, network: str, chapter: str, part: str, language: str) -> HttpResponse:
    """The new common text was read; the network's own stays."""
    keep_words(request.network, _place(chapter, part, language), by=request.member, at=timezone.now())
    messages.success(request, "Ihr Text bleibt. Wir melden uns, wenn sich der gemeinsame Text wieder ändert.")
    return redirect("publishing:handbook", network=network)


@require_POST
def take(request: Any, network: str, chapter: str, part: str, language: str) -> HttpResponse:
    """Take over what another network has published for this section."""
    where = _place(chapter, part, language)
    other = next((one for one in _others(request, where) if one.slug == request.POST.get("netzwerk")), None)
    if other is None:
        raise Refused("Diesen Text gibt es nicht mehr. Das andere Netzwerk hat ihn vielleicht zurückgenommen.")
    take_words(request.network, where, other.words, source=other.name, by=request.member, at=timezone.now())
    messages.success(
        request,
        f"Übernommen von {other.name}, als Entwurf. Ändern Sie ihn, wie er passt, und veröffentlichen Sie ihn dann.",
    )
    return redirect("publishing:handbook_edit", network=network, chapter=chapter, part=part, language=language)


def _place(chapter: str, section: str, language: str) -> Place:
    found = chapter_at(chapter)
    if found is None or found.section(section) is None or language not in BY_CODE:
        raise Http404
    return Place(found.key, section, language)


def _initial(where: Place, row: HandbookText | None) -> dict[str, str]:
    if row:
        return {"begun": Words(row.title, row.text).digest, "title": row.title, "text": row.text}
    words = where.common
    return {"title": words.title, "text": words.text} if words else {"title": LOCAL_TITLE}


def _state(row: HandbookText | None, words: Words | None) -> State:
    return state(row is not None, seen_words(row).digest if row else "", words, public=row is None or row.public)


def _tell(request: Any, changed: bool, sentence: str) -> None:
    if changed:
        messages.success(request, sentence)
    else:
        messages.info(request, "Es stand schon so da. Es gab nichts zu ändern.")


def _page(
    request: Any, where: Place, row: HandbookText | None, form: WordsForm, *, preview: Words | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = where.common
    now = _state(row, words)
    changed = now == State.CHANGED and row is not None
    chapter = next(one for one in chapters() if one.key == where.chapter)
    shown = preview or (Words(row.title, row.text) if row else None)
    context = {
        "form": form,
        "row": row,
        "chapter": chapter,
        "chapter_title": heading(where.chapter, where.language).title,
        "section": where.section,
        "language": BY_CODE[where.language],
        "languages": LANGUAGES,
        "local": where.section == LOCAL,
        "section_title": words.title if words else LOCAL_TITLE,
        "word": WORDS[now],
        "changed": changed,
        "draft": now == State.DRAFT,
        "may_draft": row is None or not row.public,
        "preview": preview is not None,
        "mine": (shown.title, blocks(shown.text)) if shown else None,
        "theirs": (words.title, blocks(words.text)) if words else None,
        "before": (row.common_title, blocks(row.common_text)) if changed and row else None,
        "others": [(one, blocks(one.words.text)) for one in _others(request, where)] if row is None else [],
    }
    return render(request, "publishing/handbook_edit.html", context, status=status)


def _others(request: Any, where: Place) -> list[Other]:
    """What other networks have published for the same section; public words only."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return []
    found: list[Other] = []
    for slug, network in snap.networks.items():
        words = own_words(snap, slug).get(place(where.chapter, where.section, where.language))
        if words and slug != request.network.slug:
            found.append(Other(slug, network.name, Words(words["title"], words["text"])))
    return found[:MOST_OTHERS]
