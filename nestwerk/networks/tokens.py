"""Links that open a door once: who has the link has the right, so it is kept nowhere, only its fingerprint."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32  # 256 bits, so that guessing is no way in


def new_token() -> str:
    """A word for an address that nobody can guess."""
    return secrets.token_urlsafe(BYTES)


def fingerprint(token: str) -> str:
    """What is kept of it: SHA-256, as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
