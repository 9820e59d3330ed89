"""What every source's draft goes through before it may be stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from datetime import datetime, tzinfo
from datetime import time as Time

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.limits import require_readable_length
from bantin_reader.sources.text.font_letters import refuse_font_letters
from bantin_reader.sources.text.visible import is_visible

Moment = tuple[Date | None, Time | None]


def publishable(draft: Draft, zone: tzinfo) -> Draft:
    """The draft with its moments in the site's time zone. A change that is not later than the publication, such as
    that of a text that waited for its hour, is no update. Raises SourceRefused."""
    require_readable_length(draft)
    if not is_visible(draft.title):
        raise SourceRefused("no title: it holds nothing that can be seen")
    refuse_font_letters("\n".join((draft.title, draft.sapo, draft.body)))
    date, time = _in_zone(zone, draft.date, draft.time)
    updated, updated_time = _in_zone(zone, draft.updated, draft.updated_time)
    if updated and date and not _combined(updated, updated_time) > _combined(date, time):
        updated, updated_time = None, None
    expires_at = draft.expires_at
    if expires_at and expires_at.tzinfo:
        expires_at = _wall_clock(zone, expires_at)
    moments = date, time, updated, updated_time, expires_at
    if moments == (draft.date, draft.time, draft.updated, draft.updated_time, draft.expires_at):
        return draft
    return replace(draft, date=date, time=time, updated=updated, updated_time=updated_time, expires_at=expires_at)


def _combined(date: Date, time: Time | None) -> datetime:
    return datetime.combine(date, time or Time.min)


def _in_zone(zone: tzinfo, date: Date | None, time: Time | None) -> Moment:
    """The moment in a time zone, where its time has an offset of its own. Raises SourceRefused."""
    if not date or not time or not time.tzinfo:
        return date, time
    moment = _wall_clock(zone, datetime.combine(date, time))
    return moment.date(), moment.time()


def _wall_clock(zone: tzinfo, moment: datetime) -> datetime:
    """Raises SourceRefused."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        raise SourceRefused(f"the date {moment} is at the end of the calendar") from error
