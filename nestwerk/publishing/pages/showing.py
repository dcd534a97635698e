"""From what somebody wrote to HTML: every character escaped, no tag but ours, no address but of known kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from .writing import INLINE, Block, Heading, Items, Paragraph, Picture, Quote, blocks

_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:\+?\d|/(?!/))[^\s\"'<>\\]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a page shows it: where it is, how large; width and height in dots, 0 for a document."""

    address: str
    name: str
    size: int  # bytes
    width: int = 0
    height: int = 0

    @property
    def kilobytes(self) -> str:
        """The size in words: "120 KB", "1,4 MB"."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000))} KB"
        return f"{self.size / 1_000_000:.1f} MB".replace(".", ",")


Files = Mapping[str, Shown]


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: the web, a mail, a telephone, a path of this site."""
    return _SAFE.fullmatch(address) is not None


def shown(text: str, files: Files) -> Markup:
    """The HTML of a text. A picture or a file that is not there, and a link of an unknown kind, leave their words."""
    return Markup("\n").join(_block(block, files) for block in blocks(text))


def _block(block: Block, files: Files) -> Markup:
    match block:
        case Heading(level=level, text=text):
            return Markup("<h{0}>{1}</h{0}>").format(level, _inline(text, files))
        case Paragraph(lines=lines):
            return Markup("<p>{}</p>").format(_lines(lines, files))
        case Quote(lines=lines):
            return Markup("<blockquote><p>{}</p></blockquote>").format(_lines(lines, files))
        case Items(ordered=ordered, items=items):
            inner = Markup("").join(Markup("<li>{}</li>").format(_inline(item, files)) for item in items)
            return Markup("<{0}>{1}</{0}>").format("ol" if ordered else "ul", inner)
        case Picture(alt=alt, mark=mark):
            return picture(files.get(mark), alt)


def picture(file: Shown | None, alt: str) -> Markup:
    """A picture with what is to be seen on it; its words alone where it is not there."""
    if file is None or not file.width:
        return Markup("<p>{}</p>").format(alt) if alt else Markup("")
    return Markup('<figure><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></figure>').format(
        file.address, alt, file.width, file.height
    )


def _lines(lines: tuple[str, ...], files: Files) -> Markup:
    return Markup("<br>").join(_inline(line, files) for line in lines)


def _inline(text: str, files: Files) -> Markup:
    pieces, at = list[Markup](), 0
    for found in INLINE.finditer(text):
        pieces.append(escape(text[at : found.start()]))
        at = found.end()
        if found["strong"]:
            pieces.append(Markup("<strong>{}</strong>").format(_inline(found["strong"], files)))
        elif found["weak"]:
            pieces.append(Markup("<em>{}</em>").format(_inline(found["weak"], files)))
        else:
            pieces.append(_link(found["words"], found["address"], files))
    return Markup("").join([*pieces, escape(text[at:])])


def _link(words: str, address: str, files: Files) -> Markup:
    if address.startswith("datei:"):
        file = files.get(address[6:])
        if file is None or file.width:
            return escape(words)
        return Markup('<a href="{}" download>{}</a> (PDF, {})').format(file.address, words, file.kilobytes)
    if not is_safe_address(address):
        return escape(words)
    return Markup('<a href="{}">{}</a>').format(address, words)
