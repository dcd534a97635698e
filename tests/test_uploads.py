"""Hostile files as logos (R-48): each is refused, or what is kept of it is a bare picture drawn anew."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from nestwerk.catalogue.publish import publish
from nestwerk.networks.logo import LARGEST, LARGEST_SENT, LogoError, drawn_anew
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from tests.report import note

CANARY = b"KANARIENVOGEL"
SCRIPT = b"<script>alert('" + CANARY + b"')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode in ("RGB", "RGBA") else 3).save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(*chunks: bytes) -> bytes:
    """A good PNG with further chunks before its last one."""
    good = picture()
    return good[:-12] + b"".join(chunks) + good[-12:]


def png_claiming(width: int, height: int, body: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG_HEAD + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    good = bytearray(picture("JPEG"))
    at = good.index(b"\xff\xc0")
    good[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(good)


def jpeg_with_places() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 21.0, 30.0), 3: "E", 4: (11.0, 10.0, 27.0), 29: CANARY.decode()})
    return picture("JPEG", exif=exif)


def png_with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY.decode()}</x:xmpmeta>", zip=True)
    return picture(pnginfo=words)


def archive(name: str = "a.html", content: bytes = SCRIPT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def svg(inner: bytes) -> bytes:
    return SVG % inner


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: b"\x89",
    "blanks": lambda: b" \n" * 50,
    "null bytes": lambda: bytes(5000),
    "null byte before a picture": lambda: b"\0" + picture(),
    "byte order mark before a picture": lambda: b"\xef\xbb\xbf" + picture(),
    "newline before a picture": lambda: b"\n" + picture("JPEG"),
    "plain text": lambda: b"Das ist unser Logo.",
    "HTML": lambda: b"<!doctype html>" + SCRIPT,
    "HTML that begins like a PNG": lambda: PNG_HEAD + b"<html>" + SCRIPT,
    "HTML that begins like a JPEG": lambda: b"\xff\xd8\xff\xe0" + SCRIPT,
    "HTML that begins like a WebP": lambda: b"RIFF\xff\x00\x00\x00WEBPVP8 " + SCRIPT,
    "WebP whose size holds a comment": lambda: b"RIFF/*\0\0WEBP*/=1;alert(1)",
    "SVG": lambda: svg(b"<rect/>"),
    "SVG with a script": lambda: svg(SCRIPT),
    "SVG with onload": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "SVG with foreignObject": lambda: svg(b"<foreignObject><iframe src='javascript:alert(1)'/></foreignObject>"),
    "SVG with an external entity": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg(b"<text>&x;</text>")
    ),
    "SVG with a billion laughs": lambda: (
        b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + svg(b"<text>&b;</text>")
    ),
    "SVG with a foreign picture": lambda: svg(b'<image href="https://example.org/x.png"/>'),
    "SVG that uses itself": lambda: svg(b'<use href="#a"/><g id="a"><use href="#a"/></g>'),
    "SVG behind a comment": lambda: b"<!-- \x89PNG -->" + svg(SCRIPT),
    "packed SVG": lambda: zlib.compress(svg(SCRIPT)),
    "GIF": lambda: picture("GIF", mode="P"),
    "GIF that is a script": lambda: b"GIF89a/*\0\0*/=1;alert(1)//",
    "moving GIF": lambda: moving("GIF"),
    "BMP": lambda: picture("BMP"),
    "BMP that is a script": lambda: b"BM/*" + bytes(20) + b"*/=alert(1)",
    "TIFF": lambda: picture("TIFF"),
    "ICO": lambda: picture("ICO"),
    "PDF": lambda: b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF",
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file",
    "a zip archive": archive,
    "an office document with a macro": lambda: archive("word/vbaProject.bin", b"Auto_Open"),
    "a jar with a GIF in front": lambda: b"GIF89a" + archive("META-INF/MANIFEST.MF"),
    "a Windows program": lambda: b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0",
    "a Linux program": lambda: b"\x7fELF\x02\x01\x01" + bytes(60),
    "a shell script": lambda: b"#!/bin/sh\nrm -rf /\n",
    "PHP": lambda: b"<?php system($_GET['x']); ?>",
    "web assembly": lambda: b"\0asm\x01\0\0\0",
    "MP4": lambda: b"\0\0\0\x18ftypmp42" + bytes(40),
    "HEIC": lambda: b"\0\0\0\x18ftypheic" + bytes(40),
    "mail as MHTML": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + SCRIPT,
    "UTF-7": lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "PNG cut in the middle": lambda: picture(size=(300, 200), compress_level=0)[:900],
    "PNG that ends after its head": lambda: picture()[:33],
    "JPEG cut in the middle": lambda: picture("JPEG", size=(300, 200))[:700],
    "WebP cut in the middle": lambda: picture("WEBP", size=(300, 200), lossless=True)[:40],
    "PNG with a broken check sum": lambda: picture()[:29] + b"XXXX" + picture()[33:],
    "PNG without its dots": lambda: PNG_HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0)),
    "PNG of no width": lambda: png_claiming(0, 10),
    "PNG of 2 billion dots a side": lambda: png_claiming(2**31 - 1, 2**31 - 1),
    "PNG of 30,000 dots a side": lambda: png_claiming(30_000, 30_000, bytes(1000)),
    "PNG of 10,000 dots a side, all there": lambda: picture(size=(10_000, 10_000), mode="1"),
    "PNG as wide as a river": lambda: picture(size=(100_000, 1)),
    "JPEG of 65,500 dots a side": lambda: jpeg_claiming(65_500, 65_500),
    "PNG whose note unpacks to 200 MB": lambda: png_with(
        chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))
    ),
    "a picture of 50 MB": lambda: picture() + bytes(50 * 1024 * 1024),
    "one byte more than allowed": lambda: picture() + bytes(LARGEST_SENT + 1 - len(picture())),
    "WebP of 16,000 dots a side": lambda: b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x3e\0\x7f\x3e\0",
}

DEFUSED: dict[str, Callable[[], bytes]] = {
    "PNG with HTML behind": lambda: picture() + SCRIPT,
    "PNG with a zip behind": lambda: picture() + archive() + CANARY,
    "PNG with PHP behind": lambda: picture() + b"<?php echo '" + CANARY + b"'; ?>",
    "PNG with a program behind": lambda: picture() + b"MZ" + CANARY,
    "JPEG with HTML behind": lambda: picture("JPEG") + SCRIPT,
    "JPEG with a zip behind": lambda: picture("JPEG") + archive() + CANARY,
    "JPEG with a script as its comment": lambda: picture("JPEG", comment=SCRIPT),
    "JPEG that is a script": lambda: picture("JPEG", comment=b"*/=alert('" + CANARY + b"');/*"),
    "WebP with HTML behind": lambda: picture("WEBP") + SCRIPT,
    "PNG with a script in its text": lambda: png_with(chunk(b"tEXt", b"Comment\0" + SCRIPT)),
    "PNG with words and XMP": png_with_words,
    "PNG with an unknown chunk": lambda: png_with(chunk(b"niCe", SCRIPT)),
    "PNG with EXIF": lambda: png_with(chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0" + CANARY)),
    "JPEG with place and words": jpeg_with_places,
    "JPEG with XMP": lambda: picture("JPEG", xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"),
    "WebP with EXIF": lambda: picture("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0" + CANARY),
    "WebP with XMP": lambda: picture("WEBP", xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"),
    "PNG with a colour profile that is a script": lambda: picture(icc_profile=SCRIPT),
    "a palette that is a script": lambda: _palette(),
    "moving PNG": lambda: moving("PNG"),
    "moving WebP": lambda: moving("WEBP"),
    "a clear picture": lambda: picture(mode="RGBA"),
    "a picture in the colours of print": lambda: picture("JPEG", mode="CMYK"),
    "sixteen bits of grey": lambda: picture(mode="I;16"),
}


def _palette() -> bytes:
    drawn = Image.new("P", (256, 1))
    drawn.putpalette((SCRIPT + bytes(768))[:768])
    drawn.putdata(range(256))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def test_there_are_at_least_fifty_of_them() -> None:
    assert len(REFUSED) + len(DEFUSED) >= 50
    note(f"Feindliche Dateien als Logo: {len(REFUSED)} abgelehnt, {len(DEFUSED)} entschärft (R-48)")


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(LogoError, match=r"\w.*\.$"):
        drawn_anew(REFUSED[name]())


@pytest.mark.parametrize("name", DEFUSED)
def test_what_is_kept_is_a_bare_picture(name: str) -> None:
    hostile = DEFUSED[name]()
    kept, kind = drawn_anew(hostile)
    assert kind in ("image/png", "image/jpeg")
    assert len(kept) <= LARGEST
    for trace in (CANARY, b"script", b"<?php", b"PK\x03\x04", b"Exif", b"xmp", b"ICC"):
        assert trace.lower() not in kept.lower()
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.format == {"image/png": "PNG", "image/jpeg": "JPEG"}[kind]
        assert getattr(shown, "n_frames", 1) == 1
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert max(shown.size) <= 640
    if kind == "image/png":
        assert _chunks(kept) <= {b"IHDR", b"IDAT", b"IEND"}
    assert drawn_anew(hostile) == (kept, kind)


def _chunks(png: bytes) -> set[bytes]:
    found, at = set(), len(PNG_HEAD)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        found.add(png[at + 4 : at + 8])
        at += size + 12
    return found


def test_a_large_photo_becomes_small_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    kept, _ = drawn_anew(picture("JPEG", size=(3000, 1500), exif=exif))
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (160, 320)


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
def test_a_logo_sent_through_the_page_is_served_without_a_cookie_and_as_nothing_but_a_picture(data_dir: Path) -> None:
    office = signed_in(make_member(make_network()))
    page = "/netz/musterstadt/netzwerk/"
    office.post(f"{page}logo/", {"logo": SimpleUploadedFile("../../logo.php\0.png", DEFUSED["PNG with PHP behind"]())})
    publish(None, at=datetime(2026, 11, 22, 9, tzinfo=UTC))
    shown = re.search(r'<img src="(/musterstadt/logo[^"]*)"', office.get(page).content.decode())
    assert shown is not None
    answer = Client().get(shown[1])
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert (answer["X-Content-Type-Options"], answer["Content-Disposition"]) == ("nosniff", "attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert CANARY not in answer.content
