"""What somebody may correct who has only the link of a mail."""

from __future__ import annotations

FROM_PARTNER = "Der Anbieter selbst, über den Link in der Mail:"  # begins what he told the coordination

# Contact, times and places. Texts and types are for those who sign in.
CORRECTABLE = (
    "phone", "email", "website", "opening_hours", "places_free", "waiting_weeks", "cost_note", "street", "postal_code",
    "city",
)  # fmt: skip
