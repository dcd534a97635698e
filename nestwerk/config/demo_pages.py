"""What the invented network writes about itself: a page, two pieces of news, a practice example. All invented."""

from __future__ import annotations

from datetime import datetime

from nestwerk.publishing.actions.examples import create_example, publish_example, save_example
from nestwerk.publishing.actions.pages import create_page, publish_page, save_page
from nestwerk.publishing.examples.content import Example
from nestwerk.publishing.pages.content import Content, Text

from .demo_stage import Stage
from .demo_words import FURTHER

ABOUT = {
    "de": Text(
        "Das Netzwerk Musterstadt",
        "Wir sorgen dafür, dass Familien rund um die Geburt die richtige Hilfe finden.",
        """## Wer wir sind

Hebammen, Beratungsstellen, Praxen, die Klinik und das Familienzentrum arbeiten bei uns zusammen. Wir treffen uns \
viermal im Jahr und kennen einander.

## Was wir wollen

- Jede Familie weiß, wen sie anrufen kann.
- Niemand muss seine Geschichte fünfmal erzählen.
- Hilfe kommt früh und bleibt freiwillig.

> Sie müssen nicht wissen, welche Hilfe Sie brauchen. Rufen Sie an, wir suchen mit.

[Alle Angebote in Musterstadt](/musterstadt/angebote)""",
    ),
    "de-einfach": Text(
        "Das Netzwerk Musterstadt",
        "Wir helfen Familien mit kleinen Kindern.",
        """## Das sind wir

Wir sind Hebammen, Ärztinnen und Beratungs-Stellen. Wir arbeiten zusammen. Wir kennen uns gut.

## Das wollen wir

- Sie wissen: Hier kann ich anrufen.
- Sie bekommen schnell Hilfe.
- Sie entscheiden selbst.""",
    ),
    "en": Text(
        "The Musterstadt network",
        "We help families find the right support around birth.",
        """## Who we are

Midwives, advice centres, doctors, the hospital and the family centre work together here.

## What we want

- Every family knows whom to call.
- Help comes early and is always your choice.""",
    ),
} | {code: Text(one["title"], one["lead"], one["body"]) for code, one in FURTHER["about"].items()}
NEWS = (
    (
        "Elterncafé zieht in den Lindenhof",
        "Ab sofort treffen wir uns dienstags im Lindenhof, gleich neben dem Spielplatz.",
        "Der neue Raum ist größer und hat eine Rampe. **Kommen Sie einfach vorbei**, ohne Termin und kostenlos.",
    ),
    (
        "Neuer Erste-Hilfe-Kurs für Eltern",
        "Was tun, wenn das Baby sich verschluckt? Zwei Abende, an denen Sie üben können.",
        (
            "Der Kurs ist kostenlos. Bringen Sie Ihr Baby gern mit.\n\n- erster Abend: Atmung und Verschlucken\n"
            "- zweiter Abend: Stürze, Verbrennungen, Fieber"
        ),
    ),
)
EXAMPLE = Example(
    title="Willkommensbesuch mit Landkarte",
    goal="Familien sollten nach der Geburt wissen, was es in ihrer Straße gibt, nicht nur in der Stadt.",
    audience="Eltern in den ersten acht Wochen nach der Geburt",
    steps="Wir haben für jeden Ortsteil eine Karte gedruckt und beim Besuch zusammen drei Orte angekreuzt.",
    effort="Zwei Nachmittage im Jahr für die Karten, zehn Minuten mehr je Besuch",
    money=850,
    partners="Familienzentrum, Hebammenpraxis, Stadtbücherei",
    worked="Viele Eltern waren nach vier Wochen an mindestens einem der Orte. Das Gespräch wurde leichter.",
    failed="Die erste Karte war zu voll. Mehr als zehn Orte liest niemand.",
    material="Die Broschüre je Ortsteil, gedruckt aus Nestwerk",
    contact="Koordinierungsstelle Frühe Hilfen Musterstadt",
)


def write_about(stage: Stage, at: datetime) -> None:
    """The page about the network, in three languages."""
    _page(stage, at, "page", Content(ABOUT, order=1))


def write_news(stage: Stage, at: datetime, number: int) -> None:
    """One of the two pieces of news."""
    title, lead, body = NEWS[number]
    _page(stage, at, "news", Content({"de": Text(title, lead, body)}, on=at.date().isoformat()))


def write_example(stage: Stage, at: datetime) -> None:
    """The practice example."""
    row = create_example(stage.network, title=EXAMPLE.title, by=stage.boss, at=at)
    save_example(row, EXAMPLE, seen=1, by=stage.boss, at=at)
    publish_example(row, by=stage.boss, at=at)


def _page(stage: Stage, at: datetime, kind: str, content: Content) -> None:
    page = create_page(stage.network, kind=kind, title=content.title, by=stage.boss, at=at)
    save_page(page, content, seen=1, by=stage.boss, at=at)
    publish_page(page, by=stage.boss, at=at)
