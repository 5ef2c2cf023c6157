"""What each command does: read, ask the library, render."""

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol

from commerce_roles.cli.rendering import apart_from_output
from commerce_roles.cli.rendering import as_json as _json
from commerce_roles.cli.rendering import catalogue_of as _catalogue
from commerce_roles.cli.rendering import drawn as _drawn
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_roles.assessment import Interview, Needs, Rate
    from commerce_roles.catalogue import Catalogue
    from commerce_roles.display import Document
    from commerce_roles.graph import Lint
    from commerce_roles.model.person import Team

__all__ = ["ask", "assess", "check", "claims", "rate", "roles", "show", "team"]

_RATE: Final = re.compile(r"([A-Z]{3})=([0-9]+(?:\.[0-9]+)?)@([0-9]{4}-[0-9]{2}-[0-9]{2})")
_SHEETS: Final = (".csv", ".tsv")
"""Endings of files that are sheets of who does what."""
_STANDARD_INPUT: Final = "-"
_SAMPLE: Final = "sample:"
"""What stands before the name of a sample."""


def assess(options: argparse.Namespace) -> str:
    """Assess the business in a file."""
    from commerce_roles.assessment import Engine, read_profile

    catalogue = _catalogue(options)
    rates = dict(map(rate, options.rate))
    profile = read_profile(options.profile, catalogue=catalogue, rates=rates)
    result = Engine.of(catalogue).decide(profile)
    if options.explain:
        explanation = result.explanation(options.explain)
        if options.format == "json":
            return _json(explanation.to_dict(options.lang))
        return _drawn(explanation.document(options.lang), options.format)
    if options.format == "json":
        return result.to_json(options.lang)
    return _drawn(result.report(options.lang), options.format)


def ask(options: argparse.Namespace) -> str:
    """Walk a person through the questions that matter, then assess."""
    from commerce_roles.assessment import Interview
    from commerce_roles.cli.asking import converse, write_profile
    from commerce_roles.structuring import read_document

    catalogue = _catalogue(options)
    known = read_document(options.profile) if options.profile else None
    talk = Interview.begin(known, roles=tuple(options.role), catalogue=catalogue)

    def keep(told: "Interview") -> None:
        if options.out:
            write_profile(told, options.out)

    screen = sys.stdout if options.format == "text" else sys.stderr
    talk = converse(talk, options.lang, keep, screen)
    if options.format == "json":
        return talk.assessment.to_json(options.lang)
    where = f"{catalogue.heading('ask', 'written', options.lang)} {options.out}\n"
    kept = where if options.out and talk.told else ""
    return f"\n{kept}\n" + _drawn(talk.assessment.report(options.lang), options.format)


def roles(options: argparse.Namespace) -> str:
    """List the roles."""
    from commerce_roles.catalogue import plain_fact, roles_document

    catalogue = _catalogue(options)
    if options.format == "json":
        return _json({name: plain_fact(role) for name, role in catalogue.roles.items()})
    return _drawn(roles_document(catalogue, options.lang), options.format)


def show(options: argparse.Namespace) -> str:
    """Show one fact, or all facts of a kind."""
    from commerce_roles.catalogue import document_of, plain_of

    catalogue = _catalogue(options)
    if options.format == "jsonld":
        from commerce_roles.interchange import occupation_jsonld

        role = options.name.removeprefix("role.")
        return occupation_jsonld(role, lang=options.lang, catalogue=catalogue).text
    if options.format == "json":
        return _json(plain_of(catalogue, options.name))
    return _drawn(document_of(catalogue, options.name, options.lang), options.format)


def claims(options: argparse.Namespace) -> str:
    """List what the articles say, or show one claim with all that rests on it."""
    from commerce_roles.catalogue import claims_document, document_of, plain_fact
    from commerce_roles.errors import UnknownIdError

    catalogue = _catalogue(options)
    if not options.claim:
        if options.format == "json":
            return _json({name: plain_fact(claim) for name, claim in catalogue.claims.items()})
        return _drawn(claims_document(catalogue, options.lang), options.format)
    if options.claim not in catalogue.claims:
        raise UnknownIdError("claim", options.claim, catalogue.claims)
    if options.format == "json":
        resting = [plain_fact(citation) for citation in catalogue.trace(options.claim)]
        claim = {"claim": plain_fact(catalogue.claims[options.claim]), "resting_on_it": resting}
        return _json(claim)
    return _drawn(document_of(catalogue, f"claim.{options.claim}", options.lang), options.format)


def check(options: argparse.Namespace) -> str | tuple[str, tuple[str, ...]]:
    """Check overlays as they are laid in order, and sheets of who does what.

    Of overlays it says what they change, which verdicts move and whether the structure is sound;
    of a sheet, whether it keeps the rules of RACI; of a table, what the overlays would move there.
    """
    from commerce_roles.cli.trying import try_table

    if options.table:
        return try_table(options)
    return _check(options)


def _check(options: argparse.Namespace) -> str:
    from commerce_roles.assessment import review
    from commerce_roles.catalogue import load_catalogue
    from commerce_roles.display import Document, Heading
    from commerce_roles.graph import lint_raci

    base = _catalogue(options)
    sheets = [path for path in options.path if path.lower().endswith(_SHEETS)]
    overlays = [path for path in options.path if path not in sheets]
    new = load_catalogue(*options.overlay, *overlays)
    found = [lint_raci(sheet, catalogue=new) for sheet in sheets]
    looked = None if sheets and not overlays else review(base, new)
    if options.strict:
        _refuse([*found, *([looked.structure] if looked else [])], sheets, options.lang)
    if options.format == "json":
        data = {} if looked is None else looked.to_dict(options.lang)
        told = [one.to_dict(options.lang) for one in found]
        return _json({**data, "sheets": told} if sheets else data)
    if looked is None and len(found) == 1:
        return _drawn(found[0].document(options.lang), options.format)
    document = Document(base.heading("check", "title", options.lang), lang=options.lang)
    document = document if looked is None else looked.document(options.lang)
    for one in found:
        blocks = (Heading(one.about), *one.blocks(options.lang))
        document = Document(document.title, (*document.blocks, *blocks), lang=options.lang)
    return _drawn(document, options.format)


