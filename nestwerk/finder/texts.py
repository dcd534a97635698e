"""Every sentence of the public site by key, one catalogue per language: ``texts/<code>.toml`` of the finder, and
``texts/<subject>/<code>.toml`` of the apps above it, each below a key of its own.

A text is a string with ``{placeholders}``, or a table of plural forms (``one``, ``few``, ``many``, ``other`` …)
chosen by the number ``n``. Lists of strings are paragraphs. Templates hold no words of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.plural import PluralRule
from django.apps import apps

from nestwerk.common.locales import RIGHT_TO_LEFT, comma, figures, inserted, numbers_kept
from nestwerk.finder.languages import BY_CODE, Language

PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
Entry = str | tuple[str, ...] | Mapping[str, str]


class Texts:
    """The catalogue of one language. ``texts("results.found", n=3)`` gives the finished sentence."""

    def __init__(self, language: Language, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self.comma = comma(language.locale)
        self._turned = language.locale in RIGHT_TO_LEFT
        self.entries = (
            {key: _kept(entry, language.locale) for key, entry in entries.items()} if self._turned else entries
        )
        rule: PluralRule = Locale.parse(language.locale).plural_form
        self._form: Callable[[float], str] = lru_cache(maxsize=1024)(rule)

    def __call__(self, key: str, **values: str | int | float) -> str:
        """The text for ``key`` with ``values`` filled in. KeyError if a key or a placeholder is missing.

        Numbers are written in the reader's digits; what must stay as it is (a number to dial, a postcode) is handed in
        as a text.
        """
        entry = self.entries[key]
        if isinstance(entry, str):
            return entry.format_map(self._in_figures(values)) if values else entry
        if isinstance(entry, tuple):
            raise KeyError(f"{key} is a list of paragraphs; ask paragraphs()")
        text = entry.get(self._form(abs(float(values["n"])))) or entry["other"]
        return text.format_map(self._in_figures(values))

    def paragraphs(self, key: str, **values: str | int | float) -> tuple[str, ...]:
        """The paragraphs under ``key``, each with ``values`` filled in."""
        entry = self.entries[key]
        if not isinstance(entry, tuple):
            raise KeyError(f"{key} is no list of paragraphs")
        return tuple(text.format_map(self._in_figures(values)) for text in entry)

    def figures(self, number: float) -> str:
        """A number in the reader's digits."""
        return figures(str(number), self.language.locale)

    def _in_figures(self, values: Mapping[str, str | int | float]) -> Mapping[str, str | int | float]:
        if not self._turned:
            return values
        locale = self.language.locale
        return {
            name: inserted(value, locale) if isinstance(value, str) else self.figures(value)
            for name, value in values.items()
        }

    def has(self, key: str) -> bool:
        """Whether the catalogue knows ``key``."""
        return key in self.entries


def _kept(entry: Entry, locale: str) -> Entry:
    if isinstance(entry, str):
        return numbers_kept(entry, locale)
    if isinstance(entry, tuple):
        return tuple(numbers_kept(text, locale) for text in entry)
    return {form: numbers_kept(text, locale) for form, text in entry.items()}


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            entries[key] = value
        elif isinstance(value, list):
            entries[key] = tuple(str(text) for text in value)
        elif isinstance(value, dict) and value and PLURAL_FORMS.issuperset(value):
            entries[key] = {form: str(text) for form, text in value.items()}
        elif isinstance(value, dict):
            entries |= _flatten(value, f"{key}.")
        else:
            raise TypeError(f"{key}: a text must be a string, a list or a table")
    return entries


@cache
def texts_for(code: str) -> Texts:
    """The text catalogue of the language ``code``; read once per process. KeyError for unknown languages."""
    entries: dict[str, Entry] = {}
    for file in text_files(code):
        more = _flatten(tomllib.loads(file.read_text(encoding="utf-8")))
        if twice := entries.keys() & more.keys():
            raise ValueError(f"{file.name}: {sorted(twice)[0]} stands in another file already")
        entries |= more
    return Texts(BY_CODE[code], entries)


def text_files(code: str) -> list[Path]:
    """The files of one language: the finder's own first, then those of the other apps."""
    folders = [Path(app.path) / "texts" for app in apps.get_app_configs() if app.name.startswith("nestwerk.")]
    return [file for folder in folders for file in (folder / f"{code}.toml", *sorted(folder.glob(f"*/{code}.toml")))
            if file.is_file()]  # fmt: skip
