"""The words in which a team is spoken of: sentences, headings, and people by name where asked."""

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from commerce_roles.assessment.outcome import Estimate, Statement, frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import Heading
from commerce_roles.structuring import is_sequence

__all__ = ["Names", "Wording", "load_said", "named"]

Names = Mapping[str, str]
"""What to call people, by id; an id without a name stands for itself."""
_PEOPLE = ("person", "who")
"""Parameters of sentences that are people."""


def named(said: Statement, names: Names) -> Mapping[str, object]:
    """Give the parameters of a sentence with people by name, where they have one."""
    params: dict[str, object] = dict(said.params)
    for key in _PEOPLE:
        value = params.get(key)
        if is_sequence(value):
            params[key] = tuple(names.get(str(one), str(one)) for one in value)
        elif isinstance(value, str):
            params[key] = names.get(value, value)
    return params


def load_said(speaker: Speaker, hours: Estimate, there: float | None) -> str:
    """Say how many hours a month work takes, and how many there are, where that was told."""
    params: dict[str, object] = {"hours": hours.as_numbers()}
    if there is None:
        return speaker.text("team.load_of_unknown", frozen_params(params))
    return speaker.text("team.load", frozen_params({**params, "available": round(there)}))


@frozen
class Wording:
    """Says what is seen of a team, in one language."""

    speaker: Speaker
    names: Names

    def text(self, message: str, **params: object) -> str:
        """Say a message."""
        return self.speaker.text(message, frozen_params(params))

    def say(self, said: Statement) -> str:
        """Say a sentence of a result."""
        return self.speaker.text(said.id, named(said, self.names))

    def heading(self, word: str, level: Literal[2, 3] = 2) -> Heading:
        """Give a heading."""
        return Heading(capital(self.speaker.word("team", word)), level)

    def columns(self, *words: str) -> list[str]:
        """Give the heads of columns."""
        return [self.speaker.word("team_column", word) for word in words]

    def person(self, identifier: str) -> str:
        """Call somebody by name, or by their id."""
        return self.names.get(identifier, identifier)

    def people(self, ids: Iterable[str]) -> str:
        """Call several by name."""
        return ", ".join(map(self.person, ids))

    def label(self, kind: str, identifier: str) -> str:
        """Say the name of a fact."""
        return self.speaker.fact(kind, identifier)
