"""Secrets of code apps and recovery codes lie sealed in the database: reading the tables alone opens no door."""

from __future__ import annotations

import base64
import logging
import secrets
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"nestwerk.accounts.factors"
log = logging.getLogger(__name__)


def seal(secret: str) -> str:
    """Encrypt and sign with a key derived from ``SECRET_KEY``."""
    return _box(settings.SECRET_KEY).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. With another key than the installation's: a secret nobody knows, so that no code fits."""
    try:
        return _box(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        log.error("A second factor was sealed with another key than the installation has now.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


@cache
def _box(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
