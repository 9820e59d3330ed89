"""Rules for committed files: no registry hosts, nothing built, pinned packages, templates that the policy allows."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.conftest import ROOT

FOR_OTHER_SITES = "templates/embed/snippet.html"
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
            found[name] = content.decode("utf-8", "replace")
    return found


def test_no_file_names_a_registry() -> None:
    assert [name for name, text in texts().items() if REGISTRIES.search(text)] == []


def test_the_guard_knows_a_registry_when_it_sees_one() -> None:
    assert REGISTRIES.search("https://registry.npm" + "js.org/htmx.org/-/htmx.org-4.0.1.tgz")


def foreign(names: list[str]) -> list[str]:
    built = ("node_modules/", "static/dist/", ".venv/", "var/")
    return [name for name in names if name.startswith(built) or name.endswith((".mo", ".woff2"))]


def unpinned(versions: dict[str, str]) -> list[str]:
    return [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)]


def unusable(template: str) -> list[str]:
    """What a template may not hold: it needs eval or inline code, or has the spelling that the Nu checker refuses."""
    return re.findall(r"javascript:|\shx-[a-z]+|hx-on|hx-vals=.js:|\sstyle=|\son[a-z]+=", template)


def test_nothing_built_or_downloaded_is_committed() -> None:
    assert foreign(committed()) == []
    assert foreign(["static/dist/site.js", "a.mo", "app.py"]) == ["static/dist/site.js", "a.mo"]


def test_front_end_packages_are_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert unpinned(package["dependencies"] | package["devDependencies"]) == []
    assert package["dependencies"]["htmx.org"].startswith("4.")
    assert unpinned({"a": "^1.0.0", "b": "1.2.3"}) == ["a"]


def test_templates_use_no_control_that_a_policy_or_a_voice_cannot_take() -> None:
    ours = {name: text for name, text in texts().items() if name.startswith("templates/") and name != FOR_OTHER_SITES}
    assert {name: unusable(text) for name, text in ours.items() if unusable(text)} == {}
    assert unusable('<a href="javascript:a()">') == ["javascript:"]
    assert unusable("<b onclick='a()'>") == [" onclick="]
    assert unusable('<b hx-get="/">') == [" hx-get"]
