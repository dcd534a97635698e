"""Reading settings from the environment: a mistake is noted as a German sentence, never a traceback."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import MutableMapping
from pathlib import Path

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

_YES = ("1", "yes", "true", "ja", "an", "on", "wahr")
_NO = ("0", "no", "false", "nein", "aus", "off", "falsch", "")


_TILES = re.compile(  # its host stands in the policy of the pages
    r"(?:https://[\w.:-]+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?)(?=/\S*\{z\})(?=/\S*\{x\})(?=/\S*\{y\})(?!\S*\{s\})/[^\s;,'\"<>]+"
)


class Variables:
    """The environment of an installation. Reads everything to the end, so that all mistakes are named at once."""

    def __init__(self, environ: MutableMapping[str, str] | None = None) -> None:
        self.environ = os.environ if environ is None else environ
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The variable, or the content of the file that ``NAME_FILE`` points to."""
        if file := self.environ.get(f"{name}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except (OSError, ValueError) as error:
                cause = os_cause(error) if isinstance(error, OSError) else "kein Text in UTF-8"
                self.problems.append(f"{name}_FILE: {file} ist nicht lesbar ({cause}).")
                return default
        return self.environ.get(name, default)

    def unfold(self, *names: str) -> None:
        """Put what a ``NAME_FILE`` holds under ``NAME``, for whoever reads that from the environment itself."""
        for name in names:
            if text := self.text(name):
                self.environ[name] = text

    def yes(self, name: str, default: str) -> bool:
        """Whether the variable says yes. Another word than yes or no is a mistake: it may stand for safety."""
        said = (self.text(name) or default).strip().lower()
        if said not in (*_YES, *_NO):
            self.problems.append(f"{name}: „{said}“ verstehen wir nicht. Möglich sind: ja, nein.")
        return said in _YES

    def words(self, name: str, default: str, *, among: tuple[str, ...] = ()) -> frozenset[str]:
        """Words separated by spaces or commas; only those ``among`` these, if any are given."""
        said = frozenset(self.text(name, default).replace(",", " ").split())
        if wrong := sorted(said - set(among or said)):
            known = ", ".join(among)
            self.problems.append(f"{name}: „{', '.join(wrong)}“ kennen wir nicht. Möglich sind: {known}.")
        return said

    def number(self, name: str, default: str, *, most: int, least: int = 0) -> int:
        """A whole number from ``least`` to ``most``."""
        text = self.text(name, default).strip()
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        self.problems.append(f"{name}: „{text}“ ist keine ganze Zahl von {least} bis {most}.")
        return int(default)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """One of these words, or nothing."""
        text = self.text(name).strip()
        if text and text not in choices:
            self.problems.append(f"{name}: „{text}“ kennen wir nicht. Möglich sind: {', '.join(choices)}.")
            return ""
        return text

    def tiles(self, name: str) -> str:
        """An address of map tiles as Leaflet fills it in, or nothing; it stands in the pages' policy as well."""
        text = self.text(name).strip()
        if text and not _TILES.fullmatch(text):
            self.problems.append(
                f"{name}: „{text}“ geht nicht. Möglich ist: https://…/{{z}}/{{x}}/{{y}}.png, ohne {{s}}."
            )
            return ""
        return text

    def folder(self, name: str, default: str) -> Path:
        """An absolute path that is a folder or can be made one."""
        path = Path(self.text(name, default) or default).absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.problems.append(f"{name}: Der Ordner {path} lässt sich nicht anlegen ({os_cause(error)}).")
        return path

    def secret_key(self, name: str, data_dir: Path) -> str:
        """The operator's key, or one made for this installation and kept in its data folder."""
        if key := self.text(name):
            return key
        try:
            if not data_dir.is_dir():  # named already
                return ""
        except OSError:  # may not even be looked at; named already
            return ""
        path = data_dir / "secret-key"
        try:
            if not path.exists():
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(secrets.token_urlsafe(50))
        except FileExistsError:  # another process was first
            pass
        except OSError as error:
            self.problems.append(f"Der Schlüssel {path} lässt sich nicht anlegen ({os_cause(error)}).")
            return ""
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            self.problems.append(f"Der Schlüssel {path} ist nicht lesbar ({os_cause(error)}).")
            return ""

    def refuse_mistakes(self) -> None:
        """Raise Refused with everything that is wrong."""
        if self.problems:
            raise Refused(" ".join(self.problems))
