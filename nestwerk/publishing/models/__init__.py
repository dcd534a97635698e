"""The tables of publishing, one module a product."""

from .brochure import Brochure, Edition, Foreword
from .embeds import EmbedOrigin
from .examples import PracticeExample
from .handbook import HandbookText
from .pages import OwnPage, PageFile, PageVersion

__all__ = [
    "Brochure",
    "Edition",
    "EmbedOrigin",
    "Foreword",
    "HandbookText",
    "OwnPage",
    "PageFile",
    "PageVersion",
    "PracticeExample",
]
