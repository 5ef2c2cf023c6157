"""Every answer is as the OpenAPI document of the service says, whatever is asked."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from service import Limits, create_app
from service.describing import described
from service.operations import OPERATIONS

from commerce_roles import load_catalogue

BEYOND_A_SCHEMA: list[Any] = [positive_data_acceptance]
"""What a schema takes may be refused, with its faults: a range told upside down, say."""
PATIENT = Limits(seconds_to_compute=300, seconds_to_upgrade=300)
"""No test has a limit of time."""
FEW = settings(
    max_examples=4,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def valid(operation: Any) -> Any:
    return operation.ok()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    app = create_app(tmp_path_factory.mktemp("service") / "tenants.sqlite", limits=PATIENT)
    document = schemathesis.openapi.from_asgi("/openapi.json", app)
    return {found.label: found for found in map(valid, document.get_all_operations())}


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("label", [f"{one.method} {one.path}" for one in OPERATIONS])
def test_every_answer_is_as_the_document_says(
    label: str, mode: GenerationMode, asked: dict[str, Any]
) -> None:
    operation = asked[label]
    if mode.is_negative and not (operation.body or operation.query):
        return  # nothing can be told wrongly

    @FEW
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=BEYOND_A_SCHEMA)

    ask()


def test_the_document_lists_what_is_served(asked: dict[str, Any]) -> None:
    assert sorted(asked) == sorted(f"{one.method} {one.path}" for one in OPERATIONS)


def test_the_document_has_the_words_of_the_facts_it_is_made_of() -> None:
    toys = {"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}}
    profile = described(load_catalogue(toys))["components"]["schemas"]["Profile"]
    assert '{"const": "toys", "title": "Toys"}' in json.dumps(profile["properties"]["sector"])


def test_every_summary_says_something() -> None:
    assert all(one.summary for one in OPERATIONS)
