"""The tables of publishing, one module a product."""

from .pages import OwnPage, PageFile, PageVersion

__all__ = ["OwnPage", "PageFile", "PageVersion"]
