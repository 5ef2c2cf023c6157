"""A business told answer by answer: what to ask, what a person may write, the way back.

An interview is a value; every step gives a new one. Whoever talks with the person, a terminal or a
page, shows `question` and hands on what was written.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.assessment import Assessment
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.engine import Engine
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.outcome import OpenQuestion
from commerce_roles.assessment.questioning import ranked_questions
from commerce_roles.assessment.reading import profile_of
from commerce_roles.catalogue import Catalogue, fold, load_catalogue
from commerce_roles.errors import InputError, ProfileError
from commerce_roles.model import BusinessProfile, Field, FrozenMap, Kpi
from commerce_roles.showing import Displayed

__all__ = ["Interview", "asked_of", "options_shown", "written"]

_KPIS: Final = "kpis."
_MOST_SHOWN: Final = 24
"""More options than these are not listed; one writes the name."""
_YES: Final = frozenset({"y", "yes", "true", "s", "si", "sí"})
_NO: Final = frozenset({"n", "no", "false"})
_NONE: Final = frozenset({"-", "none", "no", "nothing", "ninguno", "ninguna", "nada"})
_NUMBER: Final = r"-?\d[\d.,'\u00a0\u202f ]*"
_RANGE: Final = re.compile(rf"\s*({_NUMBER})(?:(?:-|–|—|\.\.|to|a)\s*({_NUMBER}))?\s*%?\s*")
_DECIMALS: Final = re.compile(r"(.*?)[.,](\d{1,2})")


@attrs.frozen(slots=False)
class Interview(Displayed):
    """What was told so far, what was not known, and in which order it was asked.

    Examples:
        >>> known = {"online_launch_planned": False}
        >>> talk = Interview.begin(known, roles=("ecommerce_manager",))
        >>> talk.question.field
        'sells_online'
        >>> talk = talk.answer("no")
        >>> talk.question is None, talk.assessment["ecommerce_manager"].verdict.value
        (True, 'not_needed')
    """

    catalogue: Catalogue = attrs.field(repr=False)
    roles: tuple[str, ...]
    """The roles one wants to know about."""
    told: FrozenMap[str, object] = FrozenMap()
    """Answers by field; KPIs as `kpis.<id>`, parts of a group as `group.part`."""
    asked: tuple[str, ...] = ()
    """What was asked, in order, answered or not."""
    begun_with: FrozenMap[str, object] = FrozenMap()
    """What was known before the first question, as a profile's file tells it."""

    @classmethod
    def begin(
        cls,
        known: Mapping[str, object] | None = None,
        *,
        roles: tuple[str, ...] = (),
        catalogue: Catalogue | None = None,
    ) -> "Interview":
        """Begin, with what is known already.

        Raises:
            UnknownIdError: There is no such role.
            ProfileError: What is known is wrong.
        """
        facts = catalogue or load_catalogue()
        talk = cls(facts, roles or tuple(facts.roles), begun_with=FrozenMap(known or {}))
        for role in talk.roles:
            talk.assessment[role]
        return talk

    @property
    def data(self) -> dict[str, object]:
        """What is known, in the form of a profile's file."""
        found: dict[str, object] = dict(self.begun_with)
        for key, value in self.told.items():
            group, _, part = key.partition(".")
            if not part:
                found[key] = value
                continue
            inner = found.get(group)
            found[group] = {**(inner if isinstance(inner, Mapping) else {}), part: value}
        return found

    @cached_property
    def profile(self) -> BusinessProfile:
        """What is known, as a profile."""
        return profile_of(self.data, catalogue=self.catalogue)

    @cached_property
    def assessment(self) -> Assessment:
        """What follows from it."""
        return Engine.of(self.catalogue).decide(self.profile)

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """What was not asked yet and can change a verdict, the most telling first.

        There are never more to come than these: an answer closes some and opens none.
        """
        decision = decide(self.catalogue.program, judge(self.profile, self.catalogue))
        ranked = ranked_questions(decision, self.catalogue, self.roles)
        return tuple(one for one in ranked if one.field not in self.asked)

    @property
    def question(self) -> OpenQuestion | None:
        """What to ask next; None where nothing that was not asked can change a verdict."""
        return self.questions[0] if self.questions else None

    @property
    def open_verdicts(self) -> int:
        """How many verdicts beyond one for each role are still possible."""
        return sum(len(self.assessment[role].possible) - 1 for role in self.roles)

    def answer(self, text: str) -> "Interview":
        """Take what a person wrote as the answer to the question.

        Raises:
            InputError: It cannot be read as one, or is no legal answer; the interview stands.
        """
        question = self.question
        if question is None:
            raise InputError.of("nothing is asked any more")
        value = written(self.catalogue, question.field, text)
        told = FrozenMap({**self.told, question.field: value})
        after = attrs.evolve(self, told=told, asked=(*self.asked, question.field))
        judge(after.profile, self.catalogue)
        return after

    def skip(self) -> "Interview":
        """Leave the question unanswered; it is not asked again."""
        question = self.question
        return self if question is None else attrs.evolve(self, asked=(*self.asked, question.field))

    def back(self) -> "Interview":
        """Take the last answer back."""
        if not self.asked:
            return self
        told = {key: value for key, value in self.told.items() if key != self.asked[-1]}
        return attrs.evolve(self, told=FrozenMap(told), asked=self.asked[:-1])


