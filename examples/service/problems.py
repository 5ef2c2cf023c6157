"""Refusals: every fault at once, as `application/problem+json` (RFC 9457)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from commerce_roles.errors import CommerceRolesError, InputError, Problem, UnknownIdError

__all__ = ["HANDLERS", "KINDS", "Refusal"]

KINDS = {
    "not_json": (400, "The body is not JSON"),
    "no_such_thing": (404, "There is nothing here"),
    "no_such_method": (405, "This cannot be done here"),
    "body_too_slow": (408, "The body did not arrive in time"),
    "other_facts": (409, "The facts do not allow it"),
    "body_too_large": (413, "The body is too large"),
    "other_media_type": (415, "Another media type is wanted"),
    "wrong_input": (422, "The input is wrong"),
    "failed": (500, "The service failed"),
    "busy": (503, "Too much is asked at once"),
    "took_too_long": (504, "The answer took too long"),
}
"""Every kind of refusal: its status and title."""
_BY_STATUS = {status: kind for kind, (status, _) in KINDS.items()}


class Refusal(Exception):  # noqa: N818 the word of this example
    """Why a request is not answered."""

    def __init__(
        self,
        kind: str,
        detail: str,
        faults: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what is wrong."""
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Write the refusal."""
        status, title = KINDS[self.kind]
        body = {
            "type": f"urn:commerce-roles:problem:{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
            "faults": [
                {"path": fault.path, "message": fault.message, "remedy": fault.remedy}
                for fault in self.faults
            ],
        }
        text = json.dumps(body, ensure_ascii=False)
        content = text.encode("utf-8", "replace")  # a message may quote half a character
        return Response(content, status, self.headers, "application/problem+json")


def _refused(_: Request, error: Exception) -> Response:
    return _as_refusal(error).response()


def _as_refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            return error
        case InputError():
            detail = f"{len(error.problems)} faults" if len(error.problems) != 1 else "1 fault"
            return Refusal("wrong_input", detail, error.problems)
        case UnknownIdError():
            return Refusal("no_such_thing", str(error))
        case ClientDisconnect():  # nobody reads it
            return Refusal("body_too_slow", "the client went away")
        case sqlite3.OperationalError(sqlite_errorcode=sqlite3.SQLITE_BUSY):
            return Refusal("busy", "somebody else is writing", headers={"Retry-After": "1"})
        case HTTPException(status_code=status) if status in _BY_STATUS:
            headers = {
                k: ", ".join(sorted(v.split(", "))) for k, v in (error.headers or {}).items()
            }
            return Refusal(_BY_STATUS[status], error.detail, headers=headers)
        case _:  # details are for the log, which the server writes
            return Refusal("failed", "it was written down; ask again later")


HANDLERS = dict.fromkeys(
    (Refusal, CommerceRolesError, ClientDisconnect, HTTPException, Exception), _refused
)
"""What Starlette calls for each kind of exception."""
