"""WordPress for the tests: a copy of Debian's files, a database on a socket, PHP's server on a loopback port."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

DEBIANS = Path("/usr/share/wordpress")
PHP_FILES = Path(__file__).with_name("php")
PHP_OPTIONS = ["-d", "opcache.enable_cli=1", "-d", "display_errors=stderr", "-d", "memory_limit=256M"]
PHP_MODULES = {"curl": "php-curl", "mbstring": "php-mbstring", "mysqli": "php-mysql", "xml": "php-xml"}
AUTHOR, PASSWORD = "tac-gia", "mot mat khau dai"
PATIENCE = 60.0


def missing() -> list[str]:
    """What this machine lacks, by the names of Debian's packages."""
    lacks = _lacking_files()
    if not (_command("mariadbd") and _command("mariadb-install-db")):
        lacks.append("mariadb-server-core")
    if not _command("php"):
        return [*lacks, "php-cli", *PHP_MODULES.values()]
    modules = _run("php", "-m").split()
    return lacks + [package for module, package in PHP_MODULES.items() if module not in modules]


def _lacking_files() -> list[str]:
    constants = DEBIANS / "wp-includes" / "default-constants.php"
    if not constants.is_file():
        return ["wordpress"]
    [theme] = re.findall(r"'WP_DEFAULT_THEME', '(\w+)'", constants.read_text("utf-8"))
    return [] if (DEBIANS / "wp-content" / "themes" / theme).is_dir() else [f"wordpress-theme-{theme}"]


class WordPress:
    """`url` is where it listens, plain HTTP. Its files lie in `folder`, which should have a short path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self._start_database()
            self._copy_files()
            self.url = self._start_php()
        except BaseException:
            self.stop()
            raise

    def ask(self, line: str) -> Any:
        """What one line of PHP, run inside WordPress, returns."""
        return json.loads(self._php("ask.php", str(self._folder / "site"), line))

    def stop(self) -> None:
        for process in reversed(self._processes):
            # It ends its workers, which are in its group, only when interrupted.
            php = isinstance(process.args, list) and "-S" in process.args
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT if php else signal.SIGTERM)
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def log(self) -> str:
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(f"== {log.name}\n" + log.read_text("utf-8", "replace")[-3000:] for log in logs)

    def _start_database(self) -> None:
        data = self._folder / "database"
        as_root = ["--user=root"] if os.geteuid() == 0 else []
        small = ["--innodb-log-file-size=8M", "--innodb-use-native-aio=0", "--innodb-flush-log-at-trx-commit=0"]
        trust = ["--auth-root-authentication-method=normal", "--skip-test-db"]
        _run("mariadb-install-db", "--no-defaults", f"--datadir={data}", *trust, *as_root, *small)
        own = [f"--datadir={data}", f"--socket={self._socket}", f"--pid-file={self._folder / 'mariadb.pid'}"]
        self._start("mariadb", _command("mariadbd"), "--no-defaults", "--skip-networking", *own, *as_root, *small)
        self._until(lambda: self._sql("create database wordpress character set utf8mb4"))

    @property
    def _socket(self) -> Path:
        return self._folder / "mariadb.sock"

    def _sql(self, statement: str) -> None:
        connect = f"mysqli_report(3); (new mysqli('localhost', 'root', '', '', 0, '{self._socket}'))"
        _run("php", "-r", f"{connect}->query('{statement}');")

    def _copy_files(self) -> None:
        site = self._folder / "site"
        shutil.copytree(DEBIANS, site, ignore=shutil.ignore_patterns("akismet", ".htaccess"))
        shutil.copy(PHP_FILES / "wp-config.php", site)
        (site / "wp-content" / "mu-plugins").mkdir()
        shutil.copy(PHP_FILES / "loopback.php", site / "wp-content" / "mu-plugins")

    def _start_php(self) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        (self._folder / "url").write_text(url, "utf-8")
        self._php("install.php", str(self._folder / "site"), AUTHOR, PASSWORD)
        self._start("php", "php", *PHP_OPTIONS, "-S", url.removeprefix("http://"), "-t", str(self._folder / "site"))
        self._until(lambda: urllib.request.urlopen(url, timeout=PATIENCE).close())
        return url

    def _php(self, script: str, *arguments: str) -> str:
        return _run("php", *PHP_OPTIONS, str(PHP_FILES / script), *arguments)

    def _start(self, name: str, *command: str) -> None:
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
            )
        self._processes.append(process)

    def _until(self, works: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                works()
                return
            except (OSError, RuntimeError) as error:
                if time.monotonic() > end or any(process.poll() is not None for process in self._processes):
                    raise RuntimeError(f"WordPress did not start: {error}\n{self.log()}") from error
            time.sleep(0.05)


def _command(name: str) -> str:
    """Its path, also where only root has /usr/sbin in the PATH; empty when the machine has none."""
    return shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin") or ""


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")
    return done.stdout
