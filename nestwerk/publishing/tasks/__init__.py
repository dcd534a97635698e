"""Background work of the products."""

from . import datasets, pages

__all__ = ["datasets", "pages"]
