"""Background work of the products."""

from . import brochure, datasets, newsletter, pages

__all__ = ["brochure", "datasets", "newsletter", "pages"]
