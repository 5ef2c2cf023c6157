"""Laws of overlays: what is laid over the facts, in which order, and what comes of it."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies.overlays import (
    CATALOGUE,
    Overlay,
    additions,
    adjustments,
    bands,
    facts,
    merged,
    overlays,
    replacements,
    retirements,
    rewordings,
    toml,
    touched,
    turned,
)
from strategies.trying import dear

from commerce_roles.catalogue import load_catalogue
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.errors import CatalogueError

# each example compiles catalogues, a twentieth of a second and more for each
few: Callable[[Any], Any] = dear(5)


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


# ---------------------------------------------------------------------- the hash is of the content


def test_the_whole_in_the_opposite_order_is_the_same_catalogue() -> None:
    """Form law, for the library's own facts."""
    again = load_catalogue(base=turned(CATALOGUE.to_dict()))
    assert again == CATALOGUE
    assert (again.hash, again.decision_hash) == (CATALOGUE.hash, CATALOGUE.decision_hash)
    assert again.program.steps == CATALOGUE.program.steps


@few
@given(overlays())
def test_the_order_of_keys_does_not_matter(overlay: Overlay) -> None:
    """Form law: laid over equal facts, so that neither is given from what was kept."""
    whole = load_catalogue(base=CATALOGUE.to_dict())
    first = load_catalogue(overlay)
    second = load_catalogue({}, turned(overlay), base=whole)
    assert (first.hash, first.decision_hash) == (second.hash, second.decision_hash)


@few
@given(overlays())
def test_toml_says_what_json_says(overlay: Overlay) -> None:
    """Form law, for the two formats: the same files in a folder, and each alone."""
    with TemporaryDirectory() as folder:
        written = Path(folder, "ours.toml")
        written.write_text(toml(overlay), encoding="utf-8")
        also = Path(folder, "ours.json")
        also.write_text(json.dumps(overlay), encoding="utf-8")
        wanted = load_catalogue(overlay)
        assert load_catalogue(written).hash == load_catalogue(also).hash == wanted.hash
        also.unlink()
        assert load_catalogue(folder).decision_hash == wanted.decision_hash


@few
@given(facts())
def test_a_fact_written_anew_as_it_was_changes_nothing(fact: tuple[str, str]) -> None:
    """Identity law, for every kind."""
    kind, name = fact
    raw = CATALOGUE.facts.entries[kind][name]
    again = load_catalogue({kind: {name: {**raw, "replaces": True}}})
    assert again == CATALOGUE
    assert CATALOGUE.diff(again).changes == ()
    assert again.program.steps == CATALOGUE.program.steps


# ---------------------------------------------------------------------- what decides, what speaks


@few
@given(rewordings())
def test_another_wording_is_a_patch_and_moves_no_decision(overlay: Overlay) -> None:
    """Silence law: labels, definitions, reasons, messages, statements."""
    catalogue = load_catalogue(overlay)
    assert catalogue.hash != CATALOGUE.hash
    assert catalogue.decision_hash == CATALOGUE.decision_hash
    assert catalogue.program.steps == CATALOGUE.program.steps
    difference = CATALOGUE.diff(catalogue)
    assert (difference.step, difference.decides) == ("patch", False)
    assert {(change.kind, change.id) for change in difference.changes} == touched(overlay)


@few
@given(bands())
def test_a_moved_band_moves_the_decision_hash(overlay: Overlay) -> None:
    """Number law, for the head."""
    catalogue = load_catalogue(overlay)
    assert catalogue.decision_hash != CATALOGUE.decision_hash
    assert catalogue.bands == {**CATALOGUE.bands, **overlay["adjust"]["catalogue"]["bands"]}
    assert CATALOGUE.diff(catalogue).step == "minor"
    assert {c.path for c in CATALOGUE.diff(catalogue).changes if "evidence" not in c.path} == {
        f"bands.{verdict}" for verdict in overlay["adjust"]["catalogue"]["bands"]
    }


@few
@given(bands(), overlays())
def test_a_band_and_a_fact_commute(band: Overlay, overlay: Overlay) -> None:
    """Commutation law, between the head and the facts."""
    both = load_catalogue(band, overlay)
    assert both == load_catalogue(overlay, band) == load_catalogue(merged(band, overlay))


# ---------------------------------------------------------------------- there and back


@few
@given(additions())
def test_what_was_added_and_taken_out_again_was_never_there(overlay: Overlay) -> None:
    """Inverse law; the ids stay taken."""
    gone = {kind: sorted(names) for kind, names in overlay.items()}
    catalogue = load_catalogue(overlay, {"retire": {**gone, "overrides": True}})
    assert catalogue == CATALOGUE
    assert set(catalogue.facts.retired) == touched(overlay)


@few
@given(overlays(), overlays())
def test_the_way_back_is_the_way_there_mirrored(one: Overlay, other: Overlay) -> None:
    """Difference law: what is old from here is new from there."""
    first, second = load_catalogue(one), load_catalogue(other)
    there, back = first.diff(second), second.diff(first)
    assert [(c.kind, c.id, c.path, c.old, c.new) for c in there.changes] == [
        (c.kind, c.id, c.path, c.new, c.old) for c in back.changes
    ]
    assert there.decides == back.decides == (first.decision_hash != second.decision_hash)


@few
@given(facts())
def test_a_retired_fact_is_gone_or_whoever_needs_it_is_named(fact: tuple[str, str]) -> None:
    """Closure law: any fact at all may be retired, or the error says at which places it stands."""
    kind, name = fact
    try:
        catalogue = load_catalogue({"retire": {kind: [name]}})
    except CatalogueError as error:
        assert all(problem.path and problem.file for problem in error.problems)
        assert not any(problem.path.startswith("retire") for problem in error.problems)
    else:
        assert name not in catalogue.ids(kind)
        assert CATALOGUE.diff(catalogue).step == "major"
        assert load_catalogue(base=catalogue.to_dict()) == catalogue


# ---------------------------------------------------------------------- what tenants share


@few
@given(overlays())
def test_what_is_shared_is_what_would_have_been_linked(overlay: Overlay) -> None:
    """Sharing law: a catalogue made alone, of the whole, has the same rules in every part."""
    catalogue = load_catalogue(overlay)
    shared, alone = catalogue.program, load_catalogue(base=catalogue.to_dict()).program
    assert shared.steps == alone.steps
    assert shared.instances == alone.instances
    assert shared.inputs == alone.inputs
    assert list(shared.defaults.items()) == list(alone.defaults.items())
    assert (shared.asked_when, shared.conditions) == (alone.asked_when, alone.conditions)
    assert (shared.scale, shared.roles, shared.rungs) == (alone.scale, alone.roles, alone.rungs)


@few
@given(overlays())
def test_what_two_catalogues_agree_in_is_held_once(overlay: Overlay) -> None:
    """Sharing law, for memory: equal facts, steps and tables are the same objects."""
    catalogue, own = load_catalogue(overlay), {step.key: step for step in CATALOGUE.program.steps}
    for step in catalogue.program.steps:
        assert step is own.get(step.key) or step != own.get(step.key)
    for kind in KINDS:
        before, after = CATALOGUE.of(kind), catalogue.of(kind)
        assert (before is after) == (before == after and list(before) == list(after))
        changed = {name for place, name in touched(overlay) if place == kind}
        assert all(after[name] is before[name] for name in {*before} & {*after} - changed)
