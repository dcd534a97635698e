"""Where allauth's views need a word of ours around them."""

from __future__ import annotations

from allauth.account.views import LoginView, logout
from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .sessions import say_ended

FORGET = '"cache", "cookies", "storage"'


def sign_in(request: HttpRequest) -> HttpResponse:
    """Password, passkey, or the county's own sign-in where there is one."""
    if request.method == "GET":
        say_ended(request)
    county = settings.OIDC_NAME if settings.OIDC_URL else ""
    return LoginView.as_view(extra_context={"county": county})(request)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Asked first, then done; the browser is told to forget everything of ours (R-58)."""
    response = logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = FORGET
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """A page of its own: a message would lie in the session that was just thrown away."""
    return render(request, "account/signed_out.html", using="workspace")


def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    """The codes as a text file, for printing."""
    response = download_recovery_codes(request)
    if response.has_header("Content-Disposition"):
        response["Content-Disposition"] = 'attachment; filename="nestwerk-ersatzcodes.txt"'
    return response
