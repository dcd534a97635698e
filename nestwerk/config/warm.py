"""What people would otherwise wait for at their first page: read once, before the web process divides."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.template import engines
from django.urls import Resolver404, resolve, reverse

from nestwerk.common.hours import describe
from nestwerk.matching import second_reading
from nestwerk.matching.emergency import second_ear
from nestwerk.offers.suggest import shipped

ENGINE = "workspace"  # the name of this engine in the settings
NOWHERE = "/netz/keines/gibt-es-nicht/"


def warm() -> None:
    """Compile templates and addresses of signed-in pages, read holidays, the words of the suggestions and what the
    search has learned, which all workers then share.

    Half a second and 37 MiB in all. Without it the first page of a worker takes 70 ms more, the first one with opening
    hours 60 ms, the first one with suggestions 400 ms, the first question 50 ms.
    """
    engine = engines[ENGINE]
    for app in apps.get_app_configs():
        if app.name.startswith("nestwerk."):
            for name in names(Path(app.path) / "templates"):
                engine.get_template(name)
    reverse("workspace:today", kwargs={"network": "keines"})
    with suppress(Resolver404):  # the point is that every pattern is tried
        resolve(NOWHERE)
    describe("Mo-Fr 09:00-12:00; PH off")
    shipped()
    second_ear.learned()
    second_reading.learned()


def names(folder: Path) -> list[str]:
    """The pages and mails below a folder of templates, as the engine calls them."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
