"""The page cache in front of Django: public pages as bytes, bounded, never older than what they say.

Only GET and HEAD, only 200, never a page that sets a cookie. An entry is found by snapshot version, path, sorted
known parameters, htmx or not; it holds the page as it is and, once asked for, as brotli and gzip. It lives 60 s at
most, and no longer than the instant the page names in ``X-Fresh-Until`` (epoch seconds): the next moment at which
something on it opens or closes. Pages with parameters share a small part, so that a flood of invented searches
cannot push the good pages out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli

from nestwerk.common.doors import is_kept_nowhere
from nestwerk.common.packed import wanted_encoding

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]

EMBED_PARAMETERS = ("anzahl", "kompakt", "farben", "region")
SHEET_PARAMETERS = (
    "groesse",
    "termin",
    "woche",
    "wochen",
    "region",
    "ort",
    "anbieter",
    "thema",
    "a",
    "sprache",
    "familie",
)
PROFESSIONAL_PARAMETERS = ("frei",)
PAGE_PARAMETERS = (
    *("q", "ort", "alter", "sprache", "zugang", "kosten", "art", "thema", "ohne", "seite", "nach", "weg"),
    "satz",
    "stimme",
    "von",
    *EMBED_PARAMETERS,
    *SHEET_PARAMETERS,
    *PROFESSIONAL_PARAMETERS,
)
API_PARAMETERS = (
    *("q", "network", "near", "age_months", "language", "access", "cost", "type", "need"),
    *("lang", "limit", "offset"),
)
KNOWN_PARAMETERS = frozenset(PAGE_PARAMETERS + API_PARAMETERS)
LONGEST_LIFE = 60.0  # seconds
SEARCH_SHARE = 0.2  # of all bytes, for pages with parameters
LONGEST_QUERY = 4096  # bytes; a browser sends 300 characters of q in at most 3600
MOST_FIELDS = 60
LONGEST_HOST = 256  # characters; what is looked at and remembered
ENTRY_OVERHEAD = 1500  # bytes: dict slots, header tuples, keys
FOR_OTHER_PAGES = ("access-control-allow-origin", "access-control-expose-headers", "cross-origin-resource-policy")
GONE = ("set-cookie", "content-length", "content-encoding", "x-fresh-until", "etag", "connection", "transfer-encoding")


@dataclass(slots=True)
class Entry:
    """One page: headers without length, body by encoding, and when it must go (epoch seconds)."""

    headers: Headers
    body: bytes
    etag: str
    fresh_until: float
    variants: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)
    counted: tuple[str, str] | None = None  # network and offer, for the page of an offer

    @property
    def for_good(self) -> bool:
        """Whether a browser keeps it for good, so that it is packed seldom and must be small."""
        return any(name.lower() == "cache-control" and "immutable" in value for name, value in self.headers)

    @property
    def size(self) -> int:
        """Bytes it takes, roughly."""
        packed = sum(len(body) for encoding, (_, body) in self.variants.items() if encoding)
        return ENTRY_OVERHEAD + len(self.body) + packed

    def variant(self, encoding: str) -> tuple[Headers, bytes]:
        """Return headers and body for ``br``, ``gzip`` or the page as it is (empty string)."""
        found = self.variants.get(encoding)
        if found is None:
            body = compress(self.body, encoding, best=self.for_good)
            headers = [*self.headers, ("Content-Length", str(len(body)))]
            if self.etag:
                headers.append(("ETag", self.etag))
            if encoding:
                headers.append(("Content-Encoding", encoding))
            found = self.variants[encoding] = (headers, body)
        return found


class Store:
    """Entries in least-recently-used order, bounded in bytes. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[tuple[str, ...], Entry] = OrderedDict()
        self._sizes: dict[tuple[str, ...], int] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: tuple[str, ...], now: float) -> Entry | None:
        """Return the entry if it is still fresh at ``now``."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.fresh_until <= now:
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: tuple[str, ...], entry: Entry) -> None:
        """Keep the entry (again, after it grew) and drop the least used until everything fits."""
        size = entry.size + sum(map(len, key))
        with self._lock:
            if key in self._entries:
                self._drop(key)
            if size > self.limit / 8:
                return
            self._entries[key] = entry
            self._sizes[key] = size
            self.size += size
            while self.size > self.limit:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._sizes.clear()
            self.size = 0

    def _drop(self, key: tuple[str, ...]) -> None:
        del self._entries[key]
        self.size -= self._sizes.pop(key)


class PageCache:
    """WSGI callable around ``app``. ``version`` names what the pages are made of; empty: nothing is kept.

    ``counted`` tells which offer a path shows, asked once for each page kept; ``count`` notes that it was given out,
    from the cache or not.
    """

    def __init__(
        self,
        app: App,
        *,
        version: Callable[[], str],
        allowed_host: Callable[[str], bool],
        megabytes: float = 32,
        clock: Callable[[], float] = time.time,
        counted: Callable[[str], tuple[str, str] | None] = lambda path: None,
        count: Callable[[tuple[str, str], Environ], None] = lambda key, environ: None,
    ) -> None:
        self.app = app
        self._counted, self._count = counted, count
        self.version = version
        self._allowed_host = lru_cache(maxsize=64)(allowed_host)
        limit = int(megabytes * 1024 * 1024)
        self.pages = Store(int(limit * (1 - SEARCH_SHARE)))
        self.searches = Store(int(limit * SEARCH_SHARE))
        self.clock = clock
        self._kept_for = ""

    def allowed_host(self, header: str) -> bool:
        """Tell whether a Host header names this installation; a long one is none and is not remembered."""
        return len(header) <= LONGEST_HOST and self._allowed_host(header)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the cache, or from ``app`` and keep what may be kept."""
        if not self.allowed_host(environ.get("HTTP_HOST", "")):
            return plain(start_response, "400 Bad Request", "Unbekannter Rechnername.\n")
        method = environ["REQUEST_METHOD"]
        path = environ["PATH_INFO"]
        if method not in ("GET", "HEAD") or is_kept_nowhere(path):
            return self.app(environ, start_response)
        version = self.version()
        if version != self._kept_for:
            self.pages.clear()
            self.searches.clear()
            self._kept_for = version
        query = environ.get("QUERY_STRING", "")
        if query:
            known = normalised(query, path.startswith("/api/")) if len(query) <= LONGEST_QUERY else None
            if known is None:
                return too_long(start_response, path)
            query = known
        store = self.searches if query else self.pages
        key = (version, path, query, htmx_kind(environ))
        now = self.clock()
        entry = store.get(key, now) if version else None
        if entry is None:
            # What the page may depend on is exactly what the key holds.
            environ["QUERY_STRING"] = query
            environ["REQUEST_METHOD"] = "GET"
            environ.pop("HTTP_COOKIE", None)
            answer = Answer()
            result = self.app(environ, answer.start)
            entry = answer.entry(result, now)
            if entry is None:
                return answer.pass_on(result, start_response, method)
            entry.counted = self._counted(path)
            encoding = wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
            entry.variant(encoding)
            if version and entry.fresh_until > now:
                store.put(key, entry)
        else:
            encoding = wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
            if encoding not in entry.variants:
                entry.variant(encoding)
                store.put(key, entry)
        if entry.counted is not None and method == "GET":
            self._count(entry.counted, environ)
        given = environ.get("HTTP_IF_NONE_MATCH")
        if given and entry.etag and entry.etag in given:
            kept = ("etag", "vary", "cache-control", "expires", "content-location", "date", *FOR_OTHER_PAGES)
            headers = [(name, value) for name, value in entry.variant(encoding)[0] if name.lower() in kept]
            start_response("304 Not Modified", headers)
            return []
        headers, body = entry.variants[encoding]
        start_response("200 OK", headers)
        return [] if method == "HEAD" else [body]


