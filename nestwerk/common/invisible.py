"""Characters nobody sees that can mislead whoever reads a text: on a page, in a spreadsheet, in a terminal."""

from __future__ import annotations

import re

# Control characters except tab and line ends, and those that turn the reading direction around (Unicode UAX #9:
# embeddings, overrides, isolates), with which a text can look like another one.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """``text`` as one line that is safe to print: every invisible character and line end becomes a blank."""
    return " ".join(CONTROL.sub(" ", text).split())
