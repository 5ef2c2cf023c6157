"""Random overlays over the library's own facts, cheap to make and legal to lay."""

from typing import Any

from hypothesis import strategies as st

from commerce_roles.catalogue import load_catalogue

CATALOGUE = load_catalogue()
Overlay = dict[str, Any]

_NAMES = st.integers(1, 999).map(lambda number: f"thing_{number}")
_WORDS = st.text("abcdefghijklmnñop ", min_size=1, max_size=12).filter(str.strip)
_LABELS = st.fixed_dictionaries({"en": _WORDS, "es": _WORDS})
_POINT_TABLES = sorted(t.id for t in CATALOGUE.tables.values() if t.decides == "points")
_NAMED = ("sector", "objective", "channel", "content_format", "tool")
UNNAMED = {
    kind: sorted(
        identifier
        for identifier in CATALOGUE.of(kind)
        if not any(
            identifier in str(raw) for entries in CATALOGUE.facts.entries.values()
            for name, raw in entries.items() if name != identifier
        )
    )
    for kind in ("principle", "tactic", "guardrail", "background")
}  # fmt: skip
"""Facts that no other fact names, so that they can be retired."""


def additions() -> st.SearchStrategy[Overlay]:
    """Make an overlay that adds one name."""
    entry = st.dictionaries(
        _NAMES, st.fixed_dictionaries({"label": _LABELS}), min_size=1, max_size=2
    )
    return st.builds(lambda kind, entries: {kind: entries}, st.sampled_from(_NAMED), entry)


def adjustments() -> st.SearchStrategy[Overlay]:
    """Make an overlay that changes one number."""
    points = st.builds(
        lambda table, then: {"adjust": {"table": {table: {"rules": {"1": {"then": then}}}}}},
        st.sampled_from(_POINT_TABLES),
        st.integers(1, 40),
    )
    effort = st.builds(
        lambda task, low: {"adjust": {"task": {task: {"effort": {"low": low}}}}},
        st.sampled_from(sorted(CATALOGUE.tasks)),
        st.integers(0, 5),
    )
    constant = st.builds(
        lambda value: {"adjust": {"constant": {"break_even_hours": {"value": value}}}},
        st.integers(1, 140),
    )
    return points | effort | constant


def replacements() -> st.SearchStrategy[Overlay]:
    """Make an overlay that writes a sector anew."""
    return st.builds(
        lambda sector, label: {"sector": {sector: {"label": label, "replaces": True}}},
        st.sampled_from(sorted(CATALOGUE.sectors)),
        _LABELS,
    )


def retirements() -> st.SearchStrategy[Overlay]:
    """Make an overlay that takes out a fact that no other names."""
    places = [(kind, name) for kind, names in UNNAMED.items() for name in names]
    return st.builds(lambda place: {"retire": {place[0]: [place[1]]}}, st.sampled_from(places))


def overlays() -> st.SearchStrategy[Overlay]:
    """Make an overlay of one change."""
    return additions() | adjustments() | replacements() | retirements()


def touched(overlay: Overlay) -> set[tuple[str, str]]:
    """Name the facts that an overlay touches."""
    found: set[tuple[str, str]] = set()
    for key, part in overlay.items():
        if key in {"adjust", "retire"}:
            found |= {(kind, name) for kind, names in part.items() for name in names}
        else:
            found |= {(key, name) for name in part}
    return found


def merged(one: Overlay, other: Overlay) -> Overlay:
    """Write two disjoint overlays as one."""
    found = {key: dict(part) for key, part in one.items()}
    for key, part in other.items():
        for name, inner in part.items():
            own = found.setdefault(key, {})
            if isinstance(inner, list):
                own[name] = [*own.get(name, []), *inner]
            else:
                own[name] = {**own.get(name, {}), **inner} if key == "adjust" else inner
    return found
