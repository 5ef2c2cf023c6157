"""Reading ESCO: the folder of CSV files as the European Commission publishes it, in any language.

May import: `structuring`, `model`, `errors`.
"""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Final, Literal, TypeGuard

from commerce_roles.errors import Problem, TaxonomyError, nearest
from commerce_roles.interchange.taxonomies.concepts import Concept, ConceptKind, Relation
from commerce_roles.interchange.taxonomies.defects import Findings
from commerce_roles.interchange.taxonomies.gathering import Gathering, labels_in
from commerce_roles.interchange.taxonomies.notices import notice_of
from commerce_roles.interchange.taxonomies.tables import rows_of_file
from commerce_roles.interchange.taxonomies.taxonomy import Taxonomy
from commerce_roles.model import FrozenMap

__all__ = ["read_esco"]

_SCHEME: Final = "esco"
_COLUMNS: Final = ("conceptUri", "preferredLabel", "altLabels", "description")
_OPTIONAL: Final = ("hiddenLabels", "status", "code")
"""What not every version of ESCO has: 1.0 gave occupations and groups of skills no code."""
_CONCEPTS: Final[tuple[tuple[str, ConceptKind, tuple[str, ...]], ...]] = (
    ("occupations", "occupation", ("iscoGroup",)),
    ("skills", "skill", ("skillType", "reuseLevel")),
    ("ISCOGroups", "occupation_group", ()),
    ("skillGroups", "skill_group", ()),
)
"""Files of concepts: the name before the language, what they hold, the columns only they have."""
_RELATIONS: Final[tuple[tuple[str, ConceptKind, tuple[str, ...]], ...]] = (
    ("occupationSkillRelations", "occupation", ("occupationUri", "skillUri", "relationType")),
    ("skillSkillRelations", "skill", ("originalSkillUri", "relatedSkillUri", "relationType")),
)
"""Files of relations: the name, what asks in them, their columns."""
_BROADER: Final = ("broaderRelationsOccPillar", "broaderRelationsSkillPillar")
_KINDS: Final = ("essential", "optional")


def read_esco(
    folder: str | PathLike[str],
    *,
    version: str = "",
    lang: str = "en",
    further: Sequence[str] = (),
) -> Taxonomy:
    """Read ESCO from the folder of CSV files as it is published.

    Versions from 1.0 on are read. The form is strict: a file or column that is missing, a row that
    is cut off, a word that ESCO has not are faults, all told at once. What ESCO's own files have
    wrong is survived and stands in `Taxonomy.defects`, each kind once for a file with count and
    first places: relations to nothing and to themselves and rows told twice are left out, skills
    without a type and concepts without a label are kept, invisible characters and stray blanks are
    cleaned from labels.

    Args:
        folder: Holds `occupations_en.csv`, `skills_en.csv`, `occupationSkillRelations.csv` and the
            files of groups and hierarchies; a language may stand in their names too.
        version: The version of ESCO, which its files do not tell, such as `1.1.1`.
        lang: The language of the files.
        further: Languages whose names are read too, from files in the same folder, to look up by.

    Raises:
        TaxonomyError: With every fault of every file.

    Examples:
        >>> esco = read_esco("examples/taxonomies/esco", version="1.1.1")
        >>> len(esco.occupations), len(esco.skills), len(esco.relations)
        (3, 80, 99)
        >>> esco.find("comunity  manager")[0].label
        'online community manager'
    """
    home, findings = Path(folder), Findings()
    gathering = Gathering(findings)
    for stem, kind, own in _CONCEPTS:
        path = _file(home, stem, lang, findings)
        if path is not None:
            _read_concepts(path, kind, own, gathering)
    for language in further:
        for stem, _, _ in _CONCEPTS[:2]:
            path = _file(home, stem, language, findings)
            if path is not None:
                _read_names(path, language, gathering)
    for stem, kind, columns in _RELATIONS:
        path = _file(home, stem, lang, findings)
        if path is not None:
            _read_relations(path, kind, columns, gathering)
    for stem in _BROADER:
        path = _file(home, stem, lang, findings)
        if path is not None:
            for row, (narrow, wide) in rows_of_file(path, ("conceptUri", "broaderUri"), findings):
                gathering.widen(narrow.strip(), wide.strip(), path.name, row)
    if problems := findings.all_problems():
        raise TaxonomyError(problems)
    return _taxonomy(gathering, version, lang)


