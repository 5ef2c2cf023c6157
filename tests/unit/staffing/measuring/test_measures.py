"""Measures after Carley: a worked example in exact fractions, and equal to plain loops."""

import itertools
import math
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commerce_roles as cr
from commerce_roles.assessment import Estimate, LanguageNeed, Need, Needs, SkillNeed, TaskNeed
from commerce_roles.errors import MissingPackageError, TeamError, UnknownIdError
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Assignment, Person, Team
from commerce_roles.staffing import measuring as m
from commerce_roles.staffing import read_team
from commerce_roles.staffing.measuring import network

ROOT = Path(__file__).parents[4]
AGENTS, SKILLS = ("ana", "bo", "cy", "dee"), ("strategy", "copy", "analytics", "crm", "spanish")
TASKS = ("plan", "post", "reply", "report")
WORKED = m.network_of(
    AGENTS,
    SKILLS,
    TASKS,
    holds=[
        ("ana", "strategy"), ("ana", "analytics"), ("bo", "copy"), ("bo", "spanish"),
        ("cy", "analytics"), ("cy", "crm"), ("dee", "copy"),
    ],
    does=[
        ("ana", "plan"), ("ana", "report"), ("bo", "post"), ("bo", "reply"), ("cy", "report"),
        ("dee", "post"),
    ],
    asks=[
        ("strategy", "plan"), ("copy", "post"), ("copy", "reply"), ("analytics", "report"),
        ("crm", "reply"), ("spanish", "reply"),
    ],
    precedes=[("plan", "post"), ("post", "reply"), ("reply", "report")],
    talks=[("ana", "bo"), ("ana", "cy"), ("bo", "ana"), ("bo", "dee"), ("cy", "ana")],
)  # fmt: skip


def exact(found: Mapping[str, float | None], *wanted: str) -> bool:
    return list(found.values()) == [float(Fraction(one)) for one in wanted]


def test_the_worked_example_comes_out_in_exact_fractions() -> None:
    assert exact(m.agent_needs(WORKED), "0", "1/3", "0", "0")
    assert exact(m.agent_waste(WORKED), "0", "0", "1/2", "0")
    assert m.organisation_needs(WORKED) == 1 / 7
    assert m.organisation_waste(WORKED) == 1 / 7
    assert exact(m.task_needs(WORKED), "0", "0", "1/3", "0")
    assert exact(m.task_waste(WORKED), "1/2", "1/2", "0", "2/3")
    assert m.knowledge_congruence(WORKED) == 3 / 4
    assert m.task_completion(WORKED) == 3 / 4
    assert m.under_supply(WORKED) == 0
    assert exact(m.actual_workload(WORKED), "1/3", "1/2", "1/6", "1/6")
    assert exact(m.potential_workload(WORKED), "1/3", "1/2", "1/3", "1/3")
    assert m.knowledge_redundancy(WORKED) == 2 / 15
    assert m.knowledge_diversity(WORKED) == 38 / 49
    assert exact(m.personnel_cost(WORKED), "1/2", "1/2", "1/3", "1/6")
    assert m.knowledge_reuse(WORKED) == 1 / 6
    assert m.span_of_control(WORKED) == 5 / 3
    assert m.bus_factor(WORKED) == 1


def test_the_worked_example_of_exclusivity_and_communication() -> None:
    one, shared = 1.3678794411714423, 0.36787944117144233
    known = m.knowledge_exclusivity(WORKED)
    assert list(known.values()) == pytest.approx([one / 5, one / 5, one / 5, shared / 5])
    done = m.task_exclusivity(WORKED)
    assert list(done.values()) == pytest.approx([one / 4, one / 4, shared / 4, shared / 4])
    assert m.communication_need(WORKED) == (
        ("ana", "bo"), ("ana", "cy"), ("ana", "dee"), ("bo", "cy"), ("bo", "dee"),
    )  # fmt: skip
    assert m.communication_congruence(WORKED) == 7 / 12


def test_bus_factors_and_duties_in_one_hand() -> None:
    assert m.knowledge_bus_factor(WORKED) == 1
    assert m.half_bus_factor(WORKED) == 3
    assert m.separation_of_duties(WORKED, [("plan", "report"), ("post", "plan")]) == 1 / 2
    assert m.separation_of_duties(WORKED, []) is None
    with pytest.raises(UnknownIdError, match="did you mean plan"):
        m.separation_of_duties(WORKED, [("plann", "post")])


EMPTY = m.network_of([], [], [])
MEASURES = [name for name in m.__all__ if name[0].islower() and "network" not in name]


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"separation_of_duties"}))
def test_what_is_undefined_is_none(name: str) -> None:
    assert getattr(m, name)(EMPTY) in (None, {}, ())
    lonely = m.network_of(["a"], [], [])
    assert getattr(m, name)(lonely) in (None, {"a": None}, {}, ())


