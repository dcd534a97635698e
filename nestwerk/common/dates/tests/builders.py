"""Series for tests: builders with unsurprising values, and what Hypothesis may draw."""

from datetime import date, time

from hypothesis import strategies as st

from nestwerk.common.dates import Change, Series

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def make_series(kind="weekly", **rest) -> Series:
    """Every Tuesday from 9:30 to 11, from Tuesday 1 December 2026 on, unless told otherwise."""
    parts = {"first": date(2026, 12, 1), "begins": time(9, 30), "ends": time(11), "weekdays": (1,)} | rest
    return Series(kind, **parts)


@st.composite
def rules(draw) -> Series:
    """Any rule without exceptions, also ones that hardly ever come true."""
    kind = draw(st.sampled_from(["once", "weekly", "monthly_weekday", "monthly_day", "list"]))
    begins = draw(st.none() | TIMES)
    ends = draw(st.none() | TIMES) if begins is not None else None
    parts: dict[str, object] = {"begins": begins, "ends": ends}
    if kind in ("weekly", "monthly_weekday"):
        parts["weekdays"] = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    if kind == "monthly_weekday":
        parts["nth"] = tuple(sorted(draw(st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1))))
    if kind == "monthly_day":
        parts["month_day"] = draw(st.integers(1, 31) | st.just(-1))
    if kind == "list":
        parts["days"] = tuple(sorted(draw(st.sets(DAYS, min_size=2, max_size=6))))
        return Series(kind, parts["days"][0], **parts)
    if kind != "once":
        parts |= {"every": draw(st.integers(1, 13)), "until": draw(st.none() | DAYS)}
    return Series(kind, draw(DAYS), **parts)


@st.composite
def any_series(draw) -> Series:
    """Any rule with any exceptions."""
    rule = draw(rules())
    change = st.builds(
        Change, st.sampled_from(["skipped", "cancelled", "moved", "extra"]), DAYS, st.just("Fest"), st.none() | DAYS,
        st.none() | TIMES, st.none() | TIMES, st.sampled_from(["", "Rathaus"]),
    )  # fmt: skip
    parts = {name: getattr(rule, name) for name in Series.__slots__}
    parts |= {
        "changes": tuple(draw(st.lists(change, max_size=4))),
        "land": draw(st.sampled_from(["", "TH", "BY", "XX"])),
        "not_in_school_holidays": draw(st.booleans()),
        "not_on_public_holidays": draw(st.booleans()),
    }
    return Series(**parts)
