"""Every result survives pickling and copying as it was; processes give the same bytes."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from strategies.written import VALUES

from commerce_roles import assess, load_catalogue
from commerce_roles.assessment import Assessment
from commerce_roles.errors import DetachedError
from commerce_roles.model import BusinessProfile

SHOP: dict[str, Any] = {
    "sector": "clothing",
    "employees": 6,
    "monthly_orders": 450,
    "channels": ["instagram"],
}
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def unpickled(value: Any, protocol: int = pickle.HIGHEST_PROTOCOL) -> Any:
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 our own


def copies(value: Any) -> list[Any]:
    pickled = [unpickled(value, protocol) for protocol in PROTOCOLS]
    return [*pickled, copy.copy(value), copy.deepcopy(value)]


@pytest.mark.parametrize("name", VALUES)
def test_a_value_of_every_form_is_equal_after_pickling_and_copying(name: str) -> None:
    value = VALUES[name]()
    for copied in copies(value):
        assert type(copied) is type(value)
        assert copied == value
    if hasattr(value, "document"):
        with suppress(DetachedError):  # of facts that are not the library's own
            assert str(unpickled(value)) == str(value)


def test_of_facts_that_are_not_at_hand_a_result_says_so() -> None:
    shop = {"adjust": {"catalogue": {"bands": {"needed": 61}}}}
    result = assess(SHOP, catalogue=load_catalogue(shop))
    assert str(copy.deepcopy(result)) == str(result)
    with pytest.raises(DetachedError, match="not at hand"):
        str(unpickled(result))


def test_a_profile_has_the_hash_of_its_copies() -> None:
    profile = BusinessProfile(**SHOP)
    assert {hash(copied) for copied in copies(profile)} == {hash(profile)}


def test_an_assessment_explains_itself_after_pickling() -> None:
    result = assess(SHOP)
    role = next(iter(result))
    for copied in copies(result):
        assert isinstance(copied, Assessment)
        assert str(copied.explain(role)) == str(result.explain(role))
        assert copied.to_json("es") == result.to_json("es")


@pytest.mark.parametrize("way", ["spawn", "forkserver"])
def test_processes_of_their_own_give_the_same_bytes(way: str) -> None:
    context = multiprocessing.get_context(way)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        results = list(pool.map(assess, [SHOP] * 2))
    assert {result.to_json() for result in results} == {assess(SHOP).to_json()}
