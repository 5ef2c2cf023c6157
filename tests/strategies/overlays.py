"""Random overlays over the library's own facts, cheap to make and legal to lay."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from commerce_roles.catalogue import load_catalogue

CATALOGUE = load_catalogue()
Overlay = dict[str, Any]

_NAMES = st.integers(1, 999).map(lambda number: f"thing_{number}")
_WORDS = st.text("abcdefghijklmnñop ", min_size=1, max_size=12).filter(str.strip)
_LABELS = st.fixed_dictionaries({"en": _WORDS, "es": _WORDS})
_POINT_TABLES = sorted(t.id for t in CATALOGUE.tables.values() if t.decides == "points")
_NAMED = ("sector", "objective", "channel", "content_format", "tool", "skill")
_GUESSED = sorted(f.id for f in CATALOGUE.fields.values() if f.type == "count" and not f.default)
_OWN = {"basis": "assumption", "why": "Ours."}
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
    """Make an overlay that adds a name or two, or a constant."""
    entry = st.dictionaries(
        _NAMES, st.fixed_dictionaries({"label": _LABELS}), min_size=1, max_size=2
    )
    names = st.builds(lambda kind, entries: {kind: entries}, st.sampled_from(_NAMED), entry)
    constant = st.builds(
        lambda name, value: {"constant": {name: {"value": value, **_OWN}}},
        _NAMES,
        st.integers(-999, 999),
    )
    return names | constant


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
    default = st.builds(
        lambda field, value: {"adjust": {"field": {field: {"default": str(value)}}}},
        st.sampled_from(_GUESSED),
        st.integers(0, 3),
    )
    return points | effort | constant | default


def bands() -> st.SearchStrategy[Overlay]:
    """Make an overlay that moves a band, and leaves the bands in their order."""
    return st.builds(
        lambda verdict, shift: {
            "adjust": {"catalogue": {"bands": {verdict: CATALOGUE.bands[verdict] + shift}}}
        },
        st.sampled_from(["needed", "recommended", "optional"]),
        st.integers(-9, 9).filter(bool),
    )


def rewordings() -> st.SearchStrategy[Overlay]:
    """Make an overlay that changes nothing of a fact but one of its texts."""
    places = [
        (kind, name, key)
        for kind, key in (
            ("role", "label"), ("role", "definition"), ("task", "label"), ("task", "why"),
            ("table", "why"), ("constant", "why"), ("kpi", "label"), ("kpi", "definition"),
            ("message", "en"), ("message", "es"), ("objective", "label"), ("claim", "statement"),
        )
        for name, raw in CATALOGUE.facts.entries[kind].items()
        if key in raw
    ]  # fmt: skip
    return st.builds(_reworded, st.sampled_from(places), _WORDS)


def _reworded(place: tuple[str, str, str], word: str) -> Overlay:
    kind, name, key = place
    raw = CATALOGUE.facts.entries[kind][name]
    old = raw[key]
    new = {**old, "en": f"{old['en']} {word}!"} if isinstance(old, Mapping) else f"{old} {word}!"
    return {kind: {name: {**raw, key: new, "replaces": True}}}


def facts() -> st.SearchStrategy[tuple[str, str]]:
    """Choose any fact, each kind as often as another."""
    kinds = sorted(kind for kind, entries in CATALOGUE.facts.entries.items() if entries)
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.tuples(
            st.just(kind), st.sampled_from(sorted(CATALOGUE.facts.entries[kind]))
        )
    )


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


def turned(value: Any) -> Any:
    """Write the same content with the keys of every table in the opposite order."""
    if isinstance(value, Mapping):
        return {key: turned(value[key]) for key in reversed([*value])}
    if isinstance(value, list | tuple):
        return [turned(part) for part in value]
    return value


def toml(overlay: Overlay) -> str:
    """Write an overlay as TOML: one line for each of its keys."""
    return "\n".join(f"{json.dumps(key)} = {_inline(part)}" for key, part in overlay.items())


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)} = {_inline(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)
