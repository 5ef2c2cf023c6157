"""Reading O*NET: the folder of text or CSV files as its makers publish it.

O*NET gives codes and no addresses. The addresses here are made of the codes: `onet:13-1199.06` of
an occupation, `onet:2.C.1.d` of a skill, `unspsc:43232202` of a kind of software or machine.

May import: `structuring`, `model`, `errors`.
"""

import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve

from commerce_roles.errors import Problem, TaxonomyError
from commerce_roles.interchange.taxonomies.concepts import Concept, Relation, Scale
from commerce_roles.interchange.taxonomies.defects import Findings
from commerce_roles.interchange.taxonomies.gathering import Gathering
from commerce_roles.interchange.taxonomies.notices import notice_of
from commerce_roles.interchange.taxonomies.rating import Ratings, number_in
from commerce_roles.interchange.taxonomies.tables import rows_of_file
from commerce_roles.interchange.taxonomies.taxonomy import Taxonomy
from commerce_roles.model import FrozenMap
from commerce_roles.structuring import shown

__all__ = ["read_onet"]

_SCHEME: Final = "onet"
_CODE: Final = "O*NET-SOC Code"
_NUMBER: Final = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_ELEMENT: Final = re.compile(r"[0-9A-Z](?:\.[0-9A-Za-z]+)*")
_RATED: Final = (("skills", "skill"), ("knowledge", "knowledge"), ("abilities", "ability"))
"""Files of ratings, and the type of what they rate."""
_MAY_MISS: Final = frozenset({"abilities", "technology_skills"})
_SCALES: Final = {"IM": "importance", "LV": "level"}
_FILE: Final = re.compile(r"(?:onet_\d+_)?(\w+?)(?:_subset)?\.(?:txt|csv|tsv)")
"""A name of a file, once it is written small and with lines below in place of blanks."""


def read_onet(folder: str | PathLike[str], *, version: str = "") -> Taxonomy:
    """Read O*NET from the folder of files as it is published, text with tabs or CSV.

    Importance (1 to 5) and level (0 to 7) are kept apart. A rating that is missing is None, and a
    level that the files mark as not relevant is None too, whatever number stands beside the mark.
    The form is strict, as that of `read_esco`; what the files have wrong stands in
    `Taxonomy.defects`.

    Args:
        folder: Holds `Occupation Data`, `Alternate Titles`, `Skills`, `Knowledge` and
            `Scales Reference`; `Abilities` and `Technology Skills` are read where they are there.
        version: The version of O*NET, such as `29.3`.

    Raises:
        TaxonomyError: With every fault of every file.

    Examples:
        >>> onet = read_onet("examples/taxonomies/onet", version="29.3")
        >>> merchant = onet.find("online merchants")[0].uri
        >>> one = onet.essential_of(merchant)["onet:2.C.1.d"]
        >>> onet.name(one.target), one.importance, one.level
        ('Sales and Marketing', 4.0, 5.21)
    """
    findings = Findings()
    gathering, files = Gathering(findings), _files(Path(folder), findings)
    scales = _scales(files, findings)
    _occupations(files, gathering)
    ratings = Ratings(gathering, scales)
    for stem, kind in _RATED:
        if stem in files:
            _rated(files[stem], kind, ratings)
    ratings.settle()
    if "technology_skills" in files:
        _used(files["technology_skills"], gathering)
    if problems := findings.all_problems():
        raise TaxonomyError(problems)
    occupations = gathering.of("occupation")
    return Taxonomy(
        scheme=_SCHEME,
        version=version,
        lang="en",
        notice=notice_of(_SCHEME, version),
        occupations=occupations,
        skills=gathering.of("skill"),
        relations=tuple(gathering.relations.values()),
        broader=FrozenMap(_broader(occupations)),
        scales=FrozenMap({scale.name: scale for scale in scales.values()}),
        defects=findings.defects(),
    )


def _files(home: Path, findings: Findings) -> dict[str, Path]:
    try:
        paths = sorted(home.iterdir())
    except (OSError, ValueError):
        findings.problems.append(
            Problem("there is no such folder", remedy="check the path", file=str(home))
        )
        return {}
    found: dict[str, Path] = {}
    for path in paths:
        match = _FILE.fullmatch(path.name.casefold().replace(" ", "_"))
        if match:
            found.setdefault(match[1], path)
    for stem, title in _TITLES.items():
        if stem not in found and stem not in _MAY_MISS:
            remedy = "unpack the whole download of O*NET"
            findings.problems.append(
                Problem("this file is missing", "", remedy, str(home / f"{title}.txt"))
            )
    return found


_TITLES: Final = {
    "occupation_data": "Occupation Data",
    "alternate_titles": "Alternate Titles",
    "skills": "Skills",
    "knowledge": "Knowledge",
    "scales_reference": "Scales Reference",
}


