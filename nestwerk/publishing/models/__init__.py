"""The tables of publishing, one module a product."""

from .access import AccessPiece
from .brochure import Brochure, Edition, Foreword
from .embeds import EmbedOrigin
from .examples import ExampleFile, PracticeExample
from .handbook import HandbookText
from .newsletter import Delivery, Issue, Newsletter, Subscriber
from .pages import OwnPage, PageFile, PageVersion

__all__ = [
    "AccessPiece",
    "Brochure",
    "Delivery",
    "Edition",
    "EmbedOrigin",
    "ExampleFile",
    "Foreword",
    "HandbookText",
    "Issue",
    "Newsletter",
    "OwnPage",
    "PageFile",
    "PageVersion",
    "PracticeExample",
    "Subscriber",
]
