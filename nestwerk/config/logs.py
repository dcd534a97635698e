"""What may stand in a log: never the words somebody searched for, wrote or typed into a form.

Addresses go, and so do the texts of exceptions: a ``KeyError`` repeats the word that was looked up, a database
error the value it refused. What remains of an exception is its type and where it happened, which is what a
developer needs; of errors of the operating system also the cause ("No space left on device").
"""

from __future__ import annotations

import logging
import traceback


class NoAddress(logging.Filter):
    """Takes the address with its parameters and the texts of exceptions out of a record; type and frames stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, but say "request" instead of the path with what was typed."""
        if record.name.startswith("django.request") or hasattr(record, "request"):
            record.msg, record.args = "%s", ("Fehler bei einer Anfrage",)
            if hasattr(record, "request"):
                del record.request
        if record.exc_info:
            problem = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
            record.exc_info = None
            record.exc_text = frames_only(problem) if problem else None
        return True


def frames_only(problem: BaseException) -> str:
    """Return a traceback without any text of the exceptions, causes first as Python prints them."""
    parts: list[str] = []
    seen: set[int] = set()
    following: BaseException | None = problem
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        frames = "".join(traceback.format_tb(following.__traceback__))
        cause = f": {following.strerror}" if isinstance(following, OSError) and following.strerror else ""
        parts.append(f"{frames}{type(following).__module__}.{type(following).__qualname__}{cause}")
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return "\n— danach —\n".join(reversed(parts))
