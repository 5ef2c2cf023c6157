"""What other facts would move, drawn for people and written for programs."""

from typing import Final

from attrs import field, frozen

from commerce_roles.assessment.nights.counting import Moved, Why
from commerce_roles.assessment.shifting import said_shift
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import VERDICTS
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Matrix,
    Paragraph,
    Square,
    muted,
    strong,
)
from commerce_roles.model import Verdict

__all__ = ["TableReview"]

_FORM: Final = "table_review/1"
_MOST: Final = 12
"""More reasons are counted, not listed; data have them all."""


@frozen(kw_only=True, getstate_setstate=False)
class TableReview(Result):
    """How many rows of a table other facts move, and why."""

    businesses: int
    """How many rows were decided by both."""
    rejected: int = 0
    """How many were left out, because one of the two refuses them."""
    moves: tuple[Moved, ...] = ()
    """Per role: rows by the verdict before and after, those that stay too."""
    why: tuple[Why, ...] = ()
    """Per role: what speaks otherwise of rows that move, what decides most of them first."""
    key: str = ""
    """The column by which examples are named; empty: by number."""
    hashes: tuple[str, str]
    """The hash of what decides, of the old and the new facts."""
    versions: tuple[str, str]
    """The versions of both."""
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    @property
    def moved(self) -> int:
        """How many verdicts move, over all roles."""
        return sum(move.rows for move in self.moves if move.moves)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of both, in order."""
        return tuple(dict.fromkeys(move.role for move in self.moves))

    def moved_of(self, role: str) -> int:
        """Count the rows whose verdict about a role moves."""
        return sum(move.rows for move in self.moves if move.role == role and move.moves)

    def moves_of(self, role: str) -> tuple[Moved, ...]:
        """Give the counts of one role."""
        return tuple(move for move in self.moves if move.role == role)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the review as plain data."""
        speaker = Speaker(self.catalogue, lang)
        return {
            "format": _FORM,
            "lang": speaker.sentences,
            "businesses": self.businesses,
            "rejected": self.rejected,
            "moved": self.moved,
            "key": self.key or None,
            "before": {"version": self.versions[0], "decision_hash": self.hashes[0]},
            "after": {"version": self.versions[1], "decision_hash": self.hashes[1]},
            "roles": {
                role: {
                    "moved": self.moved_of(role),
                    "moves": [
                        {"before": move.before, "after": move.after, "rows": move.rows}
                        for move in self.moves_of(role)
                    ],
                    "why": [_plain(why, speaker) for why in self.why if why.role == role],
                }
                for role in self.roles
            },
        }

    def rows(self) -> list[dict[str, object]]:
        """Write the counts as flat rows."""
        return [
            {
                "role": move.role,
                "before": None if move.before is None else move.before.value,
                "after": None if move.after is None else move.after.value,
                "rows": move.rows,
            }
            for move in self.moves
        ]

    def blocks(self, lang: str = "en") -> list[Block]:
        """Show the review inside another document."""
        speaker = Speaker(self.catalogue, lang)
        say = speaker.catalogue.heading
        counts = {
            "seen": speaker.number(self.moved),
            "limit": speaker.number(self.businesses),
            "what": speaker.number(self.rejected),
        }
        blocks: list[Block] = [Paragraph(speaker.text("nights.review", counts))]
        if self.rejected:
            blocks.append(Paragraph(speaker.text("nights.rejected", counts)))
        for role in self.roles:
            blocks.append(Heading(speaker.role(role)))
            blocks.append(self._matrix(role, speaker))
            own = [why for why in self.why if why.role == role]
            if own:
                blocks.append(Heading(say("nights", "why", lang), 3))
                blocks.append(Bullets([self._reason(why, speaker) for why in own[:_MOST]]))
            if len(own) > _MOST:
                more = {"seen": speaker.number(len(own) - _MOST)}
                blocks.append(Paragraph(speaker.text("nights.more", more)))
        return blocks

    def document(self, lang: str = "en") -> Document:
        """Show the review."""
        title = self.catalogue.heading("nights", "review", lang)
        return Document(title, self.blocks(lang), lang=lang)

    def _matrix(self, role: str, speaker: Speaker) -> Matrix:
        """Draw who moves from where to where; warm is what moves, by its share of the rows."""
        own = {(move.before, move.after): move.rows for move in self.moves_of(role)}
        verdicts = [Verdict(word) for word in reversed(VERDICTS.levels)]
        ends: list[list[Verdict | None]] = []
        for side in (0, 1):
            some: list[Verdict | None] = [None] * any(pair[side] is None for pair in own)
            ends.append([*verdicts, *some])
        most = max((rows for (one, other), rows in own.items() if one != other), default=1)

        def square(one: Verdict | None, other: Verdict | None) -> Square:
            rows = own.get((one, other), 0)
            heat = rows / most if one != other else 0.0
            return Square(speaker.number(rows) if rows else "", heat)

        return Matrix(
            [_said(speaker, end) for end in ends[1]],
            [_said(speaker, end) for end in ends[0]],
            [[square(one, other) for other in ends[1]] for one in ends[0]],
            corner=speaker.word("nights", "corner"),
            caption=speaker.catalogue.heading("nights", "caption", speaker.language),
        )

    def _reason(self, why: Why, speaker: Speaker) -> Bullet:
        said = said_shift(speaker, why.shift)
        rule = why.shift.new_rule or why.shift.old_rule
        counts = {"seen": speaker.number(why.rows), "limit": speaker.number(why.decides)}
        named = ", ".join(map(str, why.examples))
        below = f"{speaker.word('nights', 'examples')}: {named}"
        head = strong(said) if why.decides else said
        counted = speaker.phrase("nights.counted", counts)
        return Bullet([head, muted(f" {rule}".rstrip()), f": {counted}"], [below])


def _said(speaker: Speaker, verdict: Verdict | None) -> str:
    return speaker.word("answer", "none") if verdict is None else speaker.word("verdict", verdict)


def _plain(why: Why, speaker: Speaker) -> dict[str, object]:
    shift = why.shift
    return {
        "kind": shift.kind,
        "what": shift.what,
        "rule_before": shift.old_rule or None,
        "rule_after": shift.new_rule or None,
        "before": shift.old,
        "after": shift.new,
        "text": said_shift(speaker, shift),
        "rows": why.rows,
        "decides": why.decides,
        "examples": list(why.examples),
    }