class Answer:
    """What the application said, held back until it is clear whether it may be kept."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def start(self, status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        """The ``start_response`` the application gets. Raises if it writes by itself, which Django never does."""
        self.status, self.headers = status, list(headers)
        return _no_write

    def entry(self, result: Iterable[bytes], now: float) -> Entry | None:
        """Return a cache entry if this answer is one page for everybody, else None."""
        if not self.status.startswith("200") or getattr(result, "streaming", False):
            return None
        named = {name.lower(): value for name, value in self.headers}
        if "set-cookie" in named or "content-encoding" in named or "cookie" in named.get("vary", "").lower():
            return None
        body = b"".join(result)
        _close(result)
        fresh_until = min(now + LONGEST_LIFE, _epoch(named.get("x-fresh-until", "")))
        headers = [(name, value) for name, value in self.headers if name.lower() not in GONE and name.lower() != "vary"]
        headers.append(("Vary", ", ".join(filter(None, (named.get("vary", ""), "Accept-Encoding")))))
        etag = ""
        if "no-store" not in named.get("cache-control", ""):
            etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return Entry(headers, body, etag, fresh_until)

    def pass_on(self, result: Iterable[bytes], start_response: StartResponse, method: str) -> Iterable[bytes]:
        """Hand the answer through; only the header meant for this cache goes."""
        start_response(self.status, [pair for pair in self.headers if pair[0].lower() != "x-fresh-until"])
        if method == "HEAD":
            _close(result)
            return []
        return result


def _no_write(_: bytes) -> object:
    raise NotImplementedError("The write callable of WSGI is not supported.")


def _close(result: Iterable[bytes]) -> None:
    close = getattr(result, "close", None)
    if close is not None:
        close()


def _epoch(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("inf")


def too_long(start_response: StartResponse, path: str) -> list[bytes]:
    """Refuse an address with too many or too long parameters, to programs in the form docs/search-api.md promises."""
    said = "Die Adresse ist zu lang."
    if not path.startswith("/api/"):
        return plain(start_response, "400 Bad Request", f"{said}\n")
    error = {"error": {"code": "bad_parameter", "message": said, "parameter": ""}}
    return plain(start_response, "400 Bad Request", json.dumps(error), kind="application/json; charset=utf-8")


def plain(
    start_response: StartResponse, status: str, text: str, *, kind: str = "text/plain; charset=utf-8"
) -> list[bytes]:
    """Answer with a short text that is never kept."""
    body = text.encode()
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [body]


@lru_cache(maxsize=512)  # of at most LONGEST_QUERY bytes each
def normalised(query: str, program: bool = False) -> str | None:
    """Return the known parameters, sorted by name (values of one name keep their order); None if there are too many.

    What a program asks stays whole: the API answers a parameter it does not know with 400, and that is never kept.
    """
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    kept = (pair for pair in pairs if program or pair[0] in KNOWN_PARAMETERS)
    return urlencode(sorted(kept, key=lambda pair: pair[0]))


def htmx_kind(environ: Environ) -> str:
    """Return which form of the page htmx asks for: none, a part, or the whole page for its history."""
    if "HTTP_HX_REQUEST" not in environ:
        return ""
    return "history" if "HTTP_HX_HISTORY_RESTORE_REQUEST" in environ else "part"


def compress(body: bytes, encoding: str, *, best: bool = False) -> bytes:
    """Return ``body`` in ``encoding``; ``best`` for what is packed once and served for long."""
    if encoding == "br":
        return brotli.compress(body, quality=11 if best else 5)
    if encoding == "gzip":
        return gzip.compress(body, 9 if best else 6, mtime=0)
    return body
