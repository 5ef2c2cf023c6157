"""The command `plan`: from a business to a strategy, and to days where a first one is told."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from commerce_roles.cli.commands import rate
from commerce_roles.cli.rendering import as_json, catalogue_of, drawn
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.strategy import Plan, Strategy

__all__ = ["FORMATS", "day_of", "plan"]

FORMATS = ("text", "json", "markdown", "html", "toml", "ics", "csv")


def plan(options: argparse.Namespace) -> str:
    """Draft a strategy, or read one that was edited, and lay it on days."""
    strategy = _strategy(options)
    start = day_of(options.start) or strategy.start
    made = _planned(strategy, options, start) if start else None
    if options.strategy:
        for said in _amiss(strategy, start, options.lang):
            sys.stderr.write(f"{options.strategy}: {said}\n")
    if options.format in ("ics", "csv"):
        if made is None:
            message = f"a calendar needs a first day for {options.format}"
            raise InputError.of(message, path="--start", remedy="write --start 2026-11-30")
        return made.to_ics(options.lang) if options.format == "ics" else made.to_csv(options.lang)
    if options.format == "toml":
        return strategy.to_toml()
    if options.format == "json":
        data = strategy.to_dict()
        return as_json({"strategy": data, "plan": made.to_dict()} if made else data)
    document = strategy.document(options.lang)
    if made is not None:
        from commerce_roles.display import Document, Heading

        days = made.document(options.lang)
        blocks = (*document.blocks, Heading(days.title, 1), *days.blocks)
        document = Document(document.title, blocks, lang=document.lang)
    return drawn(document, options.format)


def _strategy(options: argparse.Namespace) -> "Strategy":
    from commerce_roles.assessment import Engine, read_profile
    from commerce_roles.strategy import draft_strategy, read_strategy

    catalogue = catalogue_of(options)
    if options.strategy:
        return read_strategy(options.strategy, catalogue=catalogue)
    if not options.profile:
        remedy = "name a profile, or --strategy FILE"
        raise InputError.of("there is nothing to plan for", path="PROFILE", remedy=remedy)
    rates = dict(map(rate, options.rate))
    result = Engine.of(catalogue).decide(
        read_profile(options.profile, catalogue=catalogue, rates=rates)
    )
    team = None
    if options.team:
        from commerce_roles.staffing import read_team

        team = read_team(options.team, catalogue=catalogue)
    return draft_strategy(
        result,
        team=team,
        posts="advised" if options.advised else "today",
        start=day_of(options.start),
    )


def _amiss(strategy: "Strategy", start: date | None, lang: str) -> Iterator[str]:
    """Say what an edited strategy can be planned with, and goes wrong all the same."""
    from commerce_roles.strategy import check_goals

    yield from map(str, strategy.slips())
    facts = strategy.catalogue
    for one in check_goals(strategy.goals, catalogue=facts, today=start, lang=lang):
        if one.severity != "note":
            yield f"{one.rule}: {one.goal}: {one.message}; {one.remedy}"


def _planned(strategy: "Strategy", options: argparse.Namespace, start: date) -> "Plan":
    from commerce_roles.strategy import make_plan

    return make_plan(strategy, start=start, months=options.months, done=options.done)


def day_of(text: str) -> date | None:
    """Read a day that an option tells; None where it tells none.

    Raises:
        InputError: It is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r:.40} is no day"
        raise InputError.of(message, path="--start", remedy="write it like 2026-11-30") from None
