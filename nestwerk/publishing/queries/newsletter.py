"""What is read about the newsletter. No function gives an address to a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from nestwerk.catalogue.public import Snapshot
from nestwerk.common.hours import BERLIN
from nestwerk.common.tenancy import APP
from nestwerk.jobs.mail import states
from nestwerk.networks.models import Network
from nestwerk.offers.public import withheld

from ..models.newsletter import Audience, Delivery, Issue, Newsletter, Subscriber
from ..newsletter.choosing import candidates
from ..newsletter.readers import ANY_AGE, BANDS, PARENTS, UNCONFIRMED, band, told_numbers
from ..newsletter.silence import Silence, silence

AUDIENCES: dict[str, str] = dict(Audience.choices)
FIRST = timedelta(days=31)  # how far back the first issue looks


def network_named(slug: str) -> Network | None:
    """The network of a public address."""
    return Network.objects.filter(slug=slug).only("pk", "slug", "name").first()


def newsletter_of(network: Network) -> Newsletter:
    """What the network offers; nothing, unsaved, while nobody has said anything. The marks stay in the table."""
    return Newsletter.objects.defer("known").filter(network=network).first() or Newsletter(network=network)


def readers_of(network: Network, audience: str, on: date) -> QuerySet[Subscriber]:
    """Those who get an issue on a day: confirmed, and not ended whether or not the nightly job has come by."""
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Subscriber.objects.filter(still, network=network, audience=audience, confirmed_at__isnull=False)


def waiting_for(network: Network, handle: bytes, at: datetime) -> Subscriber | None:
    """An address somebody typed less than seven days ago and nobody has confirmed."""
    open_ones = Subscriber.objects.filter(network=network, confirmed_at__isnull=True, asked_at__gt=at - UNCONFIRMED)
    return open_ones.filter(handle=handle).first()


def confirmed_with(network: Network, handle: bytes) -> Subscriber | None:
    """A confirmed address by its handle."""
    return Subscriber.objects.filter(network=network, confirmed_at__isnull=False, handle=handle).first()


def numbers(network: Network, audience: str, on: date) -> tuple[int | None, dict[str, int | None]]:
    """How many read, and parents by age band; None where they are too few to say."""
    readers = readers_of(network, audience, on)
    if audience != PARENTS:
        return told_numbers({"all": readers.count()})[0], {}
    counts = Counter(dict.fromkeys([*BANDS, ANY_AGE], 0))
    counts.update(band(month, on) for month in readers.values_list("month", flat=True))
    return told_numbers(counts)


def issues_of(network: Network) -> QuerySet[Issue]:
    """All issues, the newest first."""
    return Issue.objects.filter(network=network)


def issue_of(network: Network, issue_id: int) -> Issue | None:
    """One issue."""
    return Issue.objects.filter(network=network, pk=issue_id).first()


def progress(issue: Issue) -> dict[str, int]:
    """How many mails of an issue wait, were taken, were refused; by the words of the outbox."""
    return dict(Counter(states(list(mails_on_the_way(issue))).values()))


def mails_on_the_way(issue: Issue) -> dict[int, int]:
    """The mails of an issue whose end nobody has noted: mail → reader."""
    return _mails(Delivery.objects.filter(issue=issue))


def mails_of_network(network: Network) -> dict[int, int]:
    """Those of every issue: mail → reader."""
    return _mails(Delivery.objects.filter(network=network))


def mails_to(readers: Sequence[int]) -> list[int]:
    """Those to some readers."""
    return list(_mails(Delivery.objects.filter(subscriber__in=readers)))


def _mails(rows: QuerySet[Delivery]) -> dict[int, int]:
    return {mail: reader for mail, reader in rows.values_list("mail_id", "subscriber_id") if mail is not None}


def silence_of(network: Network) -> Silence:
    """What no mail may say at this moment, whatever the catalogue still says. Four queries at most."""
    return silence(withheld(network.pk, using=APP))


def found_for(snap: Snapshot, network: Network, audience: str, *, at: datetime) -> dict[str, list[str]]:
    """What the next issue could tell of the published offers. KeyError for a network that is not public."""
    row = Newsletter.objects.filter(network=network).values_list("known", flat=True).first() or {}
    recent = {known for known, one in snap.changes(network.slug).items() if not one.gone and one.moment > at - FIRST}
    return candidates(
        snap.offers(network.slug),
        audience,
        known=row.get(audience),
        recent=frozenset(recent),
        today=at.astimezone(BERLIN).date(),
        land=snap.networks[network.slug].land,
    )