def test_a_network_that_names_what_is_not_there_is_refused_whole() -> None:
    with pytest.raises(TeamError) as caught:
        m.network_of(["ana", "ana"], ["seo"], ["post"], holds=[("anna", "seo"), ("ana", "zzz")])
    text = str(caught.value)
    assert "agents: 'ana' is told twice" in text
    assert "holds[0]: 'anna' is not known; did you mean ana?" in text
    assert "holds[1]: 'zzz' is not known; tell it first" in text


def test_a_team_and_its_needs_make_a_network() -> None:
    team = read_team(ROOT / "examples" / "teams" / "clothing_three.toml")
    needs = cr.assess(cr.read_profile(ROOT / "examples" / "clothing_retailer.toml")).needs()
    net = m.meta_network(team, needs)
    assert net.agents == ("p1", "p2", "p3")
    assert m.bus_factor(net) == 1
    assert 0 < (m.task_completion(net) or 0) < 1
    assert ("p1", "p3") in m.communication_need(net)
    assert repr(net) == f"<MetaNetwork 3 people, {len(net.skills)} skills, {len(net.tasks)} tasks>"


def test_languages_are_known_by_who_speaks_them_and_traits_by_nobody() -> None:
    work = TaskNeed(
        task="t", role="r", skills=("seo", "speaks", "humour"), hours=FrozenMap(m=Estimate(1, 1, 1))
    )
    need = Need(
        role="r",
        hours=work.hours,
        tasks=(work,),
        skills=(SkillNeed(skill="seo"), SkillNeed(skill="humour", kind="trait")),
        languages=(
            LanguageNeed(language="es"), LanguageNeed(language="pt-BR"),
            LanguageNeed(language="en", necessity="optional"),
        ),
        language_skills=("speaks",),
    )  # fmt: skip
    needs = Needs(level="m", levels=("m",), roles={"r": need})
    person = Person(
        id="a",
        skills={"seo": "", "humour": "expert", "speaks": "expert", "art": ""},
        languages={"es": "A1", "pt": "", "en": "C2", "fr": "C2"},
    )
    net = m.meta_network(
        Team(people=[person], assignments=[Assignment(person="a", role="r")]), needs
    )
    assert net.skills == ("art", "language:en", "language:es", "language:pt-BR", "seo")
    assert m.task_needs(net) == {"t": 0}
    assert m.agent_waste(net) == {"a": 2 / 5}
    silent = m.meta_network(Team(people=[Person(id="a", skills={})]), needs)
    assert m.under_supply(silent) == 1


def test_without_scipy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(network, "import_module", missing)
    with pytest.raises(MissingPackageError, match="solve"):
        m.network_of(["a"], [], [])


# ---------------------------------------------------------------------- plain loops

Cells = set[tuple[str, str]]


class Loops:
    """The same formulas, said person by person and cell by cell, with sets and no matrix."""

    def __init__(self, sizes: tuple[int, int, int], links: dict[str, Cells]) -> None:
        self.a, self.k, self.t = (
            tuple(f"{kind}{n}" for n in range(size))
            for kind, size in zip("akt", sizes, strict=True)
        )
        self.holds, self.does, self.asks = links["holds"], links["does"], links["asks"]
        self.precedes, self.talks = links["precedes"], links["talks"]

    def held(self, a: str) -> set[str]:
        return {k for k in self.k if (a, k) in self.holds}

    def own(self, a: str) -> set[str]:
        return {t for t in self.t if (a, t) in self.does}

    def asked(self, t: str) -> set[str]:
        return {k for k in self.k if (k, t) in self.asks}

    def required(self, a: str) -> set[str]:
        return {k for t in self.own(a) for k in self.asked(t)}

    def brought(self, t: str) -> set[str]:
        return {k for a in self.a if (a, t) in self.does for k in self.held(a)}

    def needs(self, a: str, b: str) -> bool:
        handoff = any((t, u) in self.precedes for t in self.own(a) for u in self.own(b))
        together = bool(self.own(a) & self.own(b))
        asking = bool((self.required(a) - self.held(a)) & self.held(b))
        return handoff or together or asking


def ratio(number: int, whole: int) -> float | None:
    return float(Fraction(number, whole)) if whole else None


@st.composite
def networks(draw: st.DrawFn) -> tuple[Loops, m.MetaNetwork]:
    sizes = draw(st.tuples(*(st.integers(0, 5) for _ in range(3))))
    a, k, t = ([f"{kind}{n}" for n in range(size)] for kind, size in zip("akt", sizes, strict=True))
    links = {
        name: draw(st.sets(st.sampled_from(cells))) if cells else set[tuple[str, str]]()
        for name, cells in (
            ("holds", list(itertools.product(a, k))),
            ("does", list(itertools.product(a, t))),
            ("asks", list(itertools.product(k, t))),
            ("precedes", list(itertools.product(t, t))),
            ("talks", list(itertools.product(a, a))),
        )
    }
    return Loops(sizes, links), m.network_of(a, k, t, **links)


