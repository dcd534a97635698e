"""The order of the house: written in four places, the same in all, and not walked round."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "nestwerk"
DOORS = {"public", "inbox", "statistics"}
OUTLETS = ("publishing", "finder", "catalogue")
OPEN_TO_OUTLETS = {"common", "matching", "audit", "jobs", "config"}
# Publishing has rooms in the workspace and the finder's words and frame (decision 18); what it publishes it reads
# through the doors like the others.
OPEN_TO = {"publishing": OPEN_TO_OUTLETS | {"accounts", "networks", "finder"}}
CATALOGUE_DOORS = {"records", "additions"}


def ladder() -> list[list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (order,) = [c["layers"] for c in contracts if c["name"].startswith("Apps form a ladder")]
    return [[app.strip() for app in rung.split("|")] for rung in order]


def own_models() -> list[type]:
    return [m for m in apps.get_models() if m.__module__.startswith("nestwerk.")]


def modules() -> list[Path]:
    return [p for p in PACKAGE.rglob("*.py") if "tests" not in p.parts and "migrations" not in p.parts]


def test_the_documentation_draws_the_ladder_of_the_contract() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    drawn = re.search(r"<!-- ladder -->\n```\n(.*?)```", text, re.S)
    assert drawn is not None
    assert [[app.strip() for app in line.split("|")] for line in drawn[1].splitlines()] == ladder()


def test_installed_apps_stand_in_the_order_of_the_ladder() -> None:
    own = [app.removeprefix("nestwerk.") for app in settings.INSTALLED_APPS if app.startswith("nestwerk.")]
    rungs = {app: number for number, rung in enumerate(ladder()) for app in rung}
    assert [rungs[app] for app in own] == sorted(rungs[app] for app in own)


def test_every_model_is_in_the_glossary() -> None:
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert [m.__name__ for m in own_models() if f"`{m.__name__}`" not in text] == []


def test_no_relation_lets_a_lower_app_reach_up() -> None:
    """A foreign key across apps has no reverse name, except to Network, the tenant's door, and to User."""
    wrong = []
    for model in own_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or target._meta.app_label == model._meta.app_label:
                continue
            if target.__name__ not in ("Network", "User") and field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_outlets_see_lower_apps_through_their_doors_only(outlet: str) -> None:
    wrong = []
    for path in (PACKAGE / outlet).rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                wrong += [f"{path.relative_to(ROOT)}: {a.name}" for a in node.names if a.name.startswith("nestwerk.")]
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nestwerk."):
                parts = (node.module or "").split(".")
                app, door = parts[1], parts[2] if len(parts) > 2 else ""
                doors = DOORS | (CATALOGUE_DOORS if app == "catalogue" else set())
                if app == outlet or app in OPEN_TO.get(outlet, OPEN_TO_OUTLETS):
                    continue
                if not (door in doors or (not door and {a.name for a in node.names} <= doors)):
                    wrong.append(f"{path.relative_to(ROOT)}: {node.module}")
    assert wrong == []


def test_the_core_knows_no_framework_no_clock_and_no_network() -> None:
    """Word lists that come with the package are read once at import; nothing else is read or written."""
    forbidden = {"django", "requests", "time", "socket", "subprocess", "os", "pathlib", "io"}
    wrong = []
    for path in (PACKAGE / "matching").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in forbidden]
    assert wrong == []


def test_nobody_swallows_every_error() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception")
                silent = all(isinstance(line, ast.Pass) for line in node.body)
                if broad and silent:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [p.name for p in modules() if p.stem in {"helpers", "utils", "util", "service", "services", "manager"}] == []


def test_templates_carry_no_inline_style_or_script() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search(r'\sstyle="|<script>[^<]|\son[a-z]+="', text):
            wrong.append(path.name)
    assert wrong == []
