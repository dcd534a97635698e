"""The backend that ``ENGINE`` names: see :mod:`nestwerk.config.database.patience`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.backends.postgresql import base

from .patience import Patience

_patience: defaultdict[str, Patience] = defaultdict(Patience)  # one for each server


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which connects patiently."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a pool keeps its own order."""
        if "pool" in self.settings_dict["OPTIONS"]:
            return super().get_new_connection(conn_params)
        server = f"{conn_params.get('host')}:{conn_params.get('port')}"
        with _patience[server].connecting():
            return super().get_new_connection(conn_params)
