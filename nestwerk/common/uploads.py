"""Files are taken nowhere unless a page of the workspace says so: an anonymous upload must not fill the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class NoFiles(FileUploadHandler):
    """Ends reading at the first file of a request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse it and close the connection."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Nothing gets this far."""
        return None

    def file_complete(self, file_size: int) -> None:
        """No file."""
