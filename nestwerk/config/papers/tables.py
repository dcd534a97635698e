"""The tables in the papers: Markdown from the rights table, the retention rules and the activities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nestwerk.config.retention import Rule, classes, rules
from nestwerk.networks.rights import NOTHING, ROLES, Page, pages

from .activities import activities
from .facts import role_words

REACH = {
    NOTHING: "–", "self": "selbst", "own": "eigene", "spaces": "Sozialräume", "network": "Netzwerk", "land": "Land",
    "all": "alle",
}  # fmt: skip
WIDEST = list(REACH)
ACTION = {"read": "lesen", "write": "ändern", "export": "ausgeben"}
DOOR = {
    "public": "Öffentlich", "entrance": "Vor der Anmeldung", "account": "Eigenes Konto", "network": "Im Netzwerk",
    "land": "Landeskoordination", "operator": "Betrieb",
}  # fmt: skip
THING = {
    "account": "Konto", "audit": "Protokoll", "catalogue": "Katalog", "invitation": "Einladungen",
    "keyboard": "Tastenkürzel", "land": "Land", "mail": "Postausgang", "membership": "Mitgliedschaften",
    "network": "Netzwerk", "offer": "Angebote", "organisation": "Partner", "published": "Veröffentlichtes",
    "product": "Produkte", "report": "Hinweise", "statistics": "Zahlen", "upkeep": "Pflegeregeln",
    "version": "frühere Fassungen", "workspace": "Übersicht",
}  # fmt: skip
ABOUT_STAFF = ("konten", "rollen", "protokoll", "mails")  # activities the privacy notice tells about


def tables() -> dict[str, str]:
    """Name of a table → its Markdown."""
    return {
        "register": "\n\n".join(_register()),
        "activity_list": "\n".join(
            f"- **{one.title}**: {one.purpose}. Betroffen: {one.people}." for one in activities()
        ),
        "classes": _table(
            ("Klasse", "Frist", "beginnt mit", "Regeln"),
            (
                (one.key, one.name, one.start, ", ".join(r.key for r in rules().values() if r.period == one))
                for one in classes().values()
            ),
        ),
        "rules": "\n\n".join(_rule(rule) for rule in rules().values()),
        "periods": _table(
            ("Was", "Frist", "ab wann"),
            (
                (rule.art, rule.period.span, rule.start)
                for one in activities()
                if one.key in ABOUT_STAFF
                for rule in one.kept()
                if rule.personal != "keine"
            ),
        ),
        "rights_summary": _summary(),
        "rights": "\n\n".join(_rights_of(door) for door in DOOR if any(p.door == door for p in pages().values())),
    }


def _register() -> Iterable[str]:
    for number, one in enumerate(activities(), 1):
        about_people = [rule for rule in one.kept() if not rule.personal.startswith("keine")]
        others = [rule.art for rule in one.kept() if rule.personal.startswith("keine")]
        rows = (
            ("Zweck", one.purpose),
            ("Betroffene", one.people),
            ("Empfänger", one.recipients),
            ("Drittländer", "keine Übermittlung vorgesehen"),
            ("Maßnahmen", "[Technische und organisatorische Maßnahmen](massnahmen.md)"),
            ("Ohne Personenbezug", "; ".join(others) or "–"),
        )
        text = f"### {number}. {one.title}\n\n" + _table(("Angabe", "Inhalt"), rows)
        if about_people:
            kept = ((r.art, r.personal, r.basis, r.period.span, r.start) for r in about_people)
            text += "\n\n" + _table(("Daten", "über Menschen", "Rechtsgrundlage (Entwurf)", "Frist", "ab wann"), kept)
        yield text


def _rule(rule: Rule) -> str:
    if rule.deletes.by == "task":
        who = f"von selbst, Aufgabe `{rule.deletes.task}`"
    else:
        words = {"operator": "Betrieb", "database": "Datenbank", "replaced": "durch das Nächste"}
        who = f"{words[rule.deletes.by]}: {rule.deletes.how}"
    places = [f"Tabelle `{name}`" for name in rule.tables] + [f"Ablage `{name}`" for name in rule.stores]
    rows = (
        ("Zweck", rule.purpose),
        ("Rechtsgrundlage (Entwurf)", rule.basis),
        ("Personenbezug", rule.personal),
        ("Frist", f"{rule.period.name} (Klasse {rule.period.key})"),
        ("Frist beginnt", rule.start),
        ("Wer löscht", who),
        ("Geschichte", rule.history),
        ("In Sicherungen", "ja, dort sieben Tage länger" if rule.backups else "nein"),
        ("Wo", ", ".join(places)),
    )
    return f"### {rule.art}\n\n" + _table(("Angabe", f"Regel „{rule.key}“"), rows)


def _summary() -> str:
    widest: dict[tuple[str, str], dict[str, str]] = {}
    for page in pages().values():
        if page.door in ("network", "land", "operator"):
            row = widest.setdefault((page.thing, page.action), dict.fromkeys(ROLES, NOTHING))
            for role in ROLES:
                row[role] = max(row[role], page.reach[role], key=WIDEST.index)
    rows = (
        (THING.get(thing, thing), ACTION[action], *(REACH[row[r]] for r in ROLES))
        for (thing, action), row in sorted(widest.items())
    )
    return _table(("Gegenstand", "Tun", *(role_words()[role] for role in ROLES)), rows)


def _rights_of(door: str) -> str:
    listed = sorted((page for page in pages().values() if page.door == door), key=lambda page: (page.thing, page.name))
    return f"### {DOOR[door]}\n\n" + _table(
        ("Seite", "Gegenstand", "Tun", *(role_words()[role] for role in ROLES)), map(_cells, listed)
    )


def _cells(page: Page) -> Sequence[str]:
    return (
        f"`{page.name}`",
        THING.get(page.thing, page.thing),
        ACTION[page.action],
        *(REACH[page.reach[role]] for role in ROLES),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
