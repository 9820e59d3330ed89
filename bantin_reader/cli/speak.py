"""The speak command: makes the audio of articles by a speech engine."""

from __future__ import annotations

import fcntl
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.model.article import ARTICLE_PATH

INTERRUPTED = 128 + 2


@click.command()
def speak() -> None:
    """Make the audio of articles that have none, the newest first, until it takes BANTIN_AUDIO_BYTES.

    Prints a line for each article. What an article no longer says, and the audio of withdrawn and older articles, is
    removed. The exit status is 1 if the audio of an article could not be made; the others are. After Ctrl-C every
    audio file is complete. To be run after an import, or by a timer.
    """
    # Imported here: a server's worker, which runs this command's module too, needs neither.
    from bantin_reader.services.glossary.loader import load_glossaries
    from bantin_reader.services.speech.recorder import Recorder
    from bantin_reader.store.audio.encoders import ENCODERS, installed_encoders
    from bantin_reader.store.audio.engine import CommandEngine
    from bantin_reader.store.audio.folder import AudioFolder
    from bantin_reader.store.opening import open_articles_and_lists
    from bantin_reader.web.i18n.locale import LANGUAGES

    settings = Settings()
    encoders = installed_encoders()
    for missing in [one for one in ENCODERS if one not in encoders]:
        click.echo(f"{missing.program} is not installed: no .{missing.suffix} files are made", err=True)
    if not encoders:
        raise click.ClickException("audio needs opusenc or lame (Debian: opus-tools, lame)")
    program = shlex.split(settings.speech_command)[0]
    has_program = shutil.which(program) is not None
    if not has_program:
        click.echo(f"{program} is not installed: no audio is made; BANTIN_SPEECH_COMMAND names it", err=True)
    articles, lists = open_articles_and_lists(settings, settings.database_url)
    folder = settings.data / "audio"
    with _alone(folder):
        recorder = Recorder(
            articles,
            lists,
            AudioFolder(folder, encoders),
            CommandEngine(settings.speech_command),
            load_glossaries(settings.data, LANGUAGES),
            settings.audio_bytes,
        )
        refused = 0
        try:
            for recorded in recorder.run():
                address = f"{ARTICLE_PATH}{recorded.article.slug}"
                if recorded.is_new and recorded.facts:
                    click.echo(f"made {address} {recorded.facts.seconds:.0f} s")
                else:
                    refused += 1
                    if has_program:
                        click.echo(printable(f"{address}: {recorded.reason}"), err=True)
        except KeyboardInterrupt:
            click.echo("stopped; every audio file is complete", err=True)
            sys.exit(INTERRUPTED)
    if recorder.removed:
        click.echo(f"removed the audio of {recorder.removed} articles")
    sys.exit(1 if refused else 0)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Raise an error where another process is making audio; the lock ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException("another process is making audio already") from error
        yield
