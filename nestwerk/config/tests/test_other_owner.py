"""Root on somebody else's data folder is warned: the service could not read what root writes there."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from nestwerk.config.cli_setting import other_owner

NOBODY = 65534


def test_root_is_told_whose_folder_it_is(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, NOBODY, -1)  # else it is somebody's already
    owner = tmp_path.stat().st_uid
    assert f"gehört „{pwd.getpwuid(owner).pw_name}“" in other_owner(tmp_path, uid=0)
    assert other_owner(tmp_path, uid=owner) == ""


def test_who_works_on_their_own_folder_hears_nothing(tmp_path: Path) -> None:
    assert other_owner(tmp_path, uid=os.geteuid()) == ""
    assert other_owner(tmp_path / "not-there-yet", uid=0) == ""
