"""What a check of the structure finds, as values that say what to do."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Document,
    Paragraph,
    listed,
    muted,
    strong,
)
from commerce_roles.errors import Problem
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.model import FrozenMap, Label, LintRule, Severity
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_sequence

__all__ = ["SEVERITIES", "Lint", "LintFinding", "Slip", "Way", "finding_of"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
"""From what makes work go wrong to what is worth a look."""
_PARAMETER: Final = re.compile(r"\{(\w+)\}")


@frozen
class Way:
    """Nodes that lead from one to the next."""

    nodes: tuple[str, ...]


@frozen
class Slip:
    """A rule that is not kept, before it is put into words."""

    rule: str
    where: tuple[str, ...]
    """Nodes of the graph, or cells of the sheet."""
    values: Mapping[str, object]
    """For the parameters of the rule's texts: a node, a tuple of nodes, a way, or anything else as
    it is."""


@frozen(kw_only=True)
class LintFinding(Displayed):
    """One place at which a rule is not kept."""

    rule: str
    """The id of the rule; `catalogue.lint_rules` has it with its evidence."""
    severity: Severity
    where: tuple[str, ...]
    """The nodes of the graph, or the cells of the sheet."""
    text: Label
    """What is wrong, per language."""
    matters: Label
    """Why it matters."""
    remedy: Label
    """What to do."""

    def problem(self, lang: str, file: str = "") -> Problem:
        """Write the finding as a problem of what was read."""
        return Problem(self.text[lang], ", ".join(self.where), self.remedy[lang], file)


@frozen(kw_only=True)
class Lint(Answer):
    """Everything that a check of the structure found, the worst first."""

    about: str
    """What was looked at."""
    findings: tuple[LintFinding, ...]
    rules: tuple[str, ...]
    """The rules that were checked."""

    def of(self, severity: Severity) -> tuple[LintFinding, ...]:
        """Give the findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity == severity)

    @property
    def sound(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return not self.of("error") and not self.of("warning")

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the findings as plain data, in one language."""
        return {
            "format": "lint/1",
            "about": self.about,
            "findings": [
                {
                    "rule": one.rule,
                    "severity": one.severity,
                    "where": list(one.where),
                    "text": self._text(one.text, lang),
                    "matters": self._text(one.matters, lang),
                    "remedy": self._text(one.remedy, lang),
                }
                for one in self.findings
            ],
            "rules": list(self.rules),
        }

    def document(self, lang: str = "en") -> Document:
        """Show every finding with why it matters and what to do."""
        title = f"{self.wording.heading('graph.structure', lang)}: {self.about}"
        return Document(title, self.blocks(lang), lang=lang)

    def blocks(self, lang: str) -> tuple[Block, ...]:
        """Give what the document says, without its title, for a larger document."""
        say = self.wording
        if not self.findings:
            sound = f"{say.word('graph.sound', lang)} ({len(self.rules)})"
            return (Paragraph(sound),)
        counts = ", ".join(
            f"{say.word(f'severity.{severity}', lang)}: {len(self.of(severity))}"
            for severity in SEVERITIES
        )
        items = [
            Bullet(
                [strong(f"{say.heading(f'severity.{one.severity}', lang)}: "),
                 self._text(one.text, lang), muted(f" ({self._place(one)})")],
                [self._text(one.matters, lang), f"→ {self._text(one.remedy, lang)}"],
            )
            for one in self.findings
        ]  # fmt: skip
        return Paragraph(counts), Bullets(items)

    def _text(self, texts: Label, lang: str) -> str:
        return next((texts[one] for one in (lang, *self.wording.languages) if one in texts), "")

    def _place(self, one: LintFinding) -> str:
        return ", ".join((*one.where, one.rule))


def finding_of(slip: Slip, rule: LintRule, wording: Wording) -> LintFinding:
    """Put a slip into the words of its rule, in every language of the catalogue."""
    return LintFinding(
        rule=slip.rule,
        severity=rule.severity,
        where=slip.where,
        text=_filled(rule.found, slip.values, wording),
        matters=rule.matters,
        remedy=_filled(rule.remedy, slip.values, wording),
    )


def _filled(texts: Label, values: Mapping[str, object], wording: Wording) -> Label:
    def fill(text: str, lang: str) -> str:
        return _PARAMETER.sub(lambda found: said(values.get(found[1], found[0]), lang), text)

    def said(value: object, lang: str) -> str:
        if isinstance(value, Way):
            return " → ".join(said(part, lang) for part in value.nodes)
        if is_sequence(value):
            return listed(said(part, lang) for part in value)
        return wording.name(value, lang) if isinstance(value, str) else str(value)

    return FrozenMap({lang: fill(text, lang) for lang, text in texts.items()})
