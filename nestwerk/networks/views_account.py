"""Choosing a hat."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nestwerk.common.tenancy import person

from .hats import Hat, hats, put_on, take_off, worn


def _next(request: HttpRequest, given: str, fallback: str) -> str:
    return given if url_has_allowed_host_and_scheme(given, {request.get_host()}, request.is_secure()) else fallback


def _mine(request: HttpRequest) -> list[Hat]:
    user_id = int(request.user.pk or 0)
    with person(user_id):
        return hats(user_id, timezone.now())


def choose(request: HttpRequest) -> HttpResponse:
    """All hats of this person; the only one is put on without asking. One whose role is over falls off."""
    mine = _mine(request)
    wanted = request.GET.get("next", "")
    if worn(request) and worn(request) not in {hat.key for hat in mine}:
        take_off(request)
    if len(mine) == 1 and worn(request) != mine[0].key:
        put_on(request, mine[0])
        return redirect(_next(request, wanted, mine[0].address))
    fitting = [hat for hat in mine if wanted.startswith(hat.address)]
    shown = {"hats": fitting or mine, "others": [hat for hat in mine if fitting and hat not in fitting]}
    return render(request, "networks/hats.html", {**shown, "worn": worn(request), "next": wanted})


@require_POST
def wear(request: HttpRequest) -> HttpResponse:
    """Change the hat."""
    mine = {hat.key: hat for hat in _mine(request)}
    hat = mine.get(request.POST.get("hat", ""))
    if hat is None:
        raise Http404
    put_on(request, hat)
    wanted = request.POST.get("next", "")
    return redirect(_next(request, wanted, hat.address) if wanted.startswith(hat.address) else hat.address)
