"""What the clock or a job starts in the directory."""

from . import duplicates, freshness, pulls, quality, reports, retention, seat, watching

__all__ = ["duplicates", "freshness", "pulls", "quality", "reports", "retention", "seat", "watching"]
