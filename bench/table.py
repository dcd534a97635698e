"""The lines `make bench` prints: what, figure, ratio to a reference of the same run, budget, kept or missed."""

from __future__ import annotations

WIDTHS = (62, 26, 40)


def show(what: str, figure: str, ratio: str = "", budget: str = "", *, met: bool | None = None) -> None:
    """Print one line of the table. ``met`` says whether the budget is kept; None where it is only for orientation."""
    cells = [text.ljust(width) for text, width in zip((what, figure, ratio), WIDTHS, strict=True)]
    verdict = "" if met is None else " kept" if met else " MISSED"
    print(" ".join([*cells, f"{budget}{verdict}"]).rstrip(), flush=True)


def heading() -> None:
    """Print the names of the columns."""
    show("what", "figure", "reference in the same run", "budget")
