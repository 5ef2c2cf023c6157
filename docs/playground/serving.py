"""What the page may ask of the library: one request in, one answer out, both as JSON text.

A request names what it asks (`ask`), the business (`profile`) and the language (`lang`). What goes
wrong comes back as a value that names its kind and every fault; nothing is kept between requests
but the last businesses looked at. It runs in the page's worker, and in any other Python alike.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from optioning import options
from quieting import silent
from teaming import team_seen

from commerce_roles import assess, compare, load_catalogue
from commerce_roles.assessment import Assessment
from commerce_roles.display import Bars, Document, to_html
from commerce_roles.errors import CommerceRolesError, InputError
from commerce_roles.model import Verdict

__all__ = ["serve"]

_PAGED: Final = frozenset({"claim", "contradiction", "field", "role", "source", "task"})
"""Kinds of which documents speak and that have a page each."""
_KEPT: Final = 8
"""As many businesses are kept assessed; several questions are asked of each."""


def serve(text: str) -> str:
    """Answer a request.

    Args:
        text: JSON such as `{"ask": "assess", "profile": {"employees": 2}, "lang": "es"}`.

    Returns:
        JSON: `{"ok": true, "result": …}`, or `{"ok": false, "error": {"type", "message",
        "problems"}}`, each problem with `path`, `message` and `remedy`.

    Examples:
        >>> serve('{"ask": "next_question", "profile": {}, "lang": "en"}')[:40]
        '{"ok": true, "result": {"field": "crisis'
        >>> json.loads(serve('{"ask": "fortune"}'))["error"]["type"]
        'InputError'
    """
    try:
        request = json.loads(text)
        answer = _ASKED.get(request.get("ask"), _unknown)
        return json.dumps({"ok": True, "result": answer(request)}, ensure_ascii=False)
    except Exception as error:  # noqa: BLE001 whatever goes wrong is told, and the page goes on
        return json.dumps({"ok": False, "error": _told(error)}, ensure_ascii=False)


def _told(error: Exception) -> dict[str, object]:
    """Write an error as plain data."""
    problems = error.problems if isinstance(error, InputError) else ()
    meant = isinstance(error, CommerceRolesError)
    return {
        "type": type(error).__name__,
        "message": str(error) if meant else f"{type(error).__name__}: {error}",
        "problems": [
            {"path": one.path, "message": one.message, "remedy": one.remedy} for one in problems
        ],
    }


def _of(request: Mapping[str, Any], key: str = "profile") -> Assessment:
    profile = request.get(key, {})
    if not isinstance(profile, Mapping):
        message = f"this is no business: {profile!r:.60}"
        raise InputError.of(message, path=key, remedy="see examples/")
    return _assessed(json.dumps(profile, sort_keys=True))


@lru_cache(_KEPT)
def _assessed(profile: str) -> Assessment:
    return assess(json.loads(profile))


def _assess(request: Mapping[str, Any]) -> object:
    """Give the whole result in the form `assessment/1`: the bytes that the library writes."""
    return _of(request).to_json(_lang(request))


def _silent(request: Mapping[str, Any]) -> object:
    return silent(_of(request))


def _next_question(request: Mapping[str, Any]) -> object:
    question = _of(request).next_question(request.get("role"))
    return question and {"field": question.field, "roles": list(question.roles)}


def _smallest_changes(request: Mapping[str, Any]) -> object:
    """Give, for each role, the nearest verdict above and below, and what would lead there."""
    result = _of(request)
    found: list[dict[str, object]] = []
    for role in [request["role"]] if "role" in request else result:
        for to in _neighbours(result[role].verdict):
            changes = result.smallest_changes(role, to=to)
            found.append(changes.to_dict())
    return found


def _neighbours(verdict: Verdict) -> list[Verdict]:
    ranked = sorted(Verdict, key=lambda one: one.rank)
    return [one for one in reversed(ranked) if abs(one.rank - verdict.rank) == 1]


def _compare(request: Mapping[str, Any]) -> object:
    found = compare(_of(request, "one"), _of(request, "other"))
    return _html(found.document(_lang(request)), request)


def _explain(request: Mapping[str, Any]) -> object:
    return _html(_of(request).explain(request["role"], _lang(request)), request)


def _picture(request: Mapping[str, Any]) -> object:
    lang = _lang(request)
    bars = [block for block in _of(request).report(lang).blocks if isinstance(block, Bars)]
    return _html(Document("", bars, lang=lang), request) if bars else ""


def _options(request: Mapping[str, Any]) -> object:
    return options(_of(request), _lang(request))


def _team(request: Mapping[str, Any]) -> object:
    """Draw a team beside what the business needs."""
    team = request.get("team")
    if not isinstance(team, Mapping):
        raise InputError.of(
            f"this is no team: {team!r:.60}", path="team", remedy="see examples/teams"
        )
    return _html(team_seen(team, _of(request), _lang(request)), request)


def _lang(request: Mapping[str, Any]) -> str:
    return str(request.get("lang", "en"))


def _html(document: Document, request: Mapping[str, Any]) -> str:
    """Draw a document, every fact that it speaks of linked to its page on the site."""
    catalogue = load_catalogue()
    site = str(request.get("base", ""))

    def address(about: str) -> str:
        kind, _, identifier = about.partition(".")
        there = kind in _PAGED and identifier in catalogue.ids(kind)
        return f"{site}catalogue/{kind}/{identifier}/" if there else ""

    return to_html(document.linked(address))


def _unknown(request: Mapping[str, Any]) -> object:
    asked = ", ".join(map(str, _ASKED))
    raise InputError.of(f"{request.get('ask')!r:.60} cannot be asked", path="ask", remedy=asked)


_ASKED: Final[Mapping[object, Callable[[Mapping[str, Any]], object]]] = {
    "assess": _assess,
    "next_question": _next_question,
    "smallest_changes": _smallest_changes,
    "compare": _compare,
    "explain": _explain,
    "picture": _picture,
    "silent": _silent,
    "options": _options,
    "team": _team,
}
