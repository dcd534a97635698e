"""Talking to the mail server: what it answered, as one of three verdicts, and nothing of what it said kept."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.conf import settings

from .message import on_the_wire, sender_address

TLS_PORT = 465  # TLS from the first byte
# RFC 5321 4.5.3.2.6: who waits less for the answer to the final dot delivers twice what a slow server took.
LAST_ANSWER_SECONDS = 600
OURS_TO_MEND = (530, 534, 535, 538)  # the operator's sign-in, not this recipient: no reason to drop a mail
SENT, REFUSED, LATER = "sent", "refused", "later"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. ``code`` may be stored; ``words``, the server's own, are only shown to operators."""

    verdict: str
    code: str
    words: str = ""
    reached: bool = True


SILENT = Outcome(LATER, "keine Verbindung", reached=False)


class NoTalk(Exception):
    """The attempt ends here, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


@contextmanager
def handing_over(to: str, message: bytes) -> Iterator[Outcome]:
    """Offer a mail to the server and yield what it said. The farewell is said after the block: it may commit first.

    Sent: the server took it. Refused: it never will (5xx to this recipient or this text). Later: everything else.
    """
    server: smtplib.SMTP | None = None
    try:
        try:
            server = _connected()
            outcome = _offer(server, to, message)
        except NoTalk as end:
            outcome = end.outcome
        except smtplib.SMTPResponseException as error:  # greeting, EHLO, STARTTLS or sign-in
            outcome = _outcome(LATER, error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            outcome = Outcome(LATER, "kein STARTTLS", str(error))
        except ssl.SSLError as error:
            outcome = Outcome(LATER, "Zertifikat", str(error))
        except TimeoutError as error:
            outcome = Outcome(LATER, "keine Antwort", str(error), reached=False)
        except (smtplib.SMTPException, OSError) as error:
            outcome = Outcome(LATER, "keine Verbindung", str(error), reached=server is not None)
        yield outcome
    finally:
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()


def _connected() -> smtplib.SMTP:
    if not settings.EMAIL_HOST:
        raise NoTalk(Outcome(LATER, "kein Mailserver", reached=False))
    host, port, patience = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
    name = sender_address().rpartition("@")[2]
    server: smtplib.SMTP
    if port == TLS_PORT:
        server = smtplib.SMTP_SSL(host, port, name, timeout=patience, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, name, timeout=patience)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS and port != TLS_PORT:
            server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        server.close()
        raise
    return server


def _offer(server: smtplib.SMTP, to: str, message: bytes) -> Outcome:
    code, words = server.mail(sender_address())
    if code != 250:  # our own address: the operator's to mend
        return _outcome(LATER, code, words)
    code, words = server.rcpt(on_the_wire(to))
    if code not in (250, 251):
        return _judged(code, words)
    if server.sock is not None:
        server.sock.settimeout(LAST_ANSWER_SECONDS)
    try:
        code, words = server.data(message)
    except smtplib.SMTPDataError as error:  # no to the word DATA itself
        code, words = error.smtp_code, error.smtp_error  # type: ignore[assignment]  # bytes, in fact
    finally:
        if server.sock is not None:
            server.sock.settimeout(settings.EMAIL_TIMEOUT)
    return _outcome(SENT, code, words) if code == 250 else _judged(code, words)


def _judged(code: int, words: bytes | str) -> Outcome:
    return _outcome(REFUSED if 500 <= code < 600 and code not in OURS_TO_MEND else LATER, code, words)


def _outcome(verdict: str, code: int, words: bytes | str) -> Outcome:
    """Only digits may be kept: ``550 5.1.1``. What follows them may name the recipient."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    detailed = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", said)
    return Outcome(verdict, f"{code} {detailed[0]}" if detailed else str(code), said)
