"""Which websites may show embeds: an origin as browsers compare it, ``https://host`` with a port if it is unusual.

No wildcards: a page tells its height to one named origin, and a list of names is what a county can answer for. Plain
http is for the loopback interface of somebody who tries things out, nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from nestwerk.common.refusals import Refused

NAME = "embeds"  # what the catalogue carries it under
LONGEST = 200
LOOPBACK = ("127.0.0.1", "localhost")
# As the database holds it too: nothing that could end a directive of the policy.
PATTERN = r"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?$"
_SAFE = re.compile(PATTERN.replace("$", r"\Z"))
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
_TOP = re.compile(r"(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})\Z")
_EXAMPLE = "Zum Beispiel: https://www.musterstadt.de"


def origin_of(text: str, *, loopback: bool = False) -> str:
    """The origin in what somebody pasted: scheme and host, the page behind it left out.

    ``loopback``: http on this very machine is fine as well. Refused with a sentence for everything else.
    """
    text = text.strip()
    if not text or len(text) > LONGEST * 5 or re.search(r"[\s\x00-\x1f;,'\"<>\\]", text):
        raise Refused(f"Das ist keine Adresse einer Website. {_EXAMPLE}")
    if "*" in text:
        raise Refused("Sternchen gehen nicht. Bitte nehmen Sie jede Website einzeln auf, auch die mit und ohne www.")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        raise Refused(f"Diese Adresse können wir nicht lesen. {_EXAMPLE}") from None
    if "@" in parts.netloc:
        raise Refused(f"Bitte ohne Namen und Kennwort. {_EXAMPLE}")
    here = loopback and host in LOOPBACK
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        raise Refused("Die Website muss mit https:// beginnen. Sonst könnte jemand unterwegs mitlesen.")
    if not here and not _is_name(host):
        raise Refused(f"Diese Adresse können wir nicht lesen. {_EXAMPLE}")
    usual = 443 if parts.scheme == "https" else 80
    found = f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")
    if len(found) > LONGEST or not _SAFE.match(found):
        raise Refused(f"Diese Adresse können wir nicht lesen. {_EXAMPLE}")
    return found


def allowed(carried: Mapping[str, Any] | None, *, loopback: bool = False) -> tuple[str, ...]:
    """The origins the catalogue carries for a network, once more only those that may stand in a policy."""
    found: Iterable[str] = (carried or {}).get("origins", ())
    return tuple(one for one in found if _SAFE.match(one) and (loopback or one.startswith("https://")))


def ancestors(origins: Iterable[str]) -> str:
    """The value of ``frame-ancestors``: our own pages (the preview), and who is on the list."""
    return " ".join(("'self'", *origins))


def _is_name(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 1 and all(map(_LABEL.match, labels)) and _TOP.match(labels[-1]) is not None
