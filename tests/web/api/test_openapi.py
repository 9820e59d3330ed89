"""The API's description is true: schemathesis makes requests by it, right and wrong ones, and judges every response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.case import Case
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from tests.web.api.pushing import PushSite

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),  # large forms of Werkzeug's test client
]
EXAMPLES = 25
PATH = "/api/openapi.json"
# What a schema cannot say: that a title can be seen, that a body has words.
NOT_SAID = [checks.positive_data_acceptance]
# It judges credentials of its own making; a test below judges a wrong token.
OF_CREDENTIALS = [checks.ignored_auth]


@pytest.fixture(scope="module")
def schema(site: PushSite) -> BaseSchema:
    load_all_checks()
    return schemathesis.openapi.from_wsgi(PATH, site.app)


Judge = Callable[[Case[Any]], None]


def run(judge: Judge, cases: SearchStrategy[Case[Any]]) -> None:
    """Judge EXAMPLES cases, the same in every run."""

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def each(case: Case[Any]) -> None:
        judge(case)

    each()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_response_is_one_that_the_description_has(
    site: PushSite, schema: BaseSchema, mode: GenerationMode
) -> None:
    seen: set[tuple[str, int]] = set()

    def judge(case: Case[Any]) -> None:
        response = case.call(headers={"Authorization": f"Bearer {site.token}"})
        seen.add((case.method, response.status_code))
        case.validate_response(response, excluded_checks=[*NOT_SAID, *OF_CREDENTIALS])

    run(judge, schema.as_strategy(mode))
    assert len(seen) > 1


def test_without_a_token_every_response_is_the_described_refusal(schema: BaseSchema) -> None:
    def judge(case: Case[Any]) -> None:
        response = case.call(headers={"Authorization": "Bearer bantin_khong-co"})
        assert response.status_code == 401
        case.validate_response(response, excluded_checks=[*NOT_SAID, *OF_CREDENTIALS])

    run(judge, schema.as_strategy())


def test_a_response_that_the_description_has_not_is_found(site: PushSite, schema: BaseSchema) -> None:
    case = schema["/api/articles/{source_id}"]["DELETE"].Case(path_parameters={"source_id": "khong-co"})
    del case.operation.responses._inner["404"]
    response = case.call(headers={"Authorization": f"Bearer {site.token}"})
    with pytest.raises(FailureGroup, match="Undocumented status code"):
        case.validate_response(response)


def test_the_description_is_of_openapi_3_1_and_names_every_field(site: PushSite) -> None:
    document = site.app.test_client().get(PATH).json
    assert document["openapi"].startswith("3.1")  # type: ignore[index]
    fields = document["components"]["schemas"]["ArticleFields"]  # type: ignore[index]
    assert {"title", "body", "published", "figure"} <= set(fields["properties"])
    assert fields["required"] == ["title", "body"]
    assert fields["additionalProperties"] is False
