"""What the catalogue carries of the newsletter: which there are, and every approved issue. Nobody's address.

An issue loses what a single person took back: her offers, and the editor's sentences about her.
"""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER
from nestwerk.offers.public import withheld

from ..models.newsletter import Issue, Newsletter
from ..newsletter.choosing import without
from ..newsletter.readers import PARENTS, PROFESSIONALS
from ..newsletter.silence import silence, strike

NAME = "newsletter"
MOST = 60  # issues in the archive


@carries(NAME)
def newsletters(network_pk: int) -> Carried:
    """Audiences that are offered, and the newest issues. Six queries at most."""
    offered = Newsletter.objects.using(PUBLISHER).filter(network_id=network_pk)
    one = offered.only("for_parents", "for_professionals").first()
    open_ones = [
        audience
        for audience, there in ((PARENTS, one and one.for_parents), (PROFESSIONALS, one and one.for_professionals))
        if there
    ]
    rows = Issue.objects.using(PUBLISHER).filter(network_id=network_pk, approved_at__isnull=False)
    silent = silence(withheld(network_pk, using=PUBLISHER))
    return Carried(
        {
            "audiences": open_ones,
            "issues": [
                {
                    "number": issue.pk,
                    "audience": issue.audience,
                    "texts": strike(issue.texts, silent).texts,
                    "content": without(issue.content, silent.offers),
                    "at": issue.approved_at.isoformat() if issue.approved_at else "",
                }
                for issue in rows.only("audience", "texts", "content", "approved_at")[:MOST]
            ],
        }
    )
