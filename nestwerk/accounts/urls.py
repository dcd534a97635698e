"""Sign-in and one's own account: allauth's views under German addresses. Their names are allauth's.

Not here, on purpose: signing up, changing one's address, sign-in by a mailed code. Accounts come from invitations.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from . import county, views
from .fresh import asked_again

urlpatterns = [
    path("anmelden/", views.sign_in, name="account_login"),
    path("anmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("anmelden/zweiter-schritt/", mfa.authenticate, name="mfa_authenticate"),
    path("abmelden/", views.sign_out, name="account_logout"),
    path("abgemeldet/", views.signed_out, name="account_signed_out"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("nochmal/", account.reauthenticate, name="account_reauthenticate"),
    path("nochmal/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("nochmal/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("adresse/bestaetigen/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^adresse/bestaetigen/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("kennwort/", account.password_change, name="account_change_password"),
    path("kennwort/setzen/", asked_again(account.password_set), name="account_set_password"),
    path("kennwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("kennwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kennwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("kennwort/neu/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sicherheit/", mfa.index, name="mfa_index"),
    path("sicherheit/app/", asked_again(totp.activate_totp), name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sicherheit/ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sicherheit/ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sicherheit/ersatzcodes/datei/", views.recovery_codes_file, name="mfa_download_recovery_codes"),
    path("sicherheit/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sicherheit/passkeys/neu/", asked_again(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("sicherheit/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("sicherheit/passkeys/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sitzungen/", sessions.list_usersessions, name="usersessions_list"),
    path("verwaltung/", social.connections, name="socialaccount_connections"),
    path("verwaltung/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("ueber/<slug:provider_id>/", county.login, name="openid_connect_login"),
    path("ueber/<slug:provider_id>/zurueck/", county.callback, name="openid_connect_callback"),
]
