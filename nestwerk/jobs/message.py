"""A mail as it goes over the wire: plain German text, the same bytes at every attempt."""

from __future__ import annotations

import secrets
import textwrap
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nestwerk.common.refusals import Refused

WIDTH = 76
LONGEST_SUBJECT = 200
POLICY = SMTP.clone(cte_type="7bit")  # whatever the server can: nothing is changed on the way


def new_message_id() -> str:
    """A name for one mail, unlike any other and kept for all its attempts: receivers know a repetition by it."""
    return f"<{secrets.token_urlsafe(24)}@{_sender().domain}>"


def checked_subject(subject: str) -> str:
    """The subject, if it is one line of text. Raises Refused: a line break would let the writer add headers."""
    if not subject or len(subject) > LONGEST_SUBJECT or _has_controls(subject):
        raise Refused("Der Betreff einer Mail muss eine Zeile mit höchstens 200 Zeichen sein.")
    return subject


def checked_address(address: str) -> str:
    """The address, if it is exactly one. Raises Refused."""
    try:
        if _has_controls(address):
            raise ValidationError("")
        validate_email(address)
        on_the_wire(address)
    except (ValidationError, UnicodeError) as error:
        raise Refused("Diese Mailadresse stimmt nicht. Bitte prüfen Sie sie.") from error
    return address


def on_the_wire(address: str) -> str:
    """The address with its domain as servers write it: ``xn--…`` instead of umlauts."""
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"


def sender_address() -> str:
    """The bare address mails come from: where the server returns what it could not deliver."""
    return _sender().addr_spec


def compose(
    *,
    to: str,
    subject: str,
    text: str,
    message_id: str,
    queued_at: datetime,
    reply_to: str = "",
    unsubscribe: str = "",
    language: str = "de",
) -> bytes:
    """The whole mail as bytes with CRLF. One part, plain text, UTF-8, lines of at most 76 characters but for links.

    ``unsubscribe``: where a mail program posts for its reader, in one click (RFC 8058); both headers need a DKIM
    signature by the server to be believed.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = _sender()
    message["To"] = on_the_wire(to)
    if reply_to:
        message["Reply-To"] = on_the_wire(reply_to)
    message["Subject"] = subject
    message["Date"] = format_datetime(queued_at)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_wrapped(text), charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = language  # after the content: setting that takes every other Content-… away
    return _one_click(unsubscribe) + message.as_bytes()


def _one_click(address: str) -> bytes:
    """The two headers of RFC 8058. Written by hand: ``EmailMessage`` encodes a long address so that no program that is
    to post there can read it, or breaks it in two."""
    if not address:
        return b""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna") if not parts.netloc.isascii() else parts.netloc.encode()
    plain = urlunsplit(parts._replace(netloc=host.decode()))
    if _has_controls(plain) or set(plain) & {" ", "<", ">"}:
        raise ValueError("no address for a header")
    return f"List-Unsubscribe: <{plain}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode("ascii")


def _sender() -> Address:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Address(name, addr_spec=on_the_wire(address))


def _wrapped(text: str) -> str:
    lines = [
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False, replace_whitespace=False) or ""
        for line in text.strip().splitlines()
    ]
    return "\n".join(lines) + "\n"


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text)
