"""Addresses of the newsletter: ordering, confirming, leaving, the archive; and the editors' desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import newsletter, newsletter_archive, newsletter_desk, newsletter_issue
from . import in_every_language

_HERE = "<network:network>/newsletter"
PUBLIC: list[URLPattern] = [
    *in_every_language(_HERE, newsletter.order, "newsletter"),
    *in_every_language(f"{_HERE}/bestaetigen/<str:word>", newsletter.confirm, "newsletter-confirm"),
    *in_every_language(f"{_HERE}/ende", newsletter.leave_without_link, "newsletter-end"),
    *in_every_language(f"{_HERE}/ende/<str:word>", newsletter.leave, "newsletter-leave"),
    *in_every_language(f"{_HERE}/verlust/<str:word>", newsletter.lost, "newsletter-lost"),
    *in_every_language(f"{_HERE}/archiv", newsletter_archive.overview, "newsletter-archive"),
    *in_every_language(f"{_HERE}/archiv/<int:number>", newsletter_archive.one_issue, "newsletter-issue"),
    path(f"{_HERE}.atom", newsletter_archive.atom, name="newsletter-atom"),
]
_DESK = "produkte/newsletter/"
PRIVATE: list[URLPattern] = [
    path(_DESK, newsletter_desk.desk, name="newsletter"),
    path(f"{_DESK}angebot/", newsletter_desk.offer, name="newsletter_offer"),
    path(f"{_DESK}leeren/<str:audience>/", newsletter_desk.empty, name="newsletter_empty"),
    path(f"{_DESK}neu/", newsletter_desk.new, name="newsletter_new"),
    path(f"{_DESK}<int:issue_id>/", newsletter_issue.issue, name="newsletter_issue"),
    path(f"{_DESK}<int:issue_id>/vorschau/", newsletter_issue.preview, name="newsletter_preview"),
    path(f"{_DESK}<int:issue_id>/probe/", newsletter_issue.test, name="newsletter_test"),
    path(f"{_DESK}<int:issue_id>/freigeben/", newsletter_issue.approve, name="newsletter_approve"),
    path(f"{_DESK}<int:issue_id>/anhalten/", newsletter_issue.pause, name="newsletter_pause"),
    path(f"{_DESK}<int:issue_id>/weiter/", newsletter_issue.resume, name="newsletter_resume"),
    path(f"{_DESK}<int:issue_id>/loeschen/", newsletter_issue.remove, name="newsletter_remove"),
]
