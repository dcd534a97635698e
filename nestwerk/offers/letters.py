"""What mails about offers say, as plain text. Subjects name no topic: they can be read on a shared screen (R-23)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from .models import Draft


def approved_subject(draft: Draft) -> str:
    """What stands in the list of mails."""
    return f"Übernommen: Ihre Änderung bei {draft.offer.network.name}"


def approved(draft: Draft) -> str:
    """The edit is public now."""
    offer = draft.offer
    return (
        "Guten Tag,\n\n"
        "Ihre Änderung ist geprüft und jetzt öffentlich. Vielen Dank!\n\n"
        f"So sehen es Familien:\n{settings.PUBLIC_URL}/{offer.network.slug}/angebote/{offer.public_id}\n\n"
        "Stimmt etwas nicht? Hier können Sie es ändern:\n"
        f"{_edit(draft)}\n"
    )


def returned_subject(draft: Draft) -> str:
    """What stands in the list of mails."""
    return f"Bitte noch einmal ansehen: Ihre Änderung bei {draft.offer.network.name}"


def returned(draft: Draft) -> str:
    """The edit came back with a question."""
    return (
        "Guten Tag,\n\n"
        "danke für Ihre Änderung. Vor der Veröffentlichung fehlt noch etwas:\n\n"
        f"{draft.comment}\n\n"
        "Ihr Text ist gespeichert. Hier machen Sie weiter:\n"
        f"{_edit(draft)}\n"
    )


def _edit(draft: Draft) -> str:
    address = reverse("offers:edit", kwargs={"network": draft.offer.network.slug, "offer_id": draft.offer_id})
    return f"{settings.PUBLIC_URL}{address}"
