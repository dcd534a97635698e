"""Addresses: German paths, languages in front, reserved words; hand-built links and the URL table agree."""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.networks.public import RESERVED


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_link_leads_to_its_page_in_the_same_language(language):
    links = Links(language)
    expected = {
        links.start(): "start",
        links.search(): "search",
        links.page("zustaendig"): "responsible",
        links.page("notfall"): "emergency",
        links.page("impressum"): "imprint",
        links.page("datenschutz"): "privacy",
        links.page("barrierefreiheit"): "accessibility",
        links.page("ueber"): "about",
        links.start("sonneberg"): "network",
        links.search("sonneberg"): "network-search",
        links.offers("sonneberg"): "offers",
        links.offer("sonneberg", "son-017"): "offer",
        links.page("netzwerk", "sonneberg"): "about-network",
        links.page("notfall", "sonneberg"): "network-emergency",
        links.page("impressum", "sonneberg"): "network-imprint",
        links.page("datenschutz", "sonneberg"): "network-privacy",
        links.page("barrierefreiheit", "sonneberg"): "network-accessibility",
    }
    for address, name in expected.items():
        match = resolve(address)
        suffix = f"-{language.code}" if language.prefix else ""
        assert match.url_name == name + suffix
        assert match.kwargs["language"] == language.code


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_is_never_a_network(word):
    try:
        match = resolve(f"/{word}/")
    except Resolver404:
        return
    assert "network" not in match.kwargs


@pytest.mark.parametrize("word", ["Sonneberg", "x", "son_neberg", "-sonneberg"])
def test_a_slug_is_lower_case_ascii(word):
    with pytest.raises(Resolver404):
        resolve(f"/{word}/angebote")


def test_the_first_part_of_every_address_of_our_own_is_reserved():
    from nestwerk.finder.urls import urlpatterns

    first = {str(pattern.pattern).split("/")[0] for pattern in urlpatterns}
    own = {part for part in first if part and not part.startswith("<")}
    assert own <= RESERVED
