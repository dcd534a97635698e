"""Asking the interface in tests: answers as JSON, all pages of a list."""

from __future__ import annotations

from typing import Any

from django.test import Client

ROOT = "/api/hsds/v3"
HEAD = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


def get(path: str, **asked: Any) -> Any:
    """The JSON of an answer that went well."""
    answer = Client().get(f"{ROOT}{path}", asked)
    assert answer.status_code == 200, (path, asked, answer.content[:300])
    return answer.json()


def refused(path: str, **asked: Any) -> tuple[int, str]:
    """Status and parameter of an answer that did not."""
    answer = Client().get(f"{ROOT}{path}", asked)
    said = answer.json()["error"]
    assert said["message"].strip()
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.status_code, said["parameter"]


def names(path: str = "/services", **asked: Any) -> list[str]:
    """The names of what a list holds, in order."""
    return [one.get("service", one)["name"] for one in everything(path, **asked)]


def everything(path: str, **asked: Any) -> list[Any]:
    """What all pages of a list hold, with their arithmetic looked at."""
    found: list[Any] = []
    number = 1
    while True:
        page = get(path, page=number, **asked)
        assert set(page) == HEAD
        size = int(asked.get("per_page", 50))
        total, pages = page["total_items"], page["total_pages"]
        assert pages == -(-total // size)
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"]) <= size
        assert page["first_page"] == (number == 1)
        assert page["last_page"] == (number == max(pages, 1))
        assert page["empty"] == (not page["contents"])
        found += page["contents"]
        if number >= pages:
            assert len(found) == total
            return found
        assert page["size"] == size
        number += 1