def _scales(files: dict[str, Path], findings: Findings) -> dict[str, Scale]:
    path = files.get("scales_reference")
    if path is None:
        return {}
    found: dict[str, Scale] = {}
    rows = rows_of_file(path, ("Scale ID", "Minimum", "Maximum"), findings)
    for row, (identifier, least, most) in rows:
        name = _SCALES.get(identifier.strip())
        if name is None:
            continue
        lowest, highest = number_in(least), number_in(most)
        if lowest is None or highest is None or lowest >= highest:
            message = f"the scale {identifier} has no two ends that are numbers"
            findings.fault(message, str(path), row, "get the file anew")
        else:
            found[name] = Scale(name=name, least=lowest, most=highest)
    told = str(path) in {problem.file for problem in findings.problems}
    for name in _SCALES.values():
        if name not in found and not told:
            message = f"there is no scale of {name}"
            findings.problems.append(Problem(message, "", "get the file anew", str(path)))
    return found


def _occupations(files: dict[str, Path], gathering: Gathering) -> None:
    findings = gathering.findings
    path = files.get("occupation_data")
    if path is not None:
        rows = rows_of_file(path, (_CODE, "Title", "Description"), findings)
        for row, (code, title, about) in rows:
            if _NUMBER.fullmatch(code.strip()) is None:
                message = f"{shown(code)} is no code of O*NET-SOC"
                findings.fault(message, str(path), row, "codes are like 13-1199.06")
                continue
            concept = Concept(
                uri=f"onet:{code.strip()}",
                kind="occupation",
                label=gathering.text(title, path.name, row),
                code=code.strip(),
                description=about.strip(),
            )
            gathering.add(concept, (path.name, str(path), row))
    path = files.get("alternate_titles")
    if path is not None:
        titles: dict[str, dict[str, None]] = {}
        for row, (code, title) in rows_of_file(path, (_CODE, "Alternate Title"), findings):
            uri, name = f"onet:{code.strip()}", gathering.text(title, path.name, row)
            if uri not in gathering.concepts:
                findings.note("dangling", path.name, row, code)
            elif name in titles.setdefault(uri, {}):
                findings.note("duplicate_row", path.name, row, name)
            elif name:
                titles[uri][name] = None
        for uri, names in titles.items():
            known = gathering.concepts[uri]
            gathering.concepts[uri] = evolve(known, other_labels=tuple(names))


def _rated(path: Path, kind: str, ratings: Ratings) -> None:
    columns = (_CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
    gathering, findings = ratings.gathering, ratings.gathering.findings
    flags = ("Recommend Suppress", "Not Relevant")
    for row, cells in rows_of_file(path, columns, findings, optional=flags):
        code, element, name, scale, value, suppress, irrelevant = map(str.strip, cells)
        uri = f"onet:{element}"
        if _ELEMENT.fullmatch(element) is None:
            findings.fault(
                f"{shown(element)} is no id of an element", str(path), row, "get it anew"
            )
            continue
        if uri not in gathering.concepts:
            label = gathering.text(name, path.name, row)
            concept = Concept(uri=uri, kind="skill", label=label, code=element, type=kind)
            gathering.add(concept, (path.name, str(path), row))
        if scale in _SCALES:
            told = (_SCALES[scale], value, suppress != "Y", irrelevant != "Y")
            ratings.take((f"onet:{code}", uri), told, path, row)


def _used(path: Path, gathering: Gathering) -> None:
    """Read which kinds of software and machines are used; examples are names of the kind."""
    columns = (_CODE, "Example", "Commodity Code", "Commodity Title")
    findings = gathering.findings
    examples: dict[str, dict[str, None]] = {}
    for row, cells in rows_of_file(path, columns, findings):
        occupation, example, code, title = map(str.strip, cells)
        uri = f"unspsc:{code}"
        if not code.isdigit():
            findings.fault(f"{shown(code)} is no commodity", str(path), row, "it is a number")
            continue
        if uri not in gathering.concepts:
            label = gathering.text(title, path.name, row)
            concept = Concept(uri=uri, kind="skill", label=label, code=code, type="technology")
            gathering.add(concept, (path.name, str(path), row))
        source = f"onet:{occupation}"
        if source not in gathering.concepts:
            findings.note("dangling", path.name, row, source)
            continue
        examples.setdefault(uri, {})[gathering.text(example, path.name, row)] = None
        if (source, uri) not in gathering.relations:  # several examples are one kind
            relation = Relation(source=source, target=uri, kind="used")
            gathering.relate(relation, "occupation", path.name, row)
    for uri, names in examples.items():
        told = tuple(filter(None, names))
        gathering.concepts[uri] = evolve(gathering.concepts[uri], other_labels=told)


def _broader(occupations: FrozenMap[str, Concept]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find what a detailed occupation is part of: the one whose code ends in two noughts."""
    for uri in occupations:
        whole = f"{uri.partition('.')[0]}.00"
        if whole != uri and whole in occupations:
            yield uri, (whole,)
