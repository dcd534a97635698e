"""The Jinja2 environments of the public templates: one for each language.

What never changes within a language (a text without gaps, an icon, the address of a file) is written into the
template when it is compiled. A result page shows some two hundred of them; looked up each time they cost half its
budget.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from django.template import engines
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import escape

from nestwerk.finder.icons import icon
from nestwerk.finder.stylesheet import stylesheet_address
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording.joints import with_joints
from nestwerk.finder.worker import worker_address

ENGINE = "public"  # the name of this engine in the settings
_CONSTANT = re.compile(r"""\{\{ (icon|t|static)\((["'])([a-z_./0-9-]+)\2\) \}\}""")


class Constants(Extension):
    """Writes icons, addresses of files and texts without gaps into the source of a template before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with its constants filled in. KeyError for a text or icon that does not exist."""
        texts: Texts | None = getattr(self.environment, "texts", None)

        def constant(match: re.Match[str]) -> str:
            kind, _, key = match.groups()
            if kind == "icon":
                return str(icon(key))
            if kind == "static":
                return str(escape(static(key)))
            return match[0] if texts is None else str(escape(texts(key)))

        return _CONSTANT.sub(constant, source)


def environment(**options: Any) -> Environment:
    """The environment Django makes from the settings: escaping always on, a missing name is a bug and says so."""
    options["autoescape"] = True
    options["undefined"] = StrictUndefined
    built = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - autoescape is on, above
    built.globals.update(joints=with_joints, icon=icon, static=static, stylesheet_address=stylesheet_address)
    built.globals.update(worker_address=worker_address)
    return built


@cache
def _in_language(code: str) -> Environment:
    base = cast(Environment, engines[ENGINE].env)  # type: ignore[attr-defined]
    built = base.overlay(extensions=[Constants])
    built.extend(texts=texts_for(code))
    return built


@cache
def template(name: str, code: str) -> Template:
    """The template ``finder/<name>.html``, or that of another app (``publishing/week``), compiled for a language."""
    found = _in_language(code).get_template(f"{name}.html" if "/" in name else f"finder/{name}.html")
    found.globals = dict(found.globals)  # Jinja copies them for each page: a chain of maps is slow at that
    return found


def compile_all(code: str = "de") -> None:
    """Compile every template of one language, so that no reader waits for it and all workers share the code."""
    for name in _in_language(code).list_templates(filter_func=lambda name: name.startswith(("finder/", "publishing/"))):
        _in_language(code).get_template(name)
