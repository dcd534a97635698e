"""A mail as bytes, and the seal around it while it waits."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.jobs.message import checked_address, checked_subject, compose, new_message_id
from nestwerk.jobs.seal import Unreadable, seal, unseal

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def made(**rest: Any) -> bytes:
    words = {"to": "ada@example.org", "subject": "Grüße", "text": "Schön.", "message_id": "<1@x>", "queued_at": NOW}
    return compose(**{**words, **rest})


def test_the_same_mail_has_the_same_bytes_at_every_attempt() -> None:
    assert made() == made()


def test_the_bytes_are_ascii_and_lines_end_as_servers_want(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Jürgen Müßig-Beispiel <ä@example.org>".replace("ä@", "a@")
    raw = made(subject="Ö" * 150, text="ß" * 5000)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Subject"] == "Ö" * 150
    assert read.get_content().strip() == "ß" * 5000
    assert "Bcc" not in read
    assert not read.is_multipart()


def test_a_domain_with_umlauts_is_written_as_servers_do() -> None:
    assert b"To: ada@xn--bcher-kva.example" in made(to="ada@bücher.example")


def test_a_name_of_a_mail_is_never_used_twice() -> None:
    assert len({new_message_id() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("wrong", ["", "a\nb", "a\rb", "a\x00b", "a\u2028b", "x" * 201])
def test_a_subject_is_one_line(wrong: str) -> None:
    with pytest.raises(Refused):
        checked_subject(wrong)


@pytest.mark.parametrize("wrong", ["", "ada", "ada@", "@example.org", "a@b.de,c@d.de", "a@b.de\n", "Ada <a@b.de>"])
def test_an_address_is_exactly_one(wrong: str) -> None:
    with pytest.raises(Refused):
        checked_address(wrong)


def test_a_seal_hides_and_opens_with_its_own_key_only(settings: Any) -> None:
    sealed = seal({"text": "Zaunkönig"})
    assert b"Zaunk" not in sealed
    assert unseal(sealed) == {"text": "Zaunkönig"}
    with pytest.raises(Unreadable):
        unseal(sealed[:-4] + b"AAAA")
    settings.SECRET_KEY = "ein anderer Schlüssel"
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_the_address_of_the_one_click_stays_in_one_piece_however_long() -> None:
    address = f"https://nestwerk.example.org/musterstadt/newsletter/ende/{'x' * 120}"
    raw = made(unsubscribe=address)
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in raw
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    read = message_from_bytes(raw, policy=policy.default)
    assert (read["List-Unsubscribe"], read["Subject"]) == (f"<{address}>", "Grüße")
    assert b"<https://xn--grn-ioa.example.org/x>" in made(unsubscribe="https://grün.example.org/x")
    for wrong in ("https://example.org/x\r\nBcc: b@example.org", "https://example.org/<x>"):
        with pytest.raises(ValueError, match="no address"):
            made(unsubscribe=wrong)
    assert b"List-" not in made()
    assert b"Content-Language: de\r\n" in made()
