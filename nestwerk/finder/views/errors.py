"""What answers when there is no page or something broke: pages rendered beforehand."""

from __future__ import annotations

from nestwerk.finder.fallback import not_found, not_ready, server_error

__all__ = ["not_found", "not_ready", "server_error"]
