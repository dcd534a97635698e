"""Reading offers from files of other people: nothing is lost, nothing is half-written, twice is as good as once."""

from .rejected import usual_place
from .run import Change, ImportReport, import_offers

__all__ = ["Change", "ImportReport", "import_offers", "usual_place"]
