"""`nestwerk brochure`: a file from what is published, also while the database is down."""

import pytest

from .commands import run, small_installation


@pytest.fixture(scope="module")
def place():
    """An installation with one published network of two offers; its database is down."""
    with small_installation() as data_dir:
        yield data_dir


def test_a_brochure_becomes_a_file_and_says_how_far_it_is(place, tmp_path):
    target = tmp_path / "heft.pdf"
    done = run(place, "brochure", "musterkreis", "-o", str(target), "--paper", "a6")
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert "2 Angebote gesetzt" in done.stderr
    assert f"{target}: " in done.stdout
    assert " Seiten, 2 Angebote, 0," in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nirgends",), "Ein veröffentlichtes Netzwerk „nirgends“ gibt es nicht."),
        (("musterkreis", "--paper", "a3"), "Größen: a4, a5, a6."),
        (("musterkreis", "--language", "xx"), "Sprachen: de, de-einfach, en"),
        (("musterkreis", "--topic", "x"), "Themen: first, pregnancy"),
        (("musterkreis", "--space", "x"), "Diesen Sozialraum gibt es nicht. Es gibt: keine"),
        (("musterkreis", "-o", "/nirgends/x.pdf"), "lässt sich nicht schreiben"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(place, words, sentence):
    done = run(place, "brochure", *words)
    assert done.returncode == 1
    assert sentence in done.stderr
