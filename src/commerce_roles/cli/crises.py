"""The command `crisis`: a playbook before, an alarm and what to do about it, a review after."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from commerce_roles.cli.commands import rate
from commerce_roles.cli.planning import day_of
from commerce_roles.cli.rendering import as_json, catalogue_of, drawn
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.assessment import Assessment
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.strategy import Plan, Strategy
    from commerce_roles.strategy.crisis import Mentions

__all__ = ["FORMATS", "crisis"]

FORMATS = ("text", "json", "markdown", "html", "toml")
_STANDARD_INPUT = "-"


def crisis(options: argparse.Namespace) -> str:
    """Make a playbook; with mentions, say whether there is an alarm and what to do now."""
    _once(options)
    catalogue = catalogue_of(options)
    if options.review:
        return _review(options, catalogue)
    result = _result(options, catalogue)
    strategy = _strategy(options, result, catalogue)
    if not options.mentions:
        return _playbook(options, result, strategy)
    from commerce_roles.strategy.crisis import detect, find_incident

    detection = detect(_mentions(options, catalogue), catalogue=catalogue)
    plan = _plan(options, result, strategy)
    incident = find_incident(result, detection, strategy=strategy, plan=plan)
    if options.format == "toml":
        if incident is None:
            remedy = "take another --format"
            raise InputError.of("there is no alarm to write", path="--format", remedy=remedy)
        return incident.to_toml()
    if options.format == "json":
        found = incident.to_dict() if incident else None
        return as_json({"detection": detection.to_dict(), "incident": found})
    document = detection.document(options.lang)
    if incident is not None:
        from attrs import evolve

        told = incident.document(options.lang)
        seen = detection.without_alarm(options.lang)
        document = evolve(told, blocks=(*told.blocks, *seen.blocks))
    return drawn(document, options.format)


def _once(options: argparse.Namespace) -> None:
    files = (options.profile, options.mentions, options.team, options.strategy, options.review)
    if files.count(_STANDARD_INPUT) > 1:
        message = "standard input is read once, and here are two files"
        raise InputError.of(message, path="--mentions", remedy="name a file for one of them")


def _result(options: argparse.Namespace, catalogue: "Catalogue") -> "Assessment":
    from commerce_roles.assessment import Engine, read_profile

    if not options.profile:
        remedy = "name a profile, or --review INCIDENT"
        raise InputError.of("there is no business", path="PROFILE", remedy=remedy)
    rates = dict(map(rate, options.rate))
    profile = read_profile(options.profile, catalogue=catalogue, rates=rates)
    return Engine.of(catalogue).decide(profile)


def _strategy(
    options: argparse.Namespace, result: "Assessment", catalogue: "Catalogue"
) -> "Strategy | None":
    """Read the strategy that says who is there, or draft it for a team; else nobody says it."""
    from commerce_roles.strategy import draft_strategy, read_strategy

    if options.strategy:
        return read_strategy(options.strategy, catalogue=catalogue)
    if options.team:
        from commerce_roles.staffing import read_team

        return draft_strategy(result, team=read_team(options.team, catalogue=catalogue))
    return None


def _plan(
    options: argparse.Namespace, result: "Assessment", strategy: "Strategy | None"
) -> "Plan | None":
    from commerce_roles.strategy import draft_strategy, make_plan

    start = day_of(options.start) or (strategy.start if strategy else None)
    if start is None:
        return None
    return make_plan(strategy or draft_strategy(result), start=start, months=options.months)


def _playbook(
    options: argparse.Namespace, result: "Assessment", strategy: "Strategy | None"
) -> str:
    from commerce_roles.strategy.crisis import make_playbook

    for name in ("at", "start"):
        if getattr(options, name):
            message = f"--{name} says nothing without mentions"
            raise InputError.of(message, path=f"--{name}", remedy="add --mentions FILE")
    book = make_playbook(result, strategy=strategy)
    if options.format == "json":
        return book.to_json()
    if options.format == "toml":
        return book.to_toml()
    return drawn(book.document(options.lang), options.format)


def _review(options: argparse.Namespace, catalogue: "Catalogue") -> str:
    from commerce_roles.strategy.crisis import look_back, read_incident

    incident = read_incident(options.review, catalogue=catalogue)
    if not options.mentions:
        remedy = "add --mentions FILE with the counts until now"
        raise InputError.of("a review needs counts", path="--review", remedy=remedy)
    answered = [_time(text, "--answered") for text in options.answered]
    mentions = _mentions(options, catalogue)
    review = look_back(incident, mentions, answered=answered, catalogue=catalogue)
    if options.format == "json":
        return review.to_json()
    if options.format == "toml":
        remedy = "take another --format"
        raise InputError.of("a review is not written as TOML", path="--format", remedy=remedy)
    return drawn(review.document(options.lang), options.format)


def _mentions(options: argparse.Namespace, catalogue: "Catalogue") -> "Mentions":
    from commerce_roles.strategy.crisis import read_mentions

    mentions = read_mentions(
        options.mentions, step=options.step, decimal=options.decimal, catalogue=catalogue
    )
    return mentions.until(_time(options.at, "--at")) if options.at else mentions


def _time(text: str, path: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        remedy = "write it like 2026-11-30T14:00"
        raise InputError.of(f"{text!r:.40} is no time", path=path, remedy=remedy) from None
