"""Making facts leaves Python's collector of garbage as it was."""

import gc
from collections.abc import Iterator

import pytest

from commerce_roles.catalogue.making import uncollected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize("lasting", [True, False])
@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_on_or_off_as_before(collects: bool, lasting: bool) -> None:  # noqa: FBT001
    (gc.enable if collects else gc.disable)()
    with uncollected(lasting=lasting):
        assert not gc.isenabled()
    assert gc.isenabled() == collects
    with pytest.raises(ZeroDivisionError), uncollected(lasting=lasting):
        _ = 1 / 0
    assert gc.isenabled() == collects


def test_what_lasts_is_old_at_once_and_nothing_is_frozen() -> None:
    with uncollected(lasting=True):
        made = [object(), [], {}]
    assert any(found is made for found in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0


def test_what_a_program_froze_stays_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    with uncollected(lasting=True):
        pass
    assert gc.get_freeze_count() >= frozen - 1 > 0
