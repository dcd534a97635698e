"""R-39: what a link covers. A chain written by one version must be read by all later ones, so the digests are fixed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from nestwerk.audit.chain import ERASED, FIRST, Facts, digest, personal, read_cut, told_cut

AT = datetime(2026, 9, 30, 12, 0, 0, 5, tzinfo=UTC)
LINE = Facts(7, 3, AT, "offer.read", "offers.offer", "12", 4, "größer")
CHANGED = {
    "id": 8, "network_id": None, "at": AT + timedelta(microseconds=1), "event": "offer.list", "thing": "offers",
    "thing_id": "13", "number": None, "detail": "grösser",
}  # fmt: skip


def test_the_digests_are_those_of_every_version() -> None:
    assert FIRST == "0" * 64
    assert ERASED == "erased"
    assert personal("salt", 5, "editor:9") == "48a624e2a2e9ae12c2873ee4220e4101eedcacd2aa560591c76cd23a88f86248"
    assert personal("salt", None, "") == "b67e08727e68f0fa3b0710b247c9295669b02440f911399de43fd67b6fb431a6"
    assert digest(FIRST, 1, "f" * 64, LINE) == "b594e2d24ab4046b27198bc731cb0015d164391c156fdd793b197f03a2e02c8d"


@pytest.mark.parametrize("field", CHANGED)
def test_every_field_of_a_line_is_covered(field: str) -> None:
    assert set(CHANGED) == set(Facts._fields)
    changed = LINE._replace(**{field: CHANGED[field]})
    assert digest(FIRST, 1, "f" * 64, changed) != digest(FIRST, 1, "f" * 64, LINE)


def test_what_stands_before_where_it_stands_and_who_acted_are_covered() -> None:
    known = digest(FIRST, 1, "f" * 64, LINE)
    assert known != digest("1" * 64, 1, "f" * 64, LINE)
    assert known != digest(FIRST, 2, "f" * 64, LINE)
    assert known != digest(FIRST, 1, "e" * 64, LINE)


def test_salt_person_and_hat_are_covered_and_none_borrows_from_its_neighbour() -> None:
    others = [personal("ac", 1, "c"), personal("ab", 2, "c"), personal("ab", 1, "d"), personal("a", 1, "bc")]
    assert len({personal("ab", 1, "c"), *others}) == 5


def test_the_same_moment_in_another_zone_is_the_same_line() -> None:
    summer = LINE._replace(at=AT.astimezone(timezone(timedelta(hours=2))))
    assert digest(FIRST, 1, "f" * 64, summer) == digest(FIRST, 1, "f" * 64, LINE)


def test_a_note_of_a_cut_is_read_as_it_was_written_and_nothing_else_is_one() -> None:
    assert told_cut(12, "a" * 64) == "12:" + "a" * 64
    assert read_cut(told_cut(12, "a" * 64)) == (12, "a" * 64)
    assert read_cut("12:3:" + "a" * 62) == (12, "3:" + "a" * 62), "the first colon parts them"
    for words in ("", "12", ":", "12:abc", "x:" + "a" * 64, "-1:" + "a" * 64, "12:" + "a" * 63, "12:" + "a" * 65):
        assert read_cut(words) == (0, ""), words
