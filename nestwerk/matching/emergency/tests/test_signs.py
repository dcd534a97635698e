from pathlib import Path

import pytest

from nestwerk.common.locales import LOCALES
from nestwerk.matching.emergency import SIGNS

WORDING = Path(__file__).parents[4] / "docs" / "clinical-wording.md"


@pytest.mark.parametrize("code", list(SIGNS))
def test_each_sign_names_its_number_in_every_language(code):
    sign = SIGNS[code]
    assert sign.code == code
    assert sign.call in {"112", "116117"}
    assert set(sign.text) == set(LOCALES)
    for text in sign.text.values():
        assert sign.call in "".join(text.split())  # the number may hold a space that does not break


def test_the_page_for_the_approvers_carries_exactly_the_wording_of_the_site():
    page = WORDING.read_text(encoding="utf-8")
    for sign in SIGNS.values():
        for text in sign.text.values():
            assert text in page
