"""The tables of publishing, one module a product."""

from .brochure import Brochure, Edition, Foreword
from .examples import PracticeExample
from .handbook import HandbookText
from .pages import OwnPage, PageFile, PageVersion

__all__ = ["Brochure", "Edition", "Foreword", "HandbookText", "OwnPage", "PageFile", "PageVersion", "PracticeExample"]
