"""Reading what a network says about itself: the tables of ``networks.toml`` and of an operator's own file.

Pure but for the logo and the shipped lists beside it: takes a table, returns values and sentences.
The keys are explained in ``docs/betrieb/netzwerk-einrichten.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from nestwerk.common.colour import ColourError, accent_for
from nestwerk.common.lands import land_of_ags
from nestwerk.common.refusals import Refused
from nestwerk.common.toml_files import read_toml

from .licences import LICENCES
from .logo import LogoError, read_logo
from .models import Municipality, Network, SocialSpace
from .places import municipalities
from .validity import problems_of

DATA = Path(__file__).parent / "data"
CONTACT = ("phone", "email", "website", "street", "postal_code", "city", "opening_hours")
LANGUAGES = ("de", "de-einfach", "en", "tr", "ru", "uk", "ar")
IMPRINT = (
    "operator", "address", "represented_by", "supervisory", "vat_id", "responsible", "arbitration", "note",
    "data_protection_officer", "data_protection_authority", "demonstration", "data_licence",
)  # fmt: skip
_KINDS: dict[str, tuple[type, ...]] = {
    "slug": (str,), "name": (str,), "short_name": (str,), "ags": (list,), "land": (str,), "kind": (str,),
    "languages": (list,), "accent": (str,), "unverified": (bool,), "lat": (float, int), "lon": (float, int),
    "logo": (str,), "intro": (dict,), "contact": (dict,), "imprint": (dict,), "space": (list,),
    "municipality": (list,), "municipalities": (list,), "outline": (list,),
}  # fmt: skip
_WORDS = {str: "ein Text in Anführungszeichen", list: "eine Liste in eckigen Klammern", dict: "ein eigener Abschnitt",
          bool: "true oder false", float: "eine Zahl wie 50.42"}  # fmt: skip
_DIRECT = ("name", "short_name", "ags", "kind", "languages", "accent", "unverified", "lat", "lon", "intro", "imprint")
_SPACE = {"slug": (str,), "name": (str,), "provisional": (bool,), "role": (str,), "contact": (dict,),
          "municipalities": (list,), **dict.fromkeys(CONTACT, (str,))}  # fmt: skip
_TOWN: dict[str, tuple[type, ...]] = {
    "ags": (str,), "name": (str,), "postal_codes": (list,), "lat": (float, int), "lon": (float, int),
    "social_space": (str,),
}  # fmt: skip


@dataclass(slots=True)
class Description:
    """What a file says. ``fields`` are columns of Network; ``problems`` and ``hints`` are (key, German sentence).

    Only what the file names is in it: what it leaves out stays as it is. ``towns`` None: nothing was said.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    spaces: list[dict[str, Any]] = field(default_factory=list)
    towns: list[dict[str, Any]] | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)
    hints: list[tuple[str, str]] = field(default_factory=list)


def read_table(path: Path, slug: str) -> dict[str, Any]:
    """The table of the network ``slug`` in a TOML file with one or more ``[[network]]``. Refused if there is none."""
    whole = read_toml(path, path.name)
    if more := sorted(set(whole) - {"network"}):
        raise Refused(f"{path.name}: {', '.join(more)} kennen wir hier nicht. Alles steht unter [[network]].")
    tables = whole.get("network")
    tables = [tables] if isinstance(tables, dict) else tables
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise Refused(f"In {path.name} fehlt der Abschnitt [[network]].")
    fitting = [table for table in tables if table.get("slug", slug if len(tables) == 1 else None) == slug]
    if len(fitting) != 1:
        raise Refused(
            f"{path.name} beschreibt das Netzwerk „{slug}“ {'mehrmals' if fitting else 'nicht'} "
            f"(slug: {', '.join(str(table.get('slug', 'fehlt')) for table in tables)})."
        )
    return dict(fitting[0])


