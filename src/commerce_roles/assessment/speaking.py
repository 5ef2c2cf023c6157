"""Sentences in a language: parameters said as the catalogue says numbers, roles and words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from commerce_roles.assessment.outcome import Estimate, Statement
from commerce_roles.catalogue import PLACEHOLDER, Catalogue
from commerce_roles.display import Block, Heading, write_number
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap, Parameter
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["Speaker"]

_EURO: Final = "EUR"
_PLAIN: Final[Mapping[str, str]] = {"one": "{n}", "other": "{n}", "range": "{n} ({low}-{high})"}
NO_PHRASES: Final[FrozenMap[str, str]] = FrozenMap()


@frozen
class Speaker:
    """Says what a result holds in one language, with the catalogue's words.

    Things have names in more languages than there are sentences. Where a language has no
    sentences, they are said whole in the catalogue's first language, never half in each.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> catalogue = load_catalogue()
        >>> Speaker(catalogue, "en").word("verdict", "needed")
        'needed'
        >>> Speaker(catalogue, "it").word("verdict", "needed"), Speaker(catalogue, "it").sentences
        ('necessario', 'en')
    """

    catalogue: Catalogue
    language: str

    @property
    def sentences(self) -> str:
        """The language in which sentences are said."""
        languages = self.catalogue.languages
        return self.language if self.language in languages else languages[0]

    def say(self, statement: Statement) -> str:
        """Say one sentence.

        Raises:
            UnknownIdError: The catalogue has no such message.
        """
        return self.text(statement.id, statement.params)

    def text(self, message: str, params: Mapping[str, object] | None = None) -> str:
        """Say a message with parameters, as a sentence.

        Raises:
            UnknownIdError: The catalogue has no such message.
        """
        return capital(self.phrase(message, params))

    def phrase(self, message: str, params: Mapping[str, object] | None = None) -> str:
        """Say a message with parameters, as it stands inside a sentence.

        Raises:
            UnknownIdError: The catalogue has no such message.
        """
        if message not in self.catalogue.messages:
            raise UnknownIdError("message", message, self.catalogue.messages)
        whole = evolve(self, language=self.sentences)
        text = whole.label(self.catalogue.messages[message].text)
        given = params or {}

        def put(match: re.Match[str]) -> str:
            name = match.group(1)
            small = name[0].lower() + name[1:]
            said = whole.parameter(small, given[small]) if small in given else f"{{{small}}}"
            return capital(said) if name[0].isupper() else said

        return PLACEHOLDER.sub(put, text)

    def label(self, texts: Mapping[str, str]) -> str:
        """Choose a text by language, falling back on the catalogue's own languages."""
        return self.catalogue.text(texts, self.language)

    def fact(self, kind: str, identifier: str) -> str:
        """Say the name of a fact of a kind."""
        return self.catalogue.label(kind, identifier, self.language)

    def sections(
        self,
        *parts: tuple[str, Callable[[], Iterable[Block]]],
        params: Mapping[str, object] | None = None,
    ) -> Iterator[Block]:
        """Give each part of a document under its heading; a part without blocks is left out.

        Args:
            parts: The message that heads a part, and what makes its blocks.
            params: What the headings may say.
        """
        for message, make in parts:
            blocks = list(make())
            if blocks:
                yield Heading(self.text(message, params))
                yield from blocks

    def word(self, group: str, identifier: str) -> str:
        """Say the word that stands for an id; the id itself where there is none."""
        return self.catalogue.word(group, identifier, self.language)

    def role(self, identifier: str, form: str = "name") -> str:
        """Say a role in one of its phrases; a party that is no role by its word."""
        if identifier not in self.catalogue.roles:
            return self.word("party", identifier)
        phrases = self.catalogue.roles[identifier].phrases
        phrase = phrases.get(self.language, NO_PHRASES).get(form)
        return phrase or self.catalogue.label("role", identifier, self.language)

    def name(self, identifier: str) -> str:
        """Say the label of whatever in the catalogue has this id, else the id."""
        for kind in ("sector", "channel", "objective", "field", "kpi", "task", "quantity"):
            if identifier in self.catalogue.of(kind):
                return self.catalogue.label(kind, identifier, self.language)
        return identifier

    def number(self, value: float) -> str:
        """Write a number with its digits grouped."""
        whole = isinstance(value, int) or float(value).is_integer()
        return write_number(value, self.language, places=0 if whole else 1)

    def amount(self, value: float) -> str:
        """Write an amount of money: whole, or to the cent.

        Examples:
            >>> from commerce_roles.catalogue import load_catalogue
            >>> speaker = Speaker(load_catalogue(), "es")
            >>> speaker.amount(3157.6), speaker.amount(2100.0)
            ('3157,60', '2100')
        """
        return write_number(value, self.language, places=0 if float(value).is_integer() else 2)

    def forms(self, unit: str) -> Mapping[str, str]:
        """Give the ways in which a unit says a number: one, other, range."""
        found = self.catalogue.units.get(unit)
        for language in (self.language, *self.catalogue.languages):
            if found is not None and language in found.forms:
                return found.forms[language]
        return _PLAIN

    def quantity(self, unit: str, value: object) -> str:
        """Say a number, or a low and a high one, in a unit."""
        forms = self.forms(unit)
        if is_mapping(value):
            low, typical, high = (_rounded(value[e]) for e in ("low", "typical", "high"))
            if low != high:
                said = (self.number(number) for number in (typical, low, high))
                return forms["range"].format(**dict(zip(("n", "low", "high"), said, strict=True)))
            value = typical
        number = value if isinstance(value, int | float) else 0
        return forms["one" if number == 1 else "other"].format(n=self.number(number))

    def ends(self, estimate: Estimate, *, tenths: bool = False) -> str:
        """Write an estimate as briefly as a table wants, rounded as sentences round it.

        Args:
            estimate: The estimate.
            tenths: Whether tenths are kept, where whole numbers would leave nothing.

        Examples:
            >>> from commerce_roles.catalogue import load_catalogue
            >>> Speaker(load_catalogue(), "en").ends(Estimate(37.5, 54.5, 1104.8))
            '55 (38–1,105)'
        """
        numbers = estimate.as_numbers()
        low, typical, high = (
            numbers[end] if tenths else _rounded(numbers[end]) for end in ("low", "typical", "high")
        )
        if low == high:
            return self.number(typical)
        return f"{self.number(typical)} ({self.number(low)}–{self.number(high)})"

    def parameter(self, name: str, value: object) -> str:
        """Say the value of a message's parameter."""
        parameter = self.catalogue.parameters[name]
        say = _SAY.get(parameter.kind, _say_text)
        return say(self, parameter, value)

    def names(self, roles: Iterable[str]) -> str:
        """Say several roles by name."""
        return " + ".join(self.role(role) for role in roles)


