"""The desk for Leichte Sprache, sign language and known barriers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions.access import add_piece, change_piece, remove_piece
from ..forms.access import AccessForm
from ..models.access import AccessPiece
from ..queries.access import piece_of, pieces_of

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk(request: Any, network: str) -> HttpResponse:
    """What there is of each kind, and what families read while there is nothing."""
    return render(request, "publishing/access.html", {"groups": pieces_of(request.network)})


@READ_AND_WRITE
def new(request: Any, network: str) -> HttpResponse:
    """Begin a piece of the kind that the address or the form names."""
    kind = (request.POST if request.method == "POST" else request.GET).get("art", "")
    if kind not in AccessPiece.Kind.values:
        raise Http404
    form = AccessForm(kind, None, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _edit(request, form, None)
    piece = add_piece(request.network, kind, form.wanted(), by=request.member, at=timezone.now())
    return _said(request, network, piece.public)


@READ_AND_WRITE
def edit(request: Any, network: str, piece_id: int) -> HttpResponse:
    """Change a piece."""
    piece = _find(request, piece_id)
    form = AccessForm(piece.kind, piece, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _edit(request, form, piece)
    written = form.wanted()
    change_piece(piece, written, by=request.member, at=timezone.now())
    return _said(request, network, written.public)


@require_POST
def remove(request: Any, network: str, piece_id: int) -> HttpResponse:
    """Delete a piece."""
    piece = _find(request, piece_id)
    remove_piece(piece, by=request.member, at=timezone.now())
    messages.success(request, f"„{piece.title}“ ist gelöscht.")
    return redirect("publishing:access", network=network)


def _find(request: Any, piece_id: int) -> AccessPiece:
    piece = piece_of(request.network, piece_id)
    if piece is None:
        raise Http404
    return piece


def _edit(request: Any, form: AccessForm, piece: AccessPiece | None) -> HttpResponse:
    context = {"form": form, "piece": piece, "kind": form.kind.label}
    return render(request, "publishing/access_edit.html", context, status=422 if form.is_bound else 200)


def _said(request: Any, network: str, public: bool) -> HttpResponse:
    shown = "Gespeichert. In wenigen Sekunden steht es auf Ihrer Website."
    messages.success(request, shown if public else "Gespeichert. Noch sieht das niemand außer Ihnen und der Redaktion.")
    return redirect("publishing:access", network=network)
