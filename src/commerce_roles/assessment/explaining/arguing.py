"""Why a condition holds or fails, as lines: in short, and opened where it has a name."""

from collections.abc import Iterator

from attrs import field, frozen

from commerce_roles.assessment.explaining.seen import RuleSeen
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.display import Bullet
from commerce_roles.expressions import Compare, Form, Literal, Ref, Size, Witness

__all__ = ["Arguing"]


@frozen
class Arguing:
    """Tells the parts of conditions; a condition with a name is opened the first time only."""

    words: Wording
    _opened: set[Form] = field(factory=set[Form], init=False)

    def why(self, found: Witness) -> str:
        """Say in one line which parts made a condition hold or fail."""
        match found.joined:
            case "all":
                return "; ".join(self.why(part) for part in found.parts)
            case "any" if found.holds or len(found.parts) == 1:
                return "; ".join(self.why(part) for part in found.parts)
            case "any":
                listed = "; ".join(self.why(part) for part in found.parts)
                return self.words.phrase("explain.alternatives", listed=listed)
            case _:
                return self.words.part(found)

    def opened(self, found: Witness) -> Iterator[Bullet]:
        """Open the conditions with a name among the parts of a condition."""
        for leaf in found.leaves:
            if leaf.parts and leaf.form not in self._opened:
                self._opened.add(leaf.form)
                for part in leaf.parts:
                    yield from self._inside(part)

    def _inside(self, found: Witness) -> Iterator[Bullet]:
        """Put the parts of an opened condition one under the other."""
        if found.joined == "any" and not found.holds and len(found.parts) > 1:
            head = self.words.phrase("explain.alternatives", listed="").strip()
            yield Bullet(head, [each for part in found.parts for each in self._one(part)])
        elif found.joined in {"all", "any"}:
            for part in found.parts:
                yield from self._inside(part)
        else:
            yield from self._one(found)

    def _one(self, found: Witness) -> Iterator[Bullet]:
        yield Bullet(self.why(found), list(self.opened(found)))

    def would(self, rule: RuleSeen) -> str:
        """Say what a rule asks for that is not there, and what it would give."""
        return self.gives(self.why(rule.witness), rule)

    def gives(self, said: str, rule: RuleSeen) -> str:
        """Say what a rule gives behind what it asks for."""
        return self.words.phrase("explain.gives", seen=said, points=str(rule.gives))

    def ladder(self, rules: tuple[RuleSeen, ...]) -> bool:
        """Say whether rules ask for more and more of the same, and for nothing else."""
        looked = {_looked_at(rule.witness) for rule in rules}
        leaves = rules[0].witness.leaves
        if len(looked) > 1 or None in looked or (len(rules) == 1 and len(leaves) > 1):
            return False
        return all(self.words.subject(leaf.form) for leaf in leaves)

    def climb(self, rules: tuple[RuleSeen, ...]) -> str:
        """Say rules that ask for more and more of the same, in one line.

        Args:
            rules: Those of a ladder that do not hold, the highest first.
        """
        leaves = rules[0].witness.leaves
        subject = "; ".join(self.words.subject(leaf.form) for leaf in leaves)
        return self.words.phrase("explain.needs", what=subject, wanted=self.steps(rules))

    def steps(self, rules: tuple[RuleSeen, ...]) -> str:
        """Say the steps of a ladder, each with what it gives, the lowest first."""
        rising = tuple(reversed(rules))
        return ", ".join(
            self.gives(self._asked(rule.witness, short=rule is not rising[-1]), rule)
            for rule in rising
        )

    def _asked(self, found: Witness, *, short: bool) -> str:
        word = "or" if found.joined == "any" else "and"
        between = f" {self.words.speaker.word('join', word)} "
        return between.join(self.words.wanted(leaf.form, short=short) for leaf in found.leaves)


def _looked_at(found: Witness) -> object:
    """Give what comparisons look at and from which side, `<` or `>`, whether they hold or not."""
    looked: list[object] = []
    for leaf in found.leaves:
        match leaf.form:
            case Compare(operator=operator, left=Ref() | Size() as left, right=Literal()):
                looked.append((operator[0], left))
            case _:
                return None
    joined = found.joined if len(looked) > 1 else ""
    return joined, tuple(looked)
