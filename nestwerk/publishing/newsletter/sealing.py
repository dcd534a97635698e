"""How addresses lie in the table: sealed, found again by a mark, and left by links that stand nowhere.

All of it hangs on ``SECRET_KEY``: a copy of the tables, or a backup without the key, names nobody.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from functools import cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

CONFIRM, LEAVE = "confirm", "leave"
HALF = 16  # bytes of the handle, and of what proves it


class Unreadable(Exception):
    """Sealed with another key than the installation has now, or belonging to another row."""


def tidy(address: str) -> str:
    """An address as it is compared: without surrounding space, its domain small, its name as most servers take it."""
    return address.strip().casefold()


def mark(address: str, network_id: int) -> str:
    """What finds an address again in one network; without the key nobody can try addresses on it."""
    words = f"{network_id}\n{tidy(address)}".encode()
    return hmac.new(_key("mark"), words, sha256).hexdigest()


def seal(address: str, handle: bytes) -> bytes:
    """Encrypt and sign an address for the row with this handle."""
    return _box().encrypt(json.dumps([address, handle.hex()]).encode())


def unseal(sealed: bytes, handle: bytes) -> str:
    """The address. Raises Unreadable, also for the seal of another row."""
    try:
        address, of = json.loads(_box().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise Unreadable from error
    if of != bytes(handle).hex():
        raise Unreadable
    return str(address)


def link_word(purpose: str, handle: bytes) -> str:
    """The last part of a link in a mail: 128 bits that name the row, 128 that prove it was us, for one purpose."""
    return base64.urlsafe_b64encode(bytes(handle) + _proof(purpose, bytes(handle))).decode().rstrip("=")


def handle_of(purpose: str, word: str) -> bytes | None:
    """The handle a link names; None if it was not written by us for this purpose."""
    try:
        both = base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
    except (binascii.Error, ValueError):
        return None
    handle, proof = both[:HALF], both[HALF:]
    return handle if hmac.compare_digest(proof, _proof(purpose, handle)) else None


def _proof(purpose: str, handle: bytes) -> bytes:
    return hmac.new(_key(f"link.{purpose}"), handle, sha256).digest()[:HALF]


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("seal")))


def _key(use: str) -> bytes:
    return _derived(settings.SECRET_KEY, use)


@cache
def _derived(secret: str, use: str) -> bytes:
    info = f"nestwerk.publishing.newsletter.{use}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
