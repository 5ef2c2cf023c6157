"""A role as an Occupation of schema.org.

May import: `catalogue`, `structuring`, `model`, `errors`.
"""

from collections.abc import Iterator, Mapping

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import UnknownIdError
from commerce_roles.interchange.linked.terms import Node, categories, defined_term, in_language
from commerce_roles.interchange.linked.writing import document_of
from commerce_roles.model import Background, Education, Requirement, Responsibility, Role
from commerce_roles.structuring import Export, Omitted

__all__ = ["belonging", "learnt", "occupation", "occupation_jsonld"]


def occupation_jsonld(role: str, *, lang: str = "en", catalogue: Catalogue | None = None) -> Export:
    """Write a role as a schema.org `Occupation`, in JSON-LD.

    Essential skills are `skills`, optional ones `qualifications`; concepts of taxonomies that are
    the same as the role, or nearly, are its `occupationalCategory`. The text is safe inside a
    `<script type="application/ld+json">` of a page.

    Args:
        role: The id of a role; one of an overlay too.
        lang: The language of texts; a text that there is not in it stands in another, named.
        catalogue: The facts; the library's own where left out.

    Raises:
        UnknownIdError: There is no such role.

    Examples:
        >>> import json
        >>> export = occupation_jsonld("community_manager", lang="da")
        >>> found = json.loads(export.text)
        >>> found["@type"], found["name"]
        ('Occupation', 'community manager')
        >>> found["occupationalCategory"][0]["inCodeSet"]["name"]
        'esco 1.1.1'
        >>> print(export.lost[0])
        importance and level of skills: 28
    """
    facts = catalogue or load_catalogue()
    if role not in facts.roles:
        raise UnknownIdError("role", role, facts.roles)
    return document_of(occupation(role, lang, facts), lang, facts, _lost(role, facts))


def occupation(role: str, lang: str, catalogue: Catalogue) -> Node:
    """Give a role as a thing of schema.org."""
    own: Role = catalogue.roles[role]
    names = catalogue.names("role", role)
    others = [
        {"@value": text, "@language": language}
        for language, text in sorted(names.items())
        if language != lang and text != names.get(lang)
    ]
    return {
        "@type": "Occupation",
        "identifier": role,
        "name": in_language(names, lang, catalogue),
        "alternateName": others,
        "description": in_language(own.definition, lang, catalogue),
        "responsibilities": [
            in_language(one.label, lang, catalogue)
            for one in belonging("responsibility", role, catalogue).values()
            if isinstance(one, Responsibility)
        ],
        "skills": [
            defined_term("skill", skill, lang, catalogue)
            for skill in _asked(role, "essential", catalogue)
        ],
        "qualifications": [
            in_language(catalogue.names("skill", skill), lang, catalogue)
            for skill in _asked(role, "optional", catalogue)
        ],
        "educationRequirements": learnt(role, lang, catalogue),
        "experienceRequirements": [
            in_language(one.label, lang, catalogue)
            for one in belonging("background", role, catalogue).values()
            if isinstance(one, Background) and one.fit == "needed"
        ],
        "occupationalCategory": [*categories([role], catalogue)],
    }


def belonging(kind: str, role: str, catalogue: Catalogue) -> Mapping[str, object]:
    """Give the facts of a kind that belong to a role."""
    return {
        identifier: fact
        for identifier, fact in catalogue.of(kind).items()
        if getattr(fact, "role", "") == role
    }


def _asked(role: str, necessity: str, catalogue: Catalogue) -> Iterator[str]:
    for one in belonging("requirement", role, catalogue).values():
        if isinstance(one, Requirement) and one.necessity == necessity:
            yield one.skill


def learnt(role: str, lang: str, catalogue: Catalogue) -> list[str | Node]:
    """Give what a holder has learnt before."""
    return [
        in_language(one.label, lang, catalogue)
        for one in belonging("education", role, catalogue).values()
        if isinstance(one, Education) and one.when == "before"
    ]


def _lost(role: str, catalogue: Catalogue) -> Iterator[Omitted]:
    asked = belonging("requirement", role, catalogue)
    kept = ("responsibility", "requirement")
    yield Omitted("importance and level of skills", len(asked))
    yield Omitted(
        "skills whose lack excludes",
        sum(isinstance(one, Requirement) and one.excludes for one in asked.values()),
    )
    for kind in ("selection_criterion", "discipline"):
        yield Omitted(kind, len(belonging(kind, role, catalogue)))
    yield Omitted(
        "background that suits, or is not enough",
        sum(
            isinstance(one, Background) and one.fit != "needed"
            for one in belonging("background", role, catalogue).values()
        ),
    )
    yield Omitted(
        "education throughout",
        sum(
            isinstance(one, Education) and one.when != "before"
            for one in belonging("education", role, catalogue).values()
        ),
    )
    yield Omitted("to whom it reports, area, horizon, settings, first steps", 1)
    cited = sum(len(belonging(kind, role, catalogue)) for kind in kept) + 1
    yield Omitted("claims and sources of the role, its work and skills", cited)
