"""The systemd unit is valid and confines the server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.deploy.nginx import program

UNIT = ROOT / "deploy" / "bantin-reader.service"
COMMAND = ROOT / "deploy" / "bantin-reader"
INSTALLED = "/opt/bantin-reader/bin/bantin-reader"
# On systemd's scale of 0 to 10, where up to 1.9 is safe. systemd 252 reports 0.9.
MOST_EXPOSED = 1.5
# What fetches may connect anywhere.
MOST_EXPOSED_SYNC = 2.5


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [program("systemd-analyze"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with the path of the program in this environment."""
    text = UNIT.read_text("utf-8")
    assert INSTALLED in text
    placed = tmp_path / "bantin-reader-8001.service"
    placed.write_text(text.replace(INSTALLED, str(Path(sys.executable).parent / "bantin-reader")), "utf-8")
    return placed


def test_systemd_verifies_the_unit(unit: Path) -> None:
    done = analyze("verify", unit)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_systemd_verifies_the_units_that_bring_articles(tmp_path: Path) -> None:
    for file in (ROOT / "deploy").glob("bantin-reader-sync.*"):
        text = file.read_text("utf-8").replace(INSTALLED, str(Path(sys.executable).parent / "bantin-reader"))
        (tmp_path / file.name).write_text(text, "utf-8")
    done = analyze("verify", *sorted(tmp_path.iterdir()))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert exposure(tmp_path / "bantin-reader-sync.service") < MOST_EXPOSED_SYNC


def test_systemd_verifies_the_units_that_make_audio(tmp_path: Path) -> None:
    for file in (ROOT / "deploy").glob("bantin-reader-speak.*"):
        text = file.read_text("utf-8").replace(INSTALLED, str(Path(sys.executable).parent / "bantin-reader"))
        (tmp_path / file.name).write_text(text, "utf-8")
    done = analyze("verify", *sorted(tmp_path.iterdir()))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert exposure(tmp_path / "bantin-reader-speak.service") < MOST_EXPOSED


def test_systemd_would_report_a_misspelt_directive(unit: Path) -> None:
    unit.write_text(unit.read_text("utf-8").replace("ProtectSystem=strict", "ProtectSystems=strict"), "utf-8")
    assert "ProtectSystems" in analyze("verify", unit).stderr


def test_systemd_verifies_the_unit_of_a_host_of_several(unit: Path) -> None:
    drop_in = (UNIT.parent / "hosts" / "listen.conf").read_text("utf-8")
    assert INSTALLED in drop_in
    folder = unit.with_name(f"{unit.name}.d")
    folder.mkdir()
    own = str(Path(sys.executable).parent / "bantin-reader")
    (folder / "listen.conf").write_text(drop_in.replace(INSTALLED, own), "utf-8")
    done = analyze("verify", unit)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def exposure(unit: Path) -> float:
    done = analyze("security", "--offline=yes", "--no-pager", unit)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd cannot judge a unit that is not loaded; version 250 and newer can")
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    return float(found[1])


def test_the_units_exposure_is_low(unit: Path) -> None:
    assert exposure(unit) <= MOST_EXPOSED


def test_a_unit_without_confinement_would_be_reported(unit: Path) -> None:
    unit.write_text(unit.read_text("utf-8").partition("NoNewPrivileges=")[0], "utf-8")
    assert exposure(unit) > MOST_EXPOSED


def test_the_app_listens_on_loopback_alone() -> None:
    assert f"ExecStart={INSTALLED} serve --host 127.0.0.1 " in UNIT.read_text("utf-8")


def test_command_and_service_share_settings_and_state() -> None:
    command, unit = COMMAND.read_text("utf-8"), UNIT.read_text("utf-8").replace("%S", "/var/lib")
    assert f"exec setpriv --reuid bantin-reader --regid bantin-reader --init-groups {INSTALLED} " in command
    assert "\nUser=bantin-reader\n" in unit
    for shared in ("BANTIN_CONFIG=/etc/bantin-reader/bantin.toml", "BANTIN_DATA=/var/lib/bantin-reader"):
        assert shared in command
        assert shared in unit


def test_the_command_has_the_home_of_the_services_user() -> None:
    """PostgreSQL's library looks for a certificate there, and refuses to connect where it may not look."""
    command, replaced = re.subn(r"exec setpriv \S.* \S+/bantin-reader ", "exec printenv ", COMMAND.read_text("utf-8"))
    assert replaced == 1
    environment = {"HOME": "/root", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["sh", "-c", command, "sh", "HOME"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "/var/lib/bantin-reader\n"
