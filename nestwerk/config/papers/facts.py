"""What the papers say about this installation, in German words. No path, no secret, no time of day."""

from __future__ import annotations

import os
from importlib.metadata import version

from django.conf import settings

from nestwerk.config.retention import rules
from nestwerk.networks.models import Role

from .activities import notice

INSTALLED_ROLES = {"operator": "Betrieb", "land": "Landeskoordination"}


def role_words() -> dict[str, str]:
    """German name of every role, of networks and of the installation."""
    return {**{role.value: str(role.label) for role in Role}, **INSTALLED_ROLES}


def facts() -> dict[str, str]:
    """Name of a fact → German words for it."""
    second = [words for role, words in role_words().items() if role in settings.SECOND_FACTOR_ROLES]
    return {
        "version": version("nestwerk"),
        "second_factor": ", ".join(second) or "**keine Rolle** (NESTWERK_SECOND_FACTOR_ROLES ist leer)",
        "idle_minutes": str(settings.IDLE_MINUTES),
        "session_hours": str(settings.SESSION_HOURS),
        "invitation_days": str(settings.INVITATION_DAYS),
        "demo": "an; Beispielnetzwerke mit erfundenen Menschen" if settings.DEMO else "aus",
        "rule_count": str(len(rules())),
        "table_count": str(sum(len(rule.tables) for rule in rules().values())),
        "notice_version": str(notice().version),
        **_connections(),
    }


def _connections() -> dict[str, str]:
    """Where the installation is reached and whom it reaches."""
    url, https = settings.PUBLIC_URL, settings.PUBLIC_URL.startswith("https:")
    starttls = "mit" if settings.EMAIL_USE_TLS else "**ohne**"
    return {
        "public_url": url if https else f"[öffentliche Adresse einsetzen; zurzeit {url}]",
        "https": "ja" if https else "**noch nicht**: NESTWERK_PUBLIC_URL nennt keine https-Adresse",
        "database": "eigener PostgreSQL-Server der Stelle"
        if os.environ.get("DATABASE_URL")
        else "eingebaute PostgreSQL-Datenbank auf demselben Rechner, ohne offenen Netzwerkanschluss",
        "mail": f"Mailserver {settings.EMAIL_HOST}, {starttls} STARTTLS"
        if settings.EMAIL_HOST
        else "noch kein Mailserver eingestellt (NESTWERK_SMTP_HOST); Mails warten",
        "sso": f"{settings.OIDC_NAME} ({settings.OIDC_URL})" if settings.OIDC_URL else "nicht angebunden",
        "tiles": f"Kartenkacheln von {settings.NESTWERK_TILE_ORIGIN}; dieser Server erfährt die IP-Adresse der Familie"
        if settings.TILES_URL
        else "Karte aus eigenen Daten; keine Anfrage an Fremde",
    }
