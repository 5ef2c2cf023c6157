"""Steps and tables in the order of the nodes that work them out: each after all that it reads."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from commerce_roles.catalogue import Program
from commerce_roles.expressions import Form, references
from commerce_roles.interchange.gorules.grouping import Group
from commerce_roles.interchange.gorules.writing import Cases, Writer

__all__ = ["Layout", "layout_of"]


@frozen
class Layout:
    """What the nodes between answers and results work out."""

    forms: Mapping[str, Form]
    """The steps that are needed, by key."""
    groups: Mapping[str, Group]
    """The tables, by key."""
    tables: Mapping[Cases, str]
    """For a choice that a table makes: its key."""
    batches: tuple[tuple[str, ...], ...]
    """Keys of steps for one node, or the key of one table, in order."""
    stages: tuple[tuple[str, ...], ...]
    """Keys of steps and tables that read only what earlier stages give."""
    inputs: frozenset[str]
    """The inputs that any of them reads."""


def layout_of(program: Program, groups: Iterable[Group], results: Iterable[str]) -> Layout:
    """Lay out what some results, and all tables, need.

    Args:
        program: The rules.
        groups: The tables.
        results: Keys of steps that must be there.
    """
    by_key = {group.key: group for group in groups}
    tables = {group.cases: group.key for group in by_key.values() if not group.collects}
    links = {
        key: frozenset(link for rule in group.rules for link in references(rule.when))
        for key, group in by_key.items()
    }
    wanted: set[str] = set()
    waiting = [*results, *(link for found in links.values() for link in found)]
    while waiting:
        key = waiting.pop()
        if key in program.forms and key not in wanted:
            wanted.add(key)
            links[key] = _read_by(program.forms[key], tables)
            waiting.extend(links[key])
    forms = {key: form for key, form in program.forms.items() if key in wanted}
    inputs = program.inputs.keys() & frozenset[str]().union(*links.values())
    batches = tuple(_batches(list(forms), list(by_key), links, inputs))
    stages = tuple(_stages([*forms, *by_key], links, inputs))
    return Layout(forms, by_key, tables, batches, stages, frozenset(inputs))


def _read_by(form: Form, tables: Mapping[Cases, str]) -> frozenset[str]:
    """Give the keys that a form reads, and the tables that stand for choices in it."""
    found: set[str] = set()

    def read(key: str) -> str:
        found.add(key)
        return key

    Writer(read, tables).write(form)
    return frozenset(found)


def _batches(
    steps: list[str], tables: list[str], links: Mapping[str, frozenset[str]], inputs: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Take all steps that can be worked out, then all tables, and again."""
    done = set(inputs)
    while steps or tables:
        batch: list[str] = []
        for key in steps:
            if links[key] <= done:
                batch.append(key)
                done.add(key)
        if batch:
            yield tuple(batch)
        ready = [key for key in tables if links[key] <= done]
        yield from ((key,) for key in ready)
        done.update(ready)
        steps = [key for key in steps if key not in done]
        tables = [key for key in tables if key not in done]


def _stages(
    keys: list[str], links: Mapping[str, frozenset[str]], inputs: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Take all that can be worked out, and again."""
    done = set(inputs)
    while keys:
        stage = tuple(key for key in keys if links[key] <= done)
        yield stage
        done.update(stage)
        keys = [key for key in keys if key not in done]
