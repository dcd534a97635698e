import re
from pathlib import Path

import yaml

from nestwerk.config.cli import nestwerk

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs" / "betrieb"


def test_every_setting_is_explained_and_every_explained_setting_exists():
    sources = [*(ROOT / "nestwerk").glob("*/*.py")]
    pattern = r'"((?:NESTWERK_[A-Z_]+|DATABASE_URL))"'
    read = {name for path in sources for name in re.findall(pattern, path.read_text(encoding="utf-8"))}
    page = (DOCS / "einstellungen.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) | {"NESTWERK_SUPERVISED"}
    assert explained == read - {"NESTWERK_TILE_ORIGIN"}, "NESTWERK_TILE_ORIGIN is computed, not read"


def test_the_defaults_on_the_page_are_those_of_the_settings():
    settings = (ROOT / "nestwerk" / "config" / "settings.py").read_text(encoding="utf-8")
    page = (DOCS / "einstellungen.md").read_text(encoding="utf-8")
    for name, default in re.findall(r'read\.\w+\("(\w+)", "([^"{]+)"[,)]', settings):
        assert f"| `{name}` | `{default}` |" in page


def test_every_command_the_docs_name_exists():
    for path in DOCS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?:^ {4}|^    .*bin/|`)nestwerk ([a-z][a-z-]+)", text, re.MULTILINE):
            assert name in nestwerk.commands, f"{path.name}: nestwerk {name}"


def test_links_between_the_pages_lead_somewhere():
    for path in [*DOCS.glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_publiccode_names_the_licence_and_the_version_of_the_package():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert described["legal"]["license"] == "EUPL-1.2"
    assert f'version = "{described["softwareVersion"]}"' in project