def asked_of(catalogue: Catalogue, key: str) -> Field | Kpi:
    """Give the field or KPI that is asked for."""
    return catalogue.fields.get(key) or catalogue.kpis[key.removeprefix(_KPIS)]


def options_shown(catalogue: Catalogue, key: str, lang: str) -> tuple[tuple[str, str], ...]:
    """List the words that may be answered with their names, where there are not too many."""
    asked = asked_of(catalogue, key)
    if isinstance(asked, Kpi) or not asked.options:
        return ()
    if isinstance(asked.options, tuple):
        anchors = {a.value: catalogue.text(a.text, lang) for a in asked.anchors}
        return tuple((word, anchors.get(word, word)) for word in asked.options)
    if asked.options not in catalogue.facts.entries:
        return ()
    ids = sorted(catalogue.ids(asked.options))
    if len(ids) > _MOST_SHOWN:
        return ()
    return tuple((word, catalogue.label(asked.options, word, lang)) for word in ids)


def written(catalogue: Catalogue, key: str, text: str) -> object:
    """Read what a person wrote as an answer: a number or range, yes or no, words or their places.

    Raises:
        ProfileError: It cannot be read; the message says what would do.

    Examples:
        >>> catalogue = load_catalogue()
        >>> written(catalogue, "monthly_orders", "1.200"), written(catalogue, "skus", "50-300")
        (1200, [50, 300])
        >>> written(catalogue, "channels", "Instagram, X"), written(catalogue, "channels", "-")
        (['instagram', 'twitter'], [])
    """
    asked = asked_of(catalogue, key)
    kind = "number" if isinstance(asked, Kpi) else asked.type
    read: Mapping[str, Callable[[], object]] = {
        "count": lambda: _number(key, text, decimals=False),
        "money": lambda: _number(key, text, decimals=True),
        "number": lambda: _number(key, text, decimals=True),
        "yes_no": lambda: _yes_no(key, text),
        "set": lambda: _words(catalogue, key, text),
    }
    return read[kind]() if kind in read else _word(catalogue, key, text)


def _number(key: str, text: str, *, decimals: bool) -> object:
    match = _RANGE.fullmatch(text)
    if match is None:
        remedy = "write a number such as 450, or a range such as 50-300"
        raise ProfileError.of(f"{text!r:.60} is no number", path=key, remedy=remedy)
    numbers = [_plain(part, decimals=decimals) for part in match.groups() if part]
    return numbers[0] if len(numbers) == 1 else numbers


def _plain(text: str, *, decimals: bool) -> float:
    """Read digits, whatever groups them; one or two digits after the last mark are decimals."""
    sign = -1 if text.startswith("-") else 1
    split = _DECIMALS.fullmatch(text.strip()) if decimals else None
    if split:
        return sign * float(f"{_digits(split[1]) or '0'}.{split[2]}")
    return sign * int(_digits(text))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _yes_no(key: str, text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise ProfileError.of(
            f"{text!r:.60} is neither yes nor no", path=key, remedy="write y or n"
        )
    return word in _YES


def _words(catalogue: Catalogue, key: str, text: str) -> list[str]:
    if text.strip().casefold() in _NONE:
        return []
    return [_word(catalogue, key, part) for part in text.split(",") if part.strip()]


def _word(catalogue: Catalogue, key: str, text: str) -> str:
    """Find the word that is meant: its place in the list, its id, or its name."""
    wanted = text.strip()
    options = options_shown(catalogue, key, catalogue.languages[0])
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1][0]
    asked = asked_of(catalogue, key)
    kind = "" if isinstance(asked, Kpi) else asked.options
    if isinstance(kind, tuple):
        return next((o for o in kind if fold(wanted) in _called(catalogue, key, o)), wanted)
    if kind in catalogue.facts.entries:
        exact = [found.id for found in catalogue.find(wanted, kind=kind) if found.exact]
        return exact[0] if len(exact) == 1 else wanted
    return wanted


def _called(catalogue: Catalogue, key: str, option: str) -> set[str]:
    """List how one of a field's own options may be written: its id, its words, its anchor."""
    names = set(catalogue.names("word", f"{key}.{option}").values())
    for anchor in catalogue.fields[key].anchors:
        names |= set(anchor.text.values()) if anchor.value == option else set()
    return {fold(name) for name in (option, *names)}
