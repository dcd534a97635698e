"""Every kind of mail that leaves the house, with the words the log shows for it. A test holds all callers to it."""

from __future__ import annotations

KINDS = {
    "invitation": "Einladung",
    "account.reset": "Link für ein neues Kennwort",
    "account.email_confirmation": "Bestätigung der Adresse",
    "account.email_confirmation_signup": "Bestätigung der Adresse",
    "account.password_changed": "Nachricht: Kennwort geändert",
    "account.password_reset": "Nachricht: Kennwort neu festgelegt",
    "account.password_set": "Nachricht: Kennwort festgelegt",
    "account.totp_activated": "Nachricht: Code-App eingerichtet",
    "account.totp_deactivated": "Nachricht: Code-App entfernt",
    "account.webauthn_added": "Nachricht: neuer Passkey",
    "account.webauthn_removed": "Nachricht: Passkey entfernt",
    "account.recovery_codes_generated": "Nachricht: neue Ersatzcodes",
    "account.account_connected": "Nachricht: Anmeldung der Verwaltung verbunden",
    "account.account_disconnected": "Nachricht: Anmeldung der Verwaltung gelöst",
    "account.factors_reset": "Nachricht: zweiter Schritt zurückgesetzt",
    "account.orphans": "Nachricht: Konten ohne Rolle",
    "account.factors_reset_asked": "Nachricht: zweiter Schritt auf Bitte zurückgesetzt",
    "desk.unattended": "Nachricht an das Land: Koordination nicht besetzt",
    "newsletter.confirm": "Newsletter: Bitte um Bestätigung",
    "newsletter.issue": "Newsletter: Ausgabe",
    "newsletter.test": "Newsletter: Probe an sich selbst",
    "offer.calendar": "Nachricht: Kalender eines Angebots nicht lesbar",
    "offer.confirm": "Bitte, Angebote zu bestätigen",
    "offer.approved": "Änderung übernommen",
    "offer.returned": "Änderung zurückgegeben",
    "offer.watched": "Nachricht: Beobachtetes hat sich geändert",
    "test": "Probemail",
}
NAMELESS = ("newsletter.confirm", "newsletter.issue")  # to families and readers: not in the network's list of mails


def label(kind: str) -> str:
    """German words for a kind; the bare name if it is of an older version."""
    return KINDS.get(kind, kind)
