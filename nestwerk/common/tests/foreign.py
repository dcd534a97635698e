"""Real web servers on loopback for tests: polite, slow, boastful or broken, with or without TLS."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nestwerk.common.fetch import Client, Limits

Talk = Callable[[socket.socket, str], None]  # connection, head of the request


@dataclass
class Foreign:
    """A server. ``requests``: the heads it was asked. ``client`` knows it under every name unless told otherwise."""

    port: int
    requests: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # that were looked up

    def client(
        self,
        *,
        answers: Sequence[Sequence[str]] = (("127.0.0.1",),),
        limits: Limits | None = None,
        authorities: str = "",
    ) -> Client:
        """``answers``: what looking up gives the first time, the second time …; the last one from then on."""

        def resolve(host: str, seconds: float) -> Sequence[str]:
            assert seconds > 0
            self.names.append(host)
            return answers[min(len(self.names), len(answers)) - 1]

        return Client(
            limits=limits or Limits(connect=2, whole=5),
            resolve=resolve,
            authorities=authorities,
            allowed=frozenset({("127.0.0.1", self.port), ("::1", self.port)}),
        )


@contextmanager
def foreign(talk: Talk, *, tls: ssl.SSLContext | None = None) -> Iterator[Foreign]:
    """Serve each connection with ``talk`` until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Foreign(int(listener.getsockname()[1]))
        threads: list[threading.Thread] = []

        def serve(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                connection.settimeout(10)
                line = tls.wrap_socket(connection, server_side=True) if tls else connection
                with line:
                    head = b""
                    while b"\r\n\r\n" not in head and head[:1] != b"\x16" and (piece := line.recv(4096)):
                        head += piece
                    server.requests.append(head.decode("latin-1"))
                    talk(line, server.requests[-1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join(5)
            for thread in threads:
                thread.join(15)


def saying(status: str, *headers: str, body: bytes = b"") -> Talk:
    """Always the same answer, without a body where the head alone was asked."""

    def talk(line: socket.socket, request: str) -> None:
        head = "\r\n".join(
            [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
        )
        line.sendall(head.encode() + (b"" if request.startswith("HEAD") else body))

    return talk


def raw(*pieces: bytes, pause: float = 0.0) -> Talk:
    """These very bytes, with a pause in seconds after each."""
    waiting = threading.Event()

    def talk(line: socket.socket, request: str) -> None:
        for piece in pieces:
            line.sendall(piece)
            waiting.wait(pause) if pause else None

    return talk


@dataclass(frozen=True)
class Authority:
    """An authority of our own that signs certificates into a folder."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def server(self, *names: str, days: int = 1, own_witness: bool = False) -> ssl.SSLContext:
        """A server's side with a certificate for ``names``; ``days`` from now it ends; or signed by itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        signer = key if own_witness else self.key
        subject = _name("server")
        now = datetime.now(UTC)
        alternative: list[x509.GeneralName] = [
            x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names
        ]
        certificate = (
            _builder(subject, subject if own_witness else self.certificate.subject, key)
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName(alternative), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
            .sign(signer, hashes.SHA256())
        )
        path = self.folder / f"{x509.random_serial_number()}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def make_authority(folder: Path) -> Authority:
    """A new authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    certificate = (
        _builder(_name("authority"), _name("authority"), key)
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(folder, key, certificate)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
    )
