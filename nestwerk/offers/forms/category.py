"""The final category of an offer: types, needs, target groups, level of prevention. It is the editor's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..suggest.suggest import Suggestions
from ..suggest.tick import Tick

FIELDS = ("offer_types", "needs", "target_groups", "prevention_level")
LABELS = {
    "offer_types": "Art des Angebots", "needs": "Anliegen", "target_groups": "Zielgruppen",
    "prevention_level": "Präventionsebene",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the category: what was chosen or is suggested stands first, the others behind a disclosure."""

    name: str
    label: str
    first: list[Tick]
    others: list[Tick]
    single: bool = False


def choices(
    terms: Mapping[str, Mapping[str, str]], values: Mapping[str, Any], suggested: Suggestions, proposed: Iterable[str]
) -> list[Choice]:
    """The category as tick boxes. ``values``: what is ticked; ``proposed``: fields the partner has changed."""
    return [_choice(name, terms[name], values, suggested, name in set(proposed)) for name in FIELDS]


def _choice(
    name: str, known: Mapping[str, str], values: Mapping[str, Any], suggested: Suggestions, proposed: bool
) -> Choice:
    single = name == "prevention_level"
    ticked = [values[name]] if single and values.get(name) else [] if single else list(values.get(name) or [])
    reasons = {one.code: one.reason for one in getattr(suggested, name, ())}
    said = "vorgeschlagen vom Partner" if proposed else ""
    options = [
        Tick(code, label, code in ticked, reasons.get(code, "") or (said if code in ticked else ""))
        for code, label in known.items()
    ]
    if single:
        options.append(Tick("", "noch offen", not ticked))
    first = [one for one in options if one.ticked or one.code in reasons or single]
    return Choice(name, LABELS[name], first, [one for one in options if one not in first], single)


def read(data: Any, terms: Mapping[str, Mapping[str, str]], values: Mapping[str, Any]) -> dict[str, Any]:
    """What was ticked, as a draft holds it: known codes only, those chosen before in their order. ``data``: a POST."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        sent = [code for code in data.getlist(name) if code in terms[name]]
        if name == "prevention_level":
            found[name] = sent[0] if sent else ""
        else:
            found[name] = _in_order(sent, values.get(name) or [])
    return found


def _in_order(sent: Sequence[str], before: Sequence[str]) -> list[str]:
    return [code for code in before if code in sent] + [code for code in dict.fromkeys(sent) if code not in before]
