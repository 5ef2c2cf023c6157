"""The command `track`: a strategy beside what was counted, decisions, own times."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commerce_roles.cli.rendering import as_json, catalogue_of, drawn
from commerce_roles.errors import DecisionError, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce_roles.catalogue import Catalogue
    from commerce_roles.strategy import CycleReview, Decision, DecisionLog, Strategy

__all__ = ["FORMATS", "track"]

FORMATS: Final = ("text", "json", "markdown", "html", "toml")
Answer = str | tuple[str, list[str]]
_STANDARD_INPUT: Final = "-"


def track(options: argparse.Namespace) -> Answer:
    """Review a strategy, decide on what is proposed, or bring own times in."""
    catalogue = catalogue_of(options)
    if options.times:
        return _calibrated(options, catalogue)
    if not options.strategy or not options.observations:
        remedy = "name a strategy and what was counted, or --times FILE"
        raise InputError.of("there is nothing to track", path="STRATEGY", remedy=remedy)
    if options.strategy == options.observations == _STANDARD_INPUT:
        message = "standard input is read once, and here are two files"
        raise InputError.of(message, path="OBSERVATIONS", remedy="name a file for one of them")
    from commerce_roles.strategy import carry_out, read_strategy

    strategy = read_strategy(options.strategy, catalogue=catalogue)
    before = _log(options.log)
    review = _review(strategy, options, before, catalogue)
    for text in options.decide:
        review = _decided(review, text, options)
    new = review.log.decisions[len(before) :]
    if options.format == "toml":
        for decision in new:
            strategy = carry_out(strategy, decision)
        text = strategy.to_toml()
    elif options.format == "json":
        text = review.to_json(options.lang)
    else:
        text = drawn(review.document(options.lang), options.format)
    if new and options.log:
        _append(options.log, new)
    unsaid = [one for one in review.standings if one.status == "cannot_say"]
    return (text, [_unsaid(one.id, one.reason, catalogue) for one in unsaid]) if unsaid else text


def _unsaid(identifier: str, reason: str, catalogue: "Catalogue") -> str:
    text = catalogue.messages[f"track.{reason}"].text["en"]
    return str(Problem(f"cannot say: {text}", identifier))


def _review(
    strategy: "Strategy",
    options: argparse.Namespace,
    before: "DecisionLog",
    catalogue: "Catalogue",
) -> "CycleReview":
    from commerce_roles.strategy import read_observations
    from commerce_roles.strategy import track as review

    today = _day(options.today, "--today")
    told = read_observations(
        options.observations,
        today=today,
        currency=options.currency,
        decimal=options.decimal,
        catalogue=catalogue,
    )
    return review(
        strategy,
        told,
        every=options.every,
        today=today,
        shop=options.shop,
        channel=options.channel,
        tolerance=options.tolerance,
        in_a_row=options.in_a_row,
        drivers=options.change or None,
        log=before,
    )


def _decided(review: "CycleReview", text: str, options: argparse.Namespace) -> "CycleReview":
    """Decide as an option says: `loyalty.churn_rate=accept`.

    Raises:
        DecisionError: The option is not written so, or says not who decides and why.
    """
    identifier, _, verdict = text.partition("=")
    problems: list[Problem] = []
    if verdict not in ("accept", "reject"):
        message = f"{text!r:.60} is no decision"
        problems.append(Problem(message, "--decide", "write it like loyalty.churn_rate=accept"))
    if not options.by:
        remedy = "name a role, or owner"
        problems.append(Problem("it is not told who decides", "--by", remedy))
    if problems:
        raise DecisionError(problems)
    return review.decide(
        identifier,
        by=options.by,
        accept=verdict == "accept",
        reason=options.reason,
        day=_day(options.day, "--day"),
    )


def _log(path: str) -> "DecisionLog":
    from commerce_roles.strategy.tracking.deciding import DecisionLog
    from commerce_roles.strategy.tracking.writing import log_of
    from commerce_roles.structuring import read_text

    if not path or not Path(path).exists():
        return DecisionLog()
    name, text = read_text(path)
    return log_of(text, file=name)


def _append(path: str, decisions: "Sequence[Decision]") -> None:
    """Write new decisions at the end of a log.

    Raises:
        InputError: It cannot be written.
    """
    from commerce_roles.strategy.tracking.writing import decision_line

    lines = "".join(decision_line(one) for one in decisions)
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        message = f"the log cannot be written: {error.strerror}"
        raise InputError.of(message, file=path, remedy="name another file") from None


def _calibrated(options: argparse.Namespace, catalogue: "Catalogue") -> str:
    from commerce_roles.assessment import read_profile
    from commerce_roles.strategy import calibrate, read_timesheets

    times = read_timesheets(options.times, catalogue=catalogue)
    profiles = {
        Path(path).stem: read_profile(path, catalogue=catalogue) for path in options.profile
    }
    found = calibrate(times, profiles=profiles or None, catalogue=catalogue)
    if options.out:
        found.write(options.out)
    if options.format == "toml":
        return found.to_toml()
    if options.format == "json":
        return as_json(found.to_dict(options.lang))
    return drawn(found.document(options.lang), options.format)


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r:.40} is no day"
        raise InputError.of(message, path=option, remedy="write it like 2026-11-30") from None
