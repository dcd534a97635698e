"""What a role is called stands twice, because the record lies below the networks: the two say the same."""

from __future__ import annotations

import re

from nestwerk.accounts.models import Appointment
from nestwerk.audit.events import HATS
from nestwerk.networks.models import Role

RESTRICTION = re.compile(r" \(.*\)$")  # "Gast (nur lesen)": what she may do is not what she is called


def test_the_record_calls_every_role_as_the_models_do() -> None:
    called = [*Role.choices, *Appointment.Role.choices]
    assert list(HATS.items()) == [(role, RESTRICTION.sub("", str(label))) for role, label in called]
