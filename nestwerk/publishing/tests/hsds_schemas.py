"""The standard's JSON Schemas, read where they lie beside the project, format checks on; and the same ones closed."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "hsds"
COMPILED, RAW, UK = "spec_3.0/schema/compiled", "spec_3.0/schema", "uk_3.0/schema"
needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="The schemas of HSDS 3.0 are not here: only our own types check."
)


@cache
def schema(path: str) -> dict[str, Any]:
    """A schema file by its path below the folder."""
    found: dict[str, Any] = json.loads((FOLDER / path).read_text(encoding="utf-8"))
    return found


@cache
def validator(path: str, *, items: bool = False) -> Draft202012Validator:
    """The validator of a file; ``items``: of what its page holds, looked at one by one."""
    used = schema(path)
    if items:
        used = used["properties"]["contents"]["items"]
    return Draft202012Validator(used, format_checker=FormatChecker())


@cache
def closed(path: str, *also: str) -> Draft202012Validator:
    """The validator that refuses what the schema does not name. ``also``: more keys, of the UK profile."""
    used = _closed(copy.deepcopy(schema(path)))
    used["properties"] |= {name: {} for name in also}
    return Draft202012Validator(used, format_checker=FormatChecker())


def _closed(used: Any) -> Any:
    if isinstance(used, dict):
        used = {name: _closed(value) for name, value in used.items() if name != "$ref"}
        if isinstance(used.get("properties"), dict):
            used["additionalProperties"] = False
        return used
    return [_closed(value) for value in used] if isinstance(used, list) else used


def errors(judge: Draft202012Validator, thing: Any) -> list[str]:
    """What a validator finds, in words short enough to read."""
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:160]}" for one in judge.iter_errors(thing)]
