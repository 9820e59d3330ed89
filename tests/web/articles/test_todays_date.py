"""The front page has the date of the day on which it is read."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.web.i18n import dates
from bantin_reader.web.page_cache import revision
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import SAMPLES, land

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 11, 28, 23, 59, tzinfo=ZONE)


class Clock(datetime):
    """`datetime` at the moment `present`."""

    present = EVENING

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.present


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(Clock, "present", EVENING)
    monkeypatch.setattr(dates, "datetime", Clock)
    monkeypatch.setattr(revision, "datetime", Clock)
    return Clock


def shown(client: CheckingClient, path: str = "/") -> tuple[str | None, str]:
    page = parse(client.get(path).text)
    [day] = [one for one in page.iter("p") if one.get("class") == "br-today"]
    return day[0].get("datetime"), text_of(day)


def test_it_has_its_weekday_in_the_language_of_the_page(client: CheckingClient, clock: type[Clock]) -> None:
    assert shown(client) == ("2026-11-28", "Thứ Bảy, 28/11/2026")
    assert shown(client, "/?lang=en") == ("2026-11-28", "Saturday, 28 November 2026")


def test_the_revision_of_a_day_is_a_revision_of_its_own(clock: type[Clock], monkeypatch: pytest.MonkeyPatch) -> None:
    def numbers() -> list[int]:
        return [revision.of_day(partial(int, number), ZONE)() for number in (0, 1, 10**12)]

    before = numbers()
    assert numbers() == before
    monkeypatch.setattr(Clock, "present", EVENING + timedelta(minutes=2))
    assert len({*before, *numbers()}) == 6
    assert min(before) >= 0


def test_a_cached_page_is_made_again_at_midnight(
    client: CheckingClient, settings: Settings, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    land(settings, SAMPLES)
    assert shown(client)[0] == "2026-11-28"
    monkeypatch.setattr(Clock, "present", EVENING + timedelta(minutes=2))
    time.sleep(CHECK_SECONDS + 0.1)
    assert shown(client) == ("2026-11-29", "Chủ Nhật, 29/11/2026")
