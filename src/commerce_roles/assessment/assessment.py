"""The result: a mapping by role that keeps its reasons, draws itself and writes itself out."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Self

from attrs import field, fields, frozen

from commerce_roles.assessment import contract, reporting
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.needing import needs_of
from commerce_roles.assessment.needs import Needs
from commerce_roles.assessment.outcome import Findings, OpenQuestion, RoleAssessment
from commerce_roles.assessment.questioning import ranked_questions
from commerce_roles.assessment.recording import record_of
from commerce_roles.assessment.showing import hours_by_task
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import Document, to_text
from commerce_roles.errors import DetachedError, UnknownIdError
from commerce_roles.model import Estimate, Verdict
from commerce_roles.showing import Displayed

if TYPE_CHECKING:
    from commerce_roles.assessment.changing import Changes
    from commerce_roles.assessment.explaining import Explanation
    from commerce_roles.assessment.reweighing import Robustness
    from commerce_roles.assessment.sufficing import SufficientReason

__all__ = ["Assessment"]


@frozen(kw_only=True, repr=False)
class Assessment(Findings, Mapping[str, RoleAssessment], Displayed):
    """What one business needs: a mapping of roles, and one answer for the whole.

    Equal results are equal values. Texts are in the language that is asked for; verdicts and
    numbers never depend on it. Pickled, a result leaves its catalogue behind and finds it again
    by its hash.

    Examples:
        >>> from commerce_roles import assess
        >>> result = assess({"sector": "clothing", "monthly_orders": 450})
        >>> list(result)
        ['community_manager', 'ecommerce_manager', 'social_media_manager']
        >>> result.to_dict()["format"]
        'assessment/1'
    """

    _catalogue: Catalogue | None = field(eq=False, default=None, alias="catalogue")

    def __getitem__(self, role: str) -> RoleAssessment:
        """Give what one role gets.

        Raises:
            UnknownIdError: There is no such role.
        """
        if role not in self.roles:
            raise UnknownIdError("role", role, self.roles)
        return self.roles[role]

    def __iter__(self) -> Iterator[str]:
        """Go through the roles by id."""
        return iter(self.roles)

    def __len__(self) -> int:
        """Count the roles."""
        return len(self.roles)

    def __copy__(self) -> Self:
        """Give the value itself: it cannot change, and keeps its facts, which pickling leaves."""
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        """Give the value itself, as for a copy."""
        return self

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue behind; it is found again by its hash."""
        names = (attribute.name for attribute in fields(type(self)))
        return {name: getattr(self, name) for name in names if name != "_catalogue"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again, detached from a catalogue."""
        for name, value in {**state, "_catalogue": None}.items():
            object.__setattr__(self, name, value)

    @property
    def catalogue(self) -> Catalogue:
        """The facts that decided, found again by their hash after unpickling.

        Raises:
            DetachedError: They are not the library's own, or have changed.
        """
        if self._catalogue is not None:
            return self._catalogue
        own = load_catalogue()
        if own.hash == self.catalogue_hash:
            return own
        message = "the catalogue of this result is not at hand; assess its profile again with it"
        raise DetachedError(message)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the result as plain data in the form `assessment/1`.

        Args:
            lang: The language of the texts.

        Raises:
            DetachedError: The catalogue with the texts is not at hand.
        """
        return contract.as_data(self, self.catalogue, lang)

    def to_json(self, lang: str = "en") -> str:
        """Write the result as JSON in the form `assessment/1`, the same bytes for the same input.

        Raises:
            DetachedError: The catalogue with the texts is not at hand.
        """
        return contract.as_json(self, self.catalogue, lang)

    def report(self, lang: str = "en") -> Document:
        """Tell the owner what to do, and why; what to tell us next as `next_question` has it.

        Raises:
            DetachedError: The catalogue with the texts is not at hand.
        """
        asked = self._ranked(tuple(self.roles)) if self.questions else ()
        return reporting.report(self, asked, self.catalogue, lang)

    def explain(self, role: str, lang: str = "en") -> Document:
        """Show how the verdict on one role came about, down to tasks and claims.

        Every rule about the role is there: what gave points, what did not and which part of its
        condition failed on which value, floors and caps, who does it, hours opened to tasks and
        answers, what was assumed. Nothing of it is worked out before it is asked for.

        Raises:
            UnknownIdError: There is no such role.
            DetachedError: The catalogue is not at hand.
        """
        return self.explanation(role).document(lang)

    def explanation(self, role: str) -> "Explanation":
        """Give what made one role's result what it is, as a value: every rule, every hour.

        Raises:
            UnknownIdError: There is no such role.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> seen = assess({"monthly_orders": 450}).explanation("ecommerce_manager")
            >>> next(table for table in seen.points if table.table == "ecm_size").fired.gives
            20
        """
        from commerce_roles.assessment.explaining.seeing import see

        return see(self[role], self._decision(), self.catalogue)

    def next_question(self, role: str | None = None) -> OpenQuestion | None:
        """Say what to ask next: what can be expected to settle most, for what it costs to ask.

        Args:
            role: Only what bears on one role; all roles where left out.

        Returns:
            None where no answer can change an undecided verdict.

        Raises:
            UnknownIdError: There is no such role.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> assess({"sells_online": False}).next_question("ecommerce_manager").field
            'online_launch_planned'
            >>> told = {"sells_online": False, "online_launch_planned": False}
            >>> assess(told).next_question("ecommerce_manager") is None
            True
        """
        roles = tuple(self.roles) if role is None else (self[role].role,)
        return next(iter(self._ranked(roles)), None)

    def _ranked(self, roles: tuple[str, ...]) -> tuple[OpenQuestion, ...]:
        return ranked_questions(self._decision(), self.catalogue, roles)

    def needs(self, level: str = "") -> Needs:
        """Say what has to be staffed: posts with hours and shares, skills, languages, tasks, peaks.

        Args:
            level: The level of service that is planned for; left out, the least.

        Raises:
            UnknownIdError: There is no such level.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> shop = {"channels": ["instagram"], "messages_needing_reply_month": 300}
            >>> needs = assess({**shop, "peak_months": [12], "peak_factor": 2}).needs()
            >>> need = needs["community_manager"]
            >>> need.hours_at("minimum").typical < need.hours_at("minimum", month=12).typical
            True
        """
        facts = self.catalogue
        decision = decide(facts.program, judge(self.profile, facts))
        return needs_of(self, decision, facts, level)

    def smallest_changes(self, role: str, *, to: Verdict | str) -> "Changes":
        """Say what would make another verdict: all ways that change as few answers as can be.

        Only what the owner can change within a year changes; the rest stays as it was told, or as
        it was taken to be.

        Args:
            role: The role.
            to: The verdict to reach.

        Raises:
            UnknownIdError: There is no such role or verdict.
            InexactError: The rules compare what has too many values to try.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> shop = assess({"sells_online": True, "monthly_orders": 40, "employees": 4})
            >>> found = shop.smallest_changes("ecommerce_manager", to="recommended")
            >>> [(a.field, a.old, a.new) for a in found.ways[0].answers]
            [('monthly_orders', 40, 300)]
        """
        from commerce_roles.assessment.changing import smallest_changes

        goal = _verdict(to)
        decision, catalogue = self._decision(), self.catalogue
        return smallest_changes(decision, catalogue, self.profile, self[role].role, goal)

    def sufficient_reason(self, role: str) -> "SufficientReason":
        """Say which answers are enough for a verdict, whatever all others are.

        Raises:
            UnknownIdError: There is no such role.
            InexactError: The rules compare what has too many values to try.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> told = {"sells_online": False, "online_launch_planned": False, "employees": 4}
            >>> reason = assess(told).sufficient_reason("ecommerce_manager")
            >>> [(one.field, one.value) for one in reason.answers]
            [('online_launch_planned', False), ('sells_online', False)]
        """
        from commerce_roles.assessment.sufficing import sufficient_reason

        return sufficient_reason(self._decision(), self.catalogue, self[role].role)

    def robustness(
        self, role: str, *, spread: float = 0.2, draws: int = 1_000, seed: int = 0
    ) -> "Robustness":
        """Say how far the weights of the rules may be wrong before the verdict flips.

        Args:
            role: The role.
            spread: How far drawn weights are off at the most, as a share from 0 to 1.
            draws: How often weights are drawn, at least once.
            seed: Draws with one seed are the same draws.

        Raises:
            UnknownIdError: There is no such role.
            ValueError: The spread or the number of draws is out of bounds.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> shop = assess({"sells_online": True, "monthly_orders": 4000})
            >>> found = shop.robustness("ecommerce_manager")
            >>> 0 <= found.kept <= 1
            True
        """
        from commerce_roles.assessment.reweighing import Draws, robustness

        decision, catalogue = self._decision(), self.catalogue
        return robustness(decision, catalogue, self[role].role, Draws(spread, draws, seed))

    def task_hours(self, level: str | None = None) -> Mapping[str, Estimate]:
        """Open the hours to tasks: hours a month of each task that there is.

        The tasks for which a role is responsible add up to its hours.

        Args:
            level: A level of service; the least where left out.

        Raises:
            UnknownIdError: There is no such level.
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> hours = assess({"sector": "clothing", "monthly_orders": 450}).task_hours()
            >>> hours["supervise_orders"].typical
            13.5
        """
        levels = self.catalogue.levels
        if level is not None and level not in levels:
            raise UnknownIdError("level of service", level, levels)
        return hours_by_task(self._decision(), self.catalogue, level or levels[0])

    def _decision(self) -> Decision:
        return decide(self.catalogue.program, judge(self.profile, self.catalogue))

    def record(self) -> dict[str, object]:
        """Write the decision down, so that `replay` can decide it again; it holds no name.

        Raises:
            DetachedError: The catalogue is not at hand.

        Examples:
            >>> from commerce_roles import assess
            >>> assess({"name": "Hilo", "sector": "clothing"}).record()["profile"]
            {'sector': 'clothing'}
        """
        return record_of(self, self.catalogue)

    def __str__(self) -> str:
        """Draw the report as text."""
        return to_text(self.report())

    def __repr__(self) -> str:
        """Show the verdicts."""
        verdicts = ", ".join(f"{role}: {result.verdict}" for role, result in self.roles.items())
        return f"<Assessment {verdicts}>"

    def _drawn(self) -> Document:
        return self.report()


def _verdict(word: str) -> Verdict:
    """Take a verdict, or its word.

    Raises:
        UnknownIdError: There is no such verdict.
    """
    try:
        return Verdict(word)
    except ValueError:
        raise UnknownIdError("verdict", str(word), tuple(Verdict)) from None
