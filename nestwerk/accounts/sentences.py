"""Sentences of the sign-in that allauth would say in its own words."""

from __future__ import annotations

WRONG_CODE = "Dieser Code stimmt nicht. Bitte nehmen Sie den Code, der jetzt zu sehen ist."

ACCOUNT = {
    "account_inactive": "Dieses Konto ist gerade gesperrt.",
    "email_password_mismatch": "E-Mail und Kennwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.",
    "enter_current_password": "Das ist nicht Ihr bisheriges Kennwort.",
    "incorrect_code": WRONG_CODE,
    "incorrect_password": "Dieses Kennwort stimmt nicht. Bitte versuchen Sie es noch einmal.",
    "invalid_or_expired_key": "Dieser Link gilt nicht mehr.",
    "invalid_login": "E-Mail und Kennwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.",
    "invalid_password_reset": "Dieser Link gilt nicht mehr.",
    "unverified_primary_email": "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse.",
}

COUNTY = {
    "invalid_token": "Die Anmeldung der Verwaltung hat etwas geschickt, das wir nicht lesen können.",
    "no_password": "Ohne Kennwort kämen Sie nicht mehr hinein. Bitte legen Sie zuerst ein Kennwort fest.",
    "no_verified_email": "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse.",
    "connected_other": "Diese Anmeldung der Verwaltung gehört schon zu einem anderen Konto.",
}

FACTORS = {
    "cannot_delete_authenticator": "Dieser zweite Schritt lässt sich gerade nicht entfernen.",
    "cannot_generate_recovery_codes": "Ersatzcodes gibt es erst, wenn Sie einen Passkey oder eine Code-App haben.",
    "incorrect_code": WRONG_CODE,
    "unverified_email": "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse.",
}

WAYS_TO_CONFIRM = {
    "reauthenticate": "Mit dem Kennwort",
    "mfa_reauthenticate": "Mit einem Code",
    "mfa_reauthenticate:webauthn": "Mit einem Passkey",
}
