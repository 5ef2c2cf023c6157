"""From the answers of a profile to the inputs of the rules: defaults, ranks, posts there are."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from commerce_roles.catalogue import MEASURED, MINUTES, PRODUCTIVE, Catalogue
from commerce_roles.expressions import (
    Amount,
    Integer,
    Literal,
    Ordered,
    SetOf,
    key_of,
    references,
)
from commerce_roles.interchange.gorules.naming import reading
from commerce_roles.interchange.gorules.writing import Writer, literal
from commerce_roles.model import BusinessProfile
from commerce_roles.model.limits import MOST_FTE

__all__ = ["expressions_of", "needed_inputs"]

_ROOT: Final = "$root"
_TOLD: Final = frozenset(attribute.name for attribute in attrs.fields(BusinessProfile))
_PLACES: Final = ("inside", "outside")


def needed_inputs(catalogue: Catalogue, read: Iterable[str]) -> tuple[str, ...]:
    """List the inputs that are read, and those that their defaults read, defaults' order."""
    defaults = catalogue.program.defaults
    wanted: set[str] = set()
    waiting = [key for key in read if key in defaults]
    while waiting:
        key = waiting.pop()
        if key not in wanted:
            wanted.add(key)
            waiting.extend(references(defaults[key]))
    return tuple(key for key in defaults if key in wanted)


def expressions_of(
    catalogue: Catalogue, inputs: tuple[str, ...], read: Callable[[str], str]
) -> Mapping[str, str]:
    """Write, for each input, what takes it from a profile, or its default."""
    answers = _Answers(catalogue, Writer(read))
    return {key: answers.write(key) for key in inputs}


@attrs.frozen
class _Answers:
    catalogue: Catalogue
    writer: Writer

    def write(self, key: str) -> str:
        """Write one input."""
        if key == MEASURED:
            told = f"({_ROOT}.kpis ?? {{}})"
            return f"filter(keys({told}), {told}[#] != null)"
        for role in self.catalogue.roles:
            if key == f"existing_roles.{role}":
                return self._held_share(role)
            for place in _PLACES:
                if key == key_of("held", role, place):
                    return self._held(role, place)
        return self._answer(key)

    def _answer(self, key: str) -> str:
        domain, default = self.catalogue.program.inputs[key], self._default(key)
        told = _told(key)
        if isinstance(domain, Ordered):
            written = default
            for rank, level in enumerate(domain.levels):
                written = f"({told} == {literal(level)} ? {rank} : {written})"
            return written
        if isinstance(domain, SetOf):
            field = self.catalogue.fields.get(key)
            if field is not None and field.options == "month":
                return f"({told} == null ? {default} : map({told}, string(#)))"
        return f"({told} ?? {default})"

    def _default(self, key: str) -> str:
        form, domain = self.catalogue.program.defaults[key], self.catalogue.program.inputs[key]
        if not isinstance(domain, Integer | Amount):
            return self.writer.write(form)
        if isinstance(form, Literal) and isinstance(form.value, int | float):
            return literal(min(max(form.value, domain.low), domain.high))
        written = self.writer.write(form)
        return f"max([{literal(domain.low)}, min([{literal(domain.high)}, {written}])])"

    # ------------------------------------------------------------------ posts there are

    def _minutes(self, role: str, place: str) -> str:
        """Add up the minutes of posts that cover a role, shared by the roles of each."""
        covers = f"{literal(role)} in (#.roles ?? []) and (#.place ?? 'inside') == {literal(place)}"
        share = f"floor((#.hours ?? 0) * {MINUTES} / len(#.roles))"
        return f"sum(map(filter(({_ROOT}.existing_posts ?? []), {covers}), {share}))"

    def _held_share(self, role: str) -> str:
        minutes = " + ".join(self._minutes(role, place) for place in _PLACES)
        full = self.catalogue.constants[PRODUCTIVE].value * MINUTES
        return f"({_told(f'existing_roles.{role}')} ?? (({minutes}) / {full}))"

    def _held(self, role: str, place: str) -> str:
        if place != "inside":
            return self._minutes(role, place)
        full = self.catalogue.constants[PRODUCTIVE].value * MINUTES
        share = f"min([{self._held_share(role)}, {MOST_FTE}])"
        told = f"floor({share} * {full} + 0.5)"
        return f"({_ROOT}.existing_posts == null ? {told} : {self._minutes(role, place)})"


def _told(key: str) -> str:
    """Write what reads an answer: where a profile has it, or among what an overlay adds."""
    path = tuple(key.split("."))
    own = reading((_ROOT, *path))
    return own if path[0] in _TOLD else f"({own} ?? {reading((_ROOT, 'more', *path))})"
