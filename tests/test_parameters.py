"""The page cache drops parameters it does not know: so it must know all that any public page asks for."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.urls import resolve

import nestwerk
from nestwerk.config.pagecache import PAGE_PARAMETERS
from nestwerk.offers.models import Offer
from tests.test_public import PUBLIC, filled, offer  # noqa: F401  # the fixture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGES = [one for one in PUBLIC if not one.route.startswith(("api/", "konto/")) and not one.name.startswith("api")]
TEMPLATES = sorted(Path(nestwerk.__file__).parent.glob("*/jinja2/*/*.html"))
FORM = re.compile(r'<form[^>]*method="get".*?</form>', re.DOTALL)


class Listening(QueryDict):
    """Parameters that note what they are asked for."""

    def __init__(self, given: str) -> None:
        self.asked: set[str] = set()
        super().__init__(given)
        self.asked.clear()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)


def asked_by(path: str, given: str) -> set[str]:
    """What the view behind ``path`` asks for, as it is, without cache and middleware."""
    request = RequestFactory().get(path)
    listening = Listening(given)
    setattr(request, "GET", listening)  # noqa: B010  # typed as what nobody may change
    match = resolve(path)
    with suppress(Http404):
        match.func(request, *match.args, **match.kwargs)
    return listening.asked


def test_every_parameter_a_public_page_asks_for_passes_the_cache(offer: Offer) -> None:  # noqa: F811
    asked = {
        (one.name, name)
        for one in PAGES
        for given in ("", "nach=name&q=elterncafe")
        for name in asked_by(filled(one, offer), given)
    }
    assert {"q", "woche", "groesse", "a", "anzahl", "nach"} <= {name for _, name in asked}
    assert {pair for pair in asked if pair[1] not in PAGE_PARAMETERS} == set()


def test_every_parameter_a_public_form_sends_passes_the_cache() -> None:
    sent = {
        name
        for path in TEMPLATES
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        for name in re.findall(r'name="([a-z_]+)"', form)
    }
    assert {"q", "ort", "woche", "a"} <= sent
    assert sent - set(PAGE_PARAMETERS) == set()
