"""Charts: words, patterns and a table beside colour; nothing is styled in them."""

from __future__ import annotations

from django.template.loader import render_to_string

from nestwerk.common.ui.charts import Chart, Value, bars, columns, line
from nestwerk.common.ui.numbers import german_number, german_size


def drawn(chart: Chart) -> str:
    return render_to_string("common/_chart.html", {"chart": chart}, using="workspace")


def test_a_bar_is_as_long_as_its_number() -> None:
    chart = bars("a", "Angebote", [Value("offen", 50), Value("fertig", 200), Value("leer", 0)], what="Stand", unit="x")
    assert [mark.width for mark in chart.marks] == ["25.00%", "100.00%", "0.00%"]
    assert chart.summary == "3 Werte, zusammen 250. Am größten: fertig mit 200."


def test_the_drawing_has_a_name_a_description_and_the_same_numbers_in_a_table() -> None:
    text = drawn(bars("a", "Angebote", [Value("offen", 1234), Value("alt", 3, striped=True)], what="Stand", unit="x"))
    assert 'role="img" aria-labelledby="a-titel a-inhalt"' in text
    assert '<title id="a-titel">Angebote</title>' in text
    assert '<th scope="row">offen</th><td class="number">1.234</td>' in text
    assert 'fill="url(#a-streifen)"' in text
    assert "style=" not in text


def test_a_line_joins_neighbours_and_columns_do_not() -> None:
    values = [Value("Januar 2027", 4, short="Jan"), Value("Februar 2027", 8, short="Feb"), Value("März 2027", 2)]
    assert len(line("a", "x", values, what="x", unit="x").steps) == 2
    assert drawn(line("a", "x", values, what="x", unit="x")).count('class="curve"') == 2
    assert drawn(columns("a", "x", values, what="x", unit="x")).count("<rect") == 3


def test_without_numbers_it_says_so_instead_of_drawing() -> None:
    text = drawn(bars("a", "x", [Value("offen", 0)], what="x", unit="x"))
    assert "<svg" not in text
    assert "noch keine Zahlen" in text
    assert drawn(columns("a", "x", [], what="x", unit="x"))


def test_what_somebody_typed_is_escaped() -> None:
    assert "<b>" not in drawn(bars("a", "<b>x", [Value("<b>", 1)], what="x", unit="x"))


def test_numbers_are_german() -> None:
    assert german_number(1234567) == "1.234.567"
    assert [german_size(size) for size in (12, 1400, 2_500_000, 120_000_000_000)] == [
        "12 Byte", "1,4 kB", "2,5 MB", "120 GB",
    ]  # fmt: skip
