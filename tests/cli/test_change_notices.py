"""The commands that change articles tell the hub and IndexNow, both real servers with TLS."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import stamina
from click.testing import CliRunner, Result

from bantin_reader.cli.import_report import ImportReport
from bantin_reader.cli.main import commands
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.source_repository import SourceRepository
from tests.change_receiver import PUBLIC, clear, receiving, told
from tests.web_server import Reply, Site

Received = tuple[Site, dict[str, str]]


@pytest.fixture(scope="module")
def _receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Received]:
    with receiving(tmp_path_factory.mktemp("receiver")) as received:
        yield received


@pytest.fixture
def receiver(_receiver: Received, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The server that is hub and search engine; the settings name it."""
    site, environment = _receiver
    clear(site)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return site


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def lines(folder: Path, *titles: str, day: date | None = None) -> str:
    file = folder / "tin.jsonl"
    dated = {"date": day.isoformat()} if day else {}
    articles = [{"source_id": one, "title": one, "body": "<p>Tin.</p>", "category": "Y tế", **dated} for one in titles]
    file.write_text("\n".join(json.dumps(one) for one in articles), "utf-8")
    return str(file)


def test_an_import_tells_of_what_changed_and_of_nothing_else(receiver: Site, tmp_path: Path) -> None:
    assert run("import", lines(tmp_path, "Một", "Hai")).exit_code == 0
    assert told(receiver) == [f"{PUBLIC}/articles/mot", f"{PUBLIC}/articles/hai"]
    [hub] = [content for path, _, content in receiver.posted if path == "/push"]
    assert ("hub.url", f"{PUBLIC}/categories/y-te/feed.atom") in parse_qsl(hub.decode())
    receiver.posted.clear()
    assert run("import", lines(tmp_path, "Một", "Hai")).exit_code == 0
    assert run("import", "--dry-run", lines(tmp_path, "Ba")).exit_code == 0
    assert receiver.posted == []


def test_what_was_stored_before_an_interruption_is_told(
    receiver: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportReport, "tell", lambda *_: signal.raise_signal(signal.SIGINT))
    result = run("import", lines(tmp_path, "Một"))
    assert (result.exit_code, told(receiver)) == (130, [f"{PUBLIC}/articles/mot"])


def test_what_was_stored_before_an_error_is_told(
    receiver: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    source(tmp_path, monkeypatch)
    monkeypatch.setattr(SourceRepository, "finish", fail)
    result = run("sync")
    assert (result.exit_code, result.stderr) == (1, "tin: the disk is full\n")
    assert told(receiver) == [f"{PUBLIC}/articles/mot"]
    receiver.posted.clear()
    monkeypatch.setattr(ImportReport, "tell", fail)
    assert run("import", lines(tmp_path, "Hai")).exit_code == 1
    assert told(receiver) == [f"{PUBLIC}/articles/hai"]


def test_an_article_of_tomorrow_is_told_to_nobody(receiver: Site, tmp_path: Path) -> None:
    assert run("import", lines(tmp_path, "Mai", day=date.today() + timedelta(days=3))).exit_code == 0
    assert receiver.posted == []


def test_a_withdrawal_and_its_end_are_told(receiver: Site, tmp_path: Path) -> None:
    run("import", lines(tmp_path, "Một"))
    receiver.posted.clear()
    assert run("withdraw", "mot", "--reason", "Sai.").exit_code == 0
    assert run("reinstate", "mot").exit_code == 0
    assert told(receiver) == [f"{PUBLIC}/articles/mot"] * 2


def test_who_cannot_be_told_is_a_line_and_no_error(receiver: Site, tmp_path: Path) -> None:
    receiver.replies["/push"] = Reply(500)
    with stamina.set_testing(True, attempts=3):
        result = run("import", lines(tmp_path, "Một"))
    assert result.exit_code == 0
    assert [path for path, _, _ in receiver.posted].count("/push") == 3, "a failure that may pass"
    assert result.stderr == (
        f"the hub {receiver.url}/push was not notified of the changes: cannot be sent: the response is 500 "
        "Internal Server Error\n"
    )
    assert told(receiver) == [f"{PUBLIC}/articles/mot"], "the other one is told all the same"


def test_a_refusal_is_not_asked_for_again(receiver: Site, tmp_path: Path) -> None:
    receiver.replies["/indexnow"] = Reply(403)
    result = run("import", lines(tmp_path, "Một"))
    assert result.exit_code == 0
    assert "was not notified of the changes: cannot be sent: the response is 403" in result.stderr
    assert [path for path, _, _ in receiver.posted] == ["/push", "/indexnow"]


def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure a source of one article."""
    folder = tmp_path / "tin"
    folder.mkdir()
    (folder / "mot.md").write_text("---\ntitle: Một\nlang: vi\n---\n\nTin.\n", "utf-8")
    config = tmp_path / "bantin.toml"
    config.write_text(f'[[sources]]\nname = "tin"\nkind = "folder"\npath = "{folder}"\n', "utf-8")
    monkeypatch.setenv("BANTIN_CONFIG", str(config))


def test_a_sync_tells_of_what_it_brought(receiver: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source(tmp_path, monkeypatch)
    result = run("sync")
    assert result.exit_code == 0, result.output
    assert told(receiver) == [f"{PUBLIC}/articles/mot"]
