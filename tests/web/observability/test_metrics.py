"""The series of /metrics, and that no request can add one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families as families

from bantin_reader.config.settings import Settings
from bantin_reader.model.source import KnownItem
from bantin_reader.store.engine import open_database
from bantin_reader.store.source_repository import SourceRepository
from bantin_reader.web.observability.metrics import METHODS, RequestMetrics, RouteLabels
from bantin_reader.web.observability.prometheus import exposition
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land

PATTERNS = [
    "/",
    "/archive/<year>",
    "/archive/<year>/<month>",
    "/articles/<slug>",
    "/articles/<slug>.txt",
    "/articles/<slug>/speech.json",
    "/embed/articles/<slug>",
    "/embed/latest",
    "/static/<path:filename>",
]
ON_THIS_MACHINE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Each sample's value under its name and the values of its labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value for family in families(text) for sample in family.samples
    }


def numbers(client: CheckingClient) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics", environ_overrides=ON_THIS_MACHINE)
    assert answer.status_code == 200
    return samples(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "/"),
        ("/articles/lu-ve", "/articles/<slug>"),
        ("/articles/", "/articles/<slug>"),
        ("/articles/a/b/c", "/articles/<slug>"),
        ("/articles/lu-ve.txt", "/articles/<slug>.txt"),
        ("/articles/lu-ve/speech.json", "/articles/<slug>/speech.json"),
        ("/articles/speech.json", "/articles/<slug>"),
        ("/archive/2026", "/archive/<year>"),
        ("/archive/2026/11", "/archive/<year>/<month>"),
        ("/archive/2026/11/05", "/archive/<year>/<month>"),
        ("/articles", "other"),
        ("/articlesx", "other"),
        ("/embed/articles/lu-ve", "/embed/articles/<slug>"),
        ("/embed/latest", "/embed/latest"),
        ("/static/a/b.css", "/static/<path:filename>"),
        ("", "other"),
        ("//", "other"),
        ("/wp-login.php", "other"),
        ("lu-ve", "other"),
    ],
)
def test_a_path_is_counted_under_its_rule(path: str, kind: str) -> None:
    kinds = RouteLabels(PATTERNS)
    assert kinds.names[kinds.of(path)] == kind


@given(st.text(), st.text(), st.text(), st.floats(0, 1e9))
def test_no_request_adds_a_series(method: str, status: str, path: str, seconds: float) -> None:
    counting = RequestMetrics(RouteLabels(PATTERNS))
    before = set(counting.totals().requests)
    counting.request(method, status, path, seconds)
    totals = counting.totals()
    assert set(totals.requests) == before
    assert sum(totals.requests.values()) == sum(sum(spread.counts) for spread in totals.times.values()) == 1
    assert samples(exposition(totals))


def test_requests_are_counted_by_method_status_and_rule(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    for _ in range(3):
        client.get(f"/articles/{slug}?lang=vi")
    client.head(f"/articles/{slug}")
    client.get("/articles/khong-co")
    client.get("/wp-login.php")
    client.post("/preferences", data={"text": "125"})
    client.open("/", method="PROPFIND")
    found = {names[1:]: value for names, value in numbers(client).items() if names[0] == "bantin_http_requests_total"}
    assert found == {
        ("GET", "2xx", "/articles/<slug>"): 3,
        ("HEAD", "2xx", "/articles/<slug>"): 1,
        ("GET", "4xx", "/articles/<slug>"): 1,
        ("GET", "4xx", "other"): 1,
        ("POST", "3xx", "/preferences"): 1,
        ("other", "4xx", "/"): 1,
    }


def test_responses_are_timed_by_rule(client: CheckingClient) -> None:
    client.get("/")
    client.get("/")
    found = numbers(client)
    name = "bantin_http_request_duration_seconds"
    assert found[f"{name}_count", "/"] == found[f"{name}_bucket", "/", "+Inf"] == 2
    assert 0 < found[f"{name}_sum", "/"] < 20
    assert found[f"{name}_bucket", "/", "0.0001"] <= found[f"{name}_bucket", "/", "10"]


def test_a_rendered_page_is_timed_and_a_cached_one_is_a_hit(client: CheckingClient) -> None:
    first = numbers(client)
    assert (first["bantin_page_cache_hits_total",], first["bantin_page_cache_misses_total",]) == (0, 0)
    client.get("/privacy")
    client.get("/privacy")
    found = numbers(client)
    assert found["bantin_page_render_seconds_count",] == 1
    assert found["bantin_page_render_seconds_sum",] > 0
    assert found["bantin_page_cache_misses_total",] == 1
    assert found["bantin_page_cache_hits_total",] == 1
    assert found["bantin_page_cache_bytes",] > 1000
    assert found["bantin_workers",] == 1


def test_prometheus_parses_the_exposition() -> None:
    counting = RequestMetrics(RouteLabels(['/a"b\\c/<x>']))
    counting.request("GET", "200 OK", '/a"b\\c/1', 0.3)
    text = exposition(counting.totals())
    names = samples(text)
    assert names["bantin_http_requests_total", "GET", "2xx", '/a"b\\c/<x>'] == 1
    assert text.endswith("\n")
    kinds = {family.name: family.type for family in families(text)}
    assert kinds["bantin_http_requests"] == kinds["bantin_page_cache_hits"] == "counter"
    assert kinds["bantin_http_request_duration_seconds"] == kinds["bantin_page_render_seconds"] == "histogram"
    assert kinds["bantin_page_cache_bytes"] == "gauge"


def test_the_state_of_each_source_is_told(settings: Settings, client: CheckingClient) -> None:
    assert not any(name.startswith("bantin_source") for name, *_ in numbers(client))
    known = SourceRepository(open_database(settings.database_url))
    moment = datetime(2026, 11, 5, 7, 30)
    item = KnownItem(source_id="https://xa.example/1", seen_at=moment, next_check_at=moment)
    known.remember("xa", ["1"], item)
    known.finish("xa", moment, "", None)
    known.finish("xa", moment, "đứt mạng", None)
    found = numbers(client)
    assert (found["bantin_source_articles", "xa"], found["bantin_source_failures", "xa"]) == (1, 1)
    assert found["bantin_source_last_success_timestamp_seconds", "xa"] == moment.replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_own_counter(method: str) -> None:
    counting = RequestMetrics(RouteLabels(PATTERNS))
    counting.request(method, "503 SERVICE UNAVAILABLE", "/", 1)
    assert {names for names, count in counting.totals().requests.items() if count} == {(method, "5xx", "/")}


def test_two_applications_that_count_in_one_folder_are_added_up(app: Flask, tmp_path: Path) -> None:
    one, other = (RequestMetrics(RouteLabels(PATTERNS), tmp_path / "rows") for _ in range(2))
    one.request("GET", "200 OK", "/", 0.01)
    other.request("GET", "200 OK", "/", 0.01)
    other.page_cache.stored(500)
    for counting in (one, other):
        totals = counting.totals()
        assert totals.requests["GET", "2xx", "/"] == 2
        assert (totals.cache_bytes, totals.workers) == (500, 2)
