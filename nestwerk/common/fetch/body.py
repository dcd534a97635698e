"""The body of an answer: unpacked, counted after unpacking, and never more of it in memory than the limit."""

from __future__ import annotations

import zlib
from http.client import HTTPException, HTTPResponse
from typing import Protocol

PIECE = 16 * 1024


class Unpacks(Protocol):
    """What reading needs of a decompressor."""

    def unpack(self, piece: bytes, room: int) -> bytes:
        """At most ``room`` bytes; what is left over is kept for the next call."""

    @property
    def over(self) -> bool:
        """Whether the body may end here."""


class _Plain:
    over = True

    def unpack(self, piece: bytes, room: int) -> bytes:
        return piece[:room]


class _Packed:
    """gzip, or what servers call deflate: with or without the head of zlib."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._machine = zlib.decompressobj(wbits)
        self._begun = False

    @property
    def over(self) -> bool:
        return self._machine.eof

    def unpack(self, piece: bytes, room: int) -> bytes:
        try:
            out = self._machine.decompress(self._machine.unconsumed_tail + piece, room)
        except zlib.error as error:
            if self._begun or self._wbits != zlib.MAX_WBITS:
                raise HTTPException("broken packing") from error
            self._machine = zlib.decompressobj(-zlib.MAX_WBITS)
            self._wbits = -zlib.MAX_WBITS
            return self.unpack(piece, room)
        self._begun = True
        return out


def read_body(response: HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """At most ``limit`` bytes, and whether that was all.

    Raises HTTPException if it breaks off or cannot be unpacked.
    """
    if response.length is not None and response.length > limit and not _packed(response):
        return response.read(limit), False
    machine = _machine(response)
    body = bytearray()
    while piece := response.read(PIECE):
        body += machine.unpack(piece, limit + 1 - len(body))
        if len(body) > limit:
            return bytes(body[:limit]), False
    if response.length or not (machine.over or not body):
        raise HTTPException("broke off")
    return bytes(body), True


def _packed(response: HTTPResponse) -> str:
    named = str(response.headers.get("Content-Encoding", "")).strip().lower()
    return "" if named == "identity" else named


def _machine(response: HTTPResponse) -> Unpacks:
    named = _packed(response)
    if not named:
        return _Plain()
    if named in ("gzip", "x-gzip"):
        return _Packed(zlib.MAX_WBITS | 16)
    if named == "deflate":
        return _Packed(zlib.MAX_WBITS)
    raise HTTPException(f"unknown packing {named[:40]!r}")
