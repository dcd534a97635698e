"""Filling the drafts and writing them: the same input gives the same bytes, whenever and wherever."""

from __future__ import annotations

from pathlib import Path
from string import Template

from nestwerk.catalogue.storage import sync_folder

from .facts import facts
from .tables import tables

HERE = Path(__file__).parent
# File name → title and what it is filled from, in the order in which one reads them.
PAPERS = {
    "README.md": ("Datenschutz: Entwürfe", "Einstellungen"),
    "verarbeitungsverzeichnis.md": (
        "Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)",
        "`activities.toml`, `retention.toml`, Einstellungen",
    ),
    "folgenabschaetzung.md": ("Datenschutz-Folgenabschätzung (Art. 35 DSGVO)", "Einstellungen, `retention.toml`"),
    "massnahmen.md": ("Technische und organisatorische Maßnahmen (Art. 32 DSGVO)", "Einstellungen"),
    "rollenkonzept.md": ("Rollen- und Berechtigungskonzept", "`rights.tsv`, Einstellungen"),
    "loeschkonzept.md": ("Löschkonzept", "`retention.toml`"),
    "auftragsverarbeitung.md": (
        "Vertrag zur Auftragsverarbeitung (Art. 28 DSGVO)",
        "`activities.toml`, `retention.toml`, Einstellungen",
    ),
    "anzeige-80-sgb-x.md": ("Anzeige nach § 80 SGB X", "`activities.toml`, Einstellungen"),
    "hinweise-beschaeftigte.md": (
        "Ihre Daten im Arbeitsbereich: Hinweise für alle, die mit Nestwerk arbeiten (Art. 13 DSGVO)",
        "`activities.toml`, `retention.toml`, Einstellungen",
    ),
    "notfallplan.md": ("Wenn etwas passiert ist: Plan für Datenpannen", "Einstellungen"),
}
HEAD = """# ${title}

> **Entwurf, von Datenschutzbeauftragten und Juristinnen zu prüfen.** Nestwerk ${version}, geschrieben von
> `nestwerk papers` aus: ${sources}. Was in [eckigen Klammern] steht, weiß nur, wer die Plattform betreibt.

"""


def filled(name: str) -> str:
    """The text of one paper. KeyError if it asks for a fact that nobody gives."""
    title, sources = PAPERS[name]
    given = {**facts(), **tables(), "title": title, "sources": sources}
    given["papers"] = "\n".join(f"- [{words}]({file})" for file, (words, _) in PAPERS.items() if file != name)
    return Template(HEAD + (HERE / name).read_text(encoding="utf-8")).substitute(given)


def write_papers(folder: Path) -> list[Path]:
    """Write every paper into ``folder``, making it; what stands there under the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in PAPERS:
        path = folder / name
        path.write_text(filled(name), encoding="utf-8")
        written.append(path)
    sync_folder(folder)
    return written
