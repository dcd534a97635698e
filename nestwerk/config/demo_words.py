"""What the invented people of the demonstration write: texts in several languages, edits, notes, numbers' shape."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

from nestwerk.common.dates import Series

_FILE = Path(__file__).parent / "data" / "demo_words.toml"
FURTHER: dict[str, dict[str, dict[str, str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
LIST = Path(__file__).parent / "data" / "demo-liste.csv"
LIST_NAME = "Familienangebote Süd.csv"

CAFE = {
    "title": "Elterncafé am Dienstag",
    "summary": "Kaffee, Krabbeldecke und andere Eltern. Kommen Sie einfach vorbei, auch mit Geschwistern.",
    "description": "Sie kommen, wann Sie möchten, und bleiben, solange es Ihnen gefällt. Kaffee und Tee stehen da, "
    "für die Kinder gibt es eine Krabbeldecke und Spielzeug. Eine Fachkraft ist da, wenn Sie etwas fragen möchten.",
}
CAFE_TEXTS = {
    "de-einfach": {
        "title": "Eltern-Café am Dienstag",
        "summary": "Hier treffen Sie andere Eltern. Es gibt Kaffee. Sie müssen sich nicht anmelden.",
        "description": "Sie können kommen und gehen, wann Sie möchten. Ihr Kind kann spielen. "
        "Eine Fach-Kraft ist da. Sie können ihr Fragen stellen.",
    },
    "en": {
        "title": "Parents’ café on Tuesdays",
        "summary": "Coffee, a play mat and other parents. Just drop in, brothers and sisters are welcome.",
        "description": "Come when you like and stay as long as you like. There is coffee and tea, and toys for the "
        "children. A professional is there if you have a question.",
    },
} | FURTHER["cafe"]
PREGNANCY_TEXTS = {
    "en": {
        "title": "Pregnancy counselling",
        "summary": "Advice during pregnancy, also about money and rights. You do not have to give your name.",
    },
} | FURTHER["pregnancy"]
PREGNANCY_LATER = "Beratung in der Schwangerschaft und danach, auch zu Geld und Recht. Auf Wunsch ohne Namen."
PARTNERS_CAFE = {
    "summary": "Kaffee, Krabbeldecke und andere Eltern. Einmal im Monat kommt eine Hebamme dazu.",
    "cost_note": "Über eine kleine Spende für den Kaffee freuen wir uns.",
}
FATHERS = {
    "description": "Wir decken den Tisch, Sie bringen Ihr Kind mit. Beim Frühstück kommen Väter ins Gespräch, "
    "danach wird gespielt oder gebaut.",
    "cost_note": "Das Frühstück kostet nichts.",
    "interpreter": "on_request",
}
MASSAGE_TITLE = "Babymassage am Vormittag"
MASSAGE = {
    "summary": "In fünf Treffen lernen Sie, Ihr Baby mit den Händen zu beruhigen.",
    "offer_types": ["offer.parent_child_group"],
    "needs": ["need.parenting"],
    "age_from_months": 1,
    "age_to_months": 8,
    "languages": ["de"],
    "phone": "030 23125 119",
}
MASSAGE_BACK = (
    "Schönes Angebot! Bitte schreiben Sie noch dazu, was die fünf Treffen kosten und ob man sich anmelden muss. "
    "Das fragen Eltern zuerst."
)
TWICE_TITLE = "Still-Ambulanz im Klinikum"
TWICE = {
    "summary": "Hilfe, wenn das Stillen schmerzt oder das Baby nicht zunimmt.",
    "age_to_months": 12,
    "languages": ["de"],
}
CRAWLING = {"description": "Wir beginnen mit einem Begrüßungslied. Danach"}
ANSWER = "Wir öffnen jetzt um 9.30 Uhr und haben die Zeit auf der Seite berichtigt. Danke!"


def tuesdays(today: date) -> Series:
    """The café's dates: every Tuesday since the beginning of this year."""
    return Series(
        "weekly", date(today.year, 1, 7), time(9, 30), time(11, 30), weekdays=(1,), not_on_public_holidays=True
    )
