import subprocess
import sys

import pytest

VALUES = frozenset({"attr", "attrs"})
COSTLY = VALUES | {"cattrs", "networkx", "tomllib"}
PRINT_LOADED = "import sys; print(*sorted({m.partition('.')[0] for m in sys.modules}))"


def loaded_after(program: str) -> set[str]:
    """Run a program in a fresh interpreter and give the packages it has loaded at its end."""
    done = subprocess.run(  # noqa: S603 the programs stand in this file
        [sys.executable, "-W", "error", "-c", f"{program}\n{PRINT_LOADED}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_a_program_that_loads_something_costly_is_caught() -> None:
    assert COSTLY & loaded_after("import attrs, tomllib") == {"attr", "attrs", "tomllib"}


@pytest.mark.parametrize(
    ("program", "allowed"),
    [
        ("import commerce_roles", frozenset[str]()),
        (
            "import commerce_roles as c; dir(c); c.__version__",
            frozenset[str](),
        ),
        ("from commerce_roles import assess", frozenset[str]()),
        ("from commerce_roles import Verdict", VALUES),
        ("from commerce_roles import BusinessProfile", VALUES),
        ("import commerce_roles.errors", VALUES),
        ("import commerce_roles.expressions", VALUES),
        ("import commerce_roles.model", VALUES),
        ("from commerce_roles import assess; assess({})", COSTLY - {"networkx"}),
    ],
)
def test_an_import_costs_no_more_than_it_uses(program: str, allowed: frozenset[str]) -> None:
    assert COSTLY & loaded_after(program) <= allowed


@pytest.mark.parametrize("option", ["--help", "--version", "assess --help", "--nonsense"])
def test_the_help_of_the_command_reads_no_facts(option: str) -> None:
    program = f"from commerce_roles.cli import main\nmain({option.split()!r})"
    assert COSTLY & loaded_after(program) <= VALUES