def capital(text: str) -> str:
    """Begin a text with a capital letter.

    Examples:
        >>> capital("the post")
        'The post'
    """
    return text[:1].upper() + text[1:]


def _rounded(value: object) -> int:
    """Round hours as a person says them: to whole numbers, halves upwards."""
    return int(value + 0.5) if isinstance(value, int | float) else 0


def _say_number(speaker: Speaker, parameter: Parameter, value: object) -> str:
    if isinstance(value, float) and parameter.unit.startswith("hours"):
        value = _rounded(value)
    return speaker.quantity(parameter.unit, value)


def _say_word(speaker: Speaker, parameter: Parameter, value: object) -> str:
    return speaker.word(parameter.of, str(value))


def _say_role(speaker: Speaker, parameter: Parameter, value: object) -> str:
    roles = value if is_sequence(value) else [value]
    return ", ".join(speaker.role(str(role), parameter.form or "name") for role in roles)


def _say_roles(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del parameter
    return speaker.names(map(str, value)) if is_sequence(value) else str(value)


def _say_money(speaker: Speaker, parameter: Parameter, value: object) -> str:
    """Say money in its own currency; a bare number is in euro."""
    ends: Mapping[str, object] = {"low": value, "typical": value, "high": value, "currency": _EURO}
    money = value if is_mapping(value) else ends
    low, typical, high = (
        speaker.amount(float(str(money[end]))) for end in ("low", "typical", "high")
    )
    amount = f"{typical} {money['currency']}"
    forms = speaker.forms(parameter.unit)
    return forms["other" if low == high else "range"].format(
        n=amount, amount=amount, low=low, high=high
    )


def _say_percent(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del parameter
    return f"{speaker.number(float(str(value)))} %"


def _say_country(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del parameter
    return speaker.catalogue.label("country", str(value), speaker.language)


def _say_duration(speaker: Speaker, parameter: Parameter, value: object) -> str:
    """Say minutes as minutes, hours or days, whichever reads best."""
    del parameter
    minutes = value if isinstance(value, int) else 0
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes >= 2 * size:
            return speaker.quantity(unit, minutes / size)
    return speaker.quantity("minutes", minutes)


def _say_ids(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del speaker, parameter
    return ", ".join(map(str, value)) if is_sequence(value) else str(value)


def _say_facts(speaker: Speaker, parameter: Parameter, value: object) -> str:
    ids = value if is_sequence(value) else [value]
    names = [speaker.catalogue.label(parameter.of, str(one), speaker.language) for one in ids]
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _say_answers(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del parameter
    told: Mapping[str, object] = value if is_mapping(value) else {}
    fields = speaker.catalogue.fields
    return "; ".join(
        f"{speaker.name(key) if key in fields else key}: {_said(speaker, part)}"
        for key, part in told.items()
    )


def _said(speaker: Speaker, value: object) -> str:
    if is_sequence(value):
        return ", ".join(_said(speaker, one) for one in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return speaker.number(value)
    return speaker.name(str(value))


def _say_phrase(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del speaker, parameter
    return str(value)


def _say_text(speaker: Speaker, parameter: Parameter, value: object) -> str:
    del parameter
    return speaker.name(str(value))


_SAY: Final[Mapping[str, Callable[[Speaker, Parameter, object], str]]] = {
    "estimate": _say_number,
    "number": _say_number,
    "word": _say_word,
    "role": _say_role,
    "roles": _say_roles,
    "money": _say_money,
    "percent": _say_percent,
    "country": _say_country,
    "phrase": _say_phrase,
    "duration": _say_duration,
    "text": _say_text,
    "ids": _say_ids,
    "facts": _say_facts,
    "answers": _say_answers,
    "year": lambda _, __, value: str(value),
}
