"""Brings the articles of one source up to date. Each is stored whole or not at all, and remembered after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import DocumentRefused, NotFetched, SourceRefused, StoreUnavailable, describe_unexpected
from bantin_reader.model.source import WEB_PREFIXES, KnownItem, Listing, SourceItem, Validators
from bantin_reader.model.source_ports import ArticleSource, SourceStore
from bantin_reader.services import recheck
from bantin_reader.services.importer import Imported, Importer, Refused
from bantin_reader.services.retrying import retried
from bantin_reader.services.source_removal import SourceRemoval
from bantin_reader.services.sync_events import Event, Failed, Gone, Skipped, Unchanged

# A server that failed so often in a row is left alone until the next run.
MAX_FAILURES_IN_A_ROW = 5
MAX_RECHECKS = 200
GONE = (404, 410)
MAX_REASON = 500


class SourceSync:
    """With a `removal`, articles that are gone at the source are withdrawn; otherwise they are told. With
    `asks_refused`, what was refused before is read again, whether it has changed or not. `before_change` is called with
    the source_id of an article before it is stored."""

    def __init__(
        self,
        name: str,
        source: ArticleSource,
        known: SourceStore,
        importer: Importer,
        before_change: Callable[[str], None],
        removal: SourceRemoval | None = None,
        *,
        asks_refused: bool = False,
    ) -> None:
        self._name = name
        self._asks_refused = asks_refused
        self._removal = removal
        self._gone: list[KnownItem] = []
        self._source = source
        self._known = known
        self._importer = importer
        self._before_change = before_change
        self._failures_in_a_row = 0
        self.counts: Counter[str] = Counter()

    def run(self) -> Iterator[Event]:
        """Fetch what is new or has changed, and yield what became of each article. Raises StoreUnavailable."""
        state = self._known.state_of(self._name)
        problem, validators = "", None
        try:
            listed = Validators() if self._asks_refused else state.validators
            listing = retried(lambda: self._source.listing(listed))
            yield from self._events(listing)
            validators = listing.validators
        except SourceRefused as error:
            problem = str(error)
        except StoreUnavailable:
            raise
        except Exception as error:
            problem = describe_unexpected(error)
        finally:
            self._source.close()
        if problem:
            yield Failed(problem)
        is_whole = not problem and not self.counts["refused"] and not self.counts["incomplete"]
        self._known.finish(self._name, _now(), problem, validators if is_whole else None)

    def _events(self, listing: Listing) -> Iterator[Event]:
        offered: set[str] = set()
        for item in listing.items:
            known = self._known.find(self._name, item.keys)
            offered.add(known.source_id if known else item.source_id)
            yield self._counted(self._one(item, known))
        for known in self._known.due(self._name, _now(), MAX_RECHECKS):
            again = None if known.source_id in offered else self._source.item_at(known)
            if again is not None:
                yield self._counted(self._one(again, known, is_due=True))
        for source_id in sorted(set(self._known.known_ids(self._name)) - offered) if listing.is_complete else ():
            if (missing := self._known.item(self._name, source_id)) is not None:
                self._gone.append(missing)
                yield self._counted(Gone(source_id))
        if self._removal and self._gone:
            for withdrawn in self._removal.withdraw(self._gone):
                yield self._counted(withdrawn)

    def _one(self, item: SourceItem, known: KnownItem | None, *, is_due: bool = False) -> Event:
        asks_refused = self._asks_refused and known is not None and bool(known.refusal)
        if known and not is_due and not asks_refused and not recheck.is_due(item, known, _now()):
            return Skipped(item.shown) if known.refusal else Unchanged(item.shown)
        read = replace(known, validators=Validators()) if known and asks_refused else known
        try:
            draft, validators = retried(lambda: self._source.draft(item, read))
            self._failures_in_a_row = 0
            if draft is None and known and known.refusal:
                self._remember_refusal(item, known, known.refusal, validators)
                return Skipped(item.shown)
            if draft is None:
                return self._unchanged(item, known, validators)
            source_id = known.source_id if known else item.source_id
            return self._store(item, known, replace(draft, source_id=source_id), validators)
        except NotFetched as error:
            if error.status in GONE:
                if known and not known.is_gone:
                    self._gone.append(known)
                    return Gone(item.shown)
                self._remember_refusal(item, known, str(error), Validators())
            self._failures_in_a_row += error.is_temporary
            if self._failures_in_a_row >= MAX_FAILURES_IN_A_ROW:
                raise
            return Refused(item.shown, str(error))
        except DocumentRefused as error:
            self._remember_refusal(item, known, str(error), error.validators)
            return Refused(item.shown, str(error))
        except SourceRefused as error:
            return Refused(item.shown, str(error))

    def _remember_refusal(self, item: SourceItem, known: KnownItem | None, reason: str, validators: Validators) -> None:
        now = _now()
        before = known or KnownItem(source_id=item.source_id, seen_at=now, next_check_at=now, is_gone=True)
        changed = replace(
            before,
            address=item.shown if item.shown.startswith(WEB_PREFIXES) else "",
            version=item.version,
            validators=validators,
            refusal=reason[:MAX_REASON],
            next_check_at=recheck.next_check(before, now, is_refused=True),
        )
        self._known.remember(self._name, item.keys, changed)

    def _unchanged(self, item: SourceItem, known: KnownItem | None, validators: Validators) -> Event:
        if known:
            self._remember(item, known, version=item.version, digest=known.digest, validators=validators)
        return Unchanged(item.shown)

    def _store(self, item: SourceItem, known: KnownItem | None, draft: Draft, validators: Validators) -> Event:
        digest = _digest(draft)
        if known and known.digest == digest:
            return self._unchanged(item, known, validators)
        self._before_change(draft.source_id)
        result = self._importer.store(draft)
        now = _now()
        remembered = known or KnownItem(source_id=draft.source_id, seen_at=now, next_check_at=now)
        # What lacks a picture or a recording is tried again when it is due.
        if result.may_be_completed:
            self.counts["incomplete"] += 1
            self._remember(item, remembered, version="", digest="", validators=Validators())
        else:
            self._remember(item, remembered, version=item.version, digest=digest, validators=validators)
        return result

    def _remember(
        self,
        item: SourceItem,
        known: KnownItem,
        *,
        version: str,
        digest: str,
        validators: Validators,
    ) -> None:
        changed = replace(
            known,
            address=item.shown if item.shown.startswith(WEB_PREFIXES) else "",
            version=version,
            digest=digest,
            validators=validators,
            next_check_at=recheck.next_check(known, _now()),
            is_gone=False,
            refusal="",
        )
        self._known.remember(self._name, item.keys, changed)

    def _counted(self, event: Event) -> Event:
        name = event.outcome.value if isinstance(event, Imported) else type(event).__name__.lower()
        self.counts[name] += 1
        return event


def _digest(draft: Draft) -> str:
    told = replace(draft, warnings=())
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
