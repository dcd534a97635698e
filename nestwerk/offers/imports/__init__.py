"""Reading offers from files of other people: nothing is lost, nothing is half-written, twice is as good as once.

The command reads the interchange format and mapping files (``run``). A coordinator's list goes another way, pure up to
the last step::

    sheets    bytes → tables: any CSV, XLSX
    columns   table → what each column seems to mean, with reasons
    chosen    what a person made of the guesses, kept as JSON for the next file with these columns
    plan      table and decision → rows of the interchange format, and unknown values to be mapped once
    values    the tolerant readers behind it: "0–3 J.", "Mo 9–11 n. V.", two numbers in a cell
"""

from .rejected import usual_place
from .run import Change, ImportReport, import_offers

__all__ = ["Change", "ImportReport", "import_offers", "usual_place"]
