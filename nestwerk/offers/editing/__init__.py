"""An offer as something that is edited: its sections, its fields as JSON, what two people changed. Pure."""
