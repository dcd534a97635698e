"""What publishing itself keeps and families read: collectors that put it into the published catalogue.

One module a product; each says ``@carries("name")`` (:mod:`nestwerk.catalogue.additions`) and is imported here.
"""

from . import access, brochure, datasets, embeds, examples, handbook, hsds, newsletter, pages

__all__ = ["access", "brochure", "datasets", "embeds", "examples", "handbook", "hsds", "newsletter", "pages"]
