"""How easily a text reads for tired parents: what could be shorter, plainer, warmer. Text in, findings out.

A finding is a hint beside the text, never a gate: an offer with long sentences may be published.
"""

from .review import review
from .types import Finding, Kind

__all__ = ["Finding", "Kind", "review"]