@given(both=networks())
def test_knowledge_equals_plain_loops(both: tuple[Loops, m.MetaNetwork]) -> None:
    x, net = both
    lack = {a: len(x.required(a) - x.held(a)) for a in x.a}
    idle = {a: len(x.held(a) - x.required(a)) for a in x.a}
    wanted = {a: len(x.required(a)) for a in x.a}
    have = {a: len(x.held(a)) for a in x.a}
    assert m.agent_needs(net) == {a: ratio(lack[a], wanted[a]) for a in x.a}
    assert m.agent_waste(net) == {a: ratio(idle[a], have[a]) for a in x.a}
    assert m.organisation_needs(net) == ratio(sum(lack.values()), sum(wanted.values()))
    assert m.organisation_waste(net) == ratio(sum(idle.values()), sum(have.values()))
    assert m.task_needs(net) == {
        t: ratio(len(x.asked(t) - x.brought(t)), len(x.asked(t))) for t in x.t
    }
    assert m.task_waste(net) == {
        t: ratio(len(x.brought(t) - x.asked(t)), len(x.brought(t))) for t in x.t
    }
    same = sum((k in x.asked(t)) == (k in x.brought(t)) for k in x.k for t in x.t)
    assert m.knowledge_congruence(net) == ratio(same, len(x.k) * len(x.t))
    assert m.task_completion(net) == ratio(sum(x.asked(t) <= x.brought(t) for t in x.t), len(x.t))
    asked = {k for t in x.t for k in x.asked(t)}
    held = {k for a in x.a for k in x.held(a)}
    assert m.under_supply(net) == ratio(len(asked - held), len(asked))


@given(both=networks())
def test_work_and_spread_equal_plain_loops(both: tuple[Loops, m.MetaNetwork]) -> None:
    x, net = both
    whole = len(x.asks)
    actual = {a: sum(len(x.held(a) & x.asked(t)) for t in x.own(a)) for a in x.a}
    could = {a: sum(len(x.held(a) & x.asked(t)) for t in x.t) for a in x.a}
    assert m.actual_workload(net) == {a: ratio(actual[a], whole) for a in x.a}
    assert m.potential_workload(net) == {a: ratio(could[a], whole) for a in x.a}
    reuse = sum(len(x.asked(t) & x.asked(u)) for t, u in x.precedes)
    assert m.knowledge_reuse(net) == ratio(reuse, whole)
    told = {a: sum((a, b) in x.talks for b in x.a if b != a) for a in x.a}
    joined = {a: len(x.held(a)) + len(x.own(a)) + told[a] for a in x.a}
    most = len(x.k) + len(x.t) + len(x.a) - 1
    assert m.personnel_cost(net) == {a: ratio(joined[a], most) for a in x.a}
    holders = {k: sum((a, k) in x.holds for a in x.a) for k in x.k}
    beyond = sum(max(0, number - 1) for number in holders.values())
    assert m.knowledge_redundancy(net) == ratio(beyond, max(0, len(x.a) - 1) * len(x.k))
    total = sum(holders.values())
    squares = sum(number**2 for number in holders.values())
    assert m.knowledge_diversity(net) == ratio(total**2 - squares, total**2)
    alone = {a: sum(math.exp(1 - holders[k]) for k in x.held(a)) for a in x.a}
    for a, number in m.knowledge_exclusivity(net).items():
        assert number == (pytest.approx(alone[a] / len(x.k)) if x.k else None)


@given(both=networks())
def test_talk_and_resilience_equal_plain_loops(both: tuple[Loops, m.MetaNetwork]) -> None:
    x, net = both
    pairs = [(a, b) for a in x.a for b in x.a if a < b]
    needed = {(a, b) for a, b in pairs if x.needs(a, b) or x.needs(b, a)}
    assert set(m.communication_need(net)) == needed
    both_ways = needed | {(b, a) for a, b in needed}
    talked = {(a, b) for a, b in x.talks if a != b}
    cells = len(x.a) * max(0, len(x.a) - 1)
    apart = len(both_ways ^ talked)
    assert m.communication_congruence(net) == ratio(cells - apart, cells)
    doers = {t: {a for a in x.a if (a, t) in x.does} for t in x.t}
    assert m.bus_factor(net) == min(map(len, doers.values()), default=None)
    counts = [
        sum((a, k) in x.holds for a in x.a) for k in x.k if any((k, t) in x.asks for t in x.t)
    ]
    assert m.knowledge_bus_factor(net) == min(counts, default=None)
    duties = [(t, u) for t in x.t for u in x.t if t < u]
    kept = sum(not doers[t] & doers[u] for t, u in duties)
    assert m.separation_of_duties(net, duties) == ratio(kept, len(duties))
    fewest = next(
        (
            size
            for size in range(len(x.a) + 1)
            for gone in itertools.combinations(x.a, size)
            if 2 * sum(who <= set(gone) for who in doers.values()) > len(x.t)
        ),
        None,
    )
    found = m.half_bus_factor(net)
    assert (found is None) == (fewest is None) == (not x.t)
    assert found is None or fewest is None or fewest <= found <= len(x.a)
