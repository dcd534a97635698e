"""A term to tick on a page: the same for who writes, who reviews and who reads a list in."""

from __future__ import annotations

from typing import NamedTuple


class Tick(NamedTuple):
    """A term to tick. ``why``: why it is suggested, or that it was chosen; empty for one of the others."""

    code: str
    label: str
    ticked: bool
    why: str = ""
