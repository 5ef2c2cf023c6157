"""The front door to a team: one function, and a result that draws itself and writes itself out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import field, frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.assessment.reading import Rate
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.staffing import contract, reporting
from commerce_roles.staffing.closing import gaps
from commerce_roles.staffing.costing import common_currency, month_cost
from commerce_roles.staffing.covering import Covering
from commerce_roles.staffing.finding import findings
from commerce_roles.staffing.fitting import fit
from commerce_roles.staffing.forgetting import forget, nameless, redact
from commerce_roles.staffing.judging import judged
from commerce_roles.staffing.leaning import single_points
from commerce_roles.staffing.loading import loads
from commerce_roles.staffing.seen import Seen
from commerce_roles.structuring import FrameKind, frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Look", "Part", "look"]

Part = Literal[
    "coverage", "loads", "fits", "gaps", "ways", "findings", "single_points", "costs"
]  # fmt: skip
"""A part of a look that can be written as rows."""


@frozen(kw_only=True, repr=False, slots=False)
class Look(Result, Seen):
    """What one sees of a team that is laid beside what has to be staffed.

    It holds ids and no names, ranks nobody, and everything in it stands in the order of ids.
    Pickled, it leaves its catalogue behind and finds it again by its hash.
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")
    _rates: FrozenMap[str, Rate] = field(eq=False, default=FrozenMap(), alias="rates")

    def forget(self, person: str) -> "Look":
        """Look again without a person, of whom nothing is left then.

        Raises:
            UnknownIdError: There is no such person.
        """
        return self._again(forget(self.team, person))

    def redact(self) -> "Look":
        """Look again with made-up ids in place of those that were told."""
        return self._again(redact(self.team))

    def _again(self, team: Team) -> "Look":
        return look(
            team,
            self.needs,
            catalogue=self.catalogue,
            traits=self.traits,
            currency=self.currency,
            rates=self._rates,
        )

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the look.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        return reporting.report(self, Speaker(self.catalogue, lang), names or {})

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the look as plain data in the form `team/1`."""
        return contract.seen_data(self, Speaker(self.catalogue, lang))

    def rows(self, of: Part = "coverage") -> list[dict[str, object]]:
        """Write one part of the look as flat rows.

        Args:
            of: Which: coverage, loads, fits, gaps, ways, findings, single_points or costs.

        Raises:
            UnknownIdError: There is no such part.
        """
        if of not in contract.ROWS:
            raise UnknownIdError("part of a look", of, contract.ROWS, near=tuple(contract.ROWS))
        return contract.ROWS[of](self)

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
        """Say how large the team is and what is lacking."""
        return f"<Look {len(self.team.people)} people, {len(self.gaps)} gaps>"


def look(  # noqa: PLR0913 options by name
    team: Team,
    needs: Needs,
    *,
    catalogue: Catalogue | None = None,
    traits: bool = False,
    currency: str = "",
    rates: Mapping[str, Rate] | None = None,
) -> Look:
    """Look at a team: fit, coverage, load, single points of failure, findings, gaps, cost.

    Args:
        team: People, and who of them holds what.
        needs: What has to be staffed: `Assessment.needs()`, or written by hand.
        catalogue: The facts; the library's own where left out.
        traits: Whether traits such as empathy are matched to people too: only where that is
            lawful and somebody qualified has assessed them.
        currency: In which costs are added; left out, the one they are told in.
        rates: What one unit of another currency is worth in euro, with the day.

    Raises:
        TeamError: With every fault of the team; costs in several currencies without rates.

    Examples:
        >>> from commerce_roles import assess, read_profile
        >>> from commerce_roles.staffing import look, read_team
        >>> needs = assess(read_profile("examples/clothing_retailer.toml")).needs()
        >>> seen = look(read_team("examples/teams/clothing_three.toml"), needs)
        >>> seen.load("p1").state("minimum"), seen.load("p1").state("standard")
        ('fits', 'over')
        >>> seen.fit("p2", "community_manager").standing, seen.cost
        ('short', 5840.0)
    """
    facts = catalogue or load_catalogue()
    known = FrozenMap(rates or {})
    nobody = nameless(judged(team, facts))
    covering = Covering(nobody, needs, traits)
    coverage = tuple(covering.all())
    load = tuple(loads(covering.posts))
    moneys = {f"people.{person.id}.cost": person.cost for person in nobody.people}
    in_currency = common_currency(moneys, currency, known)
    costs = {
        person.id: month_cost(person, _paid(person.id, covering), in_currency, known)
        for person in nobody.people
    }
    return Look(
        team=nobody,
        needs=needs,
        fits=tuple(
            fit(person, need, needs, traits=traits)
            for person in nobody.people
            for need in needs.values()
        ),
        coverage=coverage,
        loads=load,
        single_points=single_points(coverage),
        findings=findings(covering.posts, facts),
        gaps=gaps(covering, {one.person: one for one in load}, facts),
        currency=in_currency,
        costs=FrozenMap(costs),
        traits=traits,
        catalogue=facts,
        rates=known,
    )


def _paid(person: str, covering: Covering) -> float | None:
    """Give the hours that are paid of who is paid by the hour: those reserved, else all."""
    reserved = covering.posts.reserved(person)
    if covering.posts.by_person[person] and reserved is not None:
        return reserved
    return covering.posts.people[person].capacity
