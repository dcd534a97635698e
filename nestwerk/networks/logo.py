"""A network's logo: a small picture of a kind every browser shows and no script hides in."""

from __future__ import annotations

from pathlib import Path

LARGEST = 100 * 1024  # bytes


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
        raise LogoError(f"Die Datei {path} lässt sich nicht lesen ({problem.strerror}).") from problem
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
