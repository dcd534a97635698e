"""Mails about an account: plain German, no content of the work, through our own post.

A template's first line is the subject, the rest the text. Nothing is ever sent to an address without an account.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from nestwerk.common.tenancy import person
from nestwerk.jobs.mail import post

from .models import User
from .records import speaking_for


def write_to(user: User, kind: str, *, at: datetime, **context: Any) -> None:
    """Queue the mail ``account/post/<kind>.txt`` to the person behind an account."""
    given = {"name": user.name, "at": at, "address": settings.PUBLIC_URL} | context
    subject, text = render_to_string(f"account/post/{kind}.txt", given, using="workspace").strip().split("\n", 1)
    network_id = speaking_for()
    with person(user.pk):
        post(f"account.{kind}", user.email, subject=subject, text=text.strip() + "\n", at=at, network_id=network_id)
