"""Which databases Django speaks to, and as whom: the embedded one, or an own server from ``DATABASE_URL``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from .postgres import ClusterError, cluster
from .roles import APP, BACKUP, OWNER, PUBLISHER

URLS = ("DATABASE_URL", "NESTWERK_APP_URL", "NESTWERK_PUBLISHER_URL", "NESTWERK_BACKUP_URL")


def database_settings(data_dir: Path, environ: Mapping[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: ``default`` (the app role), ``owner``, ``publisher`` and ``backup``.

    Without ``DATABASE_URL`` they point at the embedded cluster of ``data_dir``, which need not run. With it, its
    role acts as owner and the others switch to their role when they connect, unless ``NESTWERK_APP_URL``,
    ``NESTWERK_PUBLISHER_URL`` or ``NESTWERK_BACKUP_URL`` name a login of their own.
    Raises ClusterError if a URL cannot be read.
    """
    environ = os.environ if environ is None else environ
    aliases = {"default": APP, "owner": OWNER, "publisher": PUBLISHER, "backup": BACKUP}
    url = environ.get("DATABASE_URL", "")
    if not url:
        embedded = cluster(data_dir)
        return {alias: _entry(embedded.params(role)) for alias, role in aliases.items()}
    entries = {"owner": _entry(_parse("DATABASE_URL", url))}
    for alias, role, variable in (
        ("default", APP, "NESTWERK_APP_URL"),
        ("publisher", PUBLISHER, "NESTWERK_PUBLISHER_URL"),
        ("backup", BACKUP, "NESTWERK_BACKUP_URL"),
    ):
        own = environ.get(variable, "")
        params = _parse(variable, own) if own else _parse("DATABASE_URL", url)
        if not own:
            params["options"] = f"{params.get('options', '')} -c role={role}".strip()
        entries[alias] = _entry(params)
    return entries


def _parse(variable: str, url: str) -> dict[str, str]:
    try:
        params = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise ClusterError(
            f"{variable} ist keine gültige Adresse; erwartet wird postgresql://benutzer:kennwort@rechner:5432/datenbank"
        ) from error
    if not params.get("dbname"):
        raise ClusterError(f"In {variable} fehlt der Name der Datenbank.")
    return params


def _entry(params: Mapping[str, str]) -> dict[str, Any]:
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, Any] = {known[name]: value for name, value in params.items() if name in known}
    options: dict[str, Any] = {"connect_timeout": 5}
    options.update({name: value for name, value in params.items() if name not in known})
    return {"ENGINE": "nestwerk.config.database", **entry, "OPTIONS": options}


def libpq_params(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return libpq's parameters for one of Django's DATABASES entries."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    params = {names[name]: str(value) for name, value in entry.items() if name in names and value}
    plain = {name: value for name, value in entry.get("OPTIONS", {}).items() if isinstance(value, (str, int))}
    return {**params, **plain}
