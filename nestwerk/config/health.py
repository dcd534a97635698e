"""Health addresses for load balancers, answered before Django and without the database.

``/healthz``: the process lives. ``/readyz``: it has a snapshot and can answer people; 503 until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .pagecache import App, Environ, StartResponse, plain


def with_health(app: App, *, ready: Callable[[], str]) -> App:
    """Answer the two addresses and leave everything else to ``app``. ``ready`` returns the snapshot's version or ""."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/healthz":
            return plain(start_response, "200 OK", "ok\n")
        if path == "/readyz":
            version = ready()
            if version:
                return plain(start_response, "200 OK", f"ready {version}\n")
            return plain(start_response, "503 Service Unavailable", "no snapshot yet\n")
        return app(environ, start_response)

    return answer
