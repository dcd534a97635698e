"""The tables of publishing, one module a product."""

from .handbook import HandbookText
from .pages import OwnPage, PageFile, PageVersion

__all__ = ["HandbookText", "OwnPage", "PageFile", "PageVersion"]
