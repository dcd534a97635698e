"""Ways round the ladder and round the tenant that import-linter cannot see, each with its cheap test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLResolver, get_resolver

from .test_ladder import PACKAGE, ROOT, ladder, modules

RUNG = {app: number for number, rung in enumerate(ladder()) for app in rung}
URL_TAG = re.compile(r"\{%\s*url\s+['\"]([\w-]+):([\w-]+)['\"]")
URL_CALL = re.compile(r"\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*['\"]([\w-]+):([\w-]+)['\"]")
TEMPLATE_TAG = re.compile(r"\{%\s*(?:include|extends)\s+['\"]([a-z]+)/")
CLOSED_ROOM = {"families", "lotsen", "bookings", "deployments"}
# Where a network is looked up by its name although nobody is signed in to it: jobs and doors that get a slug.
# A new line here needs a reason; a view, a form or a template tag is none.
FINDS_NETWORKS = {
    "offers/imports/run.py",  # the operator's import
    "offers/inbox.py",  # a report from the public site
    "offers/queries/links.py",  # the link in a mail
    "offers/queries/reports.py",  # the operator's list of reports
    "offers/tasks/calendar.py",  # jobs that go through all networks
    "offers/tasks/freshness.py",  # jobs that go through all networks
    "offers/tasks/pulls.py",  # jobs that go through all networks
    "offers/tasks/quality.py",  # jobs that go through all networks
    "offers/tasks/reports.py",  # a nightly job that goes through all networks
    "offers/tasks/retention.py",  # likewise
    "offers/tasks/seat.py",  # whether anybody coordinates, when members come and go
    "offers/tasks/duplicates.py",  # likewise
    "offers/tasks/watching.py",  # likewise
    "publishing/queries/newsletter.py",  # the public page and the links in mails
    "publishing/tasks/newsletter.py",  # a nightly job that goes through all networks
    "publishing/tasks/brochure.py",  # brochures made anew every hour, in all networks
    "publishing/tasks/pages.py",  # pages planned for now, portraits whose consent has ended
    "partners/tasks.py",  # hands over what a leaver looked after, in any network
}


def app_of(path: Path) -> str:
    """The app a file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def namespaces() -> dict[str, str]:
    """URL namespace → app whose addresses it names."""
    found = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace:
            module = getattr(pattern.urlconf_module, "__name__", "nestwerk.finder.api")  # the API brings a list
            found[pattern.namespace] = module.split(".")[1]
    return found


def templates() -> list[Path]:
    return [
        path for suffix in ("*.html", "*.txt", "*.svg") for path in PACKAGE.rglob(suffix) if "templates" in path.parts
    ]


def calls_and_names(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_a_template_links_to_its_own_or_lower_apps_only() -> None:
    """Navigation is the workspace's: what leads up is handed to the template (see ``workspace.frame``)."""
    app_named = namespaces()
    wrong = [
        f"{path.relative_to(ROOT)}: {space}:{name}"
        for path in templates()
        for space, name in URL_TAG.findall(path.read_text(encoding="utf-8"))
        if space not in app_named or RUNG[app_named[space]] < RUNG[app_of(path)]
    ]
    assert wrong == []


def test_code_links_to_its_own_or_lower_apps_only() -> None:
    app_named = namespaces()
    wrong = [
        f"{path.relative_to(ROOT)}: {space}:{name}"
        for path in modules()
        if path.parent != PACKAGE
        for space, name in URL_CALL.findall(path.read_text(encoding="utf-8"))
        if space not in app_named or RUNG[app_named[space]] < RUNG[app_of(path)]
    ]
    assert wrong == []


def test_a_template_builds_on_its_own_or_lower_apps_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {app}"
        for path in templates()
        for app in TEMPLATE_TAG.findall(path.read_text(encoding="utf-8"))
        if app in RUNG and RUNG[app] < RUNG[app_of(path)]
    ]
    assert wrong == []


def test_nobody_makes_signals_or_listens_to_those_of_tables() -> None:
    """What has to happen above is announced as a job (``jobs.announce``)."""
    wrong = []
    for path in modules():
        for node in calls_and_names(path):
            if not isinstance(node, ast.ImportFrom):
                continue
            names = {name.name for name in node.names}
            own = node.module in ("django.dispatch", "django.dispatch.dispatcher") and "Signal" in names
            if (
                own
                or node.module == "django.db.models.signals"
                or (node.module == "django.db.models" and "signals" in names)
            ):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_nobody_reads_a_closed_room_by_a_lookup() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.parent != PACKAGE and app_of(path) not in CLOSED_ROOM
        if re.search(r"\bfamily__", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


# --- nothing is fetched past the network (R-07) ---------------------------------------------------------------------


def is_page_code(path: Path) -> bool:
    """Views, forms, template tags, context processors: code that answers requests. Accounts know no network."""
    parts = path.relative_to(PACKAGE).parts
    if parts[0] == "accounts":
        return False
    stem = parts[1].removesuffix(".py") if len(parts) > 1 else ""
    return stem == "views" or stem.startswith(("views_", "forms", "frame")) or "templatetags" in parts


def past_the_network(name: str, text: str) -> list[str]:
    """Places where page code asks a table instead of ``request.network``."""
    found = []
    for node in ast.walk(ast.parse(text)):
        reason = ""
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager", "raw"):
            reason = f".{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            by_class = isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()
            if node.func.id in ("get_object_or_404", "get_list_or_404") and by_class:
                reason = f"{node.func.id} without a network"
        if isinstance(node, ast.ImportFrom) and node.module == "django.db":
            reason = "django.db" if {name.name for name in node.names} & {"connection", "connections"} else ""
        if reason:
            found.append(f"{name}:{getattr(node, 'lineno', 0)}: {reason}")
    return found


def test_pages_reach_data_through_their_network_only() -> None:
    """``request.network.offers``, or a function of ``queries.py`` that is given the network."""
    pages = [path for path in modules() if path.parent != PACKAGE and is_page_code(path)]
    assert pages
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in pages}
    assert [line for name, text in texts.items() for line in past_the_network(name, text)] == []


def test_the_search_for_such_places_finds_them() -> None:
    text = (
        "from django.db import connection\n"
        "def page(request, pk):\n"
        "    get_object_or_404(Offer, pk=pk)\n"
        "    Offer.objects.get(pk=pk)\n"
        "    get_object_or_404(request.network.offers, pk=pk)\n"
    )
    assert [line.split(":")[1] for line in sorted(past_the_network("views.py", text))] == ["1", "3", "4"]


def test_networks_are_looked_up_by_their_own_app_and_the_command_line_only() -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        for node in calls_and_names(path)
        if isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id == "Network"
    }
    elsewhere = {path for path in users if not path.startswith(("networks/", "config/"))}
    assert elsewhere - FINDS_NETWORKS == set(), "Bitte das Netzwerk hineinreichen, statt es zu suchen."
    assert FINDS_NETWORKS - elsewhere == set(), "Steht in der Liste, wird aber nicht mehr gebraucht."
