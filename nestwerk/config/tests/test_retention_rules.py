"""The file of periods as values: how long, in which words, and what may not stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nestwerk.config import retention
from nestwerk.config.retention import Class, Deletes, due_before

AT = datetime(2026, 3, 31, 12, tzinfo=UTC)
CLASS = '[[class]]\nkey = "E30"\nname = "30 Tage"\nstart = "Ende"\ndays = 30\n'
RULE = (
    '[[rule]]\nkey = "a"\nart = "Art"\npurpose = "Zweck"\nbasis = "Grund"\npersonal = "nichts"\nclass = "E30"\n'
    'start = "vorbei"\nhistory = "keine"\nbackups = true\ndeletes = { by = "task", task = "t" }\n'
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "retention.toml"
    monkeypatch.setattr(retention, "FILE", path)
    for cached in (retention.classes, retention.rules):
        cached.cache_clear()
    yield path
    for cached in (retention.classes, retention.rules):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("period", "said", "due"),
    [
        (Class("x", "", "", months=12), "12 Monate", datetime(2025, 3, 31, 12, tzinfo=UTC)),
        (Class("x", "", "", days=7), "7 Tage", datetime(2026, 3, 24, 12, tzinfo=UTC)),
        (Class("x", "", ""), "sofort", AT),
        (Class("x", "", "", days=1, months=1), "1 Monate", datetime(2026, 2, 27, 12, tzinfo=UTC)),
    ],
)
def test_a_period_says_how_long_and_from_when_it_is_over(period: Class, said: str, due: datetime) -> None:
    assert (period.span, period.due_before(AT)) == (said, due)


def test_a_rule_names_its_period_who_deletes_and_where_it_is_kept(file: Path) -> None:
    file.write_text(f'{CLASS}{RULE}tables = ["t_one", "t_two"]\n', encoding="utf-8")
    (rule,) = retention.rules().values()
    assert (rule.key, rule.period, rule.deletes) == (
        "a", Class("E30", "30 Tage", "Ende", days=30), Deletes("task", "t"),
    )  # fmt: skip
    assert (rule.tables, rule.stores, rule.backups) == (("t_one", "t_two"), (), True)
    assert due_before("a", AT) == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_rule_that_stands_twice_is_refused(file: Path) -> None:
    file.write_text(f"{CLASS}{RULE}{RULE}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^a stands twice in retention\.toml$"):
        retention.rules()


def test_a_period_with_a_misspelt_field_is_refused(file: Path) -> None:
    file.write_text(f"{CLASS}month = 3\n{RULE}", encoding="utf-8")
    with pytest.raises(TypeError, match="month"):
        retention.classes()
