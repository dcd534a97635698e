"""Loaded before anything else (``-p tests.environment``): the tests have a data folder of their own."""

from __future__ import annotations

import gc
import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.setdefault("NESTWERK_DATA_DIR", str(ROOT / "var" / "tests" / str(os.getpid()))))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")

gc.set_threshold(100_000, 20, 100)  # a tenth of the time of the tests was spent looking for what nobody had dropped
