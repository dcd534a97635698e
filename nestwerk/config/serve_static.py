"""Static files from memory: names carry a hash of the content, so browsers may keep them for a year.

There is no collecting step and no second copy on disk: what the installed apps bring is read once per process,
packed with brotli and gzip when first asked for. Files must not point at each other by relative ``url()``.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

from nestwerk.common.packed import wanted_encoding

from .pagecache import App, Environ, Headers, StartResponse, compress

PREFIX = "/static/"
PACKED = ("text/", "application/javascript", "application/json", "image/svg", "application/manifest")
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file and the address it is served under."""

    name: str
    path: Path
    digest: str

    @property
    def hashed_name(self) -> str:
        """The name with the hash before its ending: ``finder/site.1f2e3d4c5b.css``."""
        stem, dot, ending = self.name.rpartition(".")
        return f"{stem}.{self.digest}{dot}{ending}" if dot else f"{self.name}.{self.digest}"


@cache
def files() -> dict[str, StaticFile]:
    """Return every static file of the installed apps by its plain name; the first finder wins."""
    found: dict[str, StaticFile] = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name not in found:
                path = Path(storage.path(name))
                digest = hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()
                found[name] = StaticFile(name, path, digest)
    return found


@cache
def _by_hashed_name() -> dict[str, StaticFile]:
    return {file.hashed_name: file for file in files().values()}


class HashedStaticStorage(StaticFilesStorage):
    """Gives templates the address with the hash. Raises ValueError for a file that does not exist."""

    def url(self, name: str | None) -> str:
        """Return the public address of the static file ``name``."""
        file = files().get(name or "")
        if file is None:
            raise ValueError(f"There is no static file {name!r}.")
        return f"{PREFIX}{file.hashed_name}"


@cache
def _answer(name: str, encoding: str) -> tuple[Headers, bytes] | None:
    """Headers and body of a file; kept for good, because names come from ``files`` only."""
    file = _by_hashed_name().get(name)
    lasting = file is not None
    file = file or files().get(name)
    if file is None:
        return None
    kind = TYPES.get(file.path.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packed = encoding and kind.startswith(PACKED)
    body = compress(file.path.read_bytes(), encoding if packed else "", best=True)
    headers = [
        ("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache"),
        ("ETag", f'W/"{file.digest}"'),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if packed:
        headers.append(("Content-Encoding", encoding))
    return headers, body


def with_static(app: App) -> App:
    """Serve ``/static/…`` from memory and leave everything else to ``app``."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if not path.startswith(PREFIX) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return app(environ, start_response)
        name = path[len(PREFIX) :]
        if name not in files() and name not in _by_hashed_name():  # before _answer, which keeps what it is asked
            return app(environ, start_response)
        found = _answer(name, wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if found is None:
            return app(environ, start_response)
        headers, body = found
        tag = dict(headers)["ETag"]
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response(
                "304 Not Modified", [pair for pair in headers if pair[0] in ("ETag", "Vary", "Cache-Control")]
            )
            return []
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer
