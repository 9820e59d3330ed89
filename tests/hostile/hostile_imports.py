"""Attacks by what is imported while the server runs."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.target import Target

# Each is nine times as large as the one before.
ALIASES = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi"))
BOMB = f"a: &a [{', '.join(['x'] * 9)}]\n{ALIASES}"
DEPTH = 100_000


def article(title: str, body: str = "Nội dung.") -> str:
    return f"---\ntitle: {title}\n---\n\n{body}\n"


def hostile_files(target: Target) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.joinpath("an-toan.md").write_text(article("Tin an toàn"), "utf-8")
        refused = {
            "bom.md": f"---\ntitle: Tin\n{BOMB}---\n\nNội dung.\n",
            "long.md": article("<" * 300_000),
            "sau.html": f"<title>Tin</title><h1>Tin</h1>{'<article>' * DEPTH}<p>Nội dung",
            "anh.md": article("Tin ảnh", "![Ảnh](../../../../etc/hostname)"),
            "\x1b[31m.md": "Không có tiêu đề",
            os.fsdecode(b"t\xedn.md"): article("Tin"),
        }
        for file, text in refused.items():
            folder.joinpath(file).write_text(text, "utf-8")
        folder.joinpath("lien-ket.md").symlink_to("/etc/passwd")
        done = target.command("import", folder)
        lines = done.stderr.splitlines()
        assert done.returncode == 1, done.stderr
        assert len(lines) == len(refused) + 1, done.stderr
        assert b"\x1b" not in done.stderr
        assert b"Traceback" not in done.stderr
    assert target.get("/articles/tin-an-toan") == [200]


def two_imports_of_one_folder(target: Target) -> None:
    with TemporaryDirectory() as name, ThreadPoolExecutor(2) as pool:
        folder = Path(name)
        for number in range(30):
            folder.joinpath(f"{number}.md").write_text(article("Tin trùng tên"), "utf-8")
        for done in pool.map(target.command, ["import"] * 2, [folder] * 2):
            assert (done.returncode, done.stderr) == (0, b"")