def read_description(
    table: Mapping[str, Any],
    folder: Path,
    *,
    ags: Sequence[str],
    spaces: Collection[str] = (),
    has_towns: bool = False,
    outlined: bool = False,
) -> Description:
    """What ``table`` says about a network; ``folder`` holds the logo.

    ``ags``, ``spaces`` (slugs), ``has_towns`` and ``outlined``: the municipal keys and social spaces it has so far, and
    whether it has municipalities and an outline. One that has none gets those that come with the project.
    """
    found = Description()
    table = _known(found, "", table, _KINDS)
    found.fields = {key: table[key] for key in _DIRECT if key in table}
    _texts(found, "languages", found.fields)
    _texts(found, "ags", found.fields)
    _table_of_texts(found, "intro", LANGUAGES)
    _table_of_texts(found, "imprint", IMPRINT)
    _licence(found)
    if "contact" in table:
        found.fields |= _contact(found, "contact.", table["contact"], ("role", *CONTACT))
    _check(found, "", Network(**found.fields), found.fields)
    _colour(found)
    _place(found, table)
    if "logo" in table:
        try:
            found.fields["logo"], found.fields["logo_type"] = read_logo(folder, table["logo"])
        except LogoError as problem:
            found.problems.append(("logo", str(problem)))
    keys = [key for key in found.fields.get("ags", ags) if isinstance(key, str)]
    if not land_of_ags(keys[0] if keys else "") and "ags" not in dict(found.problems):
        found.problems.append(("ags", "Der erste Schlüssel gehört zu keinem Land. Er beginnt mit 01 bis 16."))
    if "land" in table and table["land"] not in {land_of_ags(key) for key in keys}:
        found.problems.append(("land", f"„{table['land']}“ passt nicht zu den Schlüsseln {', '.join(keys)}."))
    if "outline" in table:
        _outline(found, table["outline"])
    elif (not outlined or "ags" in table) and (outline := outlines(keys)):
        found.fields["outline"] = outline
    owner = _spaces(found, table.get("space", []))
    if owner or not has_towns or {"ags", "municipality", "municipalities"} & set(table):
        _towns(found, table, keys, owner, {*spaces, *(space["slug"] for space in found.spaces)})
    return found


