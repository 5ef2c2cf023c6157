"""Laws of watching mentions: what must hold whatever was counted."""

from datetime import UTC, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from strategies.mention_series import DAYS, FIRST, mentions, noisy

from commerce_roles.strategy.crisis import Detection, MentionCount, Mentions, detect, mentions_of

COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 400)), max_size=120)
SEEDS = st.integers(0, 10_000)
LEVELS = st.sampled_from([1, 5, 20, 60])


def alarmed(found: Detection) -> list[int]:
    """Give the places of counts with an alarm."""
    return [place for place, look in enumerate(found.looks) if look.triggers]


@given(level=st.integers(0, 100_000), length=st.integers(1, 120), hours=st.booleans())
def test_a_flat_series_never_alarms(level: int, length: int, *, hours: bool) -> None:
    found = detect(mentions([level] * length, hours=hours))
    assert found.alarms == ()


@given(SEEDS, LEVELS, st.integers(0, 300), st.integers(1, 300))
def test_a_bigger_peak_never_alarms_later(seed: int, level: int, peak: int, more: int) -> None:
    quiet = noisy(seed, level)
    place = len(quiet) - 10
    small = [*quiet[:place], quiet[place] + peak, *quiet[place + 1 :]]
    large = [*quiet[:place], quiet[place] + peak + more, *quiet[place + 1 :]]
    before, after = (alarmed(detect(mentions(one))) for one in (small, large))
    assert [one for one in before if one <= place] == [
        one for one in after if one < place or (one == place and one in before)
    ]
    if place in before:
        assert place in after


@given(SEEDS, LEVELS, st.integers(0, 500))
def test_the_same_in_larger_numbers_is_no_less_an_alarm(seed: int, level: int, peak: int) -> None:
    """Scaling: chance is smaller beside larger numbers, so what was an alarm stays one."""
    counts = [*noisy(seed, level), peak]
    last = len(counts) - 1
    if last in alarmed(detect(mentions(counts))):
        assert last in alarmed(detect(mentions([100 * one for one in counts])))


@given(COUNTS, COUNTS)
def test_what_was_long_before_changes_nothing(
    history: list[int | None], counts: list[int | None]
) -> None:
    """Locality: beyond the days that are looked back on, nothing counts."""
    told = mentions(counts)
    earlier = FIRST - timedelta(days=60 + len(history))
    old = mentions(history, first=earlier)
    both = Mentions(step="day", counts=(*old.counts, *told.counts))
    alone, after = detect(told), detect(both)
    assert after.looks[len(history) :][60:] == alone.looks[60:]


@given(COUNTS, st.data())
def test_what_comes_later_never_changes_what_was_seen(
    counts: list[int | None], data: st.DataObject
) -> None:
    """Causality: a count is judged by what was before its day alone."""
    cut = data.draw(st.integers(0, len(counts)))
    whole, part = detect(mentions(counts)), detect(mentions(counts[:cut]))
    assert whole.looks[:cut] == part.looks


@given(COUNTS)
def test_an_unknown_count_is_as_one_that_is_not_there(counts: list[int | None]) -> None:
    told = mentions(counts)
    left = tuple(one for one in told.counts if one.mentions is not None)
    found, other = detect(told), detect(Mentions(step="day", counts=left))
    known = [look for look in found.looks if look.mentions is not None]
    assert tuple(known) == other.looks


@given(SEEDS, st.sampled_from([5, 20, 60]))
def test_unknown_days_are_not_taken_for_none(seed: int, level: int) -> None:
    """Were they none, the usual would fall, and the next ordinary day be too many."""
    counts: list[int | None] = [*noisy(seed, level)]
    holes = [None if place % 2 else count for place, count in enumerate(counts)]
    full, gaps = detect(mentions(counts)).looks[-2], detect(mentions(holes)).looks[-2]
    assert full.usual is not None
    assert gaps.usual is not None
    assert gaps.usual > full.usual / 2


@given(counts=COUNTS, hours=st.booleans())
def test_alarms_are_in_order_apart_and_made_of_what_alarmed(
    counts: list[int | None], *, hours: bool
) -> None:
    told = mentions(counts, hours=hours)
    found = detect(told)
    assert found == detect(told)
    times = [look.time for look in found.looks if look.triggers]
    spans = [(alarm.since, alarm.until) for alarm in found.alarms]
    assert spans == sorted(spans)
    assert all(sum(since <= time <= until for since, until in spans) == 1 for time in times)
    assert all(one < other for (_, one), (other, _) in pairwise(spans))
    assert all(alarm.over for alarm in found.alarms[:-1])
    for alarm in found.alarms:
        assert alarm.mention_volume_ratio is not None
        assert alarm.mention_volume_ratio >= 3


@given(SEEDS, LEVELS)
def test_friendly_peaks_are_praise_and_unfriendly_ones_alarms(seed: int, level: int) -> None:
    counts = [*noisy(seed, level), 40 * level + 100]
    shares = [60] * DAYS
    praised = detect(mentions(counts, friendly=[*shares, 75])).looks[-1]
    assert praised.praise
    assert praised.triggers == ()
    angry = detect(mentions(counts, friendly=[*shares, 20])).looks[-1]
    assert not angry.praise
    assert set(angry.triggers) == {"mention_peak", "sentiment_fall"}


@given(st.integers(-12, 14), st.integers(0, 5))
def test_an_hour_is_one_hour_wherever_it_is_told(offset: int, days: int) -> None:
    """Zones: the same instants are the same series, told in the zone of the first."""
    first = FIRST.replace(tzinfo=UTC)
    zone = timezone(timedelta(hours=offset))
    counts = [(first + timedelta(hours=n), n) for n in range(24 * days + 2)]
    mixed = [{"time": t if n == 0 else t.astimezone(zone), "mentions": n} for t, n in counts]
    told = mentions_of(mixed, step="hour")
    plain = tuple(MentionCount(time=time, mentions=n) for time, n in counts)
    assert told == Mentions(step="hour", counts=plain)
