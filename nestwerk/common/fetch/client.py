"""Opening one address from beginning to end: look up, check, connect, ask, follow."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin

from . import wire
from .addresses import Target, as_ip, is_public, read_address
from .body import read_body
from .names import Resolver, system_resolver
from .result import Failed, Limits, Result, Trouble

AGENT = "Nestwerk (looks whether listed pages are still there)"
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
NO_ISSUER = (20, 21)  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, …_VERIFY_LEAF_SIGNATURE (openssl/x509_vfy.h)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer of one host. ``location``: where it sends us on."""

    status: int
    media_type: str = ""
    location: str = ""
    body: bytes = b""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Client:
    """Opens foreign addresses. Never raises for anything the other side does: see Result.

    ``resolve`` and ``clock`` are passed in by tests, and so are ``authorities`` (PEM, instead of the system's list of
    trusted ones) and ``allowed``: pairs of IP address and port that are open although they are not public. Nothing of
    this can be reached from a setting. ``agent``: who we say we are, ASCII.
    """

    limits: Limits = field(default_factory=Limits)
    agent: str = AGENT
    resolve: Resolver = system_resolver
    clock: Callable[[], float] = time.monotonic
    authorities: str = ""
    allowed: frozenset[tuple[str, int]] = frozenset()

    def check(self, address: str) -> Result:
        """Whether a page is there: asks for the head alone, and for the page where the head is not to be had.

        Of a long page only the beginning is read; that is no trouble.
        """
        return self._travel(address, ("HEAD", "GET"), cut=True)

    def fetch(self, address: str) -> Result:
        """The page itself; more than the limit is trouble."""
        return self._travel(address, ("GET",), cut=False)

    def _travel(self, address: str, methods: Sequence[str], *, cut: bool) -> Result:
        deadline = wire.Deadline(self.clock, self.limits.whole)
        reached, steps, moved = address, 0, True
        try:
            target = self._read(address)
            while True:
                answer = self._answer(target, methods, deadline)
                reached = target.address
                if not answer.location:
                    break
                if steps == self.limits.redirects:
                    raise Failed(Trouble.REDIRECTS)
                steps += 1
                moved = moved and answer.status in FOR_GOOD
                target = self._read(urljoin(target.address, answer.location))
        except Failed as failed:
            if steps and failed.trouble is Trouble.REFUSED:
                failed = Failed(Trouble.INSIDE, "Die Seite leitet an eine Adresse weiter, die wir nicht öffnen.")
            return Result(reached, trouble=failed.trouble, cause=failed.sentence)
        except ValueError:  # urljoin meets brackets that are not closed
            return Result(reached, trouble=Trouble.UNREADABLE, cause=Failed(Trouble.UNREADABLE).sentence)
        done = Result(
            reached, answer.status, answer.media_type, answer.body, answer.complete, moved=moved and steps > 0
        )
        if not answer.complete and not cut:
            too_big = Failed(Trouble.TOO_BIG)
            return Result(
                reached,
                answer.status,
                answer.media_type,
                complete=False,
                trouble=too_big.trouble,
                cause=too_big.sentence,
            )
        return done

    def _read(self, address: str) -> Target:
        return read_address(address, extra_ports=frozenset(port for _, port in self.allowed))

    def _answer(self, target: Target, methods: Sequence[str], deadline: wire.Deadline) -> _Answer:
        """Ask with each method until one is answered. The name is looked up once and pinned for all of them."""
        addresses = self._addresses(target, deadline)
        for method in methods[:-1]:
            try:
                answer = self._ask(target, addresses, method, deadline)
            except Failed as failed:
                if failed.trouble is not Trouble.UNREADABLE:
                    raise
                continue
            if answer.status < 400 or answer.status == 429:
                return answer
        return self._ask(target, addresses, methods[-1], deadline)

    def _addresses(self, target: Target, deadline: wire.Deadline) -> Sequence[str]:
        """The addresses of the host. One that is not public among them spoils the name.

        A name that leads inside is no proof of a broken link: a county that runs this may name its own pages so.
        """
        found: Sequence[str]
        trouble = Trouble.INSIDE
        if literal := as_ip(target.host):
            found, trouble = [literal], Trouble.REFUSED
        else:
            try:
                found = self.resolve(target.host, deadline.left(self.limits.connect))
            except TimeoutError:
                raise Failed(Trouble.SLOW) from None
            except socket.gaierror as error:
                lasting = error.errno not in (socket.EAI_AGAIN, socket.EAI_SYSTEM, socket.EAI_FAIL)
                raise Failed(Trouble.NAME if lasting else Trouble.UNREACHABLE) from None
            except OSError:
                raise Failed(Trouble.UNREACHABLE) from None
        if not found:
            raise Failed(Trouble.NAME)
        for ip in found:
            if not is_public(ip) and (ip, target.port) not in self.allowed:
                raise Failed(trouble)
        return found

    def _ask(self, target: Target, addresses: Sequence[str], method: str, deadline: wire.Deadline) -> _Answer:
        try:
            with wire.connect(target, addresses, self.limits, deadline, self.authorities) as line:
                response = wire.ask(line, target, method, self.agent)
                if response.status in REDIRECTS:
                    return _Answer(response.status, location=_location(response))
                line.allowance = 2 * self.limits.body + 64 * 1024  # chunks and their frames
                body, complete = read_body(response, self.limits.body) if method != "HEAD" else (b"", True)
                return _Answer(response.status, _media_type(response), "", body, complete)
        except ssl.SSLCertVerificationError as error:
            raise Failed(Trouble.CHAIN if error.verify_code in NO_ISSUER else Trouble.CERTIFICATE) from error
        except TimeoutError as error:
            raise Failed(Trouble.SLOW) from error
        except (ssl.SSLError, HTTPException, ConnectionResetError, BrokenPipeError) as error:
            raise Failed(Trouble.UNREADABLE) from error
        except OSError as error:
            raise Failed(Trouble.UNREACHABLE) from error


def _location(response: HTTPResponse) -> str:
    """Where to go on. Servers send UTF-8 as it is, ``http.client`` reads it as Latin-1."""
    raw = str(response.headers.get("Location", "")).strip()
    with contextlib.suppress(UnicodeError):
        raw = raw.encode("latin-1").decode("utf-8")
    if not raw:
        raise HTTPException("a redirect to nowhere")
    return raw


def _media_type(response: HTTPResponse) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()[:100]
