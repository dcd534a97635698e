"""An expected no. Everything else is a defect and must surface."""

from __future__ import annotations


class Refused(Exception):
    """Carries one German sentence for the person who asked: what happened, and what to do."""

    @property
    def sentence(self) -> str:
        """The sentence to show."""
        return str(self.args[0]) if self.args else "Das geht so nicht."
