"""A scenario as a value: a business and a team as they might be, looked at, shown, and redacted."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, Self, overload

from attrs import evolve, field, frozen

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.outcome import Statement
from commerce_roles.assessment.reading import Rate
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import BusinessProfile, FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.staffing.forgetting import forget, made_up, redact
from commerce_roles.staffing.looking import Look, Part, look
from commerce_roles.staffing.wording import named
from commerce_roles.structuring import FrameKind, frame

if TYPE_CHECKING:
    import pandas as pd

    from commerce_roles.assessment.needs import Needs

__all__ = ["Supposed"]

_PERSON: Final = "person"
"""The parameter of a step that names somebody."""


@frozen(kw_only=True, repr=False, slots=False)
class Supposed(Result):
    """A business, a team, and what was changed of them."""

    profile: BusinessProfile
    team: Team
    """Without names."""
    level: str
    """The level of service that is planned for."""
    name: str = ""
    """What to call it; empty: by its steps."""
    steps: tuple[Statement, ...] = ()
    """What was changed, in order."""
    traits: bool = False
    currency: str = ""
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")
    _rates: FrozenMap[str, Rate] = field(eq=False, default=FrozenMap(), alias="rates")

    @cached_property
    def needs(self) -> "Needs":
        """What has to be staffed."""
        return assess(self.profile, catalogue=self.catalogue).needs(self.level)

    @cached_property
    def look(self) -> Look:
        """The look at the team.

        Raises:
            TeamError: Costs are in several currencies without rates.
        """
        return look(
            self.team,
            self.needs,
            catalogue=self.catalogue,
            traits=self.traits,
            currency=self.currency,
            rates=self._rates,
        )

    # ------------------------------------------------------------------ people

    def forget(self, person: str) -> Self:
        """Take a person out, with every step that names them, so that nothing is left of them.

        `leave` says what if somebody left, and remembers who; this does not.

        Raises:
            UnknownIdError: There is no such person, now or in a step.
        """
        told = [one for one in self.steps if one.params.get(_PERSON) != person]
        if self.team.person(person) is None and len(told) == len(self.steps):
            raise UnknownIdError("person", person, [one.id for one in self.team.people])
        there = self.team.person(person) is not None
        team = forget(self.team, person) if there else self.team
        return evolve(self, team=team, steps=tuple(told), name="")

    def redact(self, ids: Mapping[str, str] | None = None) -> Self:
        """Put made-up ids in place of those that were told, in the steps too.

        Args:
            ids: The made-up ids by those that were told; left out, they are made up here.
        """
        new = ids or made_up(self.people())
        steps = [_with_person(one, new) for one in self.steps]
        return evolve(self, team=redact(self.team, new), steps=tuple(steps), name="")

    def people(self) -> tuple[str, ...]:
        """List the ids of everybody who is in the team, or was named by a step."""
        told = (one.params.get(_PERSON) for one in self.steps)
        ids = {one.id for one in self.team.people} | {one for one in told if isinstance(one, str)}
        return tuple(sorted(ids))

    def named(self, name: str) -> Self:
        """Call it by a name of one's own."""
        return evolve(self, name=name)

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the look at the team as it would be."""
        return self.look.document(lang, names=names)

    def title(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> str:
        """Say what was changed, in one line."""
        speaker = Speaker(self.catalogue, lang)
        if self.name:
            return self.name
        said = [speaker.text(one.id, named(one, names or {})) for one in self.steps]
        return " ".join(said) or speaker.text("what_if.base")

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the look with what was changed, in the form `scenario/1`."""
        speaker = Speaker(self.catalogue, lang)
        steps = [{"id": one.id, "text": speaker.say(one)} for one in self.steps]
        return {**self.look.to_dict(lang), "format": "scenario/1", "steps": steps}

    def rows(self, of: Part = "coverage") -> list[dict[str, object]]:
        """Write one part of the look as flat rows, such as coverage or loads."""
        return self.look.rows(of)

    @overload
    def to_frame(
        self, of: Part = "coverage", *, kind: Literal["pandas"] = "pandas"
    ) -> "pd.DataFrame": ...
    @overload
    def to_frame(self, of: Part = ..., *, kind: FrameKind) -> Any: ...  # noqa: ANN401 of another package
    def to_frame(self, of: Part = "coverage", *, kind: FrameKind = "pandas") -> object:
        """Write one part of the look as a data frame.

        Args:
            of: Which part; see `rows`.
            kind: Whose: of pandas, polars or pyarrow.

        Raises:
            UnknownIdError: There is no such part, or no such kind.
            MissingPackageError: That package is not installed.
        """
        return frame(self.rows(of), kind)

    def __repr__(self) -> str:
        """Say what was changed."""
        return f"<Scenario {self.title()}>"


def _with_person(step: Statement, ids: Mapping[str, str]) -> Statement:
    """Give a step with another id of whom it is about."""
    person = step.params.get(_PERSON)
    if not isinstance(person, str):
        return step
    return evolve(step, params=FrozenMap({**step.params, _PERSON: ids[person]}))
