"""When to ask again: the nearest higher value of a field at which a verdict rises."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import evolve

from commerce_roles.assessment.deciding import Decision, estimate
from commerce_roles.assessment.outcome import AskAgain, Statement
from commerce_roles.catalogue import VERDICTS, Catalogue, Program, placeholders
from commerce_roles.expressions import (
    Amount,
    Compare,
    Integer,
    Literal,
    Value,
    key_of,
    references,
    walk,
)
from commerce_roles.model import FrozenMap

__all__ = ["ask_again", "limits_of"]

_VERDICT: Final = "verdict"


def ask_again(decision: Decision, catalogue: Catalogue) -> tuple[AskAgain, ...]:
    """List the fields whose growth would raise a verdict, the nearest first."""
    now = {role: decision.verdict(role) for role in catalogue.roles}
    if all(verdict.rank == len(VERDICTS.levels) - 1 for verdict in now.values()):
        return ()
    found: list[tuple[float, str, AskAgain]] = []
    for key, limit in _limits(decision, catalogue):
        if any(key == other for _, other, _ in found):
            continue
        after = _with(decision, key, limit)
        if any(after.verdict(role) > verdict for role, verdict in now.items()):
            current = decision.values[key]
            near = limit / current if isinstance(current, int | float) and current else limit
            found.append((near, key, _again(decision, catalogue, key, limit)))
    found.sort(key=lambda entry: (entry[0], entry[1]))
    return tuple(again for _, _, again in found)


def _again(decision: Decision, catalogue: Catalogue, key: str, limit: float) -> AskAgain:
    whole = isinstance(decision.program.inputs[key], Integer)
    message = catalogue.fields[key].again
    begins = f"{message}.begin"
    if not decision.values[key] and limit <= 1 and begins in catalogue.messages:
        said = Statement(id=begins, rule=f"field.{key}")
        return AskAgain(field=key, above=0, statement=said)
    texts = catalogue.messages[message].text
    names = sorted(placeholders(next(iter(texts.values()))))
    said = Statement(id=message, params=FrozenMap(dict.fromkeys(names, limit)), rule=f"field.{key}")
    return AskAgain(field=key, above=limit - 1 if whole else limit, statement=said)


def _limits(decision: Decision, catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    """Give, field by field and rising, the numbers above its value at which a rule may turn."""
    program = decision.program
    compared = _compared(program, tuple(key_of("verdict", role) for role in catalogue.roles))
    for key, field in catalogue.fields.items():
        current, domain = decision.values[key], program.inputs[key]
        if not field.again or not isinstance(current, int | float):
            continue
        if isinstance(domain, Integer | Amount):
            steps = {limit for keys, limit in compared if key in keys}
            for name in _estimated_from(decision, key):
                limits = {limit for keys, limit in compared if name in keys}
                highest = int(domain.high)
                steps |= {_reached(decision, key, name, limit, highest) for limit in limits}
            yield from ((key, s) for s in sorted(steps) if current < s <= domain.high)


@lru_cache(maxsize=4096)
def limits_of(program: Program, key: str) -> tuple[float, ...]:
    """List the numbers with which rules compare an input, or what is made of it, rising."""
    verdicts = tuple(step for step in program.forms if step.startswith(f"{_VERDICT}("))
    return tuple(sorted({limit for keys, limit in _compared(program, verdicts) if key in keys}))


def _reached(decision: Decision, key: str, name: str, limit: float, highest: int) -> int:
    """Find the least whole value of a field at which what is estimated from it reaches a limit.

    Estimates never fall when what they are made of rises, so the place is found by halving; it
    is beyond the highest value where none reaches it.
    """

    def short(value: int) -> bool:
        estimated = _changed(decision, key, value)[name]
        return isinstance(estimated, int | float) and estimated < limit

    low, high = 0, highest + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if short(middle) else (low, middle)
    return low


def _estimated_from(decision: Decision, key: str) -> tuple[str, ...]:
    """List the unknown inputs that are estimated from one, directly or through others."""
    found: list[str] = []
    for name, links in decision.program.default_links.items():
        if name in decision.defaulted and not {key, *found}.isdisjoint(links):
            found.append(name)
    return tuple(found)


def _changed(decision: Decision, key: str, value: float) -> dict[str, Value]:
    """Change one input, and work out again what is estimated from it."""
    values: dict[str, Value] = {**decision.values, key: value}
    for name in _estimated_from(decision, key):
        values[name] = estimate(decision.program, name, values)
    return values


@lru_cache(maxsize=64)
def _compared(program: Program, keys: tuple[str, ...]) -> list[tuple[frozenset[str], float]]:
    """List the numbers that rules compare with, and the inputs that are compared."""
    found: list[tuple[frozenset[str], float]] = []
    for step in program.needed(keys):
        for form in walk(step.form):
            if not isinstance(form, Compare) or not isinstance(form.right, Literal):
                continue
            limit, domain = form.right.value, form.left.domain
            scaled = isinstance(domain, Integer) and domain.scale > 1
            if isinstance(limit, int | float) and not isinstance(limit, bool) and not scaled:
                inputs = [program.reads[key] for key in references(form.left)]
                beyond = limit + 1 if form.operator in {">", "<="} else limit
                found.append((frozenset[str]().union(*inputs), beyond))
    return found


def _with(decision: Decision, key: str, value: float) -> Decision:
    """Decide again with one input changed, and what is estimated from it."""
    values, changed = _changed(decision, key, value), (key, *_estimated_from(decision, key))
    return evolve(decision, values=decision.program.values_again(values, changed))
