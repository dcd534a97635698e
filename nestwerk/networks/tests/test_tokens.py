"""A link that opens a door once: long enough, never twice the same, kept only as a fingerprint."""

from __future__ import annotations

import base64

from nestwerk.networks.tokens import fingerprint, new_token


def test_a_token_holds_256_bits_and_fits_into_an_address() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_the_fingerprint_is_sha_256() -> None:
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint("ä") != fingerprint("a")