def _file(home: Path, stem: str, lang: str, findings: Findings) -> Path | None:
    """Find a file, with the language in its name or without."""
    wanted = (f"{stem}_{lang}.csv", f"{stem}.csv")
    try:
        names = sorted(path.name for path in home.iterdir())
    except (OSError, ValueError):
        problem = Problem("there is no such folder", remedy="check the path", file=str(home))
        if problem not in findings.problems:
            findings.problems.append(problem)
        return None
    for name in wanted:
        if name in names:
            return home / name
    usual = wanted[0] if any(stem == one for one, _, _ in _CONCEPTS) else wanted[1]
    near = nearest(usual, names)
    remedy = f"is it {near[0]}?" if near else "unpack the whole download of ESCO"
    findings.problems.append(Problem("this file is missing", "", remedy, str(home / usual)))
    return None


def _read_concepts(
    path: Path, kind: ConceptKind, own: tuple[str, ...], gathering: Gathering
) -> None:
    name = path.name
    rows = rows_of_file(path, (*_COLUMNS, *own), gathering.findings, optional=_OPTIONAL)
    for row, (uri, label, others, about, *more) in rows:
        *values, hidden, status, code = more
        told = dict(zip(own, map(str.strip, values), strict=True))
        preferred = gathering.text(label, name, row)
        concept = Concept(
            uri=uri.strip(),
            kind=kind,
            label=preferred,
            other_labels=labels_in(gathering.text(others, name, row, preferred)),
            hidden_labels=labels_in(gathering.text(hidden, name, row, preferred)),
            description=about.strip(),
            status=status.strip(),
            code=code.strip(),
            isco=told.get("iscoGroup", ""),
            type=told.get("skillType", ""),
            reuse=told.get("reuseLevel", ""),
        )
        gathering.add(concept, (name, str(path), row))


def _read_names(path: Path, language: str, gathering: Gathering) -> None:
    rows = rows_of_file(path, _COLUMNS[:3], gathering.findings)
    for row, (uri, label, others) in rows:
        names = (
            gathering.text(label, path.name, row),
            *labels_in(gathering.text(others, path.name, row)),
        )
        if not gathering.further(uri.strip(), language, names):
            gathering.findings.note("dangling", path.name, row, uri)


def _read_relations(
    path: Path, asking: ConceptKind, columns: tuple[str, ...], gathering: Gathering
) -> None:
    findings = gathering.findings
    for row, (source, target, kind) in rows_of_file(path, columns, findings):
        if _is_kind(kind):
            ends = gathering.known(source.strip()), gathering.known(target.strip())
            relation = Relation(source=ends[0], target=ends[1], kind=kind)
            gathering.relate(relation, asking, path.name, row)
        else:
            near = nearest(kind, _KINDS)
            remedy = f"did you mean {near[0]}?" if near else f"use {' or '.join(_KINDS)}"
            findings.fault(f"a relation is not {kind[:60]!r}", str(path), row, remedy)


def _is_kind(text: str) -> TypeGuard[Literal["essential", "optional"]]:
    """Say whether a text is a kind of relation that ESCO has."""
    return text in _KINDS


def _taxonomy(gathering: Gathering, version: str, lang: str) -> Taxonomy:
    occupations, skills = gathering.of("occupation"), gathering.of("skill")
    groups = gathering.of("occupation_group"), gathering.of("skill_group")
    related = tuple(gathering.relations.values())
    return Taxonomy(
        scheme=_SCHEME,
        version=version,
        lang=lang,
        notice=notice_of(_SCHEME, version),
        occupations=occupations,
        skills=skills,
        groups=FrozenMap({**groups[0], **groups[1]}),
        relations=tuple(one for one in related if one.source in occupations),
        skill_relations=tuple(one for one in related if one.source in skills),
        broader=FrozenMap({uri: tuple(wide) for uri, wide in gathering.broader.items()}),
        defects=gathering.findings.defects(),
    )
