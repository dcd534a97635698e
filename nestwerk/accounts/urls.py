"""Sign-in and one's own account: allauth's views under German addresses. Their names are allauth's."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("neu/", account.signup, name="account_signup"),  # closed; allauth needs the name
    path("nochmal/", account.reauthenticate, name="account_reauthenticate"),
    path("adresse/", account.email, name="account_email"),
    path("adresse/bestaetigen/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^adresse/bestaetigen/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("anmelden/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("kennwort/", account.password_change, name="account_change_password"),
    path("kennwort/setzen/", account.password_set, name="account_set_password"),
    path("kennwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("kennwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kennwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("kennwort/neu/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sicherheit/", mfa.index, name="mfa_index"),
    path("zweiter-schritt/", mfa.authenticate, name="mfa_authenticate"),
    path("nochmal/zweiter-schritt/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sicherheit/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sicherheit/ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sicherheit/ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sicherheit/ersatzcodes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sicherheit/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sicherheit/passkeys/neu/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("nochmal/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sicherheit/passkeys/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sicherheit/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("anmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sitzungen/", sessions.list_usersessions, name="usersessions_list"),
    path("verwaltung/", include("allauth.socialaccount.urls")),
    path("verwaltung/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
