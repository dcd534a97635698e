"""What is wrong with a record, in German: Django's own sentences are English here (one language, ``USE_I18N`` off)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from nestwerk.common import hours
from nestwerk.common.invisible import CONTROL

SHORTEST_SLUG = 2
_MANY_LINES = ("intro", "imprint")


def problems_of(record: models.Model, *, only: Collection[str] | None = None) -> list[tuple[str, str]]:
    """(field, German sentence) for every value of an unsaved or changed record that cannot be stored.

    ``only``: the fields to look at; by default all but the key and foreign keys. Asks no database.
    """
    found = []
    for field in record._meta.concrete_fields:
        if field.primary_key or field.is_relation or (only is not None and field.name not in only):
            continue
        value = getattr(record, field.attname)
        found += [(field.name, sentence) for sentence in dict.fromkeys(_sentences(field, value, record))]
    return found


def _sentences(field: models.Field[Any, Any], value: Any, record: models.Model) -> Iterator[str]:
    for text in _texts(value):
        shown = text if field.name in _MANY_LINES else text.replace("\n", "\0").replace("\r", "\0").replace("\t", "\0")
        if CONTROL.search(shown):
            yield "Hier stehen unsichtbare Zeichen oder ein Zeilenumbruch."
            return
    if field.name == "opening_hours" and isinstance(value, str):
        try:
            hours.check(value)
        except hours.HoursError as error:
            yield str(error)
            return
    if field.name == "slug" and 0 < len(value) < SHORTEST_SLUG:
        yield f"Mindestens {SHORTEST_SLUG} Zeichen."
    if isinstance(field, ArrayField) and isinstance(value, list):
        if not value and not field.blank:
            yield "Diese Angabe fehlt."
        for item in value:
            yield from _cleaned(field.base_field, item, record)
    else:
        yield from _cleaned(field, value, record)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, list):
        yield from (text for text in value if isinstance(text, str))


def _cleaned(field: models.Field[Any, Any], value: Any, record: models.Model) -> Iterator[str]:
    try:
        field.clean(value, record)
    except ValidationError as error:
        for problem in error.error_list:
            yield _german(problem, field, value)


def _german(problem: ValidationError, field: models.Field[Any, Any], value: Any) -> str:
    limits = problem.params or {}
    if problem.code in ("blank", "null"):
        return "Diese Angabe fehlt."
    if problem.code == "max_length":
        return f"Der Text hat {limits['show_value']} Zeichen, höchstens {limits['limit_value']} sind möglich."
    if problem.code == "invalid_choice":
        return f"„{value}“ gibt es hier nicht. Möglich: {', '.join(str(key) for key, _ in field.flatchoices)}."
    if isinstance(field, models.EmailField):
        return f"„{value}“ ist keine Mail-Adresse."
    if isinstance(field, models.URLField):
        return f"„{value}“ ist keine Internetadresse. Sie beginnt mit https://"
    if isinstance(field, models.FloatField):
        return f"„{value}“ ist keine Zahl."
    return problem.messages[0]
