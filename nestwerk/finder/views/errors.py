"""What answers when there is no page or something broke: pages rendered beforehand."""

from __future__ import annotations

from nestwerk.finder.fallback import bad_request, forbidden, not_found, not_ready, server_error, wrong_method

__all__ = ["bad_request", "forbidden", "not_found", "not_ready", "server_error", "wrong_method"]
