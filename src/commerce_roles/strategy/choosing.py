"""Choosing among the facts of a kind by the catalogue's rules: few, and each with its reasons."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import define, evolve, field

from commerce_roles.assessment.outcome import Statement
from commerce_roles.catalogue import CHOSEN, Catalogue, choice_form
from commerce_roles.expressions import Form, Value, evaluate
from commerce_roles.model import Evidence, Selection, SelectionRule
from commerce_roles.strategy.drafted import Choice

__all__ = ["Choosing", "forms_of"]


@lru_cache(maxsize=8)
def forms_of(catalogue: Catalogue) -> Mapping[str, Form]:
    """Read every expression of a strategy, by the id of its fact as `kind.id`."""
    program, constants = catalogue.program, catalogue.constants
    most = {f"selection.{s.id}": s.most for s in catalogue.selections.values()}
    shares = {f"budget_share.{s.id}": s.when for s in catalogue.budget_shares.values()}
    rules = {f"selection_rule.{r.id}": r.when for r in catalogue.selection_rules.values()}
    forms = {key: choice_form(text, program, constants) for key, text in {**most, **shares}.items()}
    for key, text in rules.items():
        forms[key] = choice_form(text, program, constants, candidate=True)
    return forms


@define
class Choosing:
    """What is known of a business, and what was chosen so far."""

    catalogue: Catalogue
    values: dict[str, Value]
    """The business, its hours, and what was chosen, by name."""
    told: Mapping[str, frozenset[str] | None]
    """By kind, what the business named of it; None: nothing was told."""
    measured: frozenset[str]
    """KPIs of which a value is known."""
    work: frozenset[str] = frozenset()
    """Tasks that somebody has hours for."""
    choices: list[Choice] = field(factory=list[Choice])

    def choose(self, selection: Selection) -> tuple[str, ...]:
        """Make one choice, keep it with its reasons, and give what was chosen."""
        forms = forms_of(self.catalogue)
        most = int(str(evaluate(forms[f"selection.{selection.id}"], self.values)))
        weighed = sorted(self._weighed(selection), key=lambda one: (-one.points, one.id))
        chosen: list[str] = []
        for one in weighed:
            takes = one.points >= selection.least_points and len(chosen) < most
            if takes:
                chosen.append(one.id)
            self.choices.append(one if takes else evolve(one, chosen=False))
        name = CHOSEN[selection.of]
        before = self.values.get(name, frozenset[str]())
        earlier = before if isinstance(before, frozenset) else frozenset[str]()
        self.values[name] = earlier | frozenset(chosen)
        return tuple(chosen)

    def _weighed(self, selection: Selection) -> Iterator[Choice]:
        rules = [r for r in self.catalogue.selection_rules.values() if r.selection == selection.id]
        used = self.told.get(selection.of) or frozenset()
        for identifier, fact in self.catalogue.of(selection.of).items():
            groups: frozenset[str] = frozenset(getattr(fact, "groups", ()))
            if (selection.among and not groups & {*selection.among}) or (
                groups & {*selection.without}
            ):
                continue
            values = {**self.values, **self._known(selection.of, identifier, fact)}
            found = [rule for rule in rules if self._holds(rule, identifier, values)]
            if found:
                found.sort(key=lambda rule: (-rule.points, rule.id))
                yield Choice(
                    selection=selection.id,
                    id=identifier,
                    points=sum(rule.points for rule in found),
                    used=identifier in used,
                    reasons=tuple(_reason(rule) for rule in found),
                    claims=_claims(fact),
                )

    def _holds(self, rule: SelectionRule, identifier: str, values: Mapping[str, Value]) -> bool:
        if rule.candidates and identifier not in rule.candidates:
            return False
        form = forms_of(self.catalogue)[f"selection_rule.{rule.id}"]
        return bool(evaluate(form, values))

    def _known(self, kind: str, identifier: str, fact: object) -> dict[str, Value]:
        """Give what a rule may ask of a candidate."""

        def named(key: str) -> frozenset[str]:
            return frozenset(getattr(fact, key, ()))

        def chosen(of: str) -> frozenset[str]:
            value = self.values.get(CHOSEN[of])
            return value if isinstance(value, frozenset) else frozenset()

        told = self.told.get(kind)
        return {
            "used": told is not None and identifier in told,
            "told": bool(told),
            "measure": int(getattr(fact, "measure", 0)),
            "kpis_known": len(named("kpis") & self.measured),
            "serves": len(named("objectives") & chosen("objective")),
            "channels_named": len(named("channels")),
            "channels_met": len(named("channels") & chosen("channel")),
            "formats_named": len(named("content_formats")),
            "formats_met": len(named("content_formats") & chosen("content_format")),
            "work_named": len(named("tasks")),
            "work_met": len(named("tasks") & self.work),
        }


def _claims(fact: object) -> tuple[str, ...]:
    evidence = getattr(fact, "evidence", None)
    return evidence.claims if isinstance(evidence, Evidence) else ()


def _reason(rule: SelectionRule) -> Statement:
    evidence: Evidence = rule.evidence
    return Statement(
        id=rule.message,
        rule=f"selection_rule.{rule.id}",
        claims=evidence.claims,
        sources=evidence.sources,
        contradictions=evidence.contradictions,
        basis=evidence.basis or "assumption",
    )
