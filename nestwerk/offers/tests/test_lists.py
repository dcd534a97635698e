"""A list comes in: what is written, what stays out, what is told, and that twice is as good as once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.lists import (
    choose_columns,
    choose_sheet,
    choose_values,
    decide_rows,
    drop_list,
)
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_plan import weigh_all
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.imports.kept import Decision, rows_of
from nestwerk.offers.imports.tests.workbooks import workbook
from nestwerk.offers.models import ImportedRow, ImportMapping, ImportRun, Offer
from nestwerk.offers.queries.lists import vocabulary
from nestwerk.partners.models import Organisation
from nestwerk.taxonomy.actions import load_terms
from nestwerk.taxonomy.terms import read_terms

from .lists import AT, HEAD, ROWS, brought_in, changed, read, ugly

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
LATER = AT + timedelta(days=30)
GROUP = "offer.parent_child_group"


@contextmanager
def acting(member: Membership) -> Iterator[None]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        yield


def offers() -> dict[str, Offer]:
    return {offer.title: offer for offer in Offer.objects.select_related("organisation")}


def states(run: ImportRun) -> list[str]:
    return [one.state for one in weigh_all(run, rows_of(run.plan), at=AT)]


# --- read ----------------------------------------------------------------------------------------------------------


def test_a_word_added_to_a_term_is_known_to_the_next_list() -> None:
    assert vocabulary().code("Quasselbande", "offer_types") == ""
    rows = read_terms()
    load_terms([replace(row, synonyms=("Quasselbande",)) if row.code == GROUP else row for row in rows])
    assert vocabulary().code("Quasselbande", "offer_types") == GROUP


def test_a_list_is_read_guessed_and_counted_and_no_offer_is_touched(host: Membership) -> None:
    with acting(host):
        run = read(host)
        assert (run.state, run.file_name, Offer.objects.count()) == ("read", "liste.xlsx", 0)
        assert run.mapping["columns"]["Tel."] == ["phone"]
        assert run.mapping["columns"]["Ansprechpartnerin"] == ["person"]
        assert run.counts | {"rows": 3, "new": 1, "problem": 2} == run.counts
        line = Line.objects.get(event="offers.list_read")
        assert (line.count, line.thing_id) == (3, str(run.pk))


def test_a_row_without_a_type_has_suggestions_with_reasons(host: Membership) -> None:
    with acting(host):
        run = read(host, ugly(*changed(2, Angebot="Elternfrühstück mit Baby")))
        code, reason, _ = rows_of(run.plan)[2].types[0]
        assert code == "offer.parent_cafe"
        assert "im Titel" in reason


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "leer.csv", "ist leer"), (b"%PDF-1.7", "a.pdf", "PDF"), (b"PK\x03\x04kaputt", "a.xlsx", "keine gültige")],
)
def test_what_is_no_table_is_refused_and_nothing_is_kept(
    host: Membership, content: bytes, name: str, said: str
) -> None:
    with acting(host), pytest.raises(Refused, match=said):
        read(host, content, name)
    with acting(host):
        assert (ImportRun.objects.count(), Line.objects.filter(event="offers.list_read").count()) == (0, 0)


def test_of_several_sheets_one_is_chosen(host: Membership) -> None:
    with acting(host):
        run = read(host, workbook(Kitas=[["Name", "Ort"], ["Igel", "X"]], Angebote=[HEAD, *ROWS]))
        with pytest.raises(Refused, match="mehrere Blätter"):
            bring_in(run, publish=False, by=host, at=AT)
        with pytest.raises(Refused, match="eines der Blätter"):
            choose_sheet(run, 2, at=AT)
        run = choose_sheet(run, 1, at=AT)
        assert (run.sheet["name"], run.counts["rows"]) == ("Angebote", 3)


def test_columns_that_claim_the_same_are_refused_and_the_mapping_stays(host: Membership) -> None:
    with acting(host):
        run = read(host)
        columns = run.mapping["columns"] | {"Zeiten": ["title"]}
        with pytest.raises(Refused, match="mehreren Spalten"):
            choose_columns(run, {"columns": columns}, at=AT)
        run.refresh_from_db()
        assert run.mapping["columns"]["Zeiten"] == ["opening_hours"]


def test_a_value_mapped_once_holds_for_every_row(host: Membership) -> None:
    with acting(host):
        run = read(host)
        assert run.counts["unknown"] == 4
        values = {"Art": {"Kükengruppe": "offer.daycare", "Frühstück für alle Eltern": "offer.parent_cafe"},
                  "Alter": {"Krümelalter": ""}}  # fmt: skip
        run = choose_values(run, values, at=AT)
        assert (run.counts["new"], run.counts["unknown"]) == (3, 1)
        assert run.mapping["values"] == values


# --- brought in ----------------------------------------------------------------------------------------------------


def test_new_offers_come_in_as_chosen_without_a_clock_and_rows_with_problems_are_told(host: Membership) -> None:
    with acting(host):
        run = brought_in(host)
        (offer,) = Offer.objects.select_related("organisation")
        assert (offer.title, offer.status, offer.published_at) == ("Krabbelkäfer", "published", AT)
        assert (offer.confirmed_at, offer.imported_at, offer.version) == (None, AT, 1)
        assert (offer.organisation.name, offer.phone, offer.opening_hours) == (
            "Familienzentrum Nord", "03675/426496", 'Mo 09:00-11:00 "nach Vereinbarung"',
        )  # fmt: skip
        assert offer.lat is not None
        assert (run.state, run.counts["new"], run.counts["problem"], run.sheet, run.plan) == ("done", 1, 2, {}, {})
        assert [(line, title) for line, title, _ in run.counts["told"]] == [(5, "Spatzennest"), (6, "Treff")]
        assert run.counts["told"][0][2] == "Angebotsarten: Diese Angabe fehlt."
        told = Line.objects.get(event="offers.imported")
        assert (told.count, told.thing_id) == (1, str(run.pk))


def test_as_drafts_nobody_sees_them(host: Membership) -> None:
    with acting(host):
        brought_in(host, publish=False)
        assert Offer.objects.get().status == Offer.Status.DRAFT


def test_names_of_persons_are_nowhere(host: Membership) -> None:
    with acting(host):
        brought_in(host, fixed={"offer_types": "offer.parent_cafe"})
        for offer in Offer.objects.all():
            assert not any(name in str(vars(offer)) for name in ("Ada", "Ben", "Muster"))
        assert "Ada" not in str(list(ImportedRow.objects.values_list("after", "before")))


def test_what_families_could_not_use_stays_a_draft_and_is_told(host: Membership) -> None:
    with acting(host):
        run = brought_in(host, fixed={"offer_types": "offer.daycare"})
        found = offers()
        assert (found["Spatzennest"].status, found["Treff"].status) == ("published", "draft")
        assert run.counts["kept_draft"] == 1
        assert "Weg, Kontakt aufzunehmen" in run.counts["told"][0][2]


def test_the_same_list_twice_changes_nothing(host: Membership) -> None:
    with acting(host):
        brought_in(host, fixed={"offer_types": "offer.daycare"})
        before = list(Offer.objects.order_by("pk").values())
        run = read(host, at=LATER)
        assert run.mapping["recalled"]
        assert run.mapping["fixed"]["offer_types"] == "offer.daycare"
        assert states(run) == ["same"] * 3
        run = bring_in(run, publish=True, by=host, at=LATER)
        assert (run.counts["same"], run.counts.get("new"), run.counts.get("changed")) == (3, None, None)
        assert list(Offer.objects.order_by("pk").values()) == before
        assert run.rows.count() == 0


def test_what_the_list_has_changed_is_changed_and_keeps_its_identity(host: Membership) -> None:
    with acting(host):
        brought_in(host)
        before = Offer.objects.get()
        run = brought_in(host, ugly(*changed(0, Kosten="5 €", **{"Tel.": "03675 111"})), at=LATER)
        after = Offer.objects.get()
        assert (after.pk, after.public_id, after.version) == (before.pk, before.public_id, 2)
        assert (after.phone, after.cost_kind, after.imported_at) == ("03675 111", "paid", LATER)
        trace = run.rows.get()
        assert trace.before["phone"] == "03675/426496"
        assert trace.after["wrote"]["phone"] == "03675 111"


def test_what_people_have_changed_since_stays_and_is_no_news_when_the_list_says_the_same(host: Membership) -> None:
    with acting(host):
        brought_in(host)
        write_values(Offer.objects.get(), {"phone": "03675 999", "description": "Selbst geschrieben."}, at=AT)
        run = brought_in(host, at=LATER)
        assert (Offer.objects.get().phone, run.counts["same"]) == ("03675 999", 1)
        assert Offer.objects.get().description == "Selbst geschrieben."


def test_where_both_have_changed_ours_stays_unless_somebody_takes_the_list(host: Membership) -> None:
    newer = ugly(*changed(0, **{"Tel.": "03675 111"}))
    with acting(host):
        brought_in(host)
        write_values(Offer.objects.get(), {"phone": "03675 999"}, at=AT)
        run = read(host, newer, at=LATER)
        (one, *_) = weigh_all(run, rows_of(run.plan), at=LATER)
        assert [(found.name, found.now, found.said, found.before, found.kind) for found in one.found] == [
            ("phone", "03675 999", "03675 111", "03675/426496", "both")
        ]
        assert (one.stuck, run.counts["stuck"]) == (True, 1)
        run = bring_in(run, publish=True, by=host, at=LATER)
        assert (Offer.objects.get().phone, run.counts["kept_ours"]) == ("03675 999", 1)
        again = read(host, ugly(*changed(0, **{"Tel.": "03675 222"})), at=LATER)
        again = decide_rows(again, {"4": Decision(take={"phone": "list"})}, at=LATER)
        assert again.counts["stuck"] == 0
        bring_in(again, publish=True, by=host, at=LATER)
        assert Offer.objects.get().phone == "03675 222"


def test_what_the_list_no_longer_says_is_not_emptied_here(host: Membership) -> None:
    with acting(host):
        brought_in(host)
        brought_in(host, ugly(*changed(0, **{"Tel.": "", "Kosten": ""})), at=LATER)
        offer = Offer.objects.get()
        assert (offer.phone, offer.cost_kind) == ("03675/426496", "free")


def test_a_row_left_out_stays_out(host: Membership) -> None:
    with acting(host):
        run = decide_rows(read(host), {"4": Decision(skip=True)}, at=AT)
        assert run.counts["skipped"] == 1
        with pytest.raises(Refused, match="noch keine Zeile"):
            bring_in(run, publish=True, by=host, at=AT)
        assert Offer.objects.count() == 0
        run.refresh_from_db()
        assert (run.state, len(run.sheet["rows"])) == ("read", 3), "nothing is lost"


def test_what_was_decided_for_a_row_comes_in(host: Membership) -> None:
    decision = Decision(texts={"offer_types": "offer.parent_cafe", "needs": "need.exhaustion"})
    with acting(host):
        run = read(host)
        needs = decision.texts["needs"]
        bring_in(run, publish=True, by=host, at=AT, decisions={"6": decision})
        treff = offers()["Treff"]
        assert (treff.offer_types, treff.needs) == (["offer.parent_cafe"], [needs])


# --- the whole ------------------------------------------------------------------------------------------------------


def test_a_list_comes_in_once(host: Membership) -> None:
    with acting(host):
        run = brought_in(host)
        for again in (lambda: bring_in(run, publish=True, by=host, at=AT), lambda: drop_list(run, by=host, at=AT)):
            with pytest.raises(Refused, match="schon erledigt"):
                again()


def test_a_dropped_list_leaves_nothing_behind(host: Membership) -> None:
    with acting(host):
        run = read(host)
        drop_list(run, by=host, at=AT)
        run.refresh_from_db()
        assert (run.state, run.sheet, run.plan, Offer.objects.count()) == ("dropped", {}, {}, 0)
        assert ImportMapping.objects.count() == 0
        assert Line.objects.filter(event="offers.list_dropped").count() == 1


def test_partners_that_are_known_under_a_former_name_are_not_made_anew(network: Network, host: Membership) -> None:
    with acting(host):
        renamed = Organisation.objects.create(network=network, name="Haus Nord", former_names=["Familienzentrum Nord"])
        run = brought_in(host)
        assert Offer.objects.get().organisation == renamed
        assert run.counts["partners"] == []
