"""Pictures and documents of a page: told by their content, pictures drawn anew, documents only to be taken away."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from nestwerk.networks.logo import FORMATS, LogoError, dots, media_type

LARGEST_SENT = 10 * 1024 * 1024  # bytes of a picture or a document
LARGEST_PICTURE = 400 * 1024  # bytes, as it is kept and shown
MOST_DOTS = 8000  # on a side of a photo, before it is made smaller
WIDTHS = (1280, 960, 720, 480)  # dots: the first that fits into LARGEST_PICTURE is kept
QUALITY = 82
MOST_OF_A_NETWORK = 60 * 1024 * 1024  # bytes of all files: they travel in the catalogue
PDF = "application/pdf"
ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")


class FileProblem(ValueError):
    """Not a file we keep; says why as a German sentence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: ``mark`` names its content; width and height in dots, 0 for a document."""

    mark: str
    name: str
    media_type: str
    content: bytes
    width: int = 0
    height: int = 0


def read_file(content: bytes, name: str) -> Kept:
    """A picture drawn anew, or a PDF as it came. Raises FileProblem for anything else."""
    if not content:
        raise FileProblem("Die Datei ist leer. Bitte wählen Sie ein Bild oder ein PDF aus.")
    if len(content) > LARGEST_SENT:
        raise FileProblem("Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie.")
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    try:
        return _picture(content, name)
    except LogoError as problem:
        raise FileProblem(str(problem).replace("PNG, JPEG oder WebP", "PNG, JPEG, WebP oder PDF")) from problem


def _pdf(content: bytes, name: str) -> Kept:
    if b"%%EOF" not in content[-2048:]:
        raise FileProblem("Dieses PDF ist nicht vollständig. Bitte speichern Sie es neu.")
    if any(word in content for word in ACTIVE):
        raise FileProblem("Dieses PDF enthält ein Programm oder weitere Dateien. Bitte speichern Sie es als PDF/A.")
    if b"/Encrypt" in content:
        raise FileProblem("Dieses PDF ist mit einem Kennwort geschützt. Bitte speichern Sie es ohne.")
    return Kept(_mark(content), _name(name, "pdf"), PDF, content)


def _picture(content: bytes, name: str) -> Kept:
    kind = media_type(content)
    picture = dots(content, FORMATS[kind], most=MOST_DOTS, wanted=WIDTHS[0])
    photo = picture.mode == "RGB"  # nothing to see through: JPEG is smaller
    for width in WIDTHS:
        picture.thumbnail((width, width))
        bare = Image.new(picture.mode, picture.size)
        bare.paste(picture)
        kept = BytesIO()
        if photo and kind != "image/png":
            bare.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        else:
            bare.save(kept, "PNG", optimize=True)
            if photo and kept.tell() > LARGEST_PICTURE:
                kept = BytesIO()
                bare.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        if kept.tell() <= LARGEST_PICTURE:
            drawn = kept.getvalue()
            drawn_kind = media_type(drawn)
            ending = "jpg" if drawn_kind == "image/jpeg" else "png"
            return Kept(_mark(drawn), _name(name, ending), drawn_kind, drawn, *picture.size)
    raise LogoError("Das Bild lässt sich nicht klein genug speichern. Bitte wählen Sie ein einfacheres.")


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _name(name: str, ending: str) -> str:
    """A file name nobody stumbles over: letters, digits, hyphens, and the ending its content has."""
    stem = re.sub(r"[^A-Za-z0-9äöüÄÖÜß]+", "-", name.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip("-")
    return f"{stem[:60] or 'datei'}.{ending}"
