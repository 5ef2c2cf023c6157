"""Words of others matched to the catalogue's: skills, levels, languages; never a silent guess."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import nearest
from commerce_roles.model import Scale

__all__ = ["LANGUAGES", "Levels", "Match", "language_tag", "match_role", "match_skill"]

_SKILL: Final = "skill"
_SAME: Final = frozenset({"exact", "close"})
"""How a concept must match for its skill to be taken; others are only candidates."""
_CANDIDATES: Final = 3
LANGUAGES: Final = "language"
"""What scales of languages are `of`."""


@frozen
class Match:
    """The id that a text stands for, or what it may have meant."""

    id: str = ""
    """Empty where none, or more than one, has this name."""
    candidates: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def match_skill(catalogue: Catalogue, text: str) -> Match:
    """Find a skill by its id, its name in any language, or the address of a taxonomy's concept.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> catalogue = load_catalogue()
        >>> match_skill(catalogue, "Servizio clienti").id
        'customer_service'
        >>> match_skill(catalogue, "budgeting")
        Match(id='', candidates=('budget',))
    """
    if text in catalogue.ids(_SKILL):
        return Match(text)
    concepts = [
        c
        for c in catalogue.concepts.values()
        if text in (c.uri, c.notation) and text and c.fact.startswith(f"{_SKILL}.")
    ]
    if concepts:
        meant = {c.fact.partition(".")[2]: c.match in _SAME for c in concepts}
        same = [skill for skill, is_same in meant.items() if is_same]
        return Match(same[0]) if len(same) == 1 else Match(candidates=tuple(sorted(meant)))
    found = catalogue.find(text, kind=_SKILL)
    exact = [one.id for one in found if one.exact]
    if len(exact) == 1:
        return Match(exact[0])
    ids = exact or [one.id for one in found]
    return Match(candidates=tuple(dict.fromkeys(ids))[:_CANDIDATES])


@lru_cache(maxsize=1024)
def match_role(catalogue: Catalogue, text: str) -> Match:
    """Find a role by its id or its name in any language."""
    if text in catalogue.roles:
        return Match(text)
    found = catalogue.find(text, kind="role")
    exact = [one.id for one in found if one.exact]
    if len(exact) == 1:
        return Match(exact[0])
    return Match(candidates=tuple(one.id for one in found)[:_CANDIDATES])


def language_tag(catalogue: Catalogue, text: str) -> str:
    """Give a BCP 47 tag as it is, or that of a language's name; empty where there is none.

    Examples:
        >>> from commerce_roles.catalogue import load_catalogue
        >>> language_tag(load_catalogue(), "pt-BR"), language_tag(load_catalogue(), "Spanish")
        ('pt-BR', 'es')
    """
    if text.partition("-")[0] in catalogue.ids("language"):
        return text
    exact = [one.id for one in catalogue.find(text, kind="language") if one.exact]
    return exact[0] if len(exact) == 1 else ""


@frozen
class Levels:
    """Levels told on named scales, read as the catalogue's own."""

    catalogue: Catalogue

    @property
    def proficiency(self) -> tuple[str, ...]:
        """The catalogue's own steps, least first."""
        steps = self.catalogue.proficiencies.values()
        return tuple(step.id for step in sorted(steps, key=lambda step: step.rank))

    def scales(self, of: str = _SKILL) -> Mapping[str, Scale]:
        """Give the scales of skills, or of languages."""
        return {name: s for name, s in self.catalogue.scales.items() if s.of == of}

    def skill(self, text: str, scale: str = "") -> str | None:
        """Read a level of a skill; empty where it says that the skill is not there.

        Args:
            text: A step of the scale, or of our own, by its id or its name in any language.
            scale: The scale; empty: our own only.

        Returns:
            A step of `proficiency`, or None where the scale has no such step.

        Examples:
            >>> from commerce_roles.catalogue import load_catalogue
            >>> levels = Levels(load_catalogue())
            >>> levels.skill("4", "sfia"), levels.skill("avanzado"), levels.skill("4")
            ('advanced', 'advanced', None)
        """
        told = _step(self.catalogue.scales[scale], text) if scale else None
        if told is not None:
            return told
        if text in self.proficiency:
            return text
        exact = [f.id for f in self.catalogue.find(text, kind="proficiency") if f.exact]
        return exact[0] if len(exact) == 1 else None

    def language(self, text: str, scale: str = "") -> str | None:
        """Read a level of a language: the step itself, where a scale of languages has it."""
        scales = self.scales(LANGUAGES)
        wanted = [scales[scale]] if scale in scales else list(scales.values())
        for one in wanted:
            for step in one.steps:
                if step.id.casefold() == text.casefold():
                    return step.id
        return None

    def language_levels(self) -> dict[str, str]:
        """Give the step of `proficiency` for each step of the scales of languages."""
        return {
            step.id: step.proficiency
            for scale in self.scales(LANGUAGES).values()
            for step in scale.steps
        }

    def remedy(self, text: str, of: str = _SKILL, *, scale: str = "") -> str:
        """Say how a level is written, for somebody who wrote it otherwise."""
        if scale:
            known = ", ".join(step.id for step in self.catalogue.scales[scale].steps)
            return f"{scale} has {known}"
        with_it = [
            name for name, scale in self.scales(of).items() if _step(scale, text) is not None
        ]
        if of == _SKILL and with_it:
            return f"say on which scale: {' or '.join(with_it)}"
        steps = list(self.language_levels()) if of == LANGUAGES else list(self.proficiency)
        near = nearest(text, steps)
        hint = f"did you mean {near[0]}? Write " if near else "write "
        return f"{hint}{', '.join(steps)}, or leave it out if unknown"


def _step(scale: Scale, text: str) -> str | None:
    return next((s.proficiency for s in scale.steps if s.id.casefold() == text.casefold()), None)
