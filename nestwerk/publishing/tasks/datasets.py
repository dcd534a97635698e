"""Large data sets are made in the background, so that nobody waits for them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from nestwerk.catalogue import public as catalogue

from ..datasets import kept
from ..datasets.formats import FORMATS
from ..datasets.here import scope_of


@app.periodic(cron="*/10 * * * *", periodic_id="publishing.make-datasets")
@app.task(name="publishing.make_datasets", queueing_lock="publishing.make_datasets", pass_context=False)
def make_datasets(timestamp: int) -> None:
    """Every hour: the files of data sets too large to be made while somebody waits; what nobody gets any more goes.

    Every ten minutes those that nobody gets just now, since something in the last one was taken back. Small ones are
    made when they are asked for. ``timestamp``: seconds since 1970, of the minute it was due.
    """
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return
    hourly = timestamp // 600 % 6 == 0
    scopes = [scope_of(snap, slug) for slug in ("", *snap.networks)]
    for scope in scopes:
        if not kept.is_small(scope):
            for form in FORMATS.values():
                if hourly or kept.newest(scope, form) is None:
                    kept.make(scope, form)
    kept.sweep(scopes)
