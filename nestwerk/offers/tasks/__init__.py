"""What the clock or a job starts in the directory."""

from . import reports, retention

__all__ = ["reports", "retention"]
