"""The WSGI callable: health addresses, static files and the page cache in front of Django."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import split_domain_port, validate_host

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
django_application = get_wsgi_application()

from nestwerk.catalogue import public as catalogue  # noqa: E402  # needs the apps to be loaded
from nestwerk.common.headers import answer_headers  # noqa: E402
from nestwerk.finder import counting  # noqa: E402
from nestwerk.finder.short_way import with_short_way  # noqa: E402

from .health import with_health  # noqa: E402
from .pagecache import App, Environ, PageCache, StartResponse, plain  # noqa: E402
from .serve_static import with_static  # noqa: E402

log = logging.getLogger(__name__)


def snapshot_version() -> str:
    """Return the version of the snapshot this process has loaded, empty before the first one."""
    try:
        return catalogue.current().version
    except catalogue.NotReady:
        return ""


def allowed_host(header: str) -> bool:
    """Tell whether a Host header names this installation. Health checks by address need no entry of their own."""
    domain, _ = split_domain_port(header)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def guarded(app: App) -> App:
    """Answer 500 when the layers in front of Django fail; the server's own log would repeat the exception's text."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Exception:
            log.exception("Fehler bei einer Anfrage")
            return plain(start_response, "500 Internal Server Error", "Das hat nicht geklappt.\n")

    return answer


cache = PageCache(
    with_short_way(django_application, answer_headers()),
    version=snapshot_version,
    allowed_host=allowed_host,
    megabytes=settings.CACHE_MB,
    counted=counting.offer_of,
    count=counting.counts.seen,
)
application = guarded(with_health(with_static(cache), ready=snapshot_version))
