"""Every package that is installed is locked to a version and to the hashes of its files."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
EXTRAS = PROJECT["project"].get("optional-dependencies", {})
LOCKED = {"run": [*PROJECT["project"]["dependencies"], *chain(*EXTRAS.values())], **GROUPS}
PACKAGE_LOCKS = ["package-lock.json", "benchmarks/package-lock.json"]
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; .+?)?(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)")


def locked(text: str) -> dict[str, set[str]]:
    """The versions that a requirements file locks, by name. Raises AssertionError for a line without a hash."""
    versions: dict[str, set[str]] = {}
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\s*\\\n\s*", " ", lines).splitlines():
        pinned = PINNED.fullmatch(line)
        assert pinned, f"not locked by hash: {line}"
        versions.setdefault(pinned["name"], set()).add(pinned["version"])
    return versions


def not_satisfied(requirements: list[str], versions: dict[str, set[str]]) -> list[str]:
    parsed = [Requirement(requirement) for requirement in requirements]
    return [
        str(requirement)
        for requirement in parsed
        if not any(map(requirement.specifier.contains, versions.get(canonicalize_name(requirement.name), ())))
    ]


@pytest.mark.parametrize("name", LOCKED)
def test_each_requirement_is_locked_as_it_is_declared(name: str) -> None:
    versions = locked((ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))
    assert not_satisfied(LOCKED[name], versions) == [], "run make lock"


def test_each_lock_belongs_to_declared_requirements() -> None:
    assert {path.stem for path in (ROOT / "requirements").iterdir()} == set(LOCKED)


def test_locks_that_are_installed_together_agree() -> None:
    versions: dict[str, set[str]] = locked((ROOT / "requirements" / "run.txt").read_text("utf-8"))
    for name in ("build", "test", "benchmark"):
        for package, others in locked((ROOT / "requirements" / f"{name}.txt").read_text("utf-8")).items():
            assert versions.setdefault(package, others) == others, f"{package}: run make lock UPGRADE=--upgrade"


def test_the_wheel_is_built_with_what_the_lock_holds() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(GROUPS["build"])


@pytest.mark.parametrize("name", PACKAGE_LOCKS)
def test_each_npm_package_is_locked_by_hash_and_names_no_registry(name: str) -> None:
    lock = json.loads((ROOT / name).read_text("utf-8"))
    declared = json.loads((ROOT / name.replace("-lock", "")).read_text("utf-8"))
    packages = lock["packages"]
    root = packages.pop("")
    for kind in ("dependencies", "devDependencies"):
        assert root.get(kind, {}) == declared.get(kind, {}), "run make lock"
    assert [path for path, package in packages.items() if "integrity" not in package] == []
    assert [path for path, package in packages.items() if "resolved" in package] == []


def test_a_requirement_without_hash_or_of_another_version_is_found() -> None:
    hashed = f"flask==3.1.3 ; python_version >= '3.11' \\\n    --hash=sha256:{'0' * 64}\n    # via flask-babel\n"
    assert locked(hashed) == {"flask": {"3.1.3"}}
    with pytest.raises(AssertionError, match="not locked by hash"):
        locked("flask==3.1.3\n")
    assert not_satisfied(["Flask==3.1.3", "flask>=4", "jinja2"], locked(hashed)) == ["flask>=4", "jinja2"]
