"""R-28: every table and every file store has exactly one rule of retention, and who shall delete can."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from procrastinate.contrib.django import app

from nestwerk.config.retention import classes, months_before, rules
from nestwerk.offers.actions.retention import EVIDENCE_MONTHS, TRACES
from nestwerk.offers.tasks.reports import KEEP_REPORTS_DAYS
from tests.environment import ROOT
from tests.report import note

BESIDE = r'(?:\bdata_dir\)?(?:\s*/\s*|,\s*)|\baudit_heads\.with_name\()"([^"/]+)"'
IN_CODE = re.compile(rf'(?i){BESIDE}|dir=data_dir, prefix="([^"]+)"')


def ruled(kind: str) -> Counter[str]:
    return Counter(place for rule in rules().values() for place in getattr(rule, kind))


def test_every_table_of_every_installed_app_has_exactly_one_rule() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    known = ruled("tables")
    assert {table for table, times in known.items() if times > 1} == set(), "two rules"
    without_model = {"django_migrations", "accounts_limits"}
    assert tables | without_model == set(known), "no rule, or a rule for a table that is gone"


@pytest.mark.django_db(databases=["owner"])
def test_every_table_of_the_database_has_exactly_one_rule() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
    assert tables == set(ruled("tables"))
    note(f"Löschkonzept: {len(tables)} Tabellen und {len(ruled('stores'))} Ablagen, jede in genau einer Regel")


def test_every_place_in_the_data_folder_has_exactly_one_rule() -> None:
    found: set[str] = set()
    for path in sorted(Path(ROOT, "nestwerk").rglob("*.py")):
        if "tests" not in path.parts:
            for place, draft in IN_CODE.findall(path.read_text(encoding="utf-8")):
                found.add(place or f"{draft}*")
    known = ruled("stores")
    assert max(known.values()) == 1, "two rules"
    assert found >= {"snapshot", "secret-key", "postgres", "berichte"}, "the search itself still finds something"
    assert found >= {"deletions", "last-backup"}
    assert found - set(known) == set(), "no rule"
    assert set(known) - found <= {"(backup)", "(log)"}, "a rule for a place nobody writes"


def test_who_shall_delete_can() -> None:
    app.perform_import_paths()
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    for rule in rules().values():
        deletes = rule.deletes
        assert deletes.by in ("task", "database", "replaced", "operator"), rule.key
        if deletes.by == "task":
            assert deletes.task in periodic, f"{rule.key}: nothing called {deletes.task} is started by the clock"
        else:
            assert deletes.how, f"{rule.key} does not say how"
    named = {rule.deletes.task for rule in rules().values()}
    ours = {name for name in periodic if name.startswith("retention.")}
    assert ours <= named, "a job deletes without a rule"


def test_rules_are_told_in_full() -> None:
    for rule in rules().values():
        for field in ("art", "purpose", "basis", "personal", "start", "history"):
            assert getattr(rule, field).strip(), f"{rule.key}: {field}"
        assert rule.tables or rule.stores, rule.key
    assert {rule.period.key for rule in rules().values()} == set(classes()), "a class nobody uses"
    assert rules()["hinweise"].period.days == KEEP_REPORTS_DAYS
    assert rules()["entwuerfe"].period.days == TRACES.days
    assert rules()["pflegespuren"].period.months == EVIDENCE_MONTHS


def test_periods_count_calendar_months() -> None:
    at = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert months_before(at, 1) == datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert months_before(at, 36) == datetime(2023, 3, 31, 12, tzinfo=UTC)
    assert classes()["E30"].due_before(at) == datetime(2026, 3, 1, 12, tzinfo=UTC)
