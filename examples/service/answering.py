"""Questionnaire, schemas, assess, team: by the library's own facts or by a tenant's.

What is asked about people is answered and forgotten: it is neither kept nor logged.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from attrs import evolve
from starlette.requests import Request
from starlette.responses import Response

from commerce_roles import Catalogue, Engine
from commerce_roles.errors import InputError, Problem, nearest
from commerce_roles.interchange import json_schema, questionnaire
from commerce_roles.staffing import look, team_of
from commerce_roles.structuring import as_json, is_mapping, mismatch
from service.bodies import told_in
from service.languages import language_of
from service.serving import fingerprint, said, service_of

__all__ = ["assess", "schema", "show_questionnaire", "team"]

_TEAM_KEYS = ("profile", "team", "level")


async def show_questionnaire(request: Request) -> Response:
    """GET: all questions in a language, as data for a form."""
    return await _tagged(request, lambda facts, lang: questionnaire(facts, lang).to_json())


async def schema(request: Request) -> Response:
    """GET: the JSON Schema of what is read or written."""
    name: str = request.path_params["name"]

    def made(facts: Catalogue, lang: str) -> str:
        return as_json(json_schema(name, catalogue=facts, lang=lang))

    return await _tagged(request, made)


async def assess(request: Request) -> Response:
    """POST: a profile; the answer is an assessment."""
    service = service_of(request)
    told = await told_in(request, service.limits)

    def work() -> Response:
        facts = service.catalogue(request)
        lang = language_of(request, facts)
        return said(Engine.of(facts).decide(told).to_json(lang), lang)

    return await service.compute(work)


async def team(request: Request) -> Response:
    """POST: a profile and a team; the answer says who covers what."""
    service = service_of(request)
    told = await told_in(request, service.limits)

    def work() -> Response:
        facts = service.catalogue(request)
        lang = language_of(request, facts)
        profile, people, level = _parts(told, facts)
        faults: list[Problem] = []
        with _under("profile", faults):
            needs = Engine.of(facts).decide(profile).needs(level)
        with _under("team", faults):
            held = team_of(people, catalogue=facts)
        if faults:
            raise InputError(faults)
        return said(look(held, needs, catalogue=facts).to_json(lang), lang)

    return await service.compute(work)


async def _tagged(request: Request, made: Callable[[Catalogue, str], str]) -> Response:
    """Answer with what follows from facts and language alone, or that it is what one has."""
    service = service_of(request)

    def work() -> Response:
        facts = service.catalogue(request)
        lang = language_of(request, facts)
        tag = fingerprint(facts, lang)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
        held = request.headers.get("if-none-match", "").split(",")
        if {tag, "*"} & {one.strip().removeprefix("W/") for one in held}:
            return Response(status_code=304, headers=headers)
        answer = said(made(facts, lang), lang)
        answer.headers.update(headers)
        return answer

    return await service.compute(work)


def _parts(
    told: Mapping[str, object], facts: Catalogue
) -> tuple[Mapping[str, object], object, str]:
    """Take apart what is told: a profile, a team, the level of service that is planned for."""
    faults: list[Problem] = []
    for key in told:
        if key not in _TEAM_KEYS:
            near = nearest(key, _TEAM_KEYS)
            remedy = f"did you mean {near[0]}?" if near else f"keys are {', '.join(_TEAM_KEYS)}"
            faults.append(Problem("there is no such key", key, remedy))
    faults += [
        Problem("this is missing", key, f"tell the {key}")
        for key in ("profile", "team")
        if key not in told
    ]
    profile = told.get("profile", {})
    if not is_mapping(profile):
        message, remedy = mismatch("a table of keys", profile)
        faults.append(Problem(message, "profile", remedy))
    level = told.get("level", facts.levels[0])
    if level not in facts.levels:
        faults.append(Problem("there is no such level", "level", f"use {', '.join(facts.levels)}"))
    if faults:
        raise InputError(faults)
    return profile if is_mapping(profile) else {}, told["team"], str(level)


@contextmanager
def _under(part: str, faults: list[Problem]) -> Generator[None]:
    """Gather faults, and say in which part of a body they are."""
    try:
        yield
    except InputError as error:
        faults += [evolve(p, path=f"{part}.{p.path}" if p.path else part) for p in error.problems]
