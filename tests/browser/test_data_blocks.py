"""The linked data of an article's page is not executed by a browser, and does not violate the policy."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route

from tests.browser.conftest import LONG_READ, OpenContext

VIOLATIONS = """() => new Promise((resolve) => {
  const seen = []
  new ReportingObserver((reports) => seen.push(...reports.map(({ body }) => body.effectiveDirective)),
    { types: ['csp-violation'], buffered: true }).observe()
  setTimeout(() => resolve(seen), 200)
})"""
DATA_BLOCK = 'script[type="application/ld+json"]'


def test_the_policy_lets_the_data_stand(page: Page) -> None:
    """HTML, 4.12.1: a data block is prepared no further, so the policy's script-src is not asked."""
    page.goto(LONG_READ)
    told = json.loads(page.locator(DATA_BLOCK).first.text_content() or "")
    assert told["headline"] == page.locator("h1").text_content()
    assert page.evaluate(VIOLATIONS) == []


def test_the_policy_would_refuse_a_script_in_its_place(context: OpenContext) -> None:
    page = context().new_page()

    def as_script(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('<script type="application/ld+json">', "<script>"))

    page.route(f"**{LONG_READ}", as_script)
    page.goto(LONG_READ)
    assert page.evaluate(VIOLATIONS) == ["script-src-elem"] * 2
