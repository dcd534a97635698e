"""Betrieb: how the installation is doing, for the operator alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from nestwerk.accounts.models import User
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

from .things import fill

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def operator() -> Client:
    """Somebody appointed, by the owner as the operator's command does, with a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user: User = make_user("betrieb@example.org", name="Olga Beispiel")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_appointment (user_id, role, land, starts_at) VALUES (%s, 'operator', '', %s) "
            "RETURNING id",
            [user.pk, timezone.now() - timedelta(days=1)],
        )
        (pk,) = cursor.fetchone()
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    session = client.session
    session["hat"] = f"appointed:{pk}"
    session.save()
    return client


def test_it_shows_sizes_and_counts_and_no_name(data_dir: Path) -> None:
    fill(make_network(name="Frühe Hilfen Musterstadt"))
    (data_dir / "snapshot").mkdir()
    (data_dir / "snapshot" / "manifest.json").write_text("{}")
    answer = operator().get("/betrieb/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Version", "Katalog veröffentlicht", "Größe der Datenbank", "Freier Platz", "Wartende Mails"):
        assert words in text
    assert "noch nie" not in text
    assert "nicht bekannt" in text  # no backup yet
    for name in ("Musterstadt", "Stillcafé", "weg@example.org"):
        assert name not in text


def test_the_last_backup_is_known_once_there_was_one(data_dir: Path) -> None:
    (data_dir / "last-backup").touch()
    assert "nicht bekannt" not in operator().get("/betrieb/").content.decode()


def test_somebody_from_a_network_finds_nothing() -> None:
    assert settings.DATA_DIR
    assert signed_in(make_member(make_network())).get("/betrieb/").status_code == 404
