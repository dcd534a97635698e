"""Background work of the products."""

from . import pages

__all__ = ["pages"]
