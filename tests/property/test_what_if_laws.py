"""Laws of what would change a verdict, what suffices for it, and how firmly it stands."""

from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies.profiles import CATALOGUE, partial, whole
from strategies.trying import dear

from commerce_roles.assessment import assess, compare, profile_data
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge
from commerce_roles.expressions import key_of
from commerce_roles.model import Verdict

ROLES = tuple(CATALOGUE.roles)
fewer = dear(4)
some_role = st.sampled_from(ROLES)


@fewer
@given(partial(), some_role, st.sampled_from(list(Verdict)))
def test_every_way_leads_to_the_verdict(profile: dict[str, Any], role: str, to: Verdict) -> None:
    """Soundness: the business as it would be is given that verdict, for the answers named only."""
    result = assess(profile)
    found = result.smallest_changes(role, to=to)
    assert (found.size == 0) == (result[role].verdict == to)
    for way in found.ways[:5]:
        after = assess(way.profile)
        assert after[role].verdict == to
        before = profile_data(result.profile)
        for answer in way.answers:
            assert CATALOGUE.fields[answer.field].changeable
            assert answer.old != answer.new
        changed = {answer.field for answer in way.answers}
        for key, value in profile_data(way.profile).items():
            told = before.get(key)
            assert key in changed or told in (None, value) or isinstance(told, list | dict)
    efforts = [way.effort for way in found.ways]
    assert efforts == sorted(efforts)
    assert len({tuple(a.field for a in way.answers) for way in found.ways}) == len(found.ways)


@fewer
@given(partial(), some_role)
def test_no_single_answer_does_what_needs_several(profile: dict[str, Any], role: str) -> None:
    """Minimality: where several changes are needed, all but one of them do not lead there."""
    result = assess(profile)
    for to in Verdict:
        found = result.smallest_changes(role, to=to)
        if found.size is None or found.size < 2:
            continue
        completed = profile_data(found.ways[0].profile)
        for answer in found.ways[0].answers:
            group, _, part = answer.field.partition(".")
            back = list(answer.old) if isinstance(answer.old, tuple) else answer.old
            undone = {**completed, group: {**completed[group], part: back} if part else back}  # type: ignore[dict-item]
            assert assess(undone)[role].verdict != to


@fewer
@given(st.one_of(partial(), whole()), some_role)
def test_a_sufficient_reason_suffices_and_holds_nothing_that_can_be_left_out(
    profile: dict[str, Any], role: str
) -> None:
    """Sufficiency and leanness, by the exact verdicts that are possible."""
    reason = assess(profile).sufficient_reason(role)

    def told(skipped: str = "") -> dict[str, Any]:
        data: dict[str, Any] = {}
        for one in reason.answers:
            if one.field == skipped:
                continue
            group, _, part = one.field.partition(".")
            value = list(one.value) if isinstance(one.value, tuple) else one.value
            if part:
                data.setdefault(group, {})[part] = value
            else:
                data[group] = value
        return data

    # None is the sector that nobody named: it cannot be told, only left out.
    assume(all(one.value is not None for one in reason.answers))
    assert assess(told())[role].possible == (reason.verdict,)
    for one in reason.answers:
        assert len(assess(told(one.field))[role].possible) > 1


@fewer
@given(partial(), some_role)
def test_weights_flip_a_verdict_where_it_is_said_and_not_before(
    profile: dict[str, Any], role: str
) -> None:
    """Closed form against all ways of putting every weight up or down by one share."""
    result = assess(profile)
    found = result.robustness(role, draws=1)
    points = [reason.points for reason in result[role].reasons if reason.points]
    assume(len(points) <= 10)
    decision = decide(CATALOGUE.program, judge(result.profile, CATALOGUE))
    floor, cap = (decision.whole(key_of(bound, role)) for bound in ("floor", "cap"))

    def ranks(share: Fraction) -> set[int]:
        """Give the ranks reached, floors and caps being as they are."""
        reached = set()
        for signs in product((1 - share, 1 + share), repeat=len(points)):
            score = sum((p * sign for p, sign in zip(points, signs, strict=True)), Fraction(0))
            band = sum(score >= CATALOGUE.bands[v] for v in list(Verdict)[1:])
            reached.add(min(cap, max(floor, band)))
        return reached

    here = ranks(Fraction(0))
    if found.flips_at is None:
        assert ranks(Fraction(2)) == here or not points
        return
    share = Fraction(found.flips_at)
    assert ranks(share * Fraction(999, 1000)) == here or share == 0
    assert ranks(share + Fraction(1, 1000)) != here


@fewer
@given(partial(), some_role, st.integers(0, 5))
def test_draws_are_the_same_for_a_seed_and_keep_what_cannot_flip(
    profile: dict[str, Any], role: str, seed: int
) -> None:
    """Determinism; and with no spread every draw keeps every verdict."""
    result = assess(profile)
    assert result.robustness(role, draws=20, seed=seed) == result.robustness(
        role, draws=20, seed=seed
    )
    assert result.robustness(role, draws=3, seed=seed, spread=0).kept == 1


@fewer
@given(partial(), partial())
def test_comparing_turns_round(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Symmetry, and nothing differs from itself."""
    first, second = assess(one), assess(other)
    there, back = compare(first, second), compare(second, first)
    assert there.told.keys() == back.told.keys()
    assert there.changed == back.changed
    assert all(there.told[key].one == back.told[key].other for key in there.told)
    same = compare(first, first)
    assert not same.told
    assert not same.changed
    assert not any(found.points for found in same.roles.values())
