"""The sentences about dates by key, one catalogue per language (``texts/<code>.toml``).

The codes are those of the public site ("de", "de-einfach", "en" …). A language without a catalogue speaks German, the
language every offer is written in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale

from nestwerk.common.locales import LOCALES, figures, inserted

FOLDER = resources.files("nestwerk.common.dates").joinpath("texts")


@dataclass(frozen=True)
class DateTexts:
    """The catalogue of one language; calling it with a key and its values gives the finished text.

    A text is a string, or a table of plural forms chosen by the number ``n``.
    """

    code: str
    locale: str
    entries: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, **values: str | int) -> str:
        """The text for ``key``. KeyError if a key or a placeholder is missing."""
        entry = self.entries[key]
        if not isinstance(entry, str):
            entry = entry.get(Locale.parse(self.locale).plural_form(int(values["n"]))) or entry["other"]
        said = {
            name: inserted(value, self.locale) if isinstance(value, str) else figures(value, self.locale)
            for name, value in values.items()
        }
        return entry.format_map(said)


@cache
def texts_for(code: str) -> DateTexts:
    """The catalogue of a language; German for one that has none."""
    code = code if code in LOCALES and FOLDER.joinpath(f"{code}.toml").is_file() else "de"
    raw = FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8")
    sections: dict[str, dict[str, str | dict[str, str]]] = tomllib.loads(raw)
    entries = {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}
    return DateTexts(code, LOCALES[code], entries)
