"""An installation adds words of its own; a mistake is named with its line and leaves everything as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.taxonomy.actions import load_own_terms, load_terms
from nestwerk.taxonomy.models import Term
from nestwerk.taxonomy.public import terms

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HEAD = "code\tkind\tde\tde_plain\ten\tsynonyms\n"


def load(folder: Path, text: str) -> int:
    path = folder / "eigene.tsv"
    path.write_text(text, encoding="utf-8")
    return load_own_terms(path)


def test_own_terms_come_in_behind_the_shipped_ones_and_survive_an_update(tmp_path: Path) -> None:
    for _ in range(2):
        assert load(tmp_path, HEAD + "offer.forest_group\toffer_type\tWaldgruppe\tim Wald\tforest\tWald|Bäume\n") == 1
    load_terms()
    last = terms()[-1]
    assert (last.code, last.labels["de"], last.synonyms, last.shown) == (
        "offer.forest_group",
        "Waldgruppe",
        ("Wald", "Bäume"),
        True,
    )


def test_a_shipped_term_takes_the_words_of_the_installation_and_keeps_its_place(tmp_path: Path) -> None:
    before = [term.code for term in terms()]
    load(tmp_path, HEAD + "offer.parent_cafe\toffer_type\tElternstube\tElternstube\tparents\t\n")
    load_terms()
    assert [term.code for term in terms()] == before
    assert Term.objects.get(code="offer.parent_cafe").de == "Elternstube"


def test_what_is_sensitive_stays_unshown_and_more_can_be(tmp_path: Path) -> None:
    text = "code\tkind\tde\tde_plain\ten\tshown\tparent\n"
    text += "need.violence\tneed\tGewalt\tGewalt\tviolence\tyes\t\n"
    text += "need.own_sorrow\tneed\tKummer\tKummer\tsorrow\tno\tgroßer Kummer\n"
    load(tmp_path, text)
    shown = {term.code: (term.shown, term.labels["parent"]) for term in terms()}
    assert (shown["need.violence"][0], shown["need.own_sorrow"]) == (False, (False, "großer Kummer"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wald.x\toffer_type\tA\tA\tA\t", "Zeile 3: code: „wald.x“ beginnt nicht mit need., offer."),
        ("offer.X\toffer_type\tA\tA\tA\t", "Zeile 3: code: "),
        ("offer.x\tneed\tA\tA\tA\t", "zu offer.x gehört offer_type"),
        ("offer.x\toffer_type\t\tA\tA\t", "Zeile 3: de: Diese Angabe fehlt"),
        ("offer.x\toffer_type\tA\tA", "Die Zeile hat 4 Felder, die Überschrift 6"),
        ("offer.good\toffer_type\tA\tA\tA\t", "kommt schon einmal vor"),
        (f"offer.x\toffer_type\t{'x' * 161}\tA\tA\t", "höchstens 160 Zeichen"),
        (f"offer.x\toffer_type\tA\tA\tA\t{'x' * 121}", "länger als 120"),
        ("offer.x\toffer_type\tA\x00\tA\tA\t", "Steuerzeichen"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_changes(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path, f"{HEAD}offer.good\toffer_type\tA\tA\tA\t\n{line}\n")
    assert said in refused.value.sentence
    assert not Term.objects.filter(origin=Term.Origin.LOCAL).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ist leer"),
        (b"code,kind,de\n", "nennt andere Spalten"),
        (b"code\tkind\tde\tde_plain\ten\tfarbe\n", "nennt andere Spalten"),
        (b"\xff\xfe", "nicht in UTF-8"),
    ],
)
def test_what_is_no_list_of_terms_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "x.tsv").write_bytes(content)
    with pytest.raises(Refused, match=said):
        load_own_terms(tmp_path / "x.tsv")
    with pytest.raises(Refused, match="lässt sich nicht lesen"):
        load_own_terms(tmp_path / "fehlt.tsv")
