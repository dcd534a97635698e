"""What every private page shows around its content: where one is, under which hat, and the ways on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from nestwerk.common.doors import is_private


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the workspace's templates."""
    if not is_private(request.path_info):
        return {}
    return {
        "network": getattr(request, "network", None),
        "member": getattr(request, "member", None),
        "role": getattr(request, "role", ""),
    }
