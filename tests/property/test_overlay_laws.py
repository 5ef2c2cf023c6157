"""Laws of overlays: what is laid over the facts, in which order, and what comes of it."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies.overlays import (
    CATALOGUE,
    Overlay,
    additions,
    adjustments,
    merged,
    overlays,
    replacements,
    retirements,
    touched,
)

from commerce_roles.catalogue import load_catalogue

# each example compiles catalogues, a twentieth of a second and more for each
few: Callable[[Any], Any] = settings(max_examples=max(10, settings().max_examples // 5))


def test_an_empty_overlay_is_the_identity(tmp_path: Path) -> None:
    """Identity law."""
    empty = tmp_path / "empty.json"
    empty.write_text("{}", encoding="utf-8")
    nothing: list[Overlay | Path] = [{}, empty, tmp_path]
    for overlay in nothing:
        assert load_catalogue(overlay) is CATALOGUE


@few
@given(overlays())
def test_an_empty_overlay_beside_another_changes_nothing(overlay: Overlay) -> None:
    """Identity law, among others."""
    alone = load_catalogue(overlay)
    assert load_catalogue({}, overlay) == alone == load_catalogue(overlay, {})


@few
@given(overlays(), overlays())
def test_disjoint_overlays_commute(one: Overlay, other: Overlay) -> None:
    """Commutation law; the hash depends on the result only."""
    assume(not touched(one) & touched(other))
    first, second = load_catalogue(one, other), load_catalogue(other, one)
    assert first == second
    assert (first.hash, first.decision_hash) == (second.hash, second.decision_hash)


@few
@given(overlays(), overlays())
def test_one_then_the_other_is_both_at_once(one: Overlay, other: Overlay) -> None:
    """Composition law: laid in two runs, in one run, and written as one overlay."""
    assume(not touched(one) & touched(other))
    both = load_catalogue(one, other)
    assert load_catalogue(other, base=load_catalogue(one)) == both
    assert load_catalogue(merged(one, other)) == both


@few
@given(overlays())
def test_what_was_written_is_read_as_the_same_catalogue(overlay: Overlay) -> None:
    """Round-trip law."""
    catalogue = load_catalogue(overlay)
    written = json.loads(json.dumps(catalogue.to_dict()))
    again = load_catalogue(base=written)
    assert again == catalogue
    assert again.decision_hash == catalogue.decision_hash
    assert again.to_dict() == catalogue.to_dict()


@few
@given(overlays(), overlays(), st.integers(0, 1))
def test_files_say_what_a_mapping_says(one: Overlay, other: Overlay, swap: int) -> None:
    """Form law: whichever files the facts stand in, the content is the catalogue."""
    assume(not touched(one) & touched(other))
    with TemporaryDirectory() as folder:
        names = ("b.json", "inner/a.json") if swap else ("a.json", "inner/b.json")
        for name, overlay in zip(names, (one, other), strict=True):
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(overlay), encoding="utf-8")
        assert load_catalogue(folder).hash == load_catalogue(one, other).hash


@few
@given(replacements())
def test_a_label_leaves_the_decision_alone(overlay: Overlay) -> None:
    """Silence law, for what only speaks; the group that rules read is kept."""
    for name, raw in overlay["sector"].items():
        groups = CATALOGUE.sectors[name].groups
        overlay["sector"][name] = {**raw, **({"groups": list(groups)} if groups else {})}
    catalogue = load_catalogue(overlay)
    assert catalogue.decision_hash == CATALOGUE.decision_hash
    difference = CATALOGUE.diff(catalogue)
    assert difference.step in {"none", "patch"}
    assert (difference.step == "none") == (catalogue.hash == CATALOGUE.hash)


@few
@given(additions())
def test_something_new_is_a_minor_step(overlay: Overlay) -> None:
    """Version law: additions."""
    difference = CATALOGUE.diff(load_catalogue(overlay))
    assert difference.step == "minor"
    assert difference.next_version == "0.3.0"


@few
@given(retirements())
def test_something_gone_is_a_major_step(overlay: Overlay) -> None:
    """Version law: retirements; the way back is an addition."""
    catalogue = load_catalogue(overlay)
    assert CATALOGUE.diff(catalogue).step == "major"
    assert catalogue.diff(CATALOGUE).step == "minor"
    assert touched(overlay) == set(catalogue.facts.retired)


@few
@given(adjustments())
def test_a_number_moves_the_decision_hash_or_is_the_old_one(overlay: Overlay) -> None:
    """Number law: every adjusted number says who set it."""
    catalogue = load_catalogue(overlay)
    difference = CATALOGUE.diff(catalogue)
    numbers = [c for c in difference.changes if "evidence" not in c.path]
    assert difference.decides == bool(numbers)
    assert difference.step == ("minor" if numbers else "patch")
    ((kind, name),) = touched(overlay)
    assert "Set by an overlay" in str(catalogue.of(kind)[name])


@few
@given(overlays())
def test_a_difference_is_empty_only_between_equals(overlay: Overlay) -> None:
    """Difference law."""
    catalogue = load_catalogue(overlay)
    difference = CATALOGUE.diff(catalogue)
    assert (difference.changes == ()) == (catalogue == CATALOGUE) == (difference.step == "none")
    assert catalogue.diff(catalogue).changes == ()


@few
@given(overlays(), overlays())
def test_what_two_overlays_touch_is_an_error_unless_one_says_it_overrides(
    one: Overlay, other: Overlay
) -> None:
    """Conflict law: never silently."""
    assume("retire" not in one and "retire" not in other)
    places = touched(one) & touched(other)
    try:
        load_catalogue(one, other)
    except ValueError as error:
        assert places
        assert "an earlier overlay" in str(error) or "this id is taken" in str(error)
    else:
        assert not places or _apart(one, other)


def _apart(one: Overlay, other: Overlay) -> bool:
    """Two adjustments of different numbers of one fact do not meet."""
    return "adjust" in one and "adjust" in other and one != other
