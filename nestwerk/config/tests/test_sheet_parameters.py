"""What posters, lists and sheets read of an address passes the page cache, which drops what it does not know."""

import re
from pathlib import Path

from nestwerk.config.pagecache import KNOWN_PARAMETERS, SHEET_PARAMETERS
from nestwerk.publishing.views import sheets, sheets_lists


def test_every_parameter_of_the_sheets_reaches_them():
    names = ("sheets_offer", "sheets_lists", "sheets_professionals")
    text = "".join(Path(sheets.__file__).with_name(f"{name}.py").read_text(encoding="utf-8") for name in names)
    read = set(re.findall(r'(?:GET|given)\.get(?:list)?\("([a-z]+)"', text)) | set(sheets_lists.NAMES.values())
    assert read == set(SHEET_PARAMETERS) <= KNOWN_PARAMETERS
