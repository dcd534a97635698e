"""What came of opening the address of a calendar: its events, or a sentence for who gave the address."""

from __future__ import annotations

from nestwerk.common.fetch import Limits, Result, Trouble

from .events import MOST_BYTES, NoCalendar, Read, read_events

LIMITS = Limits(connect=5.0, whole=20.0, body=MOST_BYTES, redirects=4)
AT_HAND = Limits(connect=4.0, whole=8.0, body=MOST_BYTES, redirects=4)  # while a person waits for the preview
AGENT = "Nestwerk (reads the calendar of an offer once a day)"

SENTENCES = {
    Trouble.INSIDE: "Die Adresse führt in ein inneres Netz. Solche Adressen öffnen wir nicht.",
    Trouble.NAME: "Diese Internetadresse gibt es nicht. Bitte prüfen Sie, ob sie richtig geschrieben ist.",
    Trouble.UNREACHABLE: "Der Kalender ist gerade nicht erreichbar.",
    Trouble.SLOW: "Der Kalender braucht zu lange, bis er antwortet.",
    Trouble.CERTIFICATE: "Das Zertifikat der Seite stimmt nicht. Deshalb öffnen wir den Kalender nicht.",
    Trouble.CHAIN: "Das Zertifikat der Seite können wir nicht prüfen. Deshalb öffnen wir den Kalender nicht.",
    Trouble.REDIRECTS: "Die Adresse leitet immer weiter und kommt nirgends an.",
    Trouble.TOO_BIG: "Der Kalender ist zu groß: höchstens 2 MB. Gibt es eine Adresse nur für dieses Angebot?",
    Trouble.UNREADABLE: "Die Seite antwortet so, dass wir die Antwort nicht lesen können.",
}
STATES = {
    401: "Der Kalender ist nicht öffentlich. Bitte geben Sie ihn zum Lesen frei.",
    403: "Der Kalender ist nicht öffentlich. Bitte geben Sie ihn zum Lesen frei.",
    404: "Unter dieser Adresse gibt es keinen Kalender mehr.",
    410: "Unter dieser Adresse gibt es keinen Kalender mehr.",
}
EMPTY = "Der Kalender ist leer. Ist es die richtige Adresse?"


def asked_for(address: str) -> str:
    """The address as we open it: "webcal:" is only another word for the web."""
    address = address.strip()
    for word in ("webcal://", "webcals://"):
        if address.lower().startswith(word):
            return "https://" + address[len(word) :]
    return address


def read_answer(result: Result) -> Read:
    """The events of an answer. Raises NoCalendar with a German sentence for anything that is not a calendar with some.

    An empty calendar is trouble as well: more often a server has lost its events than a partner all dates.
    """
    if result.trouble is not None:
        raise NoCalendar(SENTENCES.get(result.trouble) or result.cause)
    if not result.works:
        raise NoCalendar(STATES.get(result.status or 0) or f"Die Seite meldet einen Fehler ({result.status}).")
    read = read_events(result.body)
    if not read.events and not read.unreadable:
        raise NoCalendar(EMPTY)
    return read
