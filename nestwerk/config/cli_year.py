"""The simulated year as a command. Its people live beside the code, in ``bench/``, which no installation carries."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import click

from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand

ROOT = Path(__file__).resolve().parents[2]


@click.command("simulate-year", cls=GermanCommand)
@click.option("--seed", default=1, show_default=True, metavar="ZAHL", help="Andere Zahl, andere Menschen.")
@click.option("--begins", type=click.DateTime(["%Y-%m-%d"]), metavar="TAG", help="Erster Tag, zum Beispiel 2026-01-05.")
def simulate_year(seed: int, begins: datetime | None) -> int:
    """Ein Jahr Pflege mit 300 Angeboten und 80 erfundenen Partnern durchspielen und zählen.

    Läuft in einer eigenen, leeren Datenbank, die danach verschwindet; Ihre Daten bleiben unberührt. Dauert etwa zwei
    Minuten. Was angenommen wird, steht in bench/year/world.py.
    """
    if importlib.util.find_spec("bench") is None and not (ROOT / "bench" / "year").is_dir():
        raise Refused("Das simulierte Jahr gehört zum Quelltext und ist in dieser Installation nicht dabei.")
    words = ["--seed", str(seed), *(["--begins", f"{begins:%Y-%m-%d}"] if begins else [])]
    return subprocess.run([sys.executable, "-m", "bench.year", *words], cwd=ROOT, check=False).returncode
