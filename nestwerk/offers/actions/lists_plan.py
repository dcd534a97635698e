"""What a list would do, worked out from its table and what a person decided. Puts it into the run and saves nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Network

from ..duplicates import find
from ..imports.chosen import Chosen, checked, exact_choice, first_choice, recalled
from ..imports.columns import guess_columns
from ..imports.format import is_format
from ..imports.kept import Decision, KeptRow, columns_asked, index_of, kept_plan, kept_row, unknown_of
from ..imports.plan import plan
from ..imports.proposing import common_types, record_of, with_suggestions
from ..imports.rows import columns
from ..imports.sheets import Sheet
from ..imports.weighing import NEW, PROBLEM, Weighed, weigh
from ..models import ImportRun
from ..queries.lists import around, decisions_of, known_of, mapping_for, missing_in, records_of, vocabulary
from ..suggest import shipped

MOST_MAYBE = 3
MOST_REASONS = 3


def sheet_of(run: ImportRun) -> Sheet:
    """The table. Raises Refused while none is chosen."""
    if "rows" not in run.sheet:
        raise Refused("Die Datei hat mehrere Blätter. Bitte wählen Sie zuerst eines aus.")
    return Sheet.from_json(run.sheet)


def keep_decisions(run: ImportRun, decisions: Mapping[str, Decision]) -> None:
    """Put decisions into the run; those for other rows stay."""
    for line, decision in decisions.items():
        run.choices[line] = decision.as_json()


def weigh_all(run: ImportRun, rows: Collection[KeptRow], *, at: datetime) -> list[Weighed]:
    """What each of these rows would do, as the directory stands now."""
    decisions = decisions_of(run)
    there = around(run.network, rows, decisions, signature=sheet_of(run).signature, today=_today(at))
    return [weigh(row, decisions.get(str(row.line), Decision()), there) for row in rows]


def take_sheet(run: ImportRun, sheet: Sheet, at: datetime) -> None:
    """Make this the run's table: guess its columns, or recall what they meant last time."""
    run.sheet = sheet.as_json()
    if is_format(sheet.header):
        run.mapping, run.plan = exact_choice(), {}
    else:
        guesses = guess_columns(sheet, known=vocabulary().names_a_type)
        before = mapping_for(run.network, sheet.signature)
        source = source_of(sheet)
        if before is None:
            run.mapping = first_choice(guesses, source=source)
        else:
            run.mapping = recalled(before.mapping["choice"], guesses, source=source) | {
                "recalled": before.saved_at.isoformat()
            }
        run.plan = {"columns": columns_asked(sheet, guesses)}
    make_plan(run, at)


def take_given(run: ImportRun, sheet: Sheet, choice: Chosen, at: datetime) -> None:
    """Make this the run's table, whose columns need no guessing; what its words meant last time is recalled."""
    before = mapping_for(run.network, sheet.signature)
    if before is not None:
        choice = choice | {"values": before.mapping["choice"].get("values", {})}
    run.sheet, run.mapping, run.plan = sheet.as_json(), choice, {}
    make_plan(run, at)


def make_plan(run: ImportRun, at: datetime) -> None:
    """Plan every row, look for types and for offers that are there already, and count."""
    sheet, choice = sheet_of(run), run.mapping
    checked(choice)
    known = known_of(run.network)
    found = plan(
        sheet, choice, known=known, vocabulary=vocabulary(), today=_today(at), propose=shipped().codes
    )  # fmt: skip
    readers = columns(known)
    rows = [with_suggestions(kept_row(row, readers), shipped()) for row in found.rows]
    run.plan = kept_plan(found, run.plan.get("columns", ()), rows, common_types(rows))
    weighed = weigh_all(run, rows, at=at)
    rows = _maybe(run.network, weighed)
    if not choice.get("exact") and not choice.get("partial"):
        run.plan["gone"] = [[offer.pk, offer.title] for offer in missing_in(run.network, rows)]
    count_rows(run, rows, weigh_all(run, rows, at=at))


def _maybe(network: Network, weighed: Collection[Weighed]) -> list[KeptRow]:
    """The rows, the new ones with the offers they may be already, the likest first."""
    ours = records_of(network)
    theirs = [
        record_of(f"r{one.kept.line}", one.said) for one in weighed if one.offer is None and one.state in (NEW, PROBLEM)
    ]
    like: dict[str, list[tuple[int, float, list[str]]]] = {}
    for match in find([*ours, *theirs]) if theirs else ():
        one, other = sorted((match.one, match.other))
        if one.startswith("o") and other.startswith("r"):
            found = int(one[1:]), round(match.value, 3), match.in_favour[:MOST_REASONS]
            like.setdefault(other, []).append(found)
    return [
        replace(one.kept, maybe=sorted(like.get(f"r{one.kept.line}", ()), key=lambda pair: -pair[1])[:MOST_MAYBE])
        for one in weighed
    ]


def count_rows(run: ImportRun, rows: Collection[KeptRow], weighed: Collection[Weighed]) -> None:
    """Note each row's state, and how many there are of each kind."""
    counts: dict[str, int] = {"rows": len(weighed)}
    kept = []
    for row, one in zip(rows, weighed, strict=True):
        counts[one.state] = counts.get(one.state, 0) + 1
        for name, is_so in (("stuck", one.stuck), ("maybe", one.asked)):
            counts[name] = counts.get(name, 0) + is_so
        state = " ".join(filter(None, (one.state, "stuck" if one.stuck else "", "maybe" if one.asked else "")))
        asks = 6 + len(one.found) + len(row.types) + len(row.needs) + len(one.problems)
        kept.append(replace(row, state=state, asks=asks).as_json())
    run.plan = {**run.plan, "rows": kept, "index": index_of(kept), "signature": sheet_of(run).signature}
    run.counts = counts | {"unknown": len(unknown_of(run.plan))}


def source_of(sheet: Sheet) -> str:
    """The name under which offers of such a list are known for ever: the same for every file with these columns."""
    return f"liste-{sheet.signature[:12]}"


def _today(at: datetime) -> date:
    return at.astimezone(BERLIN).date()
