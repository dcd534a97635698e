"""Long words break where a person would break them."""

from __future__ import annotations

import pytest

from nestwerk.finder.wording.joints import with_joints


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Familienhebammen", "Familien|hebammen"),
        ("Schwangerschaftskonfliktberatung", "Schwangerschafts|konflikt|beratung"),
        ("Erziehungsberatungsstelle", "Erziehungs|beratungs|stelle"),
        ("Kinderkrankenschwestern", "Kinder|krankenschwestern"),
        ("Eltern-Kind-Gruppe", "Eltern-Kind-Gruppe"),
        ("Stillberatung", "Stillberatung"),
        ("Geburtsvorbereitungskurs in Ribnitz", "Geburts|vorbereitungs|kurs in Ribnitz"),
    ],
)
def test_a_long_word_breaks_at_its_joints_and_a_short_one_never(word, broken):
    assert with_joints(word).replace("\u00ad", "|") == broken


def test_nothing_but_soft_hyphens_is_added():
    text = "Schwangerschafts- und Schwangerschaftskonfliktberatung <b>&"
    assert with_joints(text).replace("\u00ad", "") == text
