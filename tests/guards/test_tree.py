"""What the committed tree must and must not hold."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.conftest import ROOT

REGISTRIES = re.compile("|".join(["registry\\.npm" + "js", "pypi\\." + "org", "python" + "hosted", "deb\\.debian"]))


def committed() -> list[str]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("this tree is not a git checkout")
    return [name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for name in committed():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            found[name] = content.decode("utf-8")
    return found


def test_no_file_names_a_registry() -> None:
    assert [name for name, text in texts().items() if REGISTRIES.search(text)] == []


def test_the_guard_knows_a_registry_when_it_sees_one() -> None:
    assert REGISTRIES.search("https://registry.npm" + "js.org/htmx.org/-/htmx.org-4.0.1.tgz")


def test_nothing_built_or_downloaded_is_committed() -> None:
    foreign = ("node_modules/", "static/dist/", ".venv/", "var/")
    assert [name for name in committed() if name.startswith(foreign) or name.endswith((".mo", ".woff2"))] == []


def test_front_end_packages_are_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert package["dependencies"]["htmx.org"].startswith("4.")


def test_templates_use_no_control_that_a_policy_or_a_voice_cannot_take() -> None:
    for name, text in texts().items():
        if name.startswith("templates/"):
            assert "javascript:" not in text, name
            assert not re.search(r"\shx-[a-z]", text), f"{name}: write data-hx-*"
            assert not re.search(r"hx-on|hx-vals=.js:|\sstyle=", text), name
