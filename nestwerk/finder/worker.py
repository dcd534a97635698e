"""The service worker: the file ``static/finder/worker.js`` with what it says in each language, under a hashed address.

Each page registers it for its network or its language alone (``static/finder/offline.js``); the pages of all networks
in German have no common beginning but ``/``, so there it answers for a list of addresses only and leaves the others,
those of people who sign in, to the browser. A header allows it, as these addresses do not lie below the worker's own.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources

from nestwerk.common.locales import RIGHT_TO_LEFT
from nestwerk.finder.languages import LANGUAGES, Language
from nestwerk.finder.texts import texts_for


@cache
def worker() -> str:
    """The whole script."""
    source = resources.files("nestwerk.finder").joinpath("static", "finder", "worker.js").read_text(encoding="utf-8")
    notes = {one.prefix: _note(one) for one in LANGUAGES}
    return f"const NOTES = {json.dumps(notes, ensure_ascii=False)};\n{source}"


def _note(language: Language) -> dict[str, str]:
    """The sentence above a kept page, the language it is in, and how the browser writes a moment in it."""
    locale = language.locale.replace("_", "-")
    if not locale.startswith("en"):  # the clock has 24 hours everywhere else, as in ``common.locales``
        locale += "-u-hc-h23" + ("-nu-arab" if language.locale in RIGHT_TO_LEFT else "")
    return {"tag": language.tag, "locale": locale, "text": texts_for(language.code)("offline.note", when="{when}")}


@cache
def worker_version() -> str:
    """Digest of the script, as it stands in its address."""
    return hashlib.sha256(worker().encode()).hexdigest()[:12]


@cache
def worker_address() -> str:
    """Where the script is served."""
    return f"/hilfe/ohne-netz.{worker_version()}.js"
