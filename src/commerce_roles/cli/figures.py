"""The command `kpis`: what the numbers say, what they are made of, what changed them."""

import argparse
import re
from typing import TYPE_CHECKING, Final

from commerce_roles.cli.rendering import as_json, catalogue_of, drawn
from commerce_roles.errors import InputError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_roles.catalogue import Catalogue
    from commerce_roles.graph.kpis import KpiTable, Period

__all__ = ["kpis"]

_NUMBER: Final = r"(-?[0-9]+(?:\.[0-9]+)?)"
_TARGET: Final = re.compile(rf"([a-z0-9_]+)={_NUMBER}(?:\.\.{_NUMBER})?")
_TWO: Final = 2
Answer = str | tuple[str, list[str]]


def kpis(options: argparse.Namespace) -> Answer:
    """Compute the KPIs of a file."""
    from commerce_roles.graph.kpis import read_kpis

    catalogue = catalogue_of(options)
    table = read_kpis(
        options.file,
        only=options.kpi,
        targets=dict(map(_target, options.target)),
        currency=options.currency,
        decimal=options.decimal,
        catalogue=catalogue,
    )
    if options.change:
        return _change(options, table, catalogue)
    if options.made_of:
        return _made_of(options, table, catalogue)
    if options.format == "json":
        text = table.to_json(options.lang)
    else:
        text = drawn(table.document(options.lang), options.format)
    return (text, _withheld(table)) if table.withheld else text


def _withheld(table: "KpiTable") -> list[str]:
    """Say on a line each what has no value because figures contradict each other."""
    return [
        str(Problem(f"at odds: {', '.join(value.why.names)}", f"{value.period}: {kpi}"))
        for kpi, values in table.values.items()
        for value in values
        if value.why is not None and value.why.reason == "contradiction"
    ]


def _change(options: argparse.Namespace, table: "KpiTable", catalogue: "Catalogue") -> str:
    from commerce_roles.graph.kpis import decompose

    if len(table.periods) < _TWO:
        message, remedy = "there is one period only", "tell two, to see what changed"
        raise InputError.of(message, path="--change", remedy=remedy, file=options.file)
    before = _period(table, options.before, -2, "--from")
    after = _period(table, options.after, -1, "--to")
    found = decompose(
        options.change,
        _told(before),
        _told(after),
        method=options.method,
        tree=options.tree,
        deep=options.deep,
        currency=table.currency,
        catalogue=catalogue,
    )
    if options.format == "json":
        ends = {"from": before.name, "to": after.name}
        return as_json({**found.to_dict(options.lang), **ends})
    return drawn(found.document(options.lang), options.format)


def _made_of(options: argparse.Namespace, table: "KpiTable", catalogue: "Catalogue") -> str:
    from commerce_roles.graph.kpis import metric_tree

    found = metric_tree(
        options.made_of,
        _told(_period(table, options.after, -1, "--to")),
        tree=options.tree,
        currency=table.currency,
        catalogue=catalogue,
    )
    if options.format == "json":
        return as_json(found.to_dict(options.lang))
    return drawn(found.document(options.lang), options.format)


def _told(period: "Period") -> "Mapping[str, object]":
    return dict(period.measures)


def _period(table: "KpiTable", name: str | None, place: int, option: str) -> "Period":
    if name is None:
        return table.periods[place]
    names = [period.name for period in table.periods]
    if name not in names:
        near = nearest(name, names)
        remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(names[:12])}"
        raise InputError.of(f"there is no period {name!r}", path=option, remedy=remedy)
    return table.periods[names.index(name)]


def _target(text: str) -> tuple[str, object]:
    match = _TARGET.fullmatch(text)
    if match is None:
        remedy = "write it like aov=80 or budget_variance=-10..10"
        raise InputError.of(f"{text!r} is no target", path="--target", remedy=remedy)
    ends = [float(end) for end in match.groups()[1:] if end]
    return match[1], ends[0] if len(ends) == 1 else ends
