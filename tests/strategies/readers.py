"""Every reader of plain data and of files, with a document that it takes: for laws and fuzzing."""

import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from strategies.written import VALUES, written

from commerce_roles.assessment import assess, profile_of, read_profile, replay
from commerce_roles.catalogue import load_catalogue
from commerce_roles.graph import read_raci
from commerce_roles.graph.kpis import read_kpis
from commerce_roles.interchange import read_esco, read_onet
from commerce_roles.staffing import offers_of, read_offers, read_team, team_of
from commerce_roles.strategy import (
    campaigns_of,
    members_of,
    observe,
    read_campaigns,
    read_members,
    read_observations,
    read_strategy,
    strategy_of,
    timesheets_of,
)
from commerce_roles.strategy.crisis import incident_of, mentions_of, playbook_of, read_mentions
from commerce_roles.structuring import as_json

__all__ = ["FILES", "OTHERS", "READERS", "TAXONOMIES", "Reader", "published", "told"]

Reader = Callable[[Any], object]
_PUBLISHED = Path(__file__).parents[2] / "examples" / "taxonomies"


def _with_file(read: Callable[[Path], object], name: str, file: str, path: Path) -> object:
    """Read a taxonomy of which one file is the given one."""
    with tempfile.TemporaryDirectory() as folder:
        copied = shutil.copytree(_PUBLISHED / name, Path(folder) / name)
        assert (copied / file).exists()
        shutil.copyfile(path, copied / file)
        return read(copied)


READERS: dict[str, Reader] = {
    "profile": assess,
    "record": replay,
    "people": team_of,
    "offers_told": offers_of,
    "strategy": strategy_of,
    "observations": observe,
    "campaigns": campaigns_of,
    "crisis_playbook": playbook_of,
    "crisis_incident": incident_of,
    "overlay": load_catalogue,
}
OTHERS: dict[str, Reader] = {
    "members": members_of,
    "timesheets": timesheets_of,
    "mentions": mentions_of,
    "profile": profile_of,
}
FILES: dict[str, Callable[[Path], object]] = {
    "profile": read_profile,
    "people": read_team,
    "offers": read_offers,
    "strategy": read_strategy,
    "observations": read_observations,
    "campaigns": read_campaigns,
    "members": read_members,
    "mentions": read_mentions,
    "overlay": load_catalogue,
    "raci": read_raci,
    "kpis": read_kpis,
}
TAXONOMIES: dict[str, Callable[[Path], object]] = {
    f"{name} {file}": partial(_with_file, read, name, file)
    for name, read, file in (
        ("esco", read_esco, "occupations_en.csv"),
        ("esco", read_esco, "skills_en.csv"),
        ("esco", read_esco, "occupationSkillRelations.csv"),
        ("onet", read_onet, "Occupation Data.csv"),
        ("onet", read_onet, "Skills.csv"),
    )
}
"""Read one file of a taxonomy, the others being as published."""


@cache
def told(name: str) -> Any:
    if name == "overlay":
        return {
            "channel": {"ours": {"label": {"en": "a"}}},
            "adjust": {"catalogue": {"bands": {"needed": 55}}},
        }
    return json.loads(as_json(written(name, VALUES[name]())))


def published(name: str) -> bytes:
    """Give the file of a taxonomy as it is published, by its name in `TAXONOMIES`."""
    scheme, _, file = name.partition(" ")
    return (_PUBLISHED / scheme / file).read_bytes()
