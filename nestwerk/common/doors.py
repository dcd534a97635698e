"""Which addresses belong to people who sign in. Everything else is public: no session, no cookie, no transaction."""

from __future__ import annotations

NETWORK = "/netz/"  # the workspace of a network
ACCOUNT = "/konto/"  # sign-in and one's own account
LAND = "/land/"  # Landeskoordination
OPERATION = "/betrieb/"  # the operator's pages
PRIVATE = (NETWORK, ACCOUNT, LAND, OPERATION)


def is_private(path: str) -> bool:
    """Whether an address belongs to the part that knows who asks."""
    return path.startswith(PRIVATE)
