"""Files are taken nowhere unless a view says so by name, one at a time and small: a body must not fill disk or memory.

Who may send one is asked before: a private address knows its people before it reads what they send.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])
AROUND_THE_FILE = 16 * 1024  # bytes of a form beside its file: token, names, boundaries


def takes_file(*, largest: int) -> Callable[[View], View]:
    """Mark a view as one that takes one file of at most ``largest`` bytes. It asks :func:`too_large` first."""

    def mark(view: View) -> View:
        view.largest_file = largest  # type: ignore[attr-defined]
        return view

    return mark


def too_large(request: HttpRequest) -> bool:
    """Whether reading this request was broken off because of a file too large (or one too many)."""
    _ = request.POST  # read as far as it may be
    return bool(getattr(request, "file_too_large", False))


class OnlyWhereAsked(FileUploadHandler):
    """Ends reading at the first file of a request, unless its view is marked; then at the first byte too many."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        match = getattr(request, "resolver_match", None)
        self.largest: int = getattr(getattr(match, "func", None), "largest_file", 0)
        self.announced = 0  # bytes of the whole body, as the client says
        self.files = 0
        self.kept = BytesIO()

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Remember what was announced; reading goes on as usual."""
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse it, before a byte of it is read where that is known, and close the connection."""
        super().new_file(*args, **kwargs)
        self.files += 1
        if not self.largest or self.files > 1 or self.announced > self.largest + AROUND_THE_FILE:
            self._stop()
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep it in memory as long as it is small enough."""
        if start + len(raw_data) > self.largest:
            self._stop()
        self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file; its name and the type it claims are not to be trusted."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )

    def _stop(self) -> None:
        if self.request is not None:
            self.request.file_too_large = True  # type: ignore[attr-defined]
        raise StopUpload(connection_reset=True)
