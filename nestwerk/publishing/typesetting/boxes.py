"""Where a print shop cuts, written into a PDF that typst has made: it writes the page itself and no more.

The file gets an appendix with its pages once more, each with a TrimBox and a BleedBox; nothing before it changes, so
tags, fonts and the marks of PDF/UA and PDF/A stay as they are.
"""

from __future__ import annotations

import re

from .compile import TypesettingError

POINTS = 72 / 25.4  # of a millimetre
SLUG, BLEED = 10.0, 3.0  # millimetres around the cut, and of colour beyond it; as in typ/base.typ
_PAGE = re.compile(rb"(\d+) 0 obj\n(<</Type/Page/.*?>>)\nendobj", re.DOTALL)
_MEDIA = re.compile(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]")
_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
_END = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)


def with_cut(pdf: bytes) -> bytes:
    """The same file with TrimBox and BleedBox on every page. Raises TypesettingError if typst wrote it otherwise."""
    pages, end = _PAGE.findall(pdf), _END.search(pdf)
    counted = [int(number) for number in _COUNT.findall(pdf)]
    if end is None or not pages or len(pages) != max(counted, default=len(pages)):
        raise TypesettingError("The PDF is not written as expected: its pages were not found.")
    body, places = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n"), {}
    for number, page in pages:
        places[int(number)] = len(body)
        body += number + b" 0 obj\n" + _cut(page) + b"\nendobj\n"
    begin = len(body)
    body += b"xref\n"
    for first, last in _runs(sorted(places)):
        body += b"%d %d\n" % (first, last - first + 1)
        body += b"".join(b"%010d 00000 n\r\n" % places[number] for number in range(first, last + 1))
    body += b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF" % (end[1], end[2], begin)
    return bytes(body)


def _cut(page: bytes) -> bytes:
    media = _MEDIA.search(page)
    if media is None:
        raise TypesettingError("A page of the PDF has no size.")
    width, height = float(media[1]), float(media[2])
    boxes = b""
    for name, around in ((b"TrimBox", SLUG), (b"BleedBox", SLUG - BLEED)):
        inner = around * POINTS
        boxes += b"/%s[%.4f %.4f %.4f %.4f]" % (name, inner, inner, width - inner, height - inner)
    return page[: media.end()] + boxes + page[media.end() :]


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each row of numbers without a gap."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
