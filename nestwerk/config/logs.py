"""What may stand in a log: never the words somebody searched for."""

from __future__ import annotations

import logging


class NoAddress(logging.Filter):
    """Takes the address and its parameters out of Django's error records; the traceback stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, but say "request" instead of the path with what was typed."""
        if record.name.startswith("django.request") or hasattr(record, "request"):
            record.msg, record.args = "%s", ("Fehler bei einer Anfrage",)
            if hasattr(record, "request"):
                del record.request
        return True
