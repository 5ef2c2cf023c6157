import subprocess
import sys
from importlib import import_module

import pytest
from formats.names import FILE, public_names

import commerce_roles


def in_fresh_python(program: str) -> str:
    done = subprocess.run(  # noqa: S603 -- the program stands in this file
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_importing_the_root_imports_nothing_else_of_the_library_nor_its_dependencies() -> None:
    program = "import sys, commerce_roles; print(*sorted(sys.modules))"
    costly = {"attr", "attrs", "cattrs", "networkx", "tomllib"}
    loaded = set(in_fresh_python(program).split())
    assert not loaded & costly
    own = {name for name in loaded if name.startswith("commerce_roles")}
    assert own == {"commerce_roles", "commerce_roles.lazily"}


@pytest.mark.parametrize("name", commerce_roles.__all__)
def test_every_public_name_is_found_on_first_use_and_kept(name: str) -> None:
    value = getattr(commerce_roles, name)
    assert value is vars(commerce_roles)[name]
    assert name in import_module(value.__module__.rpartition(".")[0] or value.__module__).__all__


def test_the_public_names_are_listed_sorted_and_shown() -> None:
    assert commerce_roles.__all__ == sorted(commerce_roles.__all__)
    assert set(commerce_roles.__all__) <= set(dir(commerce_roles))


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("asess", "; did you mean assess or "), ("businessprofile", "BusinessProfile"), ("qqq", "")],
)
def test_a_wrong_name_gets_the_nearest_ones(wanted: str, hint: str) -> None:
    with pytest.raises(AttributeError, match=f"no attribute '{wanted}'") as caught:
        getattr(commerce_roles, wanted)
    assert hint in str(caught.value)
    assert hint or "mean" not in str(caught.value)


def test_names_that_only_programs_ask_for_get_no_hint() -> None:
    assert not hasattr(commerce_roles, "_asess")


def test_no_public_name_goes_unnoticed() -> None:
    kept = set(FILE.read_text(encoding="utf-8").split())
    gone = sorted(kept - public_names())
    assert not gone, "say in the changelog what stands for them, and take them out of names.txt"
    fresh = sorted(public_names() - kept)
    assert not fresh, "run `python tests/formats/names.py`: what is public is kept"
