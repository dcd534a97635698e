"""The data sets of this installation, from its published catalogue and its settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from nestwerk.catalogue.public import Snapshot
from nestwerk.finder.kept import KeptWithSnapshot

from .scope import Scope

_kept: KeptWithSnapshot[dict[str, datetime]] = KeptWithSnapshot()


def scope_of(snap: Snapshot, slug: str = "") -> Scope:
    """One network's data set, or with an empty slug that of the installation. KeyError for an unknown network."""
    networks = [snap.networks[slug]] if slug else [snap.networks[one] for one in sorted(snap.networks)]
    stands = _kept.get(snap, "stands", lambda: {one: _stand(snap, one) for one in snap.networks})
    return Scope(
        snap=snap,
        slug=slug,
        networks=networks,
        stands={network.slug: stands[network.slug] for network in networks},
        base=settings.PUBLIC_URL,
        default_licence=settings.DATA_LICENCE,
    )


def _stand(snap: Snapshot, slug: str) -> datetime:
    """When a network's part of the catalogue was made: the age of its file; else the time the catalogue names."""
    try:
        seconds = (Path(settings.SNAPSHOT_DIR) / snap.shards[slug].file).stat().st_mtime
    except OSError:
        return datetime.fromisoformat(snap.version.partition("Z")[0]).replace(tzinfo=UTC)
    return datetime.fromtimestamp(int(seconds), tz=UTC)
