"""A network in which something of everything waits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Invitation, Network
from nestwerk.offers.models import Offer, ProblemReport
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.models import Organisation

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = AT.date()


def fill(network: Network, times: int = 1) -> Organisation:
    """``times`` of everything that can wait; returns the organisation whose offers they are."""
    seen = {"last_verified_on": date(2026, 3, 1), "confirmed_at": datetime(2026, 3, 1, 9, tzinfo=UTC)}
    for number in range(times):
        overdue = make_offer(network, f"Stillcafé {number}", due_on=date(2026, 9, 1) + timedelta(days=number), **seen)
        make_offer(network, f"Babymassage {number}", due_on=DAY + timedelta(days=5 + number), **seen)
        make_offer(network, f"Vätertreff {number}", status=Offer.Status.DRAFT, published_at=None)
        make_offer(network, f"Elternkurs {number}", status=Offer.Status.IN_REVIEW, published_at=None)
        with tenant(network.pk):
            ProblemReport.objects.create(
                network=network, offer=overdue, kind="times", reported_on=DAY - timedelta(days=number)
            )
            Invitation.objects.create(
                network=network, email=f"neu{number}@example.org", role="editor", fingerprint=f"f{number}",
                invited_at=AT - timedelta(days=6), expires_at=AT + timedelta(days=1),
            )  # fmt: skip
            Mail.objects.create(
                network_id=network.pk, kind="invitation", to="weg@example.org", state=Mail.State.REFUSED,
                message_id=f"<{network.pk}-{number}@example.org>", queued_at=AT - timedelta(days=2),
            )  # fmt: skip
    return overdue.organisation
