"""What PostgreSQL and its client library say, as German sentences for the operator."""

from __future__ import annotations

import re

CAUSES = {
    "no space left on device": "Der Datenträger ist voll. Bitte Platz schaffen und neu starten.",
    "could not create lock file": "Die Datenbank kann in ihrem Ordner nicht schreiben. Bitte die Rechte prüfen.",
    "permission denied": "Der Datenbank fehlen Rechte in ihrem Ordner. Bitte Besitzer und Rechte prüfen.",
    "database files are incompatible": "Die Daten stammen von einer anderen PostgreSQL-Version.",
    "could not map anonymous shared memory": "Es fehlt Arbeitsspeicher für die Datenbank.",
    "could not locate a valid checkpoint": "Die Datenbankdateien sind beschädigt. Bitte eine Sicherung einspielen.",
    "invalid checkpoint record": "Die Datenbankdateien sind beschädigt. Bitte eine Sicherung einspielen.",
}
NO_CONNECTION = {
    "connection refused": "dort nimmt niemand Verbindungen an",
    "no such file or directory": "dort nimmt niemand Verbindungen an",
    "password authentication failed": "Benutzer oder Kennwort stimmen nicht",
    "no password supplied": "es fehlt das Kennwort",
    "no pg_hba.conf entry": "der Server lässt diesen Rechner oder Benutzer nicht zu",
    "could not translate host name": "den Rechner gibt es nicht",
    "timeout expired": "keine Antwort in der vorgesehenen Zeit",
    "timed out": "keine Antwort in der vorgesehenen Zeit",
    "starting up": "der Server startet gerade",
    "shutting down": "der Server wird gerade beendet",
    "too many clients": "der Server hat keine Verbindung frei",
    "remaining connection slots": "der Server hat keine Verbindung frei",
    "server closed the connection": "die Verbindung ist abgerissen",
    "certificate": "das Zertifikat des Servers wird nicht anerkannt",
    "ssl": "die verschlüsselte Verbindung kommt nicht zustande",
}
MISSING = re.compile(r'(database|role) "([^"]*)" does not exist')
PLACE = re.compile(r'connection to server (?:at "([^"]+)"(?: \([^)]*\))?, port (\d+)|on socket "([^"]+)")')


def explain(what: str, text: str) -> str:
    """Turn the server's last words into one German sentence; unknown causes quote the line that matters."""
    for sign, sentence in CAUSES.items():
        if sign in text.lower():
            return f"{what}: {sentence}"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "ERROR", "error:"))]
    return f"{what}: {(telling or lines or ['keine Meldung'])[-1]}"


def no_connection(error: Exception) -> str:
    """Return why there is no connection, in one German line with the place; unknown causes quote the first line."""
    text = str(error).strip()
    place = PLACE.search(text)
    where = (f" ({place[3]})" if place[3] else f" ({place[1]}, Port {place[2]})") if place else ""
    if missing := MISSING.search(text):
        kind = "die Datenbank" if missing[1] == "database" else "den Benutzer"
        return f"{kind} „{missing[2]}“ gibt es dort nicht{where}"
    for sign, words in NO_CONNECTION.items():
        if sign in text.lower():
            return f"{words}{where}"
    return text.splitlines()[0].strip() if text else "keine Antwort"
