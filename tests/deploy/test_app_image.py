"""What the images of the tests with podman are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.app_image import lock_for
from tests.deploy.podman import LONGEST_RUNROOT, Podman

MARKERS = (" ; python_full_version < '3.11.5'", " ; python_full_version >= '3.11.5'", "")


def test_a_folder_whose_path_is_too_long_for_podman_is_refused_not_skipped(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 50 characters"):
        Podman(tmp_path / ("x" * LONGEST_RUNROOT))


def test_a_lock_is_read_for_the_python_of_the_base() -> None:
    old, new, any_ = (f"{one}==1{marker} \\\n    --hash=x\n" for one, marker in zip("abc", MARKERS, strict=True))
    lock = f"# made\n{old}{new}{any_}"
    assert lock_for("3.11.2", lock) == "a==1 \\\n    --hash=x\nc==1 \\\n    --hash=x\n"
    assert lock_for("3.11.7", lock) == "b==1 \\\n    --hash=x\nc==1 \\\n    --hash=x\n"
