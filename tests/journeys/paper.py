"""What stands on paper."""

from __future__ import annotations

import pypdfium2


def words_in(pdf: bytes) -> str:
    """All words of a PDF, page by page, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()
