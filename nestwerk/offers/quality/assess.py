"""The quality of one offer."""

from __future__ import annotations

from .clashes import clashes
from .contact import unreachable
from .facts import Facts, Seen
from .finding import KINDS, Finding, Quality, found
from .missing import missing
from .secrets_told import secrets_told
from .times import impossible_hours

# A contradiction says more than the gap behind it; the gap is not counted a second time.
SAYS_MORE = {
    "clash.drop_in": {"missing.times"},
    "clash.area": {"missing.place"},
    "clash.phone": {"missing.contact"},
    "clash.online": {"missing.contact"},
}


def assess(facts: Facts, seen: Seen | None = None) -> Quality:
    """Score, findings and next step. Points are taken off 100 for each finding, never below 0."""
    seen = seen or Seen()
    every = [
        *secrets_told(facts),
        *unreachable(facts, seen),
        *impossible_hours(facts, seen),
        *clashes(facts),
        *missing(facts),
        *_stale(facts, seen),
    ]
    covered: set[str] = set().union(*(SAYS_MORE.get(one.key, set()) for one in every))
    findings = sorted((one for one in every if one.key not in covered), key=_urgency)
    return Quality(max(0, 100 - sum(one.weight for one in findings)), tuple(findings))


def _stale(facts: Facts, seen: Seen) -> list[Finding]:
    findings = []
    if facts.dates and seen.dates_over and not facts.opening_hours:
        findings.append(found("stale.dates"))
    if seen.standing in ("overdue", "never"):
        findings.append(found(f"stale.{seen.standing}"))
    return findings


def _urgency(finding: Finding) -> tuple[bool, int, int]:
    """A secret that is told comes first, then what weighs most, then what is wrong before what is missing."""
    return finding.kind != "leak", -finding.weight, KINDS.index(finding.kind)
