"""A playbook: made in quiet times, so that in the hour itself nothing is left to look for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from commerce_roles.assessment.outcome import CrisisAdvice, StrategyAdvice
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.results import Attached
from commerce_roles.display import Document
from commerce_roles.strategy.crisis import playbook_reporting as reporting
from commerce_roles.strategy.crisis import storing
from commerce_roles.strategy.crisis.facing import duties_of, face, todos, told_posts
from commerce_roles.strategy.crisis.prepared import Fitting, Pause, Prepared, Watched
from commerce_roles.strategy.drafted import Drafted

if TYPE_CHECKING:
    from commerce_roles.assessment import Assessment
    from commerce_roles.model import BusinessProfile

__all__ = ["Playbook", "make_playbook", "playbook_of", "read_playbook"]

_ACTIVE: Final = "active"
_HAPPENED: Final = "crisis.trigger"
_CHANNEL: Final = "channel"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Playbook(storing.Stored, Prepared):
    """Who does what when a good name is in danger; it draws itself on one page.

    Change it with `attrs.evolve`, or write it with `to_toml`, edit the file and read it with
    `read_playbook`: what is read back equals what was written.
    """

    form = storing.PLAYBOOK
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the playbook.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write the steps as flat rows."""
        steps = self.catalogue.crisis_steps
        return [
            {"part": steps[one.step].part, "step": one.step, "minute": one.minute,
             "party": one.party}
            for one in self.steps
        ]  # fmt: skip

    def __repr__(self) -> str:
        """Say how many steps there are."""
        return f"<Playbook: {len(self.steps)} steps>"


def make_playbook(result: "Assessment", *, strategy: Drafted | None = None) -> Playbook:
    """Settle before a crisis what can be settled: who, what to watch, by when, which steps.

    What a post would do that nobody holds falls to the owner. Which response fits is told for each
    thing that may happen, with defaults for the rest: `find_incident` asks again when it has.

    Args:
        result: What the business needs.
        strategy: Who is there and which channels were chosen; left out, as the business told.

    Raises:
        DetachedError: The catalogue of the result is not at hand.
        StrategyError: An overlay has left no severity that holds.

    Examples:
        >>> from commerce_roles import assess
        >>> book = make_playbook(assess({"channels": ["instagram"], "existing_roles": {}}))
        >>> [(duty.charge, duty.party) for duty in book.duties]
        [('accountable', 'owner'), ('approver', 'owner'), ('responsible', 'owner')]
        >>> [clock.minutes for clock in book.clocks], book.channels
        ([60, 1440], ('instagram',))
        >>> playbook_of(book.to_dict()) == book
        True
    """
    facts = result.catalogue
    profile = told_posts(result, strategy)
    advised = face(profile, facts, state=_ACTIVE, told={"trigger": None}).advice
    cases = dict(_cases(profile, facts))
    duties = duties_of(advised)
    return Playbook(
        channels=_channels(profile, strategy, facts),
        duties=duties,
        triggers=tuple(
            Watched(trigger=one.id, limit=one.limit, least_count=one.least_count)
            for one in sorted(facts.crisis_triggers.values(), key=lambda one: one.id)
        ),
        clocks=advised.clocks,
        steps=tuple(todos(duties, facts)),
        kinds=tuple(
            Fitting(happened=name, cluster=one.cluster, response=one.response)
            for name, one in cases.items()
        ),
        never=_never(advised, cases),
        pauses=tuple(
            Pause(severity=one.id, pause=one.pause, days=one.pause_days)
            for one in sorted(facts.crisis_severities.values(), key=lambda s: (s.order, s.id))
        ),
        catalogue_version=facts.version,
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _cases(profile: "BusinessProfile", facts: Catalogue) -> Iterator[tuple[str, CrisisAdvice]]:
    for option in facts.fields[_HAPPENED].options:
        name = str(option)
        yield name, face(profile, facts, state=_ACTIVE, told={"trigger": name}).advice


def _never(advised: CrisisAdvice, cases: Mapping[str, CrisisAdvice]) -> tuple[StrategyAdvice, ...]:
    """Give what is avoided whatever has happened."""
    always = [{one.strategy for one in case.avoid} for case in cases.values()]
    return tuple(one for one in advised.avoid if all(one.strategy in each for each in always))


def _channels(
    profile: "BusinessProfile", strategy: Drafted | None, facts: Catalogue
) -> tuple[str, ...]:
    """Give where the business is, and what its strategy chose."""
    chosen = [
        choice.id
        for choice in (strategy.choices if strategy else ())
        if choice.chosen and facts.selections[choice.selection].of == _CHANNEL
    ]
    return tuple(dict.fromkeys((*sorted(profile.channels or ()), *chosen)))


def playbook_of(
    data: Mapping[str, object], *, catalogue: Catalogue | None = None, file: str = ""
) -> Playbook:
    """Make a playbook of plain data in the form `crisis_playbook/1`.

    Args:
        data: What `Playbook.to_dict` writes.
        catalogue: The facts that it names; the library's own where left out.
        file: What to call the source in messages.

    Raises:
        StrategyError: With every fault.
    """
    return Playbook(**storing.value_of(data, storing.PLAYBOOK, Prepared, catalogue, file))


def read_playbook(path: str | Path, *, catalogue: Catalogue | None = None) -> Playbook:
    """Read a playbook from a TOML or JSON file; `-` is standard input.

    Raises:
        StrategyError: With every fault.
    """
    return Playbook(**storing.read_value(path, storing.PLAYBOOK, Prepared, catalogue))
