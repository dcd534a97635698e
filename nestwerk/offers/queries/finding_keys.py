"""What was found at an offer, as short as it can be said."""

from __future__ import annotations

from django.db.models import Func, JSONField

KEYS = Func(
    "quality__findings",
    template="jsonb_path_query_array(%(expressions)s, '$[*].key')",
    output_field=JSONField(),
)
"""Of an offer: the keys of its findings, without their words; None where nobody has looked."""
