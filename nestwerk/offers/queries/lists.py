"""What the pages and actions around a list read. Inside the tenant; each function asks a fixed number of questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Func, JSONField, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.taxonomy.models import Term
from nestwerk.taxonomy.terms import shipped_lexicon

from ..duplicates import Record
from ..imports.kept import Decision, KeptRow
from ..imports.proposing import record_of
from ..imports.rows import Known, columns
from ..imports.vocabulary import Vocabulary
from ..imports.weighing import Around
from ..models import ImportedRow, ImportMapping, ImportRun, Offer

_CUT = "%(function)s(%(expressions)s::jsonpath)"
LARGE = ("sheet", "plan", "choices", "mapping")  # columns a list of runs does not need
MOST_RUNS = 50


def runs_of(member: Membership) -> QuerySet[ImportRun]:
    """The lists of the network, the newest first, without their contents."""
    return _runs(member).defer(*LARGE).select_related("member__user")[:MOST_RUNS]


def run_for(member: Membership, run_id: int) -> ImportRun | None:
    """One list within reach."""
    return _runs(member).filter(pk=run_id).first()


def light_run_for(member: Membership, run_id: int) -> ImportRun | None:
    """One list within reach without its table: ``index`` and ``gone`` of its plan stand beside it."""
    parts = {name: KeyTransform(name, "plan") for name in ("index", "gone", "signature")}
    return _runs(member).filter(pk=run_id).defer("sheet", "plan").annotate(**parts).first()


def rows_at(run: ImportRun, places: Sequence[int]) -> tuple[list[KeptRow], list[dict[str, str]]]:
    """The planned rows at these places, and their cells as they stand in the list. One query.

    The database cuts them out: a long list is some megabytes.
    """
    if not places:
        return [], []
    path = f"$.rows[{', '.join(str(int(place)) for place in places)}]"
    cut = {
        f"{name}_rows": Func(
            name, Value(path), function="jsonb_path_query_array", template=_CUT, output_field=JSONField()
        )
        for name in ("plan", "sheet")
    }
    names = ("plan_rows", "sheet_rows", "header")
    asked = ImportRun.objects.filter(pk=run.pk).annotate(**cut, header=KeyTransform("header", "sheet"))
    kept, cells, header = asked.values_list(*names).get()
    table = [{name: cell for name, cell in zip(header, row, strict=True) if cell} for row in cells]
    return [KeptRow.from_json(row) for row in kept], table


def _runs(member: Membership) -> QuerySet[ImportRun]:
    if reach(member.role, "offers:imports") == NOTHING:
        return ImportRun.objects.none()
    return ImportRun.objects.filter(network_id=member.network_id)


def known_of(network: Network) -> Known:
    """The codes of the installation and the social spaces of the network. Two queries."""
    codes: dict[str, set[str]] = {}
    for code, kind in Term.objects.values_list("code", "kind"):
        codes.setdefault(kind, set()).add(code)
    return Known(
        offer_types=frozenset(codes.get("offer_type", ())),
        needs=frozenset(codes.get("need", ())),
        target_groups=frozenset(codes.get("target_group", ())),
        partner_types=frozenset(codes.get("partner_type", ())),
        social_spaces=frozenset(network.social_spaces.values_list("slug", flat=True)),
    )


class _Said(NamedTuple):
    """What of a term a list may say."""

    code: str
    kind: str
    de: str
    de_plain: str
    synonyms: tuple[str, ...]


def vocabulary() -> Vocabulary:
    """The words for the terms of the installation. One query; the first time, and when a term changed, 0.1 s."""
    rows = Term.objects.values_list("code", "kind", "de", "de_plain", "synonyms")
    return _words(tuple(_Said(code, kind, de, plain, tuple(also)) for code, kind, de, plain, also in rows))


@lru_cache(maxsize=1)
def _words(terms: tuple[_Said, ...]) -> Vocabulary:
    return Vocabulary(terms, shipped_lexicon())


def mapping_for(network: Network, signature: str) -> ImportMapping | None:
    """How a list with these columns was understood last time."""
    return ImportMapping.objects.filter(network=network, signature=signature).first()


def around(
    network: Network, rows: Collection[KeptRow], decisions: Mapping[str, Decision], *, signature: str, today: date
) -> Around:
    """What the directory knows of the offers these rows speak of. Eight queries."""
    partners = dict[str, str]()
    for name, former, into in network.organisations.order_by("pk").values_list(
        "name", "former_names", "merged_into__name"
    ):
        partners.update({old: into or name for old in former if old not in partners})
        partners[name] = into or name
    remembered = mapping_for(network, signature)
    same_as = {
        (source, external_id): offer
        for source, external_id, offer in (remembered.mapping.get("same_as", ()) if remembered else ())
    }
    wanted = {int(one.same) for one in decisions.values() if one.same.isdigit()}
    wanted |= {pk for row in rows for pk, _, _ in row.maybe} | set(same_as.values())
    keys = {row.key_with(decisions.get(str(row.line), Decision()).texts) for row in rows}
    offers = _offers(network, keys, wanted)
    found = {pk: offers[final] for pk in offers if (final := _final(pk, offers)) is not None}
    sources = {source for source, _ in keys}
    return Around(
        readers=columns(known_of(network)),
        spaces=dict(network.social_spaces.values_list("slug", "pk")),
        partners=partners,
        today=today,
        offers=found,
        by_key={(o.source, o.external_id): o.pk for o in offers.values() if o.pk in found},
        same_as={key: pk for key, pk in same_as.items() if pk in found},
        said=_said(set(offers), sources),
    )


def _offers(network: Network, keys: Collection[tuple[str, str]], wanted: Collection[int]) -> dict[int, Offer]:
    """Offers by id: those with these keys, those wanted, and what the merged ones among them became."""
    by_source: dict[str, list[str]] = {}
    for source, external_id in keys:
        by_source.setdefault(source, []).append(external_id)
    asked = Q(pk__in=wanted)
    for source, ids in by_source.items():
        asked |= Q(source=source, external_id__in=ids)
    rows = Offer.objects.filter(network=network).select_related("organisation", "social_space")
    found = {offer.pk: offer for offer in rows.filter(asked)}
    merged = {offer.merged_into_id for offer in found.values() if offer.merged_into_id} - set(found)
    found |= {offer.pk: offer for offer in rows.filter(pk__in=merged)}
    return found


def _final(pk: int, offers: Mapping[int, Offer]) -> int | None:
    """What a merged offer became; None if that leads beyond what was read."""
    for _ in range(5):
        into = offers[pk].merged_into_id
        if into is None:
            return pk
        if into not in offers:
            return None
        pk = into
    return None


def _said(offers: Collection[int], sources: Collection[str]) -> dict[tuple[int, str], Mapping[str, object]]:
    """What each list said about an offer when it was last brought in."""
    rows = (
        ImportedRow.objects.filter(offer_id__in=offers, run__state=ImportRun.State.DONE)
        .annotate(source=KeyTextTransform("source", "after"))
        .filter(source__in=sources)
        .order_by("offer_id", "source", "-pk")
        .distinct("offer_id", "source")
    )
    return {(row.offer_id, row.after["source"]): row.after.get("said", {}) for row in rows}


def records_of(network: Network) -> list[Record]:
    """Every offer of the network as duplicates are looked for. One query."""
    rows = Offer.objects.filter(network=network, merged_into__isnull=True).order_by("pk")
    names = ("title", "street", "postal_code", "city", "phone", "email", "website", "offer_types")
    return [
        record_of(f"o{one['pk']}", {**one, "organisation": one["organisation__name"]})
        for one in rows.values("pk", "organisation__name", *names)
    ]


def terms_by_kind() -> dict[str, dict[str, str]]:
    """The terms of the installation in their order: kind → code → label. One query."""
    found: dict[str, dict[str, str]] = {}
    for code, kind, label in Term.objects.values_list("code", "kind", "de"):
        found.setdefault(kind, {})[code] = label
    return found


def decisions_of(run: ImportRun) -> dict[str, Decision]:
    """What was decided for single rows, by line."""
    return {line: Decision.from_json(kept) for line, kept in run.choices.items()}


def spaces_of(network: Network) -> dict[str, str]:
    """The social spaces: name by slug."""
    return dict(network.social_spaces.order_by("name").values_list("slug", "name"))


def missing_in(network: Network, rows: Iterable[KeptRow]) -> list[Offer]:
    """Offers that came with an earlier list of the same source and are not in this one; those that ended apart."""
    keys = {row.key for row in rows}
    sources = {source for source, external_id in keys if source}
    known = Offer.objects.filter(network=network, source__in=sources, merged_into__isnull=True)
    there = known.exclude(status=Offer.Status.ENDED).only("pk", "title", "source", "external_id")
    return [offer for offer in there if (offer.source, offer.external_id) not in keys]
