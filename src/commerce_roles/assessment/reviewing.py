"""What a change of the facts comes to: what differs, which verdicts move, what is not in order."""

from functools import partial
from typing import Final

from attrs import frozen

from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.shifting import Shift, said_shift, shifts_of
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import (
    Account,
    Catalogue,
    Difference,
    account,
    plain_fact,
    prove,
)
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    muted,
    strong,
)
from commerce_roles.graph import Lint, lint
from commerce_roles.model import Finding, Verdict
from commerce_roles.showing import Displayed

__all__ = ["Move", "Review", "review"]

_MOST_CHANGES: Final = 200
"""More changes are counted, not listed."""


@frozen
class Move(Displayed):
    """One verdict that comes out differently."""

    business: str
    role: str
    old: Verdict | None
    """None where the role is new."""
    new: Verdict | None
    """None where the role is gone."""
    because: tuple[Shift, ...] = ()
    """What speaks otherwise than before; empty where the role is new or gone."""


@frozen
class Review(Displayed):
    """One catalogue looked at beside another."""

    catalogue: Catalogue
    difference: Difference
    moves: tuple[Move, ...]
    businesses: int
    """How many businesses were assessed."""
    account: Account
    """Of the new catalogue."""
    structure: Lint
    """What a check of the new catalogue's structure found."""
    proven: tuple[Finding, ...]
    """What was proven of the rules of the new catalogue."""

    @property
    def findings(self) -> tuple[str, ...]:
        """What should not be, a line each; empty where all is in order."""
        proven = (str(found) for found in self.proven if found.severity != "note")
        return (*self.account.findings, *proven)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing of the rules, a line each."""
        return tuple(str(found) for found in self.proven if found.severity == "note")

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the review as plain data, texts in one language."""
        return {
            "format": "facts_review/1",
            "version": self.catalogue.version,
            "hash": self.catalogue.hash,
            "decision_hash": self.catalogue.decision_hash,
            "step": self.difference.step,
            "next_version": self.difference.next_version,
            "changes": [plain_fact(change) for change in self.difference.changes],
            "moves": [plain_fact(move) for move in self.moves],
            "businesses": self.businesses,
            "findings": list(self.findings),
            "notes": list(self.notes),
            "structure": self.structure.to_dict(lang)["findings"],
        }

    def document(self, lang: str = "en") -> Document:
        """Show the review."""
        say = partial(self.catalogue.heading, "check", language=lang)
        changes, findings = self.difference.changes, self.findings
        touched = len({move.business for move in self.moves})
        blocks: list[Block] = [
            Paragraph(say("right" if self.structure.sound and not findings else "look")),
            Table(
                ["", ""],
                [
                    (say("step"), strong(self.difference.step)),
                    (say("version"), self.difference.next_version),
                    (say("changes"), str(len(changes))),
                    (say("moves"), str(len(self.moves))),
                    (say("businesses"), f"{touched} / {self.businesses}"),
                    (say("hash"), self.catalogue.hash),
                    (say("decision_hash"), self.catalogue.decision_hash),
                ],
            ),
        ]
        if findings:
            blocks += [Heading(say("findings")), Bullets(findings)]
        blocks += [Heading(say("structure")), *self.structure.blocks(lang)]
        if self.notes:
            blocks += [Heading(say("notes")), Bullets(_together(self.proven))]
        if self.moves:
            speaker = Speaker(self.catalogue, lang)
            moved = [self._moved(move, speaker) for move in self.moves]
            blocks += [Heading(say("moves")), Bullets(moved)]
        if changes:
            rows = [
                (f"{c.kind}.{c.id}".rstrip("."), c.path, c.old or "", c.new or "")
                for c in changes[:_MOST_CHANGES]
            ]
            blocks += [Heading(say("changes")), self._table(("fact", "where"), rows, lang)]
        return Document(say("title"), blocks, lang=lang)

    def _table(
        self, columns: tuple[str, str], rows: list[tuple[str, str, str, str]], lang: str
    ) -> Table:
        names = [self.catalogue.word("column", name, lang) for name in (*columns, "was", "is")]
        return Table(names, rows)

    def _moved(self, move: Move, speaker: Speaker) -> Bullet:
        was, now = (
            speaker.word("verdict", verdict) if verdict else "–" for verdict in (move.old, move.new)
        )
        head = f"{move.business} · {move.role}: {was} → "
        return Bullet([head, strong(now)], [self._shift(shift, speaker) for shift in move.because])

    def _shift(self, shift: Shift, speaker: Speaker) -> tuple[Span, ...]:
        """Say what speaks otherwise, and whether it decides."""
        said = said_shift(speaker, shift)
        rule = shift.new_rule or shift.old_rule
        decides = speaker.phrase("check.decides")
        mark = f" · {decides}" if shift.decides else ""
        return (strong(said) if shift.decides else Span(said), muted(f" {rule}{mark}"))


def _together(findings: tuple[Finding, ...]) -> list[str]:
    """Say each note once, with all the facts that it is about."""
    places: dict[tuple[str, str], list[str]] = {}
    for found in findings:
        if found.severity == "note":
            said = "; ".join(part for part in (found.message, found.remedy) if part)
            places.setdefault((found.rule, said), []).append(found.where)
    return [f"{rule}: {said}: {', '.join(where)}" for (rule, said), where in places.items()]


def review(old: Catalogue, new: Catalogue) -> Review:
    """Look at a catalogue beside another, and assess the other's reference businesses under both.

    Raises:
        ProfileError: A business tells something that the new catalogue refuses.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> strict = {"adjust": {"catalogue": {"bands": {"needed": 70}}}}
        >>> found = review(load_catalogue(), load_catalogue(strict))
        >>> found.difference.step, {move.new.value for move in found.moves}
        ('minor', {'recommended'})
        >>> {(s.kind, str(s.what), s.old, s.new) for move in found.moves for s in move.because}
        {('band', 'needed', 60, 70)}
    """
    moves = () if old.decision_hash == new.decision_hash else tuple(_moves(old, new))
    sound = (account(new), lint(new), prove(new))
    return Review(new, old.diff(new), moves, len(old.businesses), *sound)


def _moves(old: Catalogue, new: Catalogue) -> list[Move]:
    found: list[Move] = []
    for business in old.businesses.values():
        one, other = (
            (decide(facts.program, judge(profile_of(business.profile, catalogue=facts), facts)))
            for facts in (old, new)
        )
        for role in sorted({*old.roles, *new.roles}):
            was = one.verdict(role) if role in old.roles else None
            now = other.verdict(role) if role in new.roles else None
            if was != now:
                both = was is not None and now is not None
                because = shifts_of(role, (one, old), (other, new)) if both else ()
                found.append(Move(business.id, role, was, now, because))
    return found