def shipped_towns(keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The municipalities that come with the project inside counties or municipalities with these keys."""
    for town in municipalities():
        if town.ags in keys or town.ags[:5] in keys:
            yield {
                "ags": town.ags,
                "name": town.name,
                "postal_codes": list(town.postal_codes),
                "lat": town.lat,
                "lon": town.lon,
                "social_space": town.social_space,
            }


def outlines(keys: Sequence[str]) -> list[list[list[float]]]:
    """The outlines that come with the project for the counties with these keys: rings of (latitude, longitude)."""
    rings = orjson.loads((DATA / "outlines.json").read_bytes())["outlines"]
    return [rings[key] for key in keys if key in rings]


def space_values(table: Mapping[str, Any]) -> dict[str, Any]:
    """One ``[[network.space]]`` as columns of SocialSpace; its contact may stand in a table of its own or in line."""
    contact = table.get("contact", table)
    return {
        "slug": table.get("slug", ""),
        "name": table.get("name", ""),
        "contact_role": contact.get("role", ""),
        **{name: contact.get(name, "") for name in CONTACT},
    }


def _known(
    found: Description, front: str, table: Mapping[str, Any], kinds: Mapping[str, tuple[type, ...]]
) -> dict[str, Any]:
    """The entries with known keys and the right type; a problem for each of the others."""
    good: dict[str, Any] = {}
    for key, value in table.items():
        if key not in kinds:
            found.problems.append((f"{front}{key}", "Diese Angabe kennen wir hier nicht."))
        elif not isinstance(value, kinds[key]) or (isinstance(value, bool) and bool not in kinds[key]):
            found.problems.append((f"{front}{key}", f"Hier gehört {_WORDS[kinds[key][0]]} hin."))
        else:
            good[key] = value.strip() if isinstance(value, str) else value
    return good


def _texts(found: Description, key: str, table: dict[str, Any], front: str = "") -> None:
    if not all(isinstance(item, str) for item in table.get(key, [])):
        found.problems.append((f"{front}{key}", "In der Liste gehören alle Einträge in Anführungszeichen."))
        del table[key]


def _table_of_texts(found: Description, key: str, allowed: Sequence[str]) -> None:
    if key in found.fields:
        found.fields[key] = _known(found, f"{key}.", found.fields[key], dict.fromkeys(allowed, (str,)))


def _licence(found: Description) -> None:
    chosen = found.fields.get("imprint", {}).get("data_licence", "")
    if chosen and chosen not in LICENCES:
        found.problems.append(("imprint.data_licence", f"Möglich sind: {', '.join(LICENCES)}."))


def _contact(found: Description, front: str, table: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    known = _known(found, front, table, dict.fromkeys(keys, (str,)))
    return {"contact_role" if key == "role" else key: text for key, text in known.items()}


def _check(found: Description, front: str, record: Network | SocialSpace | Municipality, only: Any) -> None:
    if isinstance(record, Network):
        names = {"contact_role": "contact.role", **{key: f"contact.{key}" for key in CONTACT}}
    else:
        names = {"contact_role": "role"}
    found.problems += [(front + names.get(key, key), text) for key, text in problems_of(record, only=set(only))]


def _colour(found: Description) -> None:
    wish = str(found.fields.get("accent", "")).lower()
    try:
        accent = accent_for(wish)
    except ColourError:
        return  # not named, or named by the check of the field
    if (accent.light, accent.dark) != (wish, wish):
        sentence = (
            f"Damit alle sie lesen können, zeigen die Seiten statt {wish} auf hellem Grund {accent.light} und auf "
            f"dunklem Grund {accent.dark}. Ihr Wunsch bleibt gespeichert."
        )
        found.hints.append(("accent", sentence))


def _place(found: Description, table: Mapping[str, Any], front: str = "") -> None:
    if ("lat" in table) != ("lon" in table):
        found.problems.append((f"{front}lat", "Breite (lat) und Länge (lon) gehören zusammen, eine davon fehlt."))
    elif "lat" in table and not (47.2 <= table["lat"] <= 55.1 and 5.8 <= table["lon"] <= 15.1):
        found.problems.append((f"{front}lat", "Dieser Punkt liegt nicht in Deutschland."))


def _outline(found: Description, ring: Sequence[Any]) -> None:
    """One ring of (latitude, longitude), where a network has an outline of its own."""
    if len(ring) < 4 or not all(_is_point(point) for point in ring):
        sentence = "Ein Umriss besteht aus mindestens vier Punkten wie [50.42, 11.17], alle in Deutschland."
        found.problems.append(("outline", sentence))
        return
    found.fields["outline"] = [ring]


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) != 2 or not all(isinstance(one, int | float) for one in point):
        return False
    return 47.2 <= point[0] <= 55.1 and 5.8 <= point[1] <= 15.1


def _spaces(found: Description, tables: Sequence[Any]) -> dict[str, str]:
    """Read the social spaces; returns the municipal keys they name and to whom each belongs."""
    owner: dict[str, str] = {}
    for number, raw in enumerate(tables, 1):
        front = f"space {number}, "
        if not isinstance(raw, dict):
            found.problems.append((f"space {number}", "Hier gehört ein Abschnitt [[network.space]] hin."))
            continue
        table = _known(found, front, raw, _SPACE)
        if "contact" in table:
            table["contact"] = _known(
                found, f"{front}contact.", table["contact"], dict.fromkeys(("role", *CONTACT), (str,))
            )
        _texts(found, "municipalities", table, front)
        space = space_values(table)
        if space["slug"] in [known["slug"] for known in found.spaces]:
            found.problems.append((f"{front}slug", f"„{space['slug']}“ kommt schon einmal vor."))
        _check(found, front, SocialSpace(**space), space)
        found.spaces.append(space)
        for key in table.get("municipalities", []):
            if owner.setdefault(key, space["slug"]) != space["slug"]:
                found.problems.append((f"{front}municipalities", f"{key} gehört schon zu „{owner[key]}“."))
    return owner


def _towns(
    found: Description, table: Mapping[str, Any], keys: Sequence[str], owner: Mapping[str, str], spaces: set[str]
) -> None:
    towns: dict[str, dict[str, Any]] = {}
    listed = table.get("municipalities", [])
    if not all(isinstance(key, str) for key in listed):
        found.problems.append(("municipalities", "In der Liste gehören alle Einträge in Anführungszeichen."))
        listed = []
    own = _own_towns(found, table.get("municipality", []), spaces)
    for key in dict.fromkeys([*(listed or ([] if own else keys)), *owner]):
        shipped = list(shipped_towns([key]))
        if not shipped and key not in own and (key in owner or key in listed):
            sentence = (
                f"{key} steht nicht in der mitgelieferten Liste. Bitte als [[network.municipality]] mit ags, name "
                "und postal_codes angeben."
            )
            found.problems.append(("municipalities", sentence))
        towns.update({town["ags"]: town for town in shipped})
    for key, town in own.items():
        towns[key] = towns.get(key, {}) | town
    for key, town in towns.items():
        wanted = owner.get(key) or town.get("social_space", "")
        town["social_space"] = wanted if wanted in spaces else ""
    if towns or listed or own:
        found.towns = list(towns.values())
    elif keys:
        found.hints.append(("municipalities", f"Zu {', '.join(keys)} sind keine Gemeinden mitgeliefert."))


def _own_towns(found: Description, tables: Sequence[Any], spaces: set[str]) -> dict[str, dict[str, Any]]:
    own: dict[str, dict[str, Any]] = {}
    for number, raw in enumerate(tables, 1):
        front = f"municipality {number}, "
        if not isinstance(raw, dict):
            found.problems.append((f"municipality {number}", "Hier gehört ein Abschnitt [[network.municipality]] hin."))
            continue
        town = _known(found, front, raw, _TOWN)
        _texts(found, "postal_codes", town, front)
        _place(found, town, front)
        if town.get("social_space") and town["social_space"] not in spaces:
            found.problems.append((f"{front}social_space", f"Einen Sozialraum „{town['social_space']}“ gibt es nicht."))
        key = town.get("ags", "")
        shipped = next(shipped_towns([key]), {}) if len(key) == 8 else {}
        town = shipped | town
        columns = {name: value for name, value in town.items() if name != "social_space"}
        _check(found, front, Municipality(**columns), {"ags", "name", *columns})
        if key in own:
            found.problems.append((f"{front}ags", f"{key} kommt schon einmal vor."))
        own[key] = town
    return own
