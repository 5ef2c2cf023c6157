"""A made-up taxonomy in the form and with the defects of ESCO's files, of any size.

ESCO itself is not part of the library. Sizes, kinds of defects and their numbers are those of
ESCO 1.1.1, as its files have them; labels and relations are drawn.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

__all__ = ["FULL", "SMALL", "Sizes", "write_esco_copy"]

_ESCO = "http://data.europa.eu/esco"
_VERBS = ("manage", "plan", "advise on", "coordinate", "analyse", "maintain", "operate", "develop")
_THINGS = (
    "budget", "community", "stock", "campaign", "machine", "contract", "data", "garden", "vessel",
    "customer", "recipe", "network", "building", "festival", "crop", "signal", "fabric", "lesson",
    "payroll", "forum", "engine", "archive", "harbour", "museum", "theatre", "laboratory",
)  # fmt: skip


@frozen(kw_only=True)
class Sizes:
    """How much there is of everything."""

    occupations: int
    skills: int
    relations: int
    """Those whose both ends are there."""
    dangling: int
    """Further ones, of which an end is not."""
    skill_relations: int
    untyped: int
    groups: int


FULL = Sizes(
    occupations=3_007,
    skills=13_896,
    relations=123_788,
    dangling=67,
    skill_relations=5_818,
    untyped=6,
    groups=640,
)
SMALL = Sizes(
    occupations=40,
    skills=200,
    relations=900,
    dangling=67,
    skill_relations=60,
    untyped=6,
    groups=12,
)


def _uri(kind: str, number: int) -> str:
    return f"{_ESCO}/{kind}/{number:08x}-0000-4000-8000-{number:012x}"


def write_esco_copy(folder: Path, sizes: Sizes = SMALL, *, seed: int = 1) -> Path:
    """Write eight files as ESCO has them: CRLF, quoted line breaks, an excess of blanks.

    Of defects there are, besides those that the sizes tell: one relation of two skills that ends
    at nothing, one step of the hierarchy that leads to itself, one label with a character that
    cannot be seen, one with a blank at its end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 no secret
    _write_concepts(folder, sizes, chance)
    _write_relations(folder, sizes, chance)
    _write_hierarchy(folder, sizes)
    return folder


def _label(number: int, what: str) -> str:
    first, second = divmod(number, len(_VERBS))
    third, thing = divmod(first, len(_THINGS))
    return f"{_VERBS[second]} {_THINGS[thing]} {what} {third}"


def _others(label: str) -> str:
    """Give further names, one of which has a blank too many for one label in seven or so."""
    blanks = " " if len(label) % 7 else "  "
    names = (f"{label} work", f"senior{blanks}{label}", f"{label} duties", label, f"{label} staff")
    return "\n".join(names)


def _about(label: str) -> str:
    return f"To {label}, with everything that belongs to it: preparing, doing and reviewing. " * 3


def _write_concepts(folder: Path, sizes: Sizes, chance: random.Random) -> None:
    occupations = [
        [
            "Occupation", _uri("occupation", n), f"{1000 + n % 400}", _label(n, "officer"),
            _others(_label(n, "officer")), "", "released", "2022-01-01T00:00:00Z", "", "", "",
            f"{_ESCO}/concept-scheme/occupations", _about(_label(n, "officer")),
            f"{1000 + n % 400}.{n // 400 + 1}",
        ]
        for n in range(sizes.occupations)
    ]  # fmt: skip
    occupations[0][3] = occupations[0][3].replace("manage", "ma\u200bnage")
    occupations[1][3] += " "
    _write(
        folder / "occupations_en.csv",
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code",
        occupations,
    )
    skills = [
        [
            "KnowledgeSkillCompetence", _uri("skill", n),
            "" if n < sizes.untyped else chance.choice(("knowledge", "skill/competence")),
            chance.choice(("cross-sector", "sector-specific", "transversal")),
            _label(n, "tasks"), _others(_label(n, "tasks")), "", "released",
            "2022-01-01T00:00:00Z", "", "", f"{_ESCO}/concept-scheme/skills",
            _about(_label(n, "tasks")),
        ]
        for n in range(sizes.skills)
    ]  # fmt: skip
    _write(
        folder / "skills_en.csv",
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,"
        "status,modifiedDate,scopeNote,definition,inScheme,description",
        skills,
    )
    _write(
        folder / "ISCOGroups_en.csv",
        "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description",
        [
            [
                "ISCOGroup",
                f"{_ESCO}/isco/C{1000 + n}",
                f"{1000 + n}",
                f"officers {n}",
                "released",
                "",
                "",
                "",
            ]
            for n in range(400)
        ],
    )
    _write(
        folder / "skillGroups_en.csv",
        "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,inScheme,description,code",
        [
            [
                "SkillGroup",
                _uri("skill/group", n),
                f"tasks {n}",
                "",
                "",
                "released",
                "",
                "",
                "",
                "",
                f"S{n}",
            ]
            for n in range(sizes.groups)
        ],
    )


def _write_relations(folder: Path, sizes: Sizes, chance: random.Random) -> None:
    """Draw pairs, of which none comes twice; a few skills are asked for much more than most."""
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < sizes.relations:
        skill = int(sizes.skills * chance.random() ** 2)
        pairs[chance.randrange(sizes.occupations), skill] = None
    rows = [
        [_uri("occupation", o), chance.choice(("essential", "optional")), "", _uri("skill", s)]
        for o, s in pairs
    ]
    for n in range(sizes.dangling):
        row = [*rows[n * len(rows) // sizes.dangling]]
        row[3 if n % 2 else 0] = _uri("gone", n)
        rows.insert(n * 13, row)
    _write(
        folder / "occupationSkillRelations.csv",
        "occupationUri,relationType,skillType,skillUri",
        rows,
    )
    drawn: dict[tuple[int, int], None] = {}
    while len(drawn) < sizes.skill_relations:
        one, other = (chance.randrange(sizes.skills) for _ in range(2))
        if one != other:
            drawn[one, other] = None
    related = [
        [_uri("skill", one), "", chance.choice(("essential", "optional")), "", _uri("skill", other)]
        for one, other in drawn
    ]
    related.append([_uri("skill", 0), "", "optional", "", _uri("gone", 0)])
    _write(
        folder / "skillSkillRelations.csv",
        "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri",
        related,
    )


def _write_hierarchy(folder: Path, sizes: Sizes) -> None:
    heads = "conceptType,conceptUri,broaderType,broaderUri"
    _write(
        folder / "broaderRelationsOccPillar.csv",
        heads,
        [
            ["Occupation", _uri("occupation", n), "ISCOGroup", f"{_ESCO}/isco/C{1000 + n % 400}"]
            for n in range(sizes.occupations)
        ],
    )
    steps = [
        ["Skill", _uri("skill", n), "SkillGroup", _uri("skill/group", n % sizes.groups)]
        for n in range(sizes.skills)
    ]
    steps.append(["SkillGroup", _uri("skill/group", 0), "SkillGroup", _uri("skill/group", 0)])
    _write(folder / "broaderRelationsSkillPillar.csv", heads, steps)


def _write(path: Path, heads: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(heads.split(","))
        writer.writerows(rows)
