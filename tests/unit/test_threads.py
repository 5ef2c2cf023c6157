"""One catalogue and one engine among many threads and tasks: the same bytes as alone.

First uses are raced in fresh interpreters: imports on first use, facts that are read, linked and
kept when they are first asked for, functions that an engine makes of its rules.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from commerce_roles import Engine, assess, load_catalogue
from commerce_roles.assessment import Interview
from commerce_roles.catalogue import Catalogue
from commerce_roles.interchange import json_schema, questionnaire

RACED = """
import hashlib, sys, threading
import commerce_roles as cr

SHOP = {"sector": "clothing", "employees": 6, "monthly_orders": 450, "channels": ["instagram"]}
OVERLAY = {"adjust": {"catalogue": {"bands": {"needed": 61}}}}

def work():
__BODY__

found, failed = [], []
start = threading.Barrier(int(sys.argv[1]))

def run():
    start.wait()
    try:
        text = "\\n".join(map(str, work()))
        found.append(hashlib.sha256(text.encode()).hexdigest())
    except BaseException as error:
        failed.append(repr(error))

sys.setswitchinterval(1e-5)
threads = [threading.Thread(target=run) for _ in range(start.parties)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(*sorted(set(found)), *failed)
"""
FIRST_USES = {
    "decisions": """
    catalogue = cr.load_catalogue(OVERLAY)
    result = cr.assess(SHOP, catalogue=catalogue)
    yield result.to_json("es")
    yield result.explain("community_manager")
    yield result.record(), result.needs().to_json()
    yield ENGINE.verdicts(ENGINE.values(SHOP)), ENGINE.ranges(ENGINE.known(SHOP))
    yield catalogue.find("gestore community", lang="it"), sorted(catalogue.claims)
""",
    "tables": """
    shops = [{**SHOP, "sector": sector, "employees": None} for sector in ("legal", "kites")]
    yield cr.assess_table(shops)
""",
    "the rest": """
    from commerce_roles.interchange import json_schema, questionnaire
    from commerce_roles.staffing import look, sample_team
    yield questionnaire(lang="es").to_json(), sorted(json_schema("profile"))
    shop = cr.assess(cr.read_profile("examples/clothing_retailer.toml"))
    yield look(sample_team("clothing_three"), shop.needs()).to_json()
    yield cr.draft_strategy(shop).to_json()
""",
}


def program(name: str) -> str:
    """Write a program whose threads all do something for the first time."""
    body = FIRST_USES[name]
    shared = "ENGINE = cr.Engine.of()\n" if "ENGINE" in body else ""
    return RACED.replace("__BODY__", body).replace("def work", f"{shared}def work")


def told_by(name: str, threads: int) -> list[str]:
    """Run a program with so many threads; give the digests of what they found, and failures."""
    done = subprocess.run(  # noqa: S603 the programs stand in this file
        [sys.executable, "-W", "error", "-c", program(name), str(threads)],
        env={**os.environ, "PYTHONHASHSEED": "0"},  # what is compared is written with its sets
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("name", FIRST_USES)
def test_threads_that_race_for_the_first_use_find_what_one_alone_finds(name: str) -> None:
    alone = told_by(name, 1)
    assert len(alone) == 1
    assert told_by(name, 3) == alone


SHOPS: list[dict[str, object]] = [
    {"sector": "clothing", "monthly_orders": orders, "employees": 3} for orders in (0, 450)
]


def decided(engine: Engine, shop: dict[str, object]) -> str:
    return engine.decide(shop).to_json()


def asked(catalogue: Catalogue) -> list[Callable[[], str]]:
    """Give what many ask of one engine at the same time."""
    engine = Engine.of(catalogue)
    talk = Interview.begin(SHOPS[1], catalogue=catalogue)
    return [
        *(partial(decided, engine, shop) for shop in SHOPS),
        lambda: str(engine.verdicts(engine.values(SHOPS[1]))),
        lambda: str(engine.ranges(engine.known(SHOPS[1]))),
        lambda: str(talk.skip().question),
        lambda: questionnaire(catalogue, "it").to_json(),
        lambda: str(json_schema("profile", catalogue=catalogue, lang="da")),
    ]


def overlaid(points: int) -> Catalogue:
    """Give facts of one's own, which no other test has loaded."""
    rules = {"1": {"then": points}}
    return load_catalogue({"adjust": {"table": {"cm_content": {"rules": rules}}}})


@pytest.fixture(scope="module")
def alone() -> list[str]:
    return [one() for one in asked(overlaid(17))]


def test_threads_share_an_engine(alone: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(one) for one in asked(overlaid(17)) * 2]
        assert [one.result() for one in found] == alone * 2


def test_tasks_share_an_engine(alone: list[str]) -> None:
    async def all_of_them() -> list[str]:
        async def after_others(one: Callable[[], str]) -> str:
            await asyncio.sleep(0)
            return one()

        works = asked(overlaid(17))
        beside = [asyncio.to_thread(one) for one in works]
        return [*await asyncio.gather(*map(after_others, works), *beside)]

    assert asyncio.run(all_of_them()) == alone * 2


def test_threads_load_tenants_at_the_same_time() -> None:
    def one(points: int) -> tuple[str, int]:
        catalogue = overlaid(points)
        return assess(SHOPS[1], catalogue=catalogue).catalogue_hash, points

    wanted = [(overlaid(points).hash, points) for points in range(1, 5)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, [1, 2, 3, 4] * 3)) == wanted * 3
