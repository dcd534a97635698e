"""Break the rules that matter most, one small change at a time, and count the changes no test notices (R-82).

    make mutation                                  all modules of the table: about a quarter of an hour on one core
    python -m bench.mutation rules chain           the modules whose path has one of these words
    python -m bench.mutation --show understand     with every change that went unnoticed

The changes are made by mutmut in a copy of this tree below var/, never here. Of large modules every n-th change is
tried, always the same ones. Each change gets a process of its own, forked before any test has run, so that nothing
remembered from another run hides it; where the tests need it also a database of its own, copied from one. Some
changes change nothing (a default with the same meaning); nobody sorts them out by hand. Exit code 1 where access, keys,
record, consent and deletion together fall below 85 %.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from nestwerk.config.postgres import SETTINGS, cluster

from .mutation_subjects import SUBJECTS, Subject
from .table import show

ROOT = Path(__file__).resolve().parents[1]
LEAST = 85  # percent, where guarded
LIMIT = 1500  # seconds for one module
EVERY = {1: "*", 5: "*__mutmut_*[05]", 10: "*__mutmut_*7"}  # which changes are tried: all, every fifth, every tenth
ENDED_WELL = ("killed", "timeout", "segfault")
UNNOTICED = ("survived", "no tests")
GUARDED = "access, keys, record, consent, deletion"
PROMPT = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}


def main() -> int:
    """Copy, mutate module by module, print what was noticed; 1 where the guarded ones are below the least."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--show", action="store_true", help="print every change no test noticed")
    options = parser.parse_args()
    wanted = [one for one in SUBJECTS if not options.words or any(word in one.path for word in options.words)]
    folder = ROOT / "var" / f"mutation-{os.getpid()}"
    counted, watched = Counter[str](), Counter[str]()
    print(f"load {os.getloadavg()[0]:.1f}")
    with ExitStack() as left:
        left.callback(shutil.rmtree, folder, ignore_errors=True)
        copy(folder)
        if any(one.database for one in wanted):
            left.enter_context(server(folder / "data"))
        for one in wanted:
            begun = time.monotonic()
            names = run(folder, one)
            states = Counter(names.values())
            counted += states
            watched += states if one.guarded else Counter()
            share = score(states)
            tried = "" if one.every == 1 else f", every {one.every}th"
            figure = "nothing tried" if share is None else f"{share:.0f} % noticed"
            words = ", ".join(f"{count} {state}" for state, count in states.most_common()) + tried
            guarded = GUARDED if one.guarded else ""
            show(one.path, figure, f"{words}, {time.monotonic() - begun:.0f} s", guarded)
            if options.show:
                for name in sorted(name for name, state in names.items() if state in UNNOTICED):
                    print(change(folder, name))
    load = f"load {os.getloadavg()[0]:.1f}"
    if whole := score(counted):
        show(f"{len(wanted)} modules", f"{whole:.0f} % noticed", f"{sum(counted.values())} changes", load)
    least = score(watched)
    if least is not None:
        words = f"{sum(watched.values())} changes"
        show(GUARDED, f"{least:.0f} % noticed", words, f"≥ {LEAST} %", met=least >= LEAST)
    return int(least is not None and least < LEAST)


def copy(folder: Path) -> None:
    """What git knows of this tree, and what it does not know yet but would keep."""
    said = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, said.split("\0")):
        if name.startswith(("nestwerk/", "tests/")) or name in ("conftest.py", "pyproject.toml"):
            source, target = ROOT / name, folder / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    (folder / "pyproject.toml").rename(folder / "plain.toml")


def run(folder: Path, one: Subject) -> dict[str, str]:
    """What became of each change of a module that was tried: its name and state."""
    shutil.rmtree(folder / "mutants", ignore_errors=True)
    listed = ", ".join(f'"{test}"' for test in one.tests)
    ours = f"""
[tool.mutmut]
source_paths = ["nestwerk"]
only_mutate = ["{one.path}"]
also_copy = ["conftest.py"]
process_isolation = "forkserver"
pytest_add_cli_args = ["-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = [{listed}]
timeout_constant = {6 if one.database else 1}
"""
    (folder / "pyproject.toml").write_text((folder / "plain.toml").read_text(encoding="utf-8") + ours, encoding="utf-8")
    place = folder / one.path
    place.write_text(unwrapped(place.read_text(encoding="utf-8")), encoding="utf-8")
    dotted = one.path.removesuffix(".py").replace("/", ".")
    done = mutmut(folder, "run", "--max-children", "1", f"{dotted}.{EVERY[one.every]}")
    names = dict(re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", mutmut(folder, "results", "--all", "true"), re.M))
    if not names:
        print(done[-2000:], file=sys.stderr)
    return {name: state for name, state in names.items() if state != "not checked"}


def unwrapped(source: str) -> str:
    """The same code with decorators called after the definition: mutmut leaves decorated functions alone."""
    lines = source.splitlines()
    tree = ast.parse(source)
    inner = [one for node in tree.body if isinstance(node, ast.ClassDef) for one in node.body]
    found = [one for one in [*tree.body, *inner] if isinstance(one, ast.FunctionDef) and one.decorator_list]
    for one in sorted(found, key=lambda one: -one.lineno):
        call = one.name
        for decorator in reversed(one.decorator_list):
            call = f"{ast.unparse(decorator)}({call})"
        lines.insert(one.end_lineno or one.lineno, f"{' ' * one.col_offset}{one.name} = {call}")
        del lines[one.decorator_list[0].lineno - 1 : one.lineno - 1]
    return "\n".join(lines) + "\n"


@contextmanager
def server(data: Path) -> Iterator[None]:
    """A database server below this folder. The first run of the tests migrates a database there, all others copy it."""
    SETTINGS.update(PROMPT)
    postgres = cluster(data)
    postgres.start()
    try:
        yield
    finally:
        postgres.stop()


def mutmut(folder: Path, *words: str) -> str:
    """Run mutmut in the copy and return what it said."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("NESTWERK_", "DATABASE_"))}
    if (folder / "data").exists():  # as the processes of a parallel run share a server and a migrated database
        environ |= {"NESTWERK_DATA_DIR": str(folder / "data"), "PYTEST_XDIST_TESTRUNUID": "mutation"}
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder, env={**environ, "NO_COLOR": "1"}, check=False, capture_output=True, text=True, timeout=LIMIT,
    )  # fmt: skip
    return done.stdout + done.stderr


def change(folder: Path, name: str) -> str:
    """The lines a change took away and put in."""
    lines = [line for line in mutmut(folder, "show", name).splitlines() if re.match(r"[-+](?![-+])", line)]
    return "\n".join([f"     {name}", *(f"       {line}" for line in lines)])


def score(states: Counter[str]) -> float | None:
    """Percent of the changes a test noticed; None where none was tried."""
    noticed = sum(states[state] for state in ENDED_WELL)
    whole = noticed + sum(states[state] for state in UNNOTICED)
    return 100 * noticed / whole if whole else None


if __name__ == "__main__":
    sys.exit(main())
