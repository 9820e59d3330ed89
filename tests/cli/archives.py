"""Archives opened, changed and written anew."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

from tests.cli.site import Site, listing, run

Member = tuple[tarfile.TarInfo, bytes]


def refusal(archive: Path, empty: Site) -> str:
    """Why it is refused, with and without --force."""
    place = empty.data.parent.parent
    before = listing(place)
    for options in ((), ("--force",)):
        result = run("restore", archive, *options)
        assert result.exit_code == 1, result.stdout
        assert listing(place) == before
        assert not empty.data.parent.exists(), "an empty folder was left"
    return str(result.stderr).partition("nothing was changed: ")[2].rstrip()


def read(archive: Path) -> list[Member]:
    with tarfile.open(archive) as tar:
        return [(member, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]


def write(archive: Path, members: list[Member], *, sums: bool = True) -> None:
    """Write an archive anew; with `sums` its list says of each member what it holds now."""
    if sums:
        listed = [
            f"{hashlib.sha256(content).hexdigest()}  {member.name}\n"
            for member, content in members
            if member.name != "SHA256SUMS" and member.isreg()
        ]
        members = [pair for pair in members if pair[0].name != "SHA256SUMS"]
        members.append((tarfile.TarInfo("SHA256SUMS"), "".join(listed).encode()))
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, content in members:
            member.size = len(content) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(content))


def with_about(archive: Path, **changes: object) -> None:
    [(about, text), *others] = read(archive)
    write(archive, [(about, json.dumps(json.loads(text) | changes).encode()), *others])
