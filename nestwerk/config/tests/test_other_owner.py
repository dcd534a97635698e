"""Root on somebody else's data folder is warned: the service could not read what root writes there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nestwerk.config.cli_setting import other_owner

NOBODY = 65534


def test_root_is_told_whose_folder_it_is(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(tmp_path, NOBODY, -1)
    assert "gehört „nobody“" in other_owner(tmp_path, uid=0)
    assert other_owner(tmp_path, uid=NOBODY) == ""


def test_who_works_on_their_own_folder_hears_nothing(tmp_path: Path) -> None:
    assert other_owner(tmp_path, uid=os.geteuid()) == ""
    assert other_owner(tmp_path / "not-there-yet", uid=0) == ""
