"""Which addresses belong to people who sign in. Everything else is public: no session, no cookie, no transaction."""

from __future__ import annotations

NETWORK = "/netz/"  # the workspace of a network
ACCOUNT = "/konto/"  # sign-in and one's own account
LAND = "/land/"  # Landeskoordination
OPERATION = "/betrieb/"  # the operator's pages
PRIVATE = (NETWORK, ACCOUNT, LAND, OPERATION)
BY_LINK = "/bestaetigen/"  # public, but each address belongs to one mail: who has the link has the right


def is_private(path: str) -> bool:
    """Whether an address belongs to the part that knows who asks."""
    return path.startswith(PRIVATE)


def is_kept_nowhere(path: str) -> bool:
    """Whether no cache may answer for this address."""
    return path.startswith((*PRIVATE, BY_LINK))
