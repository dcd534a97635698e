"""Which modules are mutated, by which tests they are watched, and which of them nobody may get wrong (R-82)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A module, the tests that watch it, whether nobody may get it wrong; every n-th change is tried."""

    path: str
    tests: tuple[str, ...]
    guarded: bool = False
    every: int = 1
    database: bool = False


def module(path: str, *tests: str, guarded: bool = False, every: int = 1, database: bool = False) -> Subject:
    """A module below nestwerk/; tests beside it by their name, others by app/name, of the whole by tests/name."""
    pairs = [one.split("/") if "/" in one else [path.split("/")[0], one] for one in tests]
    files = [
        f"tests/test_{name}.py" if app == "tests" else f"nestwerk/{app}/tests/test_{name}.py" for app, name in pairs
    ]
    return Subject(f"nestwerk/{path}", tuple(files), guarded, every, database)


SUBJECTS = (
    module("networks/rights.py", "rights_table", guarded=True),
    module("networks/rules.py", "rules", guarded=True),
    module("networks/tokens.py", "tokens", guarded=True),
    module("accounts/sealing.py", "sealing", guarded=True),
    module("jobs/seal.py", "seal", "accounts/sealing", guarded=True),
    module("audit/chain.py", "chain", guarded=True),
    module("common/rowsecurity.py", "row_security_statements", guarded=True),
    module("common/doors.py", "row_security_statements", guarded=True),
    module("partners/consent.py", "consent_rules", guarded=True),
    module("partners/actions_consent.py", "consent", guarded=True, database=True, every=5),
    module("partners/public.py", "consent", "consent_rules", guarded=True, database=True, every=5),
    module("config/retention.py", "retention_rules", guarded=True),
    module("config/retention_due.py", "retention", guarded=True, database=True, every=5),
    module(
        "config/actions_retention.py",
        "retention",
        "tests/audit_cut",
        "tests/ledger",
        guarded=True,
        database=True,
        every=5,
    ),
    module("offers/actions/retention.py", "retention", guarded=True, database=True, every=5),
    module("audit/actions_cutting.py", "tests/audit_cut", guarded=True, database=True, every=5),
    module("accounts/passwords.py", "passwords", "password_lists"),
    module("jobs/rules.py", "rules"),
    module("common/hours.py", "hours", "hours_edges", "hours_school", every=5),
    module("common/hours_rules.py", "hours", "hours_edges", "hours_school", every=5),
    module("matching/ages.py", "ages", "ages_joined", "understand", every=5),
    module("matching/understand.py", "understand", "words", every=10),
    module("matching/fit.py", "fit", every=5),
    module("matching/rank.py", "rank", every=10),
    module("matching/emergency/rules.py", "understand", "words", every=5),
)
