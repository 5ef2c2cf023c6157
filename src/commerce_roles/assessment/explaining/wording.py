"""Conditions and values in words: what is asked for, what was seen, whether it is known."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from commerce_roles.assessment.explaining.seen import Reading
from commerce_roles.assessment.showing import as_told
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.expressions import (
    Boolean,
    Combine,
    Compare,
    Count,
    Form,
    Integer,
    Literal,
    Member,
    Not,
    Ordered,
    Product,
    Ref,
    Size,
    Value,
    Witness,
    references,
)
from commerce_roles.structuring import is_sequence

__all__ = ["Wording"]

_CALL: Final = re.compile(r"(\w+)\((.*)\)(?:\.\w+)?")
_ARGUMENT: Final = re.compile(r"'([^']*)'")
_KPIS: Final = "kpis."
_HELD: Final = "existing_roles."
_MOST_LISTED: Final = 12
"""More words than these are cut short."""
_LIMITS: Final[Mapping[str, str]] = {
    ">=": "explain.at_least",
    ">": "explain.more_than",
    "<=": "explain.at_most",
    "<": "explain.less_than",
    "!=": "explain.other_than",
}
_WORDS_OF: Final[Mapping[str, str]] = {"cluster": "crisis_cluster", "response": "crisis_response"}
"""The list of words of a step, where it is not called like the step."""
_CENTS: Final = 100
_MONEY: Final = "EUR"
"""What all money of a profile is in."""


@frozen
class Wording:
    """Says conditions and what they saw in one language, whole."""

    speaker: Speaker
    readings: Mapping[str, Reading]
    role: str = ""
    """The role that is spoken of, which its own steps need not name."""

    @classmethod
    def of(cls, speaker: Speaker, readings: Mapping[str, Reading], role: str) -> "Wording":
        """Speak in the language in which there are sentences."""
        return cls(evolve(speaker, language=speaker.sentences), readings, role)

    def phrase(self, message: str, **params: str) -> str:
        """Say a piece of a sentence."""
        return self.speaker.phrase(message, params)

    # ------------------------------------------------------------------ conditions

    def part(self, found: Witness) -> str:
        """Say one part of a condition: what is looked at, what was seen, what is asked for."""
        match found.form:
            case Compare(left=Literal(), right=Literal()) | Literal():
                return self.phrase("explain.always" if found.holds else "explain.never")
            case Compare(left=Count()) as form:
                seen = sum(part.holds for part in found.parts)
                wanted = self._limit(form, self._number(_value(form.right)))
                return self.phrase("explain.counted", seen=self._number(seen), wanted=wanted)
            case form:
                said = self._said(form)
        if said is None:
            return self.depends(form)
        if not found.holds:
            return self.phrase("explain.lacks", what=said.what, seen=said.seen, wanted=said.wanted)
        if not said.enough and said.seen != said.wanted:
            return self.phrase("explain.meets", what=said.what, seen=said.seen, wanted=said.wanted)
        return self.phrase("explain.is", what=said.what, seen=said.seen)

    def wanted(self, form: Form, *, short: bool = False) -> str:
        """Say what a part of a condition asks for; in short without the words it asks for."""
        said = self._said(form)
        if said is None:
            return self.depends(form)
        return said.number if short and said.number else said.wanted

    def subject(self, form: Form) -> str:
        """Say what a part looks at and what it saw; nothing where that cannot be said in short."""
        said = self._said(form)
        return self.phrase("explain.is", what=said.what, seen=said.seen) if said else ""

    def depends(self, form: Form) -> str:
        """Say what a condition reads, where it cannot be said in short."""
        read = [self.reading(self.readings[key]) for key in references(form)]
        return self.phrase("explain.depends", listed="; ".join(read))

    def reading(self, reading: Reading) -> str:
        """Say what was read, and what it was."""
        return self.phrase("explain.is", what=self.name(reading.key), seen=self.seen(reading))

    def _said(self, form: Form) -> "_Said | None":
        """Say what is looked at, what was seen, what is asked for; None where it is too much."""
        match form:
            case Ref(domain=Boolean(), key=key):
                return self._read(key, self._word("answer", "yes"), enough=True)
            case Not(operand=Ref(domain=Boolean(), key=key)):
                return self._read(key, self._word("answer", "no"), enough=True)
            case Member(item=Ref(key=key), container=Literal(value=frozenset() as words)):
                wanted = self.phrase("explain.one_of", listed=self._options(key, words))
                return self._read(key, wanted, enough=True)
            case Not(operand=Member(item=Ref(key=key), container=Literal(value=frozenset()))):
                seen = self.value(key, self.readings[key].value)
                return self._read(key, self.phrase("explain.other_than", limit=seen), enough=True)
            case Member(item=Literal(value=str() as word), container=Ref(key=key)):
                return self._read(key, self.option(key, word), enough=True)
            case Not(operand=Member(item=Literal(value=str() as word), container=Ref(key=key))):
                wanted = self.phrase("explain.without", limit=self.option(key, word))
                return self._read(key, wanted, enough=True)
            case Compare(left=Size(container=container), right=Literal(value=int() as limit)):
                return self._size(form, container, limit)
            case Compare(left=left, right=right):
                return self._comparison(form, _unscaled(left), _unscaled(right))
            case _:
                return None

    def _comparison(self, form: Compare, left: Form, right: Form) -> "_Said | None":
        match left:
            case Ref(key=key):
                times = 1
            case Product(left=Literal(value=int() as times), right=Ref(key=key)):
                pass
            case _:
                return None
        wanted = self._side(form, right, key if times == 1 else "")
        if not wanted:
            return None
        said = self._read(key, wanted)
        if times == 1:
            return said
        return _Said(self._times(times, said.what), self._times(times, said.seen), wanted)

    def _side(self, form: Compare, right: Form, beside: str) -> str:
        """Say what a comparison asks for; nothing where it is too much."""
        match right:
            case Literal(value=value, domain=domain):
                told_in = form.left.domain if isinstance(form.left.domain, Ordered) else domain
                plain = as_told(value, told_in)
                limit = self.value(beside, plain) if beside else self._number(plain)
                return limit if _is_end(form, value) else self._limit(form, limit)
            case Ref(key=key):
                times = 1
            case Product(left=Literal(value=int() as times), right=Ref(key=key)):
                pass
            case _:
                return ""
        what, seen = self.name(key), self.seen(self.readings[key])
        if times > 1:
            what, seen = self._times(times, what), self._times(times, seen)
        return self.phrase("explain.other", wanted=self._limit(form, seen), what=what)

    def _times(self, times: int, what: str) -> str:
        return f"{self._number(times)} × {what}"

    def _size(self, form: Compare, container: Form, limit: int) -> "_Said | None":
        """Say how many words are asked for, and which of them were seen."""
        more = form.operator in {">=", ">"}
        none = not more and (limit, form.operator) in {(1, "<"), (0, "<="), (0, "==")}
        number = self._word("answer", "none") if none else self._limit(form, self._number(limit))
        match container:
            case Ref(key=key):
                return self._read(key, number)
            case Combine(operator="&", left=Ref(key=key), right=Literal(value=frozenset() as all_)):
                seen = self._words_of(key)
                listed = self._options(key, (all_ - seen if more else all_ & seen) or all_)
                wanted = self.phrase("explain.among", wanted=number, listed=listed)
                if none and not all_ & seen:
                    what = self.phrase("explain.that_count", what=self.name(key))
                    return _Said(what, number, wanted, enough=True)
                return self._counted(key, seen & all_, wanted, number)
            case Combine(operator="-", left=Ref(key=key), right=Literal(value=frozenset() as all_)):
                listed = self._options(key, all_)
                wanted = self.phrase("explain.besides", wanted=number, listed=listed)
                return self._counted(key, self._words_of(key) - all_, wanted, number)
            case Combine(operator="-", left=Ref(key=key), right=Ref(key=other)):
                listed = self.reading(self.readings[other])
                wanted = self.phrase("explain.besides", wanted=number, listed=listed)
                return self._read(key, wanted)
            case _:
                return None

    def _words_of(self, key: str) -> frozenset[str]:
        value = self.readings[key].value
        return frozenset(map(str, value)) if is_sequence(value) else frozenset()

    def _counted(self, key: str, counted: frozenset[str], wanted: str, number: str) -> "_Said":
        """Say of a set which of its words count."""
        reading = self.readings[key]
        if not counted:
            said = self._read(key, wanted)
            return _Said(said.what, said.seen, wanted, number=number)
        what = self.phrase("explain.that_count", what=self.name(key))
        seen = self._options(key, counted)
        if reading.known == "default":
            seen = self.phrase("explain.not_told", seen=seen)
        return _Said(what, seen, wanted, number=number, enough=True)

    def _limit(self, form: Compare, limit: str) -> str:
        message = _LIMITS.get(form.operator)
        return limit if message is None else self.phrase(message, limit=limit)

    def _read(self, key: str, wanted: str, *, enough: bool = False) -> "_Said":
        return _Said(self.name(key), self.seen(self.readings[key]), wanted, enough)

    # ------------------------------------------------------------------ values

    def seen(self, reading: Reading) -> str:
        """Say a value, and that it is not known where it is not."""
        value = self.value(reading.key, reading.value)
        match reading.known:
            case "default":
                return self.phrase("explain.not_told", seen=value)
            case "range" if reading.ends is not None:
                least, most = (self.value(reading.key, end) for end in reading.ends)
                return self.phrase("explain.range", seen=value, least=least, most=most)
            case "derived" if not reading.certain:
                number = reading.ends is not None and not isinstance(reading.value, str)
                return self.phrase("explain.about" if number else "explain.so_far", seen=value)
            case _:
                return value

    def value(self, key: str, value: object) -> str:
        """Say a value of an input or step."""
        if isinstance(value, bool):
            return self._word("answer", "yes" if value else "no")
        if isinstance(value, int | float):
            return self._measured(key, value)
        if is_sequence(value):
            return self._options(key, map(str, value))
        return self._word("answer", "none") if value is None else self.option(key, str(value))

    def option(self, key: str, word: str) -> str:
        """Say one of the words that an input or step may be."""
        catalogue, language = self.speaker.catalogue, self.speaker.language
        field = catalogue.fields.get(key)
        if field is not None and isinstance(field.options, str) and field.options:
            if field.options in catalogue.facts.entries:
                return catalogue.label(field.options, word, language)
            return word
        group = key.partition("(")[0]
        group = _WORDS_OF.get(group, group)
        if f"{group}.{word}" in catalogue.words:
            said = self._word(group, word)
            return said if field is not None else self.phrase("explain.quoted", seen=said)
        if field is None:
            return self.speaker.name(word)
        anchor = next((a.text for a in field.anchors if a.value == word), None)
        return word if anchor is None else self.speaker.label(anchor)

    def _options(self, key: str, words: Iterable[str]) -> str:
        names = sorted(self.option(key, word) for word in words)
        if not names:
            return self._word("answer", "none")
        cut = ["…"] if len(names) > _MOST_LISTED else []
        return ", ".join([*names[:_MOST_LISTED], *cut])

    def _measured(self, key: str, value: float) -> str:
        """Say a number, with its unit where the name of the thing does not say it already."""
        catalogue = self.speaker.catalogue
        called, arguments = _parts(key)
        field = catalogue.fields.get(key)
        quantity = catalogue.quantities.get(called)
        kpi = catalogue.kpis.get(key.removeprefix(_KPIS)) if key.startswith(_KPIS) else None
        if field is not None and field.type == "money":
            return f"{self._number(value)} {_MONEY}"
        if kpi is not None:
            form = self.speaker.label(catalogue.kpi_units[kpi.unit].form)
            return form.replace("{money}", _MONEY).replace("{n}", self._number(value))
        if called == "price" and arguments[1:] != ("break_even",):
            return f"{self._number(value / _CENTS)} {_MONEY}"
        unit = field.unit if field is not None else quantity.unit if quantity is not None else ""
        if not unit:
            return self._number(value)
        named = set(self.name(key).casefold().split())
        counted = self.speaker.forms(unit)["other"].replace("{n}", "").casefold().split()
        if set(counted) <= named:
            return self._number(value)
        return self.speaker.quantity(unit, value)

    def _number(self, value: object) -> str:
        return self.speaker.number(value) if isinstance(value, int | float) else str(value)

    # ------------------------------------------------------------------ names

    def name(self, key: str) -> str:
        """Name an input or step.

        Examples:
            >>> from commerce_roles.catalogue import load_catalogue
            >>> words = Wording(Speaker(load_catalogue(), "en"), {})
            >>> words.name("monthly_orders"), words.name("hours('ecommerce_manager', 'minimum')")
            ('orders a month', 'hours a month (e-commerce manager, basics)')
        """
        called, arguments = _parts(key)
        named = self._named(called)
        said = [self._argument(argument) for argument in arguments if argument != self.role]
        return f"{named} ({', '.join(said)})" if said else named

    def _named(self, called: str) -> str:
        catalogue, language = self.speaker.catalogue, self.speaker.language
        for kind, identifier in (
            ("field", called),
            ("quantity", called),
            ("kpi", called.removeprefix(_KPIS)),
        ):
            if identifier in catalogue.of(kind):
                return catalogue.label(kind, identifier, language)
        if called.startswith(_HELD):
            role = self.speaker.role(called.removeprefix(_HELD))
            return f"{self._word('step', _HELD.removesuffix('.'))} ({role})"
        return self._word("step", called)

    def _argument(self, word: str) -> str:
        catalogue = self.speaker.catalogue
        if word in catalogue.roles:
            return self.speaker.role(word)
        for group in ("level", "place", "price"):
            said = self._word(group, word)
            if said != word:
                return said
        return word

    def _word(self, group: str, identifier: str) -> str:
        return self.speaker.word(group, identifier)


@frozen
class _Said:
    """One part of a condition in words."""

    what: str
    seen: str
    wanted: str
    enough: bool = False
    """Whether what was seen says enough where it holds."""
    number: str = ""
    """Of words to be counted: how many are asked for."""


def _unscaled(form: Form) -> Form:
    """Leave out a factor that only brings hours to the scale of others."""
    match form:
        case Product(left=Literal(value=int() as times), right=Ref() as ref, domain=domain):
            scaled = isinstance(ref.domain, Integer) and domain.scale == ref.domain.scale * times
            return ref if scaled and times > 1 else form
        case _:
            return form


def _is_end(form: Compare, value: Value) -> bool:
    """Say whether a level is the last one in the direction of the comparison."""
    match form.left.domain:
        case Ordered(levels=levels):
            return value == {">=": len(levels) - 1, "<=": 0}.get(form.operator)
        case _:
            return False


def _parts(key: str) -> tuple[str, tuple[str, ...]]:
    """Take a key apart: what is called, and with what."""
    match = _CALL.fullmatch(key)
    return (match[1], tuple(_ARGUMENT.findall(match[2]))) if match else (key, ())


def _value(form: Form) -> Value:
    return form.value if isinstance(form, Literal) else None
