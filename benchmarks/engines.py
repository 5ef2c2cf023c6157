"""Ours beside the engines a Python developer could pick, in one interleaved run: medians, ratios.

    python benchmarks/engines.py [ROUNDS]

`pip install -e '.[bench]'` brings the peers; one that is missing is named in the table. All decide
by `peers/rules.toml` (26 fields, 40 rules, 3 roles), on the same businesses, and every answer is
compared before anything is timed. A round runs every engine once over its businesses, in turn, so
that a machine that drifts is fair to all; a ratio is the median over rounds of the two times in
one round.
"""

import gc
import statistics
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from peers import ours  # noqa: E402 found beside this file
from peers.contest import Contestant, Outcome, plan_for  # noqa: E402
from strategies.sampling import businesses  # noqa: E402

from commerce_roles.assessment import Engine  # noqa: E402
from commerce_roles.catalogue import load_catalogue  # noqa: E402

CASES = 100
CHECKED = 1000
PEERS = {
    "zen_engine": "zen-engine", "rule_texts": "rule-engine", "json_logic": "datalogic-py",
    "open_fisca": "OpenFisca-Core",
}  # fmt: skip
OURS, TRACE = "ours: verdicts", "ours: trace, decoded"
HAND = "a function written by hand"
ZEN, ZEN_TRACED = "zen-engine", "with trace"
SPAN_NS = 400_000
"""How long one engine runs in a round, about: short, so that most turns are not interrupted."""
WARMING = 5
"""Decisions before each turn that are not timed: others have just used the processor's caches."""


def field(engine: Engine, number: int, seed: int) -> tuple[list[Contestant], list[str]]:
    """Make every engine ready for some businesses, and name those that are not installed."""
    profiles = [*businesses(engine.catalogue, seed, number)]
    values = [engine.values(profile) for profile in profiles]
    found = [*ours.contestants(engine, values), ours.hand_written(values)]
    missing: list[str] = []
    for module, package in PEERS.items():
        try:
            peer = import_module(f"peers.{module}")
        except ModuleNotFoundError:
            missing.append(package)
            continue
        if module == "zen_engine":
            found += peer.contestants(engine, profiles, values)
        else:
            found += peer.contestants(engine, values)
    return found, missing


def check(contestants: list[Contestant]) -> None:
    """See that every engine gives every answer that ours does, rule by rule.

    Raises:
        AssertionError: One does not.
    """
    reference = next(c for c in contestants if c.name == OURS)
    assert reference.read is not None  # noqa: S101 it was made so
    expected = [reference.read(reference.run(case)) for case in reference.cases]
    for contestant in contestants:
        if contestant.read is None:
            continue
        for case, wanted in zip(contestant.cases, expected, strict=True):
            found: Outcome = contestant.read(contestant.run(case))
            if found != wanted:
                message = f"{contestant.name} says {found}, ours {wanted}, of {case}"
                raise AssertionError(message)


def race(contestants: list[Contestant], rounds: int) -> dict[str, list[float]]:
    """Run everybody in turn, round after round; give nanoseconds a decision, by round."""
    shares = {c.name: _share(c) for c in contestants}
    times: dict[str, list[float]] = {c.name: [] for c in contestants}
    gc.disable()
    for turn in range(rounds):
        for contestant in contestants:
            cases = [*_turn(contestant, turn, shares[contestant.name])]
            run = contestant.run
            for case in cases[:WARMING]:
                run(case)
            begin = time.perf_counter_ns()
            for case in cases:
                run(case)
            times[contestant.name].append((time.perf_counter_ns() - begin) / len(cases))
        gc.collect()
    gc.enable()
    return times


def _share(contestant: Contestant) -> int:
    """Say how many decisions fit into a turn; the first runs warm the engine up."""
    for case in contestant.cases[:20]:
        contestant.run(case)
    begin = time.perf_counter_ns()
    for case in contestant.cases[:20]:
        contestant.run(case)
    spent = (time.perf_counter_ns() - begin) / 20
    return max(2, min(len(contestant.cases) * 5, int(SPAN_NS / spent)))


def _turn(contestant: Contestant, turn: int, share: int) -> Iterator[Any]:
    cases = contestant.cases
    return (cases[(turn * share + place) % len(cases)] for place in range(share))


def ratio(times: dict[str, list[float]], one: str, other: str) -> float:
    """Give how many times as long one took as the other, round by round: the median."""
    return statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))


def claims(times: dict[str, list[float]]) -> Iterator[tuple[str, str, float, bool]]:
    """Give what was promised: the claim, the target, what was reached, and whether it was."""

    def at_most(claim: str, one: str, target: float) -> tuple[str, str, float, bool]:
        found = ratio(times, OURS, one) if one == HAND else ratio(times, one, OURS)
        return claim, f"≤ {target}", found, found <= target

    def at_least(
        claim: str, one: str, target: float, own: str = OURS
    ) -> tuple[str, str, float, bool]:
        found = ratio(times, one, own)
        return claim, f"≥ {target:g}", found, found >= target

    yield at_most("verdicts, as times the function written by hand", HAND, 1.1)
    for name in times:
        if name.startswith("ours: ranges"):
            yield at_most(f"{name.removeprefix('ours: ')}, as times verdicts", name, 1.5)
    zen = [n for n in times if n.startswith(ZEN)]
    if zen:
        best = min(
            (n for n in zen if ZEN_TRACED not in n), key=lambda n: statistics.median(times[n])
        )
        traced = min((n for n in zen if ZEN_TRACED in n), key=lambda n: statistics.median(times[n]))
        exported = next(n for n in zen if ZEN_TRACED in n and "a node a table" in n)
        yield at_least(f"{best}, its best path", best, 10)
        yield at_least(f"{traced}, its best path", traced, 36)
        yield at_least(f"{traced}, as times our trace", traced, 8, TRACE)
        yield at_least(f"{exported}, as times our trace", exported, 8, TRACE)
    for name, target in (("rule-engine", 100), ("datalogic-py", 4), ("OpenFisca, one entity", 900)):
        if name in times:
            yield at_least(name, name, target)


def main(rounds: int = 60) -> None:
    """Compare, race, and print two tables."""
    rules = tomllib.loads((HERE / "peers" / "rules.toml").read_text(encoding="utf-8"))
    engine, real = Engine(load_catalogue(base=rules)), Engine.of(load_catalogue())
    say = sys.stdout.write
    plan = plan_for(engine)
    count = sum(len(role.rules) for role in plan.roles.values())
    say(f"{len(plan.inputs)} fields, {count} rules, {len(plan.roles)} roles. ")
    check(field(engine, CHECKED, seed=2)[0])
    say(f"Every answer is the same on {CHECKED} businesses.\n\n")
    contestants, missing = field(engine, CASES, seed=1)
    profiles = [*businesses(real.catalogue, 1, CASES)]
    contestants += [
        Contestant(
            "ours: verdicts by the real rules", [real.values(p) for p in profiles], real.verdicts
        ),
        ours.whole_assessment("ours: assess by the real rules, mapping in", profiles, real),
    ]
    times = race(contestants, rounds)
    say("| engine | median µs | × verdicts |\n|---|--:|--:|\n")
    for name in times:
        median = statistics.median(times[name]) / 1000
        say(f"| {name} | {median:,.2f} | {ratio(times, name, OURS):,.2f} |\n")
    for package in missing:
        say(f"| {package} | not installed | |\n")
    say("\n| claim | target | reached | |\n|---|--:|--:|---|\n")
    for claim, target, found, kept in claims(times):
        say(f"| {claim} | {target} | {found:,.2f} | {'yes' if kept else 'no'} |\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
