"""Scenarios side by side, and whether they differ by more than the hours are uncertain."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import TeamError, UnknownIdError
from commerce_roles.staffing import scenarios_reporting
from commerce_roles.staffing.forgetting import made_up
from commerce_roles.staffing.gauging import MEASURES, Measured, beside, ends_of
from commerce_roles.staffing.supposing import Scenario

__all__ = ["Scenarios", "compare_scenarios"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Scenarios(Result):
    """Scenarios side by side, the first being what the others are compared with."""

    scenarios: tuple[Scenario, ...]
    figures: tuple[tuple[Measured, ...], ...]
    """Of each scenario, in the order of the measures."""
    currency: str
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def forget(self, person: str) -> "Scenarios":
        """Compare again without a person, of whom nothing is left then.

        Raises:
            UnknownIdError: There is no such person in any of the scenarios.
        """
        known = sorted({one for each in self.scenarios for one in each.people()})
        if person not in known:
            raise UnknownIdError("person", person, known)
        return self._again(
            one.forget(person) if person in one.people() else one for one in self.scenarios
        )

    def redact(self) -> "Scenarios":
        """Compare again with made-up ids in place of those that were told."""
        ids = made_up(person for one in self.scenarios for person in one.people())
        return self._again(one.redact(ids) for one in self.scenarios)

    def _again(self, scenarios: Iterable[Scenario]) -> "Scenarios":
        measures = [one.measure for one in self.figures[0]]
        return compare_scenarios(*scenarios, measures=measures, catalogue=self.catalogue)

    def figure(self, place: int, measure: str) -> Measured:
        """Give one figure of one scenario.

        Args:
            place: Which scenario, counted from 0.
            measure: Which figure.

        Raises:
            IndexError: There are not so many scenarios.
            UnknownIdError: There is no such figure.
        """
        found = {one.measure: one for one in self.figures[place]}
        if measure not in found:
            raise UnknownIdError("figure", measure, found, near=tuple(found))
        return found[measure]

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the scenarios side by side.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        titles = [one.title(lang, names=names) for one in self.scenarios]
        speaker = Speaker(self.catalogue, lang)
        return scenarios_reporting.report(titles, self.figures, self.currency, speaker)

    def rows(self) -> list[dict[str, object]]:
        """Write every figure as a flat row."""
        return [
            {
                "scenario": place,
                "title": scenario.title(),
                "measure": one.measure,
                **ends_of(one.amount),
                "change": one.change,
                "apart": one.apart,
            }
            for place, scenario in enumerate(self.scenarios)
            for one in self.figures[place]
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the scenarios as plain data in the form `scenarios/1`."""
        speaker = Speaker(self.catalogue, lang)
        return {
            "format": "scenarios/1",
            "lang": lang,
            "currency": self.currency or None,
            "scenarios": [
                {
                    "title": scenario.title(lang),
                    "steps": [{"id": s.id, "text": speaker.say(s)} for s in scenario.steps],
                    "figures": {
                        one.measure: {
                            **ends_of(one.amount),
                            "change": None if one.change is None else round(one.change, 2),
                            "apart": one.apart,
                        }
                        for one in self.figures[place]
                    },
                }
                for place, scenario in enumerate(self.scenarios)
            ],
        }

    def __repr__(self) -> str:
        """Say how many are compared."""
        return f"<Scenarios {len(self.scenarios)}>"


def compare_scenarios(
    *scenarios: Scenario, measures: Iterable[str] = (), catalogue: Catalogue | None = None
) -> Scenarios:
    """Lay scenarios side by side; the first is what the others are compared with.

    A change of hours is `clear` where the two ranges do not meet, `likely` where it goes the same
    way at the low, the typical and the high hours, else `open`. What is counted is exact.

    Args:
        scenarios: At least one.
        measures: Which figures; left out, all.
        catalogue: The facts with the words; left out, those of the first scenario.

    Raises:
        TeamError: There are no scenarios, or costs are in several currencies without rates.
        UnknownIdError: There is no such figure.

    Examples:
        >>> from commerce_roles import read_profile
        >>> from commerce_roles.staffing import compare_scenarios, read_team, scenario
        >>> today = scenario(read_profile("examples/clothing_retailer.toml"),
        ...                  read_team("examples/teams/clothing_three.toml"))
        >>> both = compare_scenarios(today, today.leave("p1"))
        >>> both.figure(1, "uncovered").apart, round(both.figure(1, "uncovered").change)
        ('clear', 54)
    """
    if not scenarios:
        raise TeamError.of("there are no scenarios", remedy="give one at least")
    wanted = tuple(measures) or tuple(MEASURES)
    for name in wanted:
        if name not in MEASURES:
            raise UnknownIdError("figure", name, MEASURES, near=tuple(MEASURES))
    first = {name: MEASURES[name](scenarios[0].look) for name in wanted}
    return Scenarios(
        scenarios=scenarios,
        figures=tuple(
            tuple(beside(name, MEASURES[name](one.look), first[name]) for name in wanted)
            for one in scenarios
        ),
        currency=scenarios[0].look.currency,
        catalogue=catalogue or scenarios[0].catalogue,
    )
