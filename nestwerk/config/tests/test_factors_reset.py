"""Who may ask the operator to take away somebody's second factors: the coordination of a common network."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nestwerk.config.cli_accounts import _may_ask
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_only_the_coordination_of_a_common_network_at_this_moment() -> None:
    here, there = make_network("musterstadt"), make_network("nachbarkreis", ags="16073")
    karla, rena, nora = make_member(here), make_member(here, "editor"), make_member(there)
    former = make_member(here, user=make_user("frieda@example.org"), ends_at=datetime(2026, 9, 1, tzinfo=UTC))
    assert _may_ask(karla.user_id, rena.user_id, AT)
    for asking in (rena, nora, former):
        assert not _may_ask(asking.user_id, karla.user_id, AT)
    assert not _may_ask(karla.user_id, nora.user_id, AT)
