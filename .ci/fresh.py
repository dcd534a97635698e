"""The build backend: setuptools, without what an earlier build left in ``build/``.

pip builds in the checkout, and setuptools would pack everything an older or newer version left there: an update or a
step back would install two versions at once.
"""

from __future__ import annotations

import shutil
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - every other hook as it is


def build_wheel(*args: Any, **named: Any) -> str:
    """A wheel of what the checkout holds, and no more."""
    shutil.rmtree("build", ignore_errors=True)
    return str(build_meta.build_wheel(*args, **named))
