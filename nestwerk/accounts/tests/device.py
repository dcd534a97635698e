"""A device with passkeys, in software: what a browser would send after fingerprint, face or PIN."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """Keeps one key for one account at one host."""

    def __init__(self, host: str = "testserver") -> None:
        self.host, self.origin = host, f"https://{host}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(16)
        self.count = 0
        self.owner = ""

    def _client(self, kind: str, challenge: str) -> bytes:
        return CollectedClientData.create(f"webauthn.{kind}", challenge, self.origin)

    def _hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def create(self, options: dict[str, Any]) -> str:
        """Answer ``navigator.credentials.create`` with these options, as JSON."""
        public = options["publicKey"]
        self.owner = public["user"]["id"]
        cose = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.credential_id, cose)
        data = AuthenticatorData.create(self._hash(), PRESENT | VERIFIED | ATTESTED, self.count, attested)
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client("create", public["challenge"])),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
            {"credProps": {"rk": True}},
        )

    def get(self, options: dict[str, Any], *, verified: bool = True) -> str:
        """Answer ``navigator.credentials.get`` with these options, as JSON."""
        self.count += 1
        client = self._client("get", options["publicKey"]["challenge"])
        data = AuthenticatorData.create(self._hash(), PRESENT | (VERIFIED if verified else 0), self.count)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signed),
                "userHandle": self.owner,
            },
            {},
        )

    def _answer(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        own = websafe_encode(self.credential_id)
        return json.dumps({"type": "public-key", "id": own, "rawId": own, "response": response,
                           "clientExtensionResults": extensions})  # fmt: skip


def asked(page: str) -> dict[str, Any]:
    """The options a page hands to the browser."""
    data: dict[str, Any] = json.loads(
        page.split('id="passkey-request" type="application/json">')[1].split("</script>")[0]
    )
    return data.get("creation_options") or data["request_options"]
