"""Sealing the text of a mail while it waits: who reads the table or a backup, but not the key, reads nothing."""

from __future__ import annotations

import base64
import json
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"nestwerk.jobs.mail"


class Unreadable(Exception):
    """Sealed with another key than the installation has now, or damaged."""


def seal(words: dict[str, str]) -> bytes:
    """Encrypt and sign some words with a key derived from ``SECRET_KEY``."""
    return _box(settings.SECRET_KEY).encrypt(json.dumps(words).encode())


def unseal(sealed: bytes) -> dict[str, str]:
    """What was sealed. Raises Unreadable."""
    try:
        words: dict[str, str] = json.loads(_box(settings.SECRET_KEY).decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise Unreadable from error
    return words


@cache
def _box(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
