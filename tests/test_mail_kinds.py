"""No kind of mail without a name in the log, no subject that says too much (R-23)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from nestwerk.jobs.kinds import KINDS
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.taxonomy.models import Term

PACKAGE = Path(__file__).parents[1] / "nestwerk"
ACCOUNT = PACKAGE / "accounts/templates/account/post"


def calls_of_post() -> list[tuple[str, ast.Call]]:
    """Every call of ``post`` in a module that imports it from ``jobs.mail``."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts or path == PACKAGE / "jobs/mail.py":
            continue
        text = path.read_text(encoding="utf-8")
        if "jobs.mail" not in text and "from .mail import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "post":
                found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", node))
    return found


def letters_of_accounts() -> list[str]:
    return sorted(path.stem for path in ACCOUNT.glob("[!_]*.txt"))


def test_every_mail_that_is_posted_has_a_name_in_the_log() -> None:
    calls, unknown, used = calls_of_post(), [], set()
    assert len(calls) >= 2
    for place, call in calls:
        kind = call.args[0]
        if isinstance(kind, ast.Constant) and kind.value in KINDS:
            used.add(kind.value)
        elif not (isinstance(kind, ast.JoinedStr) and ast.unparse(kind) == "f'account.{kind}'"):
            unknown.append(place)
    assert unknown == [], "name the kind in jobs/kinds.py, as a plain string"
    used |= {f"account.{name}" for name in letters_of_accounts()}
    assert used - set(KINDS) == set()
    assert set(KINDS) - used == {"test"}, "only the operator's test mail leaves no line"


def test_every_call_says_a_subject_and_a_moment() -> None:
    for place, call in calls_of_post():
        assert {word.arg for word in call.keywords} >= {"subject", "text", "at"}, place


@pytest.mark.django_db
def test_no_subject_names_a_sensitive_topic_or_a_person() -> None:
    topics = {word.lower() for term in Term.objects.filter(code__in=SENSITIVE) for word in (term.de,) if word}
    assert len(topics) > 3
    person = "Ada Beispiel-Kanarienvogel"
    given = {"name": person, "whose": person, "address": "https://example.org", "link": "https://example.org/x"}
    for name in letters_of_accounts():
        subject = render_to_string(f"account/post/{name}.txt", given, using="workspace").strip().split("\n", 1)[0]
        assert subject
        assert person not in subject
        assert not [topic for topic in topics if topic in subject.lower()]
    for place, call in calls_of_post():
        (subject_of,) = [ast.unparse(word.value) for word in call.keywords if word.arg == "subject"]
        assert not any(word in subject_of.lower() for word in ("offer", "famil", "title", "name")), place
