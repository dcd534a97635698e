"""What the public may hand in about the newsletter: four doors, each one deed, alike for known and unknown addresses.

No cookie, no network address, no time of day but that of the consent. Every door opens the tenant itself. (The view
before the last one counts attempts by a mark of the network address, for ten minutes.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import BY_CODE

from .actions.newsletter_readers import NotTaken, Wish, ask, confirm, leave, same_reader, with_address
from .newsletter.readers import AUDIENCES, PARENTS, TOPICS, months_to_choose
from .newsletter.sealing import CONFIRM, LEAVE, handle_of
from .queries.newsletter import confirmed_with, network_named, waiting_for

LONGEST_ADDRESS = 254


def ask_for_newsletter(
    slug: str, address: str, *, audience: str, language: str, month: str, topics: Sequence[str], on: date, at: datetime
) -> None:
    """Send the question whether this address wants it. ``month``: "2026-11" or empty. ``on``: the day in Germany.

    Raises NotTaken with what is wrong with what was typed; never says whether the address is known.
    """
    network = network_named(slug)
    if network is None or audience not in AUDIENCES or language not in BY_CODE:
        raise NotTaken("gone")
    if not address.strip() or len(address) > LONGEST_ADDRESS:
        raise NotTaken("address")
    offered = {f"{first:%Y-%m}": first for first in months_to_choose(on)}
    born = offered.get(month) if audience == PARENTS else None
    if audience == PARENTS and month and born is None:
        raise NotTaken("month")
    wanted = tuple(key for key in TOPICS if key in topics) if audience != PARENTS else ()
    with tenant(network.pk):
        ask(network, Wish(address, audience, language, born, wanted), at=at)


def waits(slug: str, word: str, *, at: datetime) -> bool:
    """Whether a link in a question still opens something."""
    network, handle = network_named(slug), handle_of(CONFIRM, word)
    if network is None or handle is None:
        return False
    with tenant(network.pk):
        return waiting_for(network, handle, at) is not None or confirmed_with(network, handle) is not None


def confirm_newsletter(slug: str, word: str, *, at: datetime) -> bool:
    """Yes to the question. False for a link that opens nothing any more; a second tap changes nothing."""
    network, handle = network_named(slug), handle_of(CONFIRM, word)
    if network is None or handle is None:
        return False
    with tenant(network.pk):
        row = waiting_for(network, handle, at)
        if row is None:
            return confirmed_with(network, handle) is not None
        confirm(network, row, at=at)
    return True


def leave_by_link(slug: str, word: str, *, at: datetime) -> None:
    """End the newsletter the link stands for, at once. Nothing is said of links that are wrong or were used."""
    network, handle = network_named(slug), handle_of(LEAVE, word)
    if network is None or handle is None:
        return
    with tenant(network.pk):
        if row := confirmed_with(network, handle):
            leave(network, same_reader(network, row), at=at, why="link")


def leave_by_address(slug: str, address: str, *, at: datetime) -> None:
    """End every newsletter of this network to an address, at once and without another mail.

    A stranger can do that to somebody. It costs her one new sign-up; a question by mail would cost a mother who has
    lost her child one more mail from us. That weighs more.
    """
    network = network_named(slug)
    if network is None or not address.strip() or len(address) > LONGEST_ADDRESS:
        return
    with tenant(network.pk):
        leave(network, with_address(network, address), at=at, why="link")
