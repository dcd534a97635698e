"""Answers that any page of any site may read: open data, the search, calendars."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)
METHODS = ("GET", "HEAD", "OPTIONS")


def readable(answer: Answer) -> Answer:
    """The answer, open to the scripts of any page."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def only_for_reading(answer: Answer) -> Answer:
    """The answer to a browser that asks for leave, or to who wants more than to read: open, and naming ``METHODS``."""
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    answer["Access-Control-Allow-Headers"], answer["Access-Control-Max-Age"] = "*", "86400"
    return readable(answer)
