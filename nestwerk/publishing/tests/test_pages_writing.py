"""What a coordinator writes becomes HTML that holds nothing but our own tags."""

from __future__ import annotations

import random
import re

import nh3
import pytest

from nestwerk.publishing.pages.content import Content, Text, free_slug, problems_of, slug_of
from nestwerk.publishing.pages.showing import Shown, is_safe_address, shown
from nestwerk.publishing.pages.writing import marks, plain

MARK, PAPER = "0123456789abcdef", "fedcba9876543210"
FILES = {
    MARK: Shown("/x/dateien/0123456789abcdef", "kreis.jpg", 80_000, 640, 480),
    PAPER: Shown("/x/dateien/fedcba9876543210", "satzung.pdf", 1_400_000),
}
NAMES = {"de": "Deutsch", "en": "English"}
OURS = {"h2", "h3", "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "figure", "img"}
ATTRIBUTES = {"a": {"href", "download"}, "img": {"src", "alt", "width", "height", "loading"}}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Guten Tag", "<p>Guten Tag</p>"),
        ("eins\nzwei\n\ndrei", "<p>eins<br>zwei</p>\n<p>drei</p>"),
        ("## Unser Ziel", "<h2>Unser Ziel</h2>"),
        ("# Groß", "<h2>Groß</h2>"),
        ("#### Klein ##", "<h3>Klein</h3>"),
        ("- eins\n- zwei", "<ul><li>eins</li><li>zwei</li></ul>"),
        ("1. eins\n2. zwei", "<ol><li>eins</li><li>zwei</li></ol>"),
        ("> Danke!\n> Wirklich.", "<blockquote><p>Danke!<br>Wirklich.</p></blockquote>"),
        ("**ja** und *nein*", "<p><strong>ja</strong> und <em>nein</em></p>"),
        ("3 * 4 * 5", "<p>3 * 4 * 5</p>"),
        ("[hier](https://example.org/a)", '<p><a href="https://example.org/a">hier</a></p>'),
        ("**[hier](/x/)**", '<p><strong><a href="/x/">hier</a></strong></p>'),
        ("Text\n## Titel\n- a", "<p>Text</p>\n<h2>Titel</h2>\n<ul><li>a</li></ul>"),
        (
            f"[Satzung](datei:{PAPER})",
            '<p><a href="/x/dateien/fedcba9876543210" download>Satzung</a> (PDF, 1,4 MB)</p>',
        ),
        (
            f"![Ein Kreis](bild:{MARK})",
            (
                '<figure><img src="/x/dateien/0123456789abcdef" alt="Ein Kreis" width="640" height="480"'
                ' loading="lazy"></figure>'
            ),
        ),
        ("![Weg](bild:aaaaaaaaaaaaaaaa)", "<p>Weg</p>"),
    ],
)
def test_marks_become_what_they_say(text: str, html: str) -> None:
    assert str(shown(text, FILES)) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klick](javascript:alert(1))",
        "[klick](JaVaScRiPt:alert)",
        "[klick](data:text/html;base64,PHNjcmlwdD4=)",
        "[klick](//boese.example)",
        "[klick](https:boese)",
        '[klick](https://a.example/"onmouseover="alert)',
        f'!["onerror="alert(1)](bild:{MARK})',
        "&lt;script&gt;",
        "## <b>fett</b>",
        "- <svg/onload=alert(1)>",
        "> </blockquote><script>",
    ],
)
def test_nothing_that_runs_gets_through(text: str) -> None:
    html = str(shown(text, FILES))
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= OURS
    assert "javascript:" not in html.lower() or "href" not in html
    for address in re.findall(r'href="([^"]*)"', html):
        assert is_safe_address(address)
    assert not re.search(r"<[^>]*\son[a-z]+=", html.replace("&#34;", ""))


def test_whatever_somebody_types_a_second_cleaner_finds_nothing_to_take_away() -> None:
    luck = random.Random(7)
    pieces = [
        "<script>", "</p>", "<a href='x'>", "**", "*", "[", "](", ")", "https://a.example", "javascript:x", "\n",
        "\n\n", "## ", "- ", "1. ", "> ", "!", f"bild:{MARK}", f"datei:{PAPER}", '"', "'", "&", "Wort ", "<", ">",
        "\\", "ü",
    ]  # fmt: skip
    for _ in range(3000):
        text = "".join(luck.choice(pieces) for _ in range(luck.randrange(1, 30)))
        html = str(shown(text, FILES))
        cleaned = nh3.clean(html, tags=OURS, attributes=ATTRIBUTES, link_rel=None)
        assert re.findall(r"<[^>]+>", cleaned) == [
            tag.replace(" download>", ' download="">') for tag in re.findall(r"<[^>]+>", html)
        ], text


def test_long_hostile_texts_take_no_time() -> None:
    for text in ("[" * 20_000, "**" * 10_000, "*a" * 10_000, "![](" * 5000, "[a](" * 5000, "> " * 10_000, "#" * 20_000):
        shown(text, FILES)


def test_plain_words_have_no_marks() -> None:
    text = f"## Ziel\n\nWir **helfen** [hier](/x).\n\n![Kreis](bild:{MARK})\n- eins"
    assert plain(text) == "Ziel\n\nWir helfen hier.\n\neins"


def test_the_files_of_a_text_are_known() -> None:
    assert marks(f"![A](bild:{MARK})\n\n[B](datei:{PAPER}) **[C](datei:{MARK})**") == {MARK, PAPER}


def test_a_page_without_faults_has_no_problems() -> None:
    content = Content({"de": Text("Über uns", "Wir helfen.", f"![Ein Kreis](bild:{MARK})")})
    assert problems_of("page", content, [MARK], NAMES) == []


@pytest.mark.parametrize(
    ("kind", "content", "word"),
    [
        ("page", Content(), "Titel"),
        ("page", Content({"de": Text("Titel")}), "Text fehlt"),
        ("news", Content({"de": Text("Titel", "Satz")}), "Datum"),
        ("page", Content({"de": Text("T", "", f"![](bild:{MARK})")}), "Beschreibung"),
        ("page", Content({"de": Text("T", "", "![Weg](bild:aaaaaaaaaaaaaaaa)")}), "gibt es auf dieser Seite nicht"),
        ("page", Content({"de": Text("T", "", "[hier](www.example.org)")}), "hier"),
        ("page", Content({"de": Text("T", "S")}, picture=MARK), "was auf dem Bild"),
        ("page", Content({"de": Text("T", "S"), "en": Text("", "Only this")}), "English"),
        ("funder", Content({"de": Text("Bund")}, website="example.org"), "https://"),
    ],
)
def test_what_is_missing_is_said(kind: str, content: Content, word: str) -> None:
    assert any(word in one for one in problems_of(kind, content, [MARK], NAMES))


def test_an_address_follows_from_the_title() -> None:
    assert slug_of("Über uns & für Sie!") == "ueber-uns-fuer-sie"
    assert free_slug("Über uns", ["ueber-uns", "ueber-uns-2"]) == "ueber-uns-3"
    assert free_slug("Neu", []) == "neu-2"
    assert free_slug("你好", []) == "seite"


def test_content_survives_being_stored() -> None:
    content = Content({"de": Text("T", "L", "B", "A"), "en": Text()}, MARK, "2026-11-22", 3, "https://example.org")
    assert Content.read(content.stored()).stored() == content.stored()
    assert "en" not in content.stored()["texts"]
