"""Background work of the products."""

from . import brochure, datasets, pages

__all__ = ["brochure", "datasets", "pages"]
