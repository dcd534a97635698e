"""A real mail server on loopback for tests: it keeps what it took, and is refusing, busy, slow or down on demand."""

from __future__ import annotations

import asyncio
import email.policy
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


def free_port() -> int:
    """A port of the loopback interface that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Deaf(SMTP):
    """Stops reading right after ``354`` while its handler says so: the client is left in the middle of DATA."""

    async def push(self, status: Any) -> None:
        await super().push(status)
        handler: MailServer = self.event_handler
        if str(status).startswith("354") and handler.deaf:
            handler.in_data.set()
            handler.left.append(self)
            self.transport.pause_reading()


class MailServer:
    """``mails`` are those it answered 250 for. ``rcpt`` and ``data`` answer in its place; ``pause`` is in seconds."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.rcpt = self.data = ""
        self.pause = 0.0
        self.deaf = False
        self.in_data = threading.Event()
        self.left: list[SMTP] = []
        self.tried = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.tried += 1
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.data:
            return self.data
        self.raw.append(envelope.content)
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 2.0.0 angenommen"

    def hear_again(self) -> None:
        """Read on where it stopped: what comes now is all that was sent."""
        self.deaf = False
        for one in self.left:
            one.loop.call_soon_threadsafe(one.transport.resume_reading)

    @contextmanager
    def up(self) -> Iterator[MailServer]:
        """Serve for a block."""
        controller = _Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


class _Controller(Controller):
    """With a small window: what a server does not read soon waits at the sender's."""

    def _create_server(self) -> Any:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listening.bind((self.hostname, self.port))
        return self.loop.create_server(self._factory_invoker, sock=listening)

    def factory(self) -> SMTP:
        return _Deaf(self.handler, hostname="mail.example.org", data_size_limit=20_000_000)
