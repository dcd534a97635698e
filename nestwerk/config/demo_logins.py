"""Names, addresses and the password of the invented people; importable while nothing runs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import NamedTuple

DOMAIN = "musterstadt.example"
PASSWORD_FILE = "demo-kennwort"  # noqa: S105 - a file's name


class DemoPerson(NamedTuple):
    """An invented person: the part of her address before the @, her name, her roles."""

    address: str
    name: str
    roles: tuple[str, ...]
    spaces: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The whole address; no mail ever reaches it."""
        return f"{self.address}@{DOMAIN}"


PEOPLE = (
    DemoPerson("koordination", "Karla Koordination", ("coordinator",)),
    DemoPerson("nord", "Nora Nordstadt", ("space",), ("nord",)),
    DemoPerson("redaktion", "Rena Redaktion", ("editor",)),
    DemoPerson("partner", "Paula Partner", ("partner", "guest")),
    DemoPerson("gast", "Gustav Gast", ("guest",)),
    DemoPerson("planung", "Piet Planung", ("planner",)),
    DemoPerson("betrieb", "Britta Betrieb", ("operator",)),
    DemoPerson("land", "Lore Landeskoordination", ("land",)),
)


def demo_password(data_dir: Path) -> str:
    """The password of this installation's invented people; made the first time, readable by its owner only."""
    path = data_dir / PASSWORD_FILE
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("-".join(secrets.token_hex(2) for _ in range(4)))
    return path.read_text(encoding="utf-8").strip()


def logins(data_dir: Path, address: str) -> list[str]:
    """The lines that tell how to sign in; none where nobody was made."""
    if not (data_dir / PASSWORD_FILE).exists():
        return []
    people = [f"    {one.email:<36} {one.name}" for one in PEOPLE]
    return [
        f"  Anmelden zur Vorführung: {address}/konto/anmelden/ mit dem Kennwort {demo_password(data_dir)}",
        "  Erfundene Personen im erfundenen Netzwerk Musterstadt, je eine für jede Rolle:",
        *people,
    ]
