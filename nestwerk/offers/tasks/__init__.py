"""What the clock or a job starts in the directory."""

from . import duplicates, freshness, reports, retention, watching

__all__ = ["duplicates", "freshness", "reports", "retention", "watching"]
