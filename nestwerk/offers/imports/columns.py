"""Which column of a list means what: guessed from heading and content, with a reason a person can check."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .contents import LONG, Look, look
from .meanings import KEEP, LEAVE, MEANINGS, PERSON, meant_by_heading
from .sheets.sheet import Sheet

LEAST = 0.45
ENOUGH = 0.7  # share of cells that makes a content sure
PERSON_HINT = (
    "Namen von Personen veröffentlichen wir nicht: Menschen wechseln, und sie haben nicht zugestimmt. "
    "Besser ist die Stelle mit ihrem Telefon."
)
# What cells of a meaning look like: meaning → (kind of content, words for it).
_LOOKS = {
    "phone": ("phone", "sehen nach Telefonnummern aus"),
    "email": ("mail", "sehen nach Mailadressen aus"),
    "website": ("url", "sehen nach Internetadressen aus"),
    "address": ("address", "sehen nach vollständigen Anschriften aus"),
    "place": ("place", "sehen nach Postleitzahl und Ort aus"),
    "street": ("street", "sehen nach Straße und Hausnummer aus"),
    "postal_code": ("postal_code", "sehen nach Postleitzahlen aus"),
    "opening_hours": ("hours", "sehen nach Tagen und Uhrzeiten aus"),
    "ages": ("ages", "sehen nach Altersangaben aus"),
    "lat": ("lat", "können Breitengrade in Deutschland sein"),
    "lon": ("lon", "können Längengrade in Deutschland sein"),
    "costs": ("costs", "sehen nach Kosten aus"),
    "languages": ("languages", "sind Namen von Sprachen"),
    "access": ("access", "sagen, wie man hinkommt"),
    "wheelchair": ("wheelchair", "sagen etwas zum Rollstuhl"),
    "last_verified": ("day", "sind Tage"),
    "anonymous": ("yes_no", "sagen ja oder nein"),
    "certificate": ("yes_no", "sagen ja oder nein"),
    "interpreter": ("yes_no", "sagen ja oder nein"),
    "offer_types": ("term", "kennen wir als Angebotsart"),
}
# Contents so unmistakable that they speak without a heading, the most telling first.
_SPEAKS = ("email", "website", "address", "place", "phone", "opening_hours", "street", "ages", "costs", "languages",
           "lat", "lon", "postal_code", "offer_types")  # fmt: skip
_UNMISTAKABLE = frozenset(("email", "website", "phone", "opening_hours", "lat", "lon", "postal_code", "address"))
_TEXTS = frozenset(("title", "offer_types", "access", "opening_hours", "target_groups", "organisation"))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to mean. ``meanings``: codes of :data:`.meanings.MEANINGS`, several or none.

    ``reason`` and ``hint`` are German; ``sure`` is 0 to 1.
    """

    column: str
    meanings: tuple[str, ...]
    reason: str
    sure: float
    hint: str = ""


def guess_columns(sheet: Sheet, *, known: Callable[[str], bool] = lambda cell: False) -> list[Guess]:
    """One guess per column, in their order. ``known`` tells whether a text names a type of offer of the taxonomy."""
    looks = {name: look(sheet.column(name), known) for name in sheet.header}
    offers = sorted(
        ((score, -place, name, meaning, reason)
         for place, name in enumerate(sheet.header) for score, meaning, reason in _candidates(name, looks[name])),
        reverse=True,
    )  # fmt: skip
    found: dict[str, Guess] = {}
    taken: dict[str, str] = {}
    for score, _, name, meaning, reason in offers:
        if name in found or (meaning in taken and not MEANINGS[meaning].several):
            continue
        if meaning in taken and meaning == "website":
            continue
        taken.setdefault(meaning, name)
        found[name] = Guess(name, (meaning,), reason, round(min(score, 1.0), 2), _hint(meaning, name, looks[name]))
    guesses = [found.get(name) or _unknown(name, looks[name], taken) for name in sheet.header]
    return _named(guesses, looks)


def _candidates(name: str, seen: Look) -> list[tuple[float, str, str]]:
    """(how sure, meaning, reason) of everything a column may be."""
    if not seen.count:
        return [(1.0, LEAVE, f"Spalte „{name}“ ist leer.")]
    by_heading = meant_by_heading(name)
    if PERSON in by_heading and max(map(seen.share, ("phone", "mail", "url", "hours"))) < ENOUGH:
        return [(1.0, PERSON, f"Spalte „{name}“: die Überschrift spricht von Personen.")]
    if seen.share("addressed") >= 0.5 or (seen.share("person") >= 0.8 and not by_heading):
        return [(1.0, PERSON, f"Spalte „{name}“: {_of(seen, 'person', 'sehen nach Namen von Personen aus')}.")]
    found = []
    for place, meaning in enumerate(by_heading):
        if meaning == PERSON:
            continue
        label = MEANINGS[meaning].label
        kind, words = _LOOKS.get(meaning, ("", ""))
        score = 0.8 - 0.04 * place
        reason = f"Spalte „{name}“: die Überschrift sagt „{label}“"
        if meaning in (KEEP, LEAVE):
            reason = f"Spalte „{name}“: {'wird eine interne Notiz' if meaning == KEEP else 'brauchen wir nicht'}"
        if kind:
            score += 0.25 * seen.share(kind) - (0.3 if seen.share(kind) < 0.1 and meaning in _UNMISTAKABLE else 0.0)
            if seen.share(kind) >= 0.3:
                reason += f", {_of(seen, kind, words)}"
        found.append((score + _fitting(meaning, seen), meaning, reason + "."))
    for place, meaning in enumerate(_SPEAKS):
        kind, words = _LOOKS[meaning]
        if meaning in by_heading or seen.share(kind) < ENOUGH or (meaning == "postal_code" and by_heading):
            continue
        score = 0.72 * seen.share(kind) - 0.005 * place + (0.15 if meaning in ("email", "website", "address") else 0.0)
        found.append((score, meaning, f"Spalte „{name}“: {_of(seen, kind, words)}."))
    if seen.average > LONG and _TEXTS & set(by_heading):
        found.append((0.55, "description", f"Spalte „{name}“: lange Texte, am ehesten eine Beschreibung."))
    return [(score, meaning, reason) for score, meaning, reason in found if score >= LEAST]