def team(options: argparse.Namespace) -> str:
    """Look at a team beside what a business needs; or write a vacancy, a brief, compare offers."""
    from commerce_roles.assessment import read_profile
    from commerce_roles.staffing import (
        brief,
        compare_offers,
        compare_scenarios,
        measures,
        read_offers,
        read_team,
        risk,
        scenario,
        vacancy,
        what_if,
    )

    catalogue = _catalogue(options)
    rates = dict(map(rate, options.rate))
    if options.people == options.profile == _STANDARD_INPUT:
        message = "standard input is read once, and here are two files"
        raise InputError.of(message, path="--for", remedy="name a file for one of them")
    profile = read_profile(_sample(options.profile), catalogue=catalogue, rates=rates)
    people = read_team(_sample(options.people), catalogue=catalogue, scale=options.scale)
    told = scenario(
        profile, people, level=options.level, catalogue=catalogue, traits=options.traits,
        currency=options.currency, rates=rates,
    )  # fmt: skip
    steps = [told]
    for text in options.what_if:
        steps.append(what_if(steps[-1], text))
    needs = steps[-1].needs
    for write, roles in ((vacancy, options.vacancy), (brief, options.brief)):
        if roles:
            return _result(write(needs, *roles, catalogue=catalogue), options)
    if options.offers:
        offers = read_offers(_sample(options.offers), catalogue=catalogue)
        roles = tuple(options.role)
        compared = compare_offers(offers, needs, roles=roles, catalogue=catalogue, rates=rates)
        return _result(compared, options)
    names = {person.id: person.name for person in people.people if person.name and options.names}
    if options.compose or options.front:
        return _composed(options, steps[-1].team, needs, catalogue, names)
    if options.risk is not None:
        found = risk(
            steps[-1].team, needs, absence_rate=options.risk / 100, traits=options.traits,
            catalogue=catalogue,
        )  # fmt: skip
        return _named(found, options, names)
    if options.measures:
        return _named(measures(steps[-1].team, needs, catalogue=catalogue), options, names)
    return _named(compare_scenarios(*steps) if len(steps) > 1 else told.look, options, names)


def _composed(
    options: argparse.Namespace,
    people: "Team",
    needs: "Needs",
    catalogue: "Catalogue",
    names: dict[str, str],
) -> str:
    """Find the best team, or the front of cost against coverage."""
    from commerce_roles.staffing import compose_team, pareto_front

    demands: dict[str, Any] = {
        "budget_eur_month": options.budget,
        "headcount": options.headcount,
        "roles_each": options.roles_each,
        "roles": options.role,
        "least_importance": options.least_importance,
        "outside": not options.inside,
        "outside_percent": options.outside_percent,
        "absence": options.absence,
        "waivers": [tuple(text.split("+")) for text in options.waive],
        "count_unknown": options.count_unknown,
        "traits": options.traits,
        "time_limit": options.time_limit,
        "catalogue": catalogue,
        "rates": dict(map(rate, options.rate)),
    }
    with apart_from_output():
        if options.front:
            shown: _Named = pareto_front(people, needs, **demands)
        else:
            shown = compose_team(people, needs, goal=options.goal, **demands)
    return _named(shown, options, names)


def _sample(path: str) -> str:
    """Find the file of a sample that is named in place of a file."""
    from commerce_roles.structuring import sample_path

    return str(sample_path(path.removeprefix(_SAMPLE))) if path.startswith(_SAMPLE) else path


class _Named(Protocol):
    def to_json(self, lang: str = "en") -> str: ...
    def document(
        self, lang: str = "en", *, names: "Mapping[str, str] | None" = None
    ) -> "Document": ...


def _named(shown: _Named, options: argparse.Namespace, names: dict[str, str]) -> str:
    if options.format == "json":
        return shown.to_json(options.lang)
    return _drawn(shown.document(options.lang, names=names), options.format)


class _Result(Protocol):
    def to_json(self, lang: str = "en") -> str: ...
    def document(self, lang: str = "en") -> "Document": ...


def _result(result: _Result, options: argparse.Namespace) -> str:
    if options.format == "json":
        return result.to_json(options.lang)
    return _drawn(result.document(options.lang), options.format)


def _refuse(found: "list[Lint]", sheets: list[str], lang: str) -> None:
    """Take errors of a structure for faults of the input.

    Raises:
        InputError: There are some.
    """
    problems = [
        finding.problem(lang, one.about if one.about in sheets else "")
        for one in found
        for finding in one.of("error")
    ]
    if problems:
        raise InputError(problems)


def rate(text: str) -> "tuple[str, Rate]":
    """Read what one unit of a currency is worth, as an option tells it."""
    from commerce_roles.assessment import Rate

    match = _RATE.fullmatch(text)
    if match is None:
        remedy = "write it like PLN=0.23@2026-10-01"
        raise InputError.of(f"{text!r} is no rate", path="--rate", remedy=remedy)
    currency, euro, day = match.groups()
    return currency, Rate(float(euro), day)
