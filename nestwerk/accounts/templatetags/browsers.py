"""What a browser says about itself, in words people know."""

from __future__ import annotations

from django import template

register = template.Library()

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def in_words(user_agent: str) -> str:
    """ "Firefox auf Windows"; "ein Gerät" where it says nothing we know."""
    browser = next((word for mark, word in BROWSERS if mark in user_agent), "")
    system = next((word for mark, word in SYSTEMS if mark in user_agent), "")
    return " auf ".join(filter(None, (browser, system))) or "ein Gerät"
