"""Answers as bytes: pages of a list with their arithmetic, lines without pages, errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import orjson

from .asked import Asked
from .directory import Directory
from .found import Found, One, written
from .mapping import moment

CHUNK = 200  # services sent at once where all are sent


def page(asked: Asked, total: int, pieces: Sequence[bytes], *, size: int | None = None) -> bytes:
    """A page of a list. ``pieces`` are its items as JSON; a page beyond the end is empty and says so."""
    size = size or asked.per_page
    last = -(-total // size)
    head = {
        "total_items": total,
        "total_pages": last,
        "page_number": asked.page,
        "size": len(pieces),
        "first_page": asked.page == 1,
        "last_page": asked.page == max(last, 1),
        "empty": not pieces,
    }
    return orjson.dumps(head)[:-1] + b',"contents":[' + b",".join(pieces) + b"]}"


def bounds(asked: Asked) -> tuple[int, int]:
    """The first item of the page asked for, and the one after its last."""
    return (asked.page - 1) * asked.per_page, asked.page * asked.per_page


def services(asked: Asked, found: Found) -> bytes:
    """A page of services; ``minimal`` gives ids and instants, all of them at once if no size is asked for."""
    if asked.minimal:
        size = asked.per_page if asked.given_size else max(len(found), 1)
        first = (asked.page - 1) * size
        return page(asked, len(found), [_minimal(one) for one in found.part(first, first + size)], size=size)
    return page(asked, len(found), [written(one, _kind("service", asked)) for one in found.part(*bounds(asked))])


def placed(asked: Asked, found: Found, what: str) -> bytes:
    """A page of links (``link``) or of locations (``location``)."""
    return page(asked, len(found), [written(one, _kind(what, asked)) for one in found.part(*bounds(asked))])


def lines(asked: Asked, found: Found, what: str) -> Iterator[bytes]:
    """All that fits as newline-delimited JSON, some hundred services at a time."""
    make: Callable[[One], bytes] = (
        _minimal if asked.minimal else lambda one: written(one, _kind(what, asked), keep=False)
    )
    return _chunks(make(one) for one in found.part(0, len(found)))


def rows(asked: Asked, records: Sequence[dict[str, Any]]) -> bytes:
    """A page of records that are at hand as they are."""
    first, last = bounds(asked)
    return page(asked, len(records), [orjson.dumps(record) for record in records[first:last]])


def row_lines(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Records as newline-delimited JSON."""
    return _chunks(orjson.dumps(record) for record in records)


def organisations(asked: Asked, known: Directory) -> bytes:
    """A page of organisations; only those on it are made."""
    found = known.organisations(asked)
    first, last = bounds(asked)
    pieces = [
        orjson.dumps(network.organisation(record, full=asked.full, full_service=asked.full_service))
        for network, record in found[first:last]
    ]
    return page(asked, len(found), pieces)


def error(code: str, message: str, parameter: str = "") -> bytes:
    """An error, in the form of the search API."""
    return orjson.dumps({"error": {"code": code, "message": message, "parameter": parameter}})


def _kind(what: str, asked: Asked) -> str:
    return f"{what}.full" if asked.full else what


def _minimal(one: One) -> bytes:
    if one.gone:
        return orjson.dumps({"id": one.gone, "last_modified": moment(one.network.gone[one.gone])})
    return orjson.dumps({"id": one.network.offer(one.row).id, "last_modified": moment(one.network.change(one.row))})


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(pieces)
    while chunk := b"".join(piece + b"\n" for piece in islice(rest, CHUNK)):
        yield chunk
