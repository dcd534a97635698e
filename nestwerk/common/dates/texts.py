"""The sentences about dates by key, one catalogue per language (``texts/<code>.toml``).

The codes are those of the public site ("de", "de-einfach", "en" …). A language without a catalogue speaks German, the
language every offer is written in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nestwerk.common.locales import LOCALES, figures, inserted

FOLDER = resources.files("nestwerk.common.dates").joinpath("texts")


@dataclass(frozen=True)
class DateTexts:
    """The catalogue of one language; calling it with a key and its values gives the finished text."""

    code: str
    locale: str
    entries: dict[str, str]

    def __call__(self, key: str, **values: str | int) -> str:
        """The text for ``key``. KeyError if a key or a placeholder is missing."""
        said = {
            name: inserted(value, self.locale) if isinstance(value, str) else figures(value, self.locale)
            for name, value in values.items()
        }
        return self.entries[key].format_map(said)

    @property
    def german(self) -> bool:
        """Whether clocks and days are written the German way."""
        return self.locale == "de"


@cache
def texts_for(code: str) -> DateTexts:
    """The catalogue of a language; German for one that has none."""
    code = code if code in LOCALES and FOLDER.joinpath(f"{code}.toml").is_file() else "de"
    raw = FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8")
    sections: dict[str, dict[str, str]] = tomllib.loads(raw)
    entries = {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}
    return DateTexts(code, LOCALES[code], entries)
