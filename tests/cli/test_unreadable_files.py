"""An import in which some files cannot be read: each is one line with its reason, and the others land."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bantin_reader.sources.markdown import front_matter
from bantin_reader.sources.markdown.body import read_markdown
from tests.faults.site import without_privileges
from tests.unit.services.importing import run, write


def test_a_name_that_is_not_utf8_is_refused_and_the_rest_lands(inbox: Path) -> None:
    write(inbox, "a.md", "Tin một")
    write(inbox, "z.md", "Tin hai")
    write(inbox, "b.md").rename(inbox / os.fsdecode(b"b\xff.md"))
    result = run(inbox)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["created /articles/tin-mot Tin một", "created /articles/tin-hai Tin hai"]
    assert result.stderr == f"{inbox}/b\\udcff.md: its name is not UTF-8: rename it\n"


def test_a_folder_whose_name_is_not_utf8_is_refused_file_by_file(inbox: Path) -> None:
    folder = inbox / os.fsdecode(b"th\xe1ng")
    folder.mkdir()
    write(folder, "b.md")
    result = run(inbox)
    assert (result.exit_code, result.stderr) == (1, f"{inbox}/th\\udce1ng/b.md: its name is not UTF-8: rename it\n")


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x9b31m", "\x07", "\u202e"])
def test_a_name_cannot_send_commands_to_the_terminal(inbox: Path, sign: str) -> None:
    (inbox / f"a{sign}b.txt").write_text("?", "utf-8")
    write(inbox, f"c{sign}d.md", body="![](anh.png)")
    for arguments in ([inbox], ["--dry-run", inbox]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert sign not in result.stdout + result.stderr
        assert f"a\\u{ord(sign[0]):04x}" in result.stderr


@pytest.mark.parametrize("title", ['"\\u200b\\u200d"', '"\\u00ad"', '"\\u3164"', '"\\u2800 \\u2060"', '"\\u0301"'])
def test_a_title_that_shows_nothing_is_refused(inbox: Path, title: str) -> None:
    result = run(write(inbox, "a.md", title))
    assert (result.exit_code, result.stderr) == (1, f"{inbox}/a.md: no title: it holds nothing that can be seen\n")


def test_a_title_of_one_sign_or_emoji_is_one(inbox: Path) -> None:
    assert run(write(inbox, "a.md", "👩‍🌾")).exit_code == 0
    assert run(write(inbox, "b.md", '"?"')).exit_code == 0


def test_an_error_of_the_program_ends_one_file_alone(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(inbox, "a.md", "Tin một")
    write(inbox, "b.md", "Tin hai")
    unbroken = read_markdown

    def broken(*_arguments: object, **_named: object) -> object:
        monkeypatch.setattr(front_matter, "read_markdown", unbroken)
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(front_matter, "read_markdown", broken)
    result = run(inbox / "a.md", inbox / "b.md")
    assert (result.exit_code, result.stdout) == (1, "created /articles/tin-hai Tin hai\n")
    assert "a.md: an error of this program, which you should report: ZeroDivisionError in " in result.stderr


def command(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as somebody for whom the rights of files count."""
    line = [*without_privileges(), sys.executable, "-m", "bantin_reader.cli.main", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=cwd)


def test_what_may_not_be_read_is_listed_and_the_rest_is_imported(inbox: Path) -> None:
    write(inbox, "a.md", "Tin một")
    write(inbox, "khoa.md").chmod(0)
    (inbox / "kin").mkdir()
    write(inbox / "kin", "b.md")
    (inbox / "kin").chmod(0)
    (inbox / "mu").mkdir()
    write(inbox / "mu", "c.md")
    (inbox / "mu").chmod(0o444)
    done = command("import", inbox)
    assert done.returncode == 1
    assert done.stdout == "created /articles/tin-mot Tin một\n"
    assert sorted(done.stderr.splitlines()) == [
        f"{inbox}/{name}: cannot be opened: Permission denied" for name in ("khoa.md", "kin", "mu/c.md")
    ]


def test_a_folder_that_may_not_be_read_is_no_success(inbox: Path) -> None:
    (inbox / "kin").mkdir(mode=0)
    done = command("import", inbox / "kin")
    assert (done.returncode, done.stderr) == (1, f"{inbox}/kin: cannot be opened: Permission denied\n")


@pytest.mark.parametrize("source", ["a" * 5_000, "vong"])
def test_a_source_that_cannot_be_opened_is_one_line(inbox: Path, source: str) -> None:
    (inbox / "vong").symlink_to("vong")
    done = command("import", inbox / source)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be opened: " in done.stderr


def test_profiles_that_cannot_be_read_are_one_line(inbox: Path) -> None:
    profiles = Path(os.environ["BANTIN_DATA"]) / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "a.toml").touch(mode=0)
    line = f"bantin-reader: {profiles}{{}}: cannot be opened: {{}}\n"
    done = command("import", inbox)
    assert (done.returncode, done.stderr) == (2, line.format("/a.toml", "Permission denied"))
    profiles.chmod(0)
    done = command("import", inbox)
    assert (done.returncode, done.stderr) == (2, line.format("", "Permission denied"))
    profiles.chmod(0o755)
    profiles.rename(profiles.with_name("profiles-cu"))
    profiles.touch()
    done = command("import", inbox)
    assert (done.returncode, done.stderr) == (2, line.format("", "Not a directory"))


def test_a_configuration_file_that_cannot_be_read_is_one_line(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "bantin.toml").touch(mode=0)
    done = command("import", inbox, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "bantin-reader: bantin.toml: cannot be opened: Permission denied\n")
    (tmp_path / "bantin.toml").unlink()
    (tmp_path / "bantin.toml").mkdir()
    done = command("import", inbox, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "bantin-reader: bantin.toml: cannot be opened: Is a directory\n")


def test_a_data_folder_that_may_not_be_entered_is_one_line(inbox: Path) -> None:
    data = Path(os.environ["BANTIN_DATA"])
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0)
    done = command("import", write(inbox, "a.md"))
    data.chmod(0o755)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Permission denied" in done.stderr
