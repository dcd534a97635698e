"""What a county's web team pastes: one frame, and the few lines that fit its height."""

from __future__ import annotations

from functools import cache
from importlib import resources
from xml.sax.saxutils import quoteattr


def frame(address: str, title: str, *, width: str, height: int) -> str:
    """The HTML of the frame. ``address`` with scheme and host, ``width`` "100%" or pixels, ``height`` in pixels.

    ``referrerpolicy``: of the page around we learn its website and never its path.
    """
    given = (("src", address), ("title", title), ("width", width), ("height", str(height)))
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in given)
    return f'<iframe {attributes} loading="lazy" referrerpolicy="origin" style="border:0"></iframe>'


@cache
def listener() -> str:
    """The script a host may put into a file of its own; the same our preview uses."""
    file = resources.files("nestwerk.publishing").joinpath("static", "publishing", "embed_host.js")
    return file.read_text(encoding="utf-8")
