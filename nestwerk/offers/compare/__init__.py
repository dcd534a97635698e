"""Two versions of an offer side by side, in words: pure, values in, words out."""

from .changes import Row, Wording, rows
from .diff import Piece, differences
from .values import Names

__all__ = ["Names", "Piece", "Row", "Wording", "differences", "rows"]
