"""Origins, choices, code and colours of embeds: values in, values out."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from nestwerk.catalogue.records import TermRecord
from nestwerk.common.refusals import Refused
from nestwerk.publishing.embeds.choice import FEW, MOST, Choice, path, read_choice
from nestwerk.publishing.embeds.code import frame, listener
from nestwerk.publishing.embeds.origins import LONGEST, allowed, ancestors, origin_of
from nestwerk.publishing.embeds.sheet import sheet

TERMS = {
    "offer.parent_cafe": TermRecord("offer.parent_cafe", "offer", {"de": "Elterncafé"}),
    "need.sleep": TermRecord("need.sleep", "need", {"de": "Schlaf"}),
    "need.secret": TermRecord("need.secret", "need", {"de": "Geheim"}, shown=False),
    "group.single": TermRecord("group.single", "group", {"de": "Allein"}),
}


@pytest.mark.parametrize(
    ("pasted", "origin"),
    [
        ("https://www.musterstadt.de", "https://www.musterstadt.de"),
        ("  HTTPS://WWW.Musterstadt.DE/familie/seite.html?x=1#oben ", "https://www.musterstadt.de"),
        ("www.musterstadt.de", "https://www.musterstadt.de"),
        ("https://musterstadt.de:443/", "https://musterstadt.de"),
        ("https://musterstadt.de:8443", "https://musterstadt.de:8443"),
        ("https://müller-stadt.de", "https://xn--mller-stadt-thb.de"),
        ("https://musterstadt.de.", "https://musterstadt.de"),
    ],
)
def test_what_somebody_pastes_becomes_an_origin(pasted: str, origin: str) -> None:
    assert origin_of(pasted) == origin


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "https://",
        "musterstadt",
        "http://www.musterstadt.de",
        "http://127.0.0.1:8080",
        "https://127.0.0.1",
        "https://[::1]",
        "https://192.168.0.1:8443",
        "https://*.musterstadt.de",
        "*",
        "https://a.de; script-src *",
        "https://a.de 'unsafe-inline'",
        "https://a.de\nhttps://b.de",
        "https://a.de,https://b.de",
        "https://name:wort@musterstadt.de",
        "https://musterstadt.de:99999",
        "https://musterstadt.de:abc",
        "https://-a.de",
        "https://a..de",
        "ftp://musterstadt.de",
        "javascript:alert(1)",
        "data:text/html,x",
        f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.de",
        "https://" + "a" * LONGEST * 6 + ".de",
    ],
)
def test_what_is_no_website_is_refused_with_a_sentence(pasted: str) -> None:
    with pytest.raises(Refused) as no:
        origin_of(pasted)
    assert no.value.sentence.endswith((".", "www.musterstadt.de"))


def test_this_machine_may_try_without_https_where_it_is_a_demonstration() -> None:
    assert origin_of("http://127.0.0.1:8080/x", loopback=True) == "http://127.0.0.1:8080"
    assert origin_of("http://localhost", loopback=True) == "http://localhost"
    for other in ("http://musterstadt.de", "http://10.0.0.1:80"):
        with pytest.raises(Refused):
            origin_of(other, loopback=True)


def test_only_what_may_stand_in_a_policy_gets_there() -> None:
    carried = {"origins": ["https://a.de", "http://127.0.0.1:80", "https://b.de; script-src *", "*", "https://c.de\n"]}
    assert allowed(carried) == ("https://a.de",)
    assert allowed(carried, loopback=True) == ("https://a.de", "http://127.0.0.1:80")
    assert allowed(None) == ()
    assert ancestors(()) == "'self'"
    assert ancestors(("https://a.de", "https://b.de")) == "'self' https://a.de https://b.de"


def test_an_address_says_what_to_show_and_nonsense_counts_as_not_said() -> None:
    read = read_choice(QueryDict("q=Schlaf&thema=need.sleep&ort=96515&anzahl=9&kompakt=1&farben=dunkel&x=1"), TERMS)
    assert read == Choice("Schlaf", "need.sleep", "96515", number=9, compact=True, scheme="dunkel")
    nonsense = "thema=need.secret&thema=group.single&art=nichts&anzahl=-3&kompakt=ja&farben=rosa"
    assert read_choice(QueryDict(nonsense), TERMS) == Choice()
    assert read_choice(QueryDict("art=offer.parent_cafe"), TERMS).topic == "offer.parent_cafe"
    assert [read_choice(QueryDict(f"anzahl={n}"), TERMS).number for n in ("0", "999", "9999", "٣")] == [
        1,
        MOST,
        FEW,
        FEW,
    ]


def test_a_choice_survives_its_own_address() -> None:
    choice = Choice("", "offer.parent_cafe", "Neustadt & Orla", number=12, compact=True, scheme="hell")
    assert read_choice(QueryDict(choice.query()[1:]), TERMS) == choice
    assert Choice().query() == ""
    assert path("suche", "musterstadt", "en") == "/en/musterstadt/einbetten/suche"
    assert path("angebot", "musterstadt", offer_id="a/b") == "/musterstadt/einbetten/angebot/a%2Fb"


def test_the_code_to_paste_is_one_frame_with_a_name() -> None:
    code = frame('https://nest.de/x?a=1&b="2"', "Angebote <Nord>", width="100%", height=400)
    assert code.count("<iframe") == 1
    assert 'title="Angebote &lt;Nord&gt;"' in code
    assert "&amp;b=" in code
    assert "<script" not in code
    assert "nestwerk:height" in listener()


def test_the_host_decides_light_or_dark() -> None:
    auto, light, dark = (sheet(scheme, "#b51f7a") for scheme in ("auto", "hell", "dunkel"))
    assert auto.count("@media (prefers-color-scheme:dark)") == 2
    assert "color-scheme:light dark" in auto
    for forced, kept in ((light, "color-scheme:light;"), (dark, "color-scheme:dark;")):
        assert "prefers-color-scheme" not in forced
        assert kept in forced
    assert "@media not all" in light
    assert "@media all" in dark
    assert sheet("auto", "") != auto
