"""Fixtures: a screen with an accessibility bus, Orca on it, and a browser that Orca reads."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path, landed, served  # noqa: F401
from tests.browser.site import LiveSite
from tests.browser.webkit import display  # noqa: F401
from tests.orca.screen_reader import ScreenReader, process, write_preferences

# The snapshots are this version's words.
ORCA_VERSION = "43"
GREETING, COUNT = "Screen reader on.", "Page has"
# The end of the title of every page, when Orca says that it has loaded.
TITLE = "– Bản tin."
NEEDED = ("orca", "dbus-daemon", "xdotool", "Xvfb")
FIREFOX_PREFERENCES = """user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.newtab.preload", false);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("intl.accept_languages", "vi-VN,vi");
"""


@pytest.fixture(scope="module", autouse=True)
def _needed() -> None:
    """Skips by name what the machine lacks."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    version = subprocess.run(["orca", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if not version.startswith(f"{ORCA_VERSION}."):
        pytest.skip(f"the snapshots are of Orca {ORCA_VERSION}, this is {version}")


@pytest.fixture(scope="module")
def desktop(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:  # noqa: F811
    """The environment of programs on a screen with a message bus and a home of their own."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)  # as the XDG Base Directory Specification demands of XDG_RUNTIME_DIR
    # Orca refuses to start while its user has another one. Those of two processes have nothing in common but the user.
    finds_no_other = home / "bin" / "pgrep"
    finds_no_other.parent.mkdir()
    finds_no_other.write_text("#!/bin/sh\nexit 1\n")
    finds_no_other.chmod(0o755)
    environment = {
        "PATH": f"{finds_no_other.parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "DISPLAY": display,
        "LC_ALL": "C.UTF-8",
        "GSETTINGS_BACKEND": "memory",
        "GNOME_ACCESSIBILITY": "1",
        "ACCESSIBILITY_ENABLED": "1",
        "ORCA_SPEECH": str(home / "speech"),
    }
    address = f"unix:path={home / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
    with process(command, environment, home / "bus.log"):
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}


@pytest.fixture(scope="module")
def orca(desktop: dict[str, str]) -> Iterator[ScreenReader]:
    """Orca, which has told that it runs."""
    home = Path(desktop["HOME"])
    speech = Path(desktop["ORCA_SPEECH"])
    speech.touch()
    write_preferences(home / "preferences")
    with process(["orca", "--user-prefs", str(home / "preferences")], desktop, home / "orca.log"):
        reader = ScreenReader(desktop, speech)
        reader.said_until(GREETING)
        yield reader


OpenPage = Callable[[str], list[str]]


@pytest.fixture(scope="module", params=["firefox", "chromium"])
def browser_command(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that opens an address, in a browser with a profile of its own."""
    profile = tmp_path_factory.mktemp(request.param)
    if request.param == "firefox":
        path = shutil.which("firefox-esr") or shutil.which("firefox")
        (profile / "user.js").write_text(FIREFOX_PREFERENCES, "utf-8")
        options = ["--profile", str(profile)]
    else:
        path = chromium_path()
        # Its offer to translate a page is spoken in the middle of the page.
        options = [
            *CHROMIUM_FLAGS,
            "--disable-features=Translate",
            "--force-renderer-accessibility",
            f"--user-data-dir={profile}",
        ]
    if not path:
        pytest.skip(f"{request.param} is not on this machine")
    return [path, *options]


@pytest.fixture(scope="module")
def open_page(
    orca: ScreenReader,
    desktop: dict[str, str],
    browser_command: list[str],
    served: LiveSite,  # noqa: F811
) -> Iterator[OpenPage]:
    """Opens an address in a new tab; returns what Orca reads when the page has loaded, from its title to its end.

    The count of links is left out: it depends on those that were visited before.
    """
    log = Path(desktop["HOME"]) / "browser.log"
    with ExitStack() as programs:

        def show(address: str) -> None:
            programs.enter_context(process([*browser_command, address], desktop, log))

        def read(address: str) -> list[str]:
            show(address)
            return [one for one in orca.read_to_the_end(start=TITLE) if not one.startswith(COUNT)]

        # While a browser starts, its own first page is announced too. No page has a link to this address.
        show(f"{served.url}/start")
        orca.read_to_the_end()
        orca.said()
        yield read


@pytest.fixture(scope="module")
def browser_name(browser_command: list[str]) -> str:
    return re.sub(r"-esr$", "", Path(browser_command[0]).name)
