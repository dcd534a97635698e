"""R-01: the table of rights as the code reads it; what is not in it is refused."""

from __future__ import annotations

from nestwerk.networks.rights import NETWORK_ROLES, NOTHING, ROLES, Page, declared, pages, reach


def test_every_row_has_a_word_for_every_role() -> None:
    assert set(ROLES) == {*NETWORK_ROLES, "operator", "land"}
    for name, page in pages().items():
        assert page.name == name
        assert set(page.reach) == set(ROLES)
        assert all(page.reach.values())


def test_a_row_is_read_column_by_column() -> None:
    page = pages()["offers:export"]
    assert (page.thing, page.action, page.door) == ("offer", "export", "network")
    assert page.reach["coordinator"] == "network"
    assert page.reach["space"] == "spaces"
    assert page.reach["guest"] == NOTHING


def test_a_dash_and_a_missing_role_are_both_a_no() -> None:
    page = Page("a", "b", "read", "network", {"editor": "network", "guest": "-"})
    assert page.allows("editor")
    assert not page.allows("guest")
    assert not page.allows("nobody")
    assert NOTHING == "-"


def test_how_far_a_role_sees() -> None:
    assert reach("coordinator", "offers:list") == "network"
    assert reach("partner", "offers:list") == "own"
    assert reach("planner", "offers:list") == "-"
    assert reach("nobody", "offers:list") == "-"
    assert reach("coordinator", "no:such_page") == "-"


def test_a_star_stands_for_what_begins_like_it_and_the_longest_counts() -> None:
    assert declared("offers:list") is pages()["offers:list"]
    assert declared("finder:start") is pages()["finder:*"]
    assert declared("finder:report_done") is pages()["finder:report*"]
    assert declared("finder:reports") is pages()["finder:report*"]
    assert declared("api:offers") is pages()["api:*"]
    assert declared("offers:lis") is None
    assert declared("xfinder:start") is None
    assert declared("finder") is None
    assert declared("finderstart") is None
    assert declared("offers:list2") is None
