"""Texts that tell a secret address. They are shown as they are, so this is found before all else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..secret_places import named, street_alone
from .facts import Facts
from .finding import Finding, found

SHOWN = ("title", "summary", "description", "cost_note")
_ANYWHERE = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß.-]{0,40}?(?:str(?:aße|asse|\.)|[\s-]Str(?:aße|asse|\.)|weg|platz|allee|gasse|ring|ufer|damm)"
    r"\s?\d{1,4}\s?[a-z]?\b"
)


def secrets_told(facts: Facts) -> Iterator[Finding]:
    """Where a text names the street of a hidden address, or any address, or its town. One finding for each text.

    The names of organisations may hold a town, as many do, but no street.
    """
    if not facts.hidden_address:
        return
    street = (facts.street, street_alone(facts.street), facts.postal_code)
    for column, text in _texts(facts):
        if told := named(text, street):
            yield found("leak.told", field=column, detail=told)
        elif match := _ANYWHERE.search(text):
            yield found("leak.address", field=column, detail=match[0])
        elif column not in ("organisation", "carriers") and named(text, (facts.city,)):
            yield found("clash.town", field=column, detail=facts.city)


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    for column in SHOWN:
        yield column, str(getattr(facts, column))
    yield "organisation", facts.organisation
    yield "carriers", " ".join(facts.carriers)
    for translated in facts.texts.values():
        yield "texts", " ".join(str(text) for text in translated.values())