def _fitting(meaning: str, seen: Look) -> float:
    """Short texts are titles and types, long ones descriptions, unlike ones are keys."""
    if meaning in ("title", "organisation", "offer_types", "city", "needs", "target_groups"):
        worth = -0.5 if seen.average > LONG else 0.0
        return worth + (0.1 * (1 - seen.distinct) if meaning == "offer_types" else 0.0)
    if meaning == "description":
        return 0.05 if seen.average > LONG else -0.1
    if meaning == "external_id":
        return 0.1 if seen.distinct == 1.0 else -0.4
    return 0.0


def _of(seen: Look, kind: str, words: str) -> str:
    many = round(seen.share(kind) * seen.count)
    if seen.count == 1 and many:
        return "ihre einzige Angabe sieht so aus"
    return f"{'alle' if many == seen.count else f'{many} von'} {seen.count} Angaben {words}"


def _hint(meaning: str, name: str, seen: Look) -> str:
    if meaning == PERSON:
        return PERSON_HINT
    if meaning in ("phone", "email") and PERSON in meant_by_heading(name):
        return "Gehört das der Stelle oder einer Person? Was nur der Person gehört, bleibt besser draußen."
    if meaning in ("lat", "lon") and re.search("gemeinde|kreis|ort", name, re.IGNORECASE):
        return "Liegt der Punkt beim Angebot oder nur in der Mitte des Ortes? Dann bleibt er besser draußen."
    return ""


def _unknown(name: str, seen: Look, taken: dict[str, str]) -> Guess:
    doubled = next((taken[meaning] for meaning in meant_by_heading(name) if meaning in taken), "")
    if doubled:
        reason = f"Spalte „{name}“: Das haben wir schon in „{doubled}“ gefunden; sie bleibt als interne Notiz."
    else:
        reason = f"Spalte „{name}“: Das verstehen wir nicht; sie bleibt als interne Notiz."
    if seen.share("person") >= 0.5 and not doubled:
        return Guess(name, (PERSON,), f"Spalte „{name}“: Hier können Namen von Personen stehen.", 0.5, PERSON_HINT)
    return Guess(name, (KEEP,), reason, 0.3)


def _named(guesses: Sequence[Guess], looks: dict[str, Look]) -> list[Guess]:
    """Every offer has a title and a provider: where a list has only one of them, it stands for both."""
    by_meaning = {meaning: number for number, guess in enumerate(guesses) for meaning in guess.meanings}
    found = list(guesses)
    if "title" not in by_meaning:
        second = next(
            (number for number, guess in enumerate(guesses)
             if guess.meanings == (KEEP,) and {"organisation", "description"} & set(meant_by_heading(guess.column))
             and looks[guess.column].average <= LONG),
            None,
        )  # fmt: skip
        if second is None:
            second = _short_text(guesses, looks) if "organisation" not in by_meaning else None
        if second is not None:
            name = guesses[second].column
            found[second] = Guess(name, ("title",), f"Spalte „{name}“: steht am ehesten für den Titel.", 0.5)
            by_meaning["title"] = second
    for missing, given, label in (("title", "organisation", "Titel"), ("organisation", "title", "Anbieter")):
        if missing not in by_meaning and given in by_meaning:
            number = by_meaning[given]
            hint = f"Einen eigenen {label} hat die Liste nicht; diese Spalte steht für beides."
            found[number] = replace(found[number], meanings=(*found[number].meanings, missing), hint=hint)
            by_meaning[missing] = number
    return found


def _short_text(guesses: Sequence[Guess], looks: dict[str, Look]) -> int | None:
    """The first column of short texts that hardly repeat."""
    for number, guess in enumerate(guesses):
        seen = looks[guess.column]
        if guess.meanings == (KEEP,) and 4 <= seen.average <= LONG and seen.distinct > 0.6 and not _numbers(seen):
            return number
    return None


def _numbers(seen: Look) -> bool:
    return max(map(seen.share, ("postal_code", "lat", "lon", "day", "yes_no", "phone"))) > 0.3
