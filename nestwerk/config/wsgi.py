"""The WSGI callable: health addresses, static files and the page cache in front of Django."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import split_domain_port, validate_host

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
django_application = get_wsgi_application()

from nestwerk.catalogue import public as catalogue  # noqa: E402  # needs the apps to be loaded

from .health import with_health  # noqa: E402
from .pagecache import PageCache  # noqa: E402
from .serve_static import with_static  # noqa: E402


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


cache = PageCache(
    django_application,
    version=snapshot_version,
    allowed_host=allowed_host,
    megabytes=settings.CACHE_MB,
)
application = with_health(with_static(cache), ready=snapshot_version)
