"""Commands that import articles, withdraw them and publish them again."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import click

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import ArticleNotFound
from bantin_reader.model.ports import Outcome
from bantin_reader.model.source import WEB_PREFIXES

INTERRUPTED = 128 + 2


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--dry-run", is_flag=True, help="Print a JSON line for each article and store nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing if the store holds an article already.")
@click.option("--profile", metavar="NAME", help="Read every saved page with this profile.")
def import_(sources: tuple[str, ...], dry_run: bool, if_empty: bool, profile: str | None) -> None:
    """Read articles from files, folders and addresses that begin with http:// or https://.

    A file or an address holds a page, the portal's text, Markdown, a feed, or JSON Lines; an address may also be that
    of a sitemap or of a WordPress site. What it is, is told by its content.

    Prints "created|updated|unchanged /articles/<slug> title" for each. A file that cannot be read is named on stderr,
    the others are imported, and the exit status is 1. After Ctrl-C every imported article is complete.
    """
    # Imported here: a server's worker, which runs this command too, would hold seven megabytes for it.
    from bantin_reader.cli.change_notices import create_change_notices, send
    from bantin_reader.cli.import_report import ImportReport
    from bantin_reader.services.importer import DryRun, Imported, Refused
    from bantin_reader.source_factory import create_importer, create_line_importer, import_address, import_list
    from bantin_reader.sources.content_kind import kind_of_file
    from bantin_reader.sources.discovery import find

    gc.freeze()  # the garbage collector then looks at articles alone, not at all modules with them
    settings = Settings()
    addresses = [source for source in sources if source.lower().startswith(WEB_PREFIXES)]
    paths = tuple(Path(source) for source in sources if source not in addresses)
    importing = create_importer(settings, store=not dry_run, profile=profile, roots=paths)
    if if_empty and not importing.store_is_empty():
        return
    unreadable: list[Refused] = []
    found = list(find(paths, lambda path, reason: unreadable.append(Refused(path, reason))))
    if not found and not unreadable and not addresses:
        click.echo("nothing to import: the folders hold nothing but pictures, recordings and hidden files", err=True)
    kinds = {file: kind_of_file(file) for file in found}
    lines = [file for file in found if kinds[file] == "lines"]
    # A list in a folder is none that a person named: what it announces is not fetched.
    lists = [file for file in found if kinds[file] not in ("page", "lines") and file in paths]
    files = [file for file in found if file not in lines and file not in lists]
    is_counted = not (lines or lists or addresses)
    report = ImportReport(len(unreadable) + len(found) if is_counted else None)
    notices = create_change_notices(settings)
    results: list[Iterable[Imported | DryRun | Refused]] = [unreadable]
    if files:
        results.append(importing.dry_run(files) if dry_run else importing.run(files))
    if lines:
        line_importing = create_line_importer(settings, store=not dry_run)
        results.append(line_importing.dry_run(lines) if dry_run else line_importing.run(lines))
    results += [import_list(settings, file, profile, store=not dry_run) for file in lists]
    results += [import_address(settings, address, profile, store=not dry_run) for address in addresses]
    try:
        with report.progress(), _interruptible() as stop_if_interrupted:
            for result in chain.from_iterable(results):
                if isinstance(result, Imported) and result.outcome is not Outcome.UNCHANGED:
                    notices.add(result.slug, result.draft.category)
                report.tell(result)
                stop_if_interrupted()
    except KeyboardInterrupt:
        total = f"of {len(found)} files" if is_counted else "articles"
        click.echo(f"stopped after {report.done} {total}; run it again to go on", err=True)
        sys.exit(INTERRUPTED)
    finally:  # of what was stored before an interruption or an error too
        send(notices)
    sys.exit(1 if report.refused else 0)


@contextmanager
def _interruptible() -> Iterator[Callable[[], None]]:
    """A function that raises KeyboardInterrupt if Ctrl-C was pressed.

    Python raises it wherever it is just then, and ignores what is raised in a finalizer.
    """
    is_interrupted = False

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal is_interrupted
        is_interrupted = True
        raise KeyboardInterrupt

    def stop_if_interrupted() -> None:
        if is_interrupted:
            raise KeyboardInterrupt

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop_if_interrupted
    finally:
        signal.signal(signal.SIGINT, previous)


@click.command()
@click.argument("slug")
@click.option("--reason", required=True, help="What readers see at the article's address.")
def withdraw(slug: str, reason: str) -> None:
    """Withdraw an article: its address answers 410 Gone, with the reason."""
    if not reason.strip():
        raise click.BadParameter("give a reason, which readers will see", param_hint="--reason")
    slug = _slug(slug)
    try:
        from bantin_reader.source_factory import create_withdrawal

        create_withdrawal(Settings()).withdraw(slug, " ".join(reason.split()))
    except ArticleNotFound as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"withdrawn {ARTICLE_PATH}{slug}")
    _tell_of(slug)


@click.command()
@click.argument("slug")
def reinstate(slug: str) -> None:
    """Publish a withdrawn article again."""
    slug = _slug(slug)
    try:
        from bantin_reader.source_factory import create_withdrawal

        create_withdrawal(Settings()).reinstate(slug)
    except ArticleNotFound as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"reinstated {ARTICLE_PATH}{slug}")
    _tell_of(slug)


def _tell_of(slug: str) -> None:
    from bantin_reader.cli.change_notices import create_change_notices, send

    notices = create_change_notices(Settings())
    notices.add(slug)
    send(notices)


def _slug(text: str) -> str:
    """The slug in `text`, which is a slug or an address as `import` prints it."""
    return text.removeprefix(ARTICLE_PATH)
