"""Addresses of the public site: German paths, English names; other languages carry their code in front."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from nestwerk.finder import fallback
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.urls_cards import cards
from nestwerk.finder.urls_offline import offline_pages
from nestwerk.finder.views import directory, files, pages, report, results, shortlist, sitemaps, start, touched
from nestwerk.networks.public import RESERVED


class NetworkSlug:
    """A network's slug in an address; words with a meaning of their own are never one."""

    regex = "[a-z0-9][a-z0-9-]{1,59}"

    def to_python(self, value: str) -> str:
        """The slug, or no match for a reserved word."""
        if value in RESERVED:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """The slug as it stands."""
        return value


register_converter(NetworkSlug, "network")


def _pages(prefix: str, language: str) -> list[URLPattern]:
    fixed = {"language": language}
    name = f"-{language}" if prefix else ""
    front = f"{prefix}/" if prefix else ""
    return [  # what is asked most stands first: each address is compared one after the other
        path(f"{front}<network:network>/suche", results.search, fixed, name=f"network-search{name}"),
        path(f"{front}", start.start, fixed, name=f"start{name}"),
        path(f"{front}suche", results.search_everywhere, fixed, name=f"search{name}"),
        path(f"{front}zustaendig", pages.responsible, fixed, name=f"responsible{name}"),
        path(f"{front}notfall", pages.emergency, fixed, name=f"emergency{name}"),
        path(f"{front}impressum", pages.imprint, fixed, name=f"imprint{name}"),
        path(f"{front}datenschutz", pages.privacy, fixed, name=f"privacy{name}"),
        path(f"{front}barrierefreiheit", pages.accessibility, fixed, name=f"accessibility{name}"),
        path(f"{front}ueber", pages.about, fixed, name=f"about{name}"),
        path(f"{front}<network:network>", start.without_slash, fixed, name=f"network-typed{name}"),
        path(f"{front}<network:network>/", start.network_start, fixed, name=f"network{name}"),
        path(f"{front}<network:network>/angebote", directory.offers, fixed, name=f"offers{name}"),
        path(f"{front}<network:network>/angebote/<str:offer_id>", directory.offer, fixed, name=f"offer{name}"),
        path(f"{front}<network:network>/angebote/<str:offer_id>/hinweis", report.report, fixed, name=f"report{name}"),
        path(f"{front}<network:network>/merkliste", shortlist.shortlist, fixed, name=f"shortlist{name}"),
        path(f"{front}<network:network>/merkliste/blatt", shortlist.sheet, fixed, name=f"shortlist-sheet{name}"),
        path(f"{front}<network:network>/netzwerk", pages.network, fixed, name=f"about-network{name}"),
        path(f"{front}<network:network>/notfall", pages.emergency, fixed, name=f"network-emergency{name}"),
        path(f"{front}<network:network>/impressum", pages.imprint, fixed, name=f"network-imprint{name}"),
        path(f"{front}<network:network>/datenschutz", pages.privacy, fixed, name=f"network-privacy{name}"),
        path(
            f"{front}<network:network>/barrierefreiheit",
            pages.accessibility,
            fixed,
            name=f"network-accessibility{name}",
        ),
    ]


app_name = "finder"
urlpatterns: list[URLPattern] = []
for _language in LANGUAGES:
    urlpatterns += _pages(_language.prefix, _language.code)
urlpatterns += [
    path("<network:network>/angebote/<str:offer_id>/angetippt", touched.touched, name="touched"),
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/<str:code>.xml", sitemaps.shared, name="sitemap-shared"),
    path("sitemap/<str:code>/<network:network>/<int:part>.xml", sitemaps.of_network, name="sitemap-network"),
    path("stil/<str:version>.css", files.stylesheet, name="stylesheet"),
    path("<network:network>/farben.css", files.colours, name="colours"),
    path("<network:network>/logo", files.logo, name="logo"),
    *cards(),
    *offline_pages(),
]

# A process that knows its addresses is about to serve: the pages for trouble are made now.
fallback.prepare()
