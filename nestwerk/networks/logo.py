"""A network's logo: a small picture of a kind every browser shows and no script hides in.

What an operator names in a file is taken as it is. What somebody sends through a page is drawn anew, dot by dot
(R-48): nothing hidden in it, behind it or in its notes gets through. SVG is taken from nobody: it is a program.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from nestwerk.common.os_causes import os_cause

LARGEST = 100 * 1024  # bytes, as it is kept and shown
LARGEST_SENT = 1024 * 1024  # bytes, as it may be sent
MOST_DOTS = 4000  # on a side, before it is made smaller
WIDTHS = (640, 480, 320, 240, 160)  # dots: the first that fits into LARGEST is kept
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


class LogoError(ValueError):
    """Not a picture we show; says why as a German sentence."""


def read_logo(folder: Path, name: str) -> tuple[bytes | None, str]:
    """The picture in the file ``name`` (relative to ``folder``) and its media type; (None, "") for an empty name.

    The kind is told by the first bytes, never by the name. Raises LogoError.
    """
    if not name:
        return None, ""
    path = folder / name
    try:
        if not path.is_file():
            raise LogoError(f"Die Datei {path} gibt es nicht.")
        if path.stat().st_size > LARGEST:
            size = path.stat().st_size / 1024
            raise LogoError(f"Das Bild hat {size:.0f} KB, höchstens {LARGEST // 1024} KB sind möglich.")
        content = path.read_bytes()
    except OSError as problem:
        raise LogoError(f"Die Datei {path} lässt sich nicht lesen ({os_cause(problem)}).") from problem
    return content, media_type(content)


def media_type(content: bytes) -> str:
    """The media type of a PNG, JPEG or WebP picture by its first bytes. Raises LogoError for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    raise LogoError("Das ist kein Bild im Format PNG, JPEG oder WebP.")


def drawn_anew(content: bytes) -> tuple[bytes, str]:
    """The first picture in ``content`` without anything else, small enough to be shown, and its media type.

    PNG and WebP become PNG, JPEG stays JPEG. Deterministic. Raises LogoError with what to do.
    """
    if not content:
        raise LogoError("Die Datei ist leer. Bitte wählen Sie ein Bild aus.")
    if len(content) > LARGEST_SENT:
        raise LogoError("Das Bild ist größer als 1 MB. Bitte verkleinern Sie es.")
    kind = media_type(content)
    picture = dots(content, FORMATS[kind], most=MOST_DOTS, wanted=2 * WIDTHS[0])
    for width in WIDTHS:
        picture.thumbnail((width, width // 2))
        bare = Image.new(picture.mode, picture.size)
        bare.paste(picture)
        kept = BytesIO()
        if kind == "image/jpeg":
            bare.save(kept, "JPEG", quality=88, optimize=True)
        else:
            bare.save(kept, "PNG", optimize=True)
        if kept.tell() <= LARGEST:
            return kept.getvalue(), "image/jpeg" if kind == "image/jpeg" else "image/png"
    raise LogoError("Das Bild lässt sich nicht klein genug speichern. Bitte wählen Sie ein einfacheres.")


def dots(content: bytes, kind: str, *, most: int, wanted: int) -> Image.Image:
    """The decoded picture, the right way up. Its size is asked before anything is unpacked.

    ``most`` dots on a side, or LogoError; no more than about ``wanted`` are needed.
    """
    try:
        picture = Image.open(BytesIO(content), formats=[kind])
        if max(picture.size) > most:
            width, height = picture.size
            raise LogoError(f"Das Bild hat {width} × {height} Punkte, höchstens {most} × {most} sind möglich.")
        picture.draft("RGB", (wanted, wanted))  # a photo is unpacked smaller, where its format can
        picture.load()
        clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        return ImageOps.exif_transpose(picture).convert("RGBA" if clear and kind != "JPEG" else "RGB")
    except LogoError:
        raise
    except Exception as problem:  # a decoder may raise anything over bytes that were made to break it
        raise LogoError("Dieses Bild ist beschädigt. Bitte speichern Sie es neu als PNG oder JPEG.") from problem
