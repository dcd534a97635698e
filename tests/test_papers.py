"""R-89, R-91: the drafts are what the command writes today, and every purpose is told."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

from nestwerk.config.papers.activities import activities, notice, purposes_fingerprint
from nestwerk.config.papers.write import PAPERS
from nestwerk.config.retention import rules
from nestwerk.config.tests.commands import run
from tests.environment import ROOT

COMMITTED = ROOT / "docs" / "datenschutz"


def test_the_committed_drafts_are_what_the_command_writes_without_a_database() -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), "papers", "--out", f"{folder}/out")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{len(PAPERS)} Entwürfe in ")
        for name in PAPERS:
            fresh, kept = Path(folder, "out", name), COMMITTED / name
            assert kept.exists(), f"{name} is missing: run `nestwerk papers`"
            assert fresh.read_text() == kept.read_text(), f"{name} is old: run `nestwerk papers`"
        assert {path.name for path in COMMITTED.iterdir()} == set(PAPERS), "a paper that nothing writes"
        assert not Path(folder, "postgres", "cluster").exists(), "no database was started for it"


def test_settings_show_in_the_papers() -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = run(
            Path(folder), "papers", "--out", f"{folder}/out", NESTWERK_PUBLIC_URL="https://hilfe.example.org",
            NESTWERK_SECOND_FACTOR_ROLES="coordinator partner", NESTWERK_IDLE_MINUTES="15", NESTWERK_DEMO="nein",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        measures = Path(folder, "out", "massnahmen.md").read_text()
        assert "nach 15 Minuten ohne Klick" in measures
        assert "| Zweiter Faktor Pflicht für | Netzwerkkoordination, Partner |" in measures
        assert "https://hilfe.example.org" in Path(folder, "out", "README.md").read_text()


def test_every_paper_says_that_it_is_a_draft_and_leaves_gaps_for_what_only_the_county_knows() -> None:
    for name in PAPERS:
        text = (COMMITTED / name).read_text()
        assert "**Entwurf, von Datenschutzbeauftragten und Juristinnen zu prüfen.** Nestwerk " in text
        assert "${" not in text
        assert not re.search(r"(?<![\w.:/])/(work|home|root|tmp|usr)/", text), "no path of a machine"
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (COMMITTED / target).exists(), f"{name}: {target}"
        if name not in ("README.md", "rollenkonzept.md"):
            assert re.search(r"\[[A-ZÄÖÜa-zäöü„][^\]]{3,}\](?!\()", text), f"{name} has no gap to fill"


def test_every_rule_belongs_to_exactly_one_activity() -> None:
    told = Counter(key for activity in activities() for key in activity.rules)
    assert set(told) == set(rules())
    assert max(told.values()) == 1


def test_a_new_purpose_needs_a_new_version_of_the_notice() -> None:
    assert notice().purposes == purposes_fingerprint(), (
        "A purpose changed: raise `version` in activities.toml and set `purposes` to " + purposes_fingerprint()
    )
