"""What people do in the workspace, and how long until families see it."""

from __future__ import annotations
from typing import Any
def measure(network: Any, kept: Any, clients: Any) -> None:
    """Later."""
