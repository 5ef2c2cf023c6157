"""What all requests share, and how each is answered: work in a thread, text in a response."""

import re
from collections.abc import Callable

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from commerce_roles import Catalogue, __version__
from service.computing import Computing
from service.keeping import Keeping, Tables, Tenant
from service.limits import Limits
from service.pinning import Facts
from service.problems import Refusal

__all__ = ["ID", "Service", "fingerprint", "named", "said", "service_of", "tenant_in"]

ID = "^[a-z0-9][a-z0-9_-]{0,63}$"
"""How tenants and businesses are called."""


@frozen
class Service:
    """One process: limits, threads, facts, a database."""

    limits: Limits
    computing: Computing
    keeping: Keeping
    facts: Facts

    async def compute(self, work: Callable[[], Response], seconds: float = 0) -> Response:
        """Answer with what the work gives; it may read the database and take its time."""
        return await self.computing.run(work, seconds or self.limits.seconds_to_compute)

    def catalogue(self, request: Request) -> Catalogue:
        """Give the facts to decide by: those of the tenant that the address names, or our own.

        Raises:
            Refusal: There is no such tenant.
        """
        if "tenant" not in request.path_params:
            return self.facts.own
        with self.keeping.tables() as tables:
            tenant = tenant_in(tables, request)
        return self.facts.of(tenant)


def service_of(request: Request) -> Service:
    """Give the service that a request came to."""
    found: Service = request.app.state.service
    return found


def named(request: Request, what: str) -> str:
    """Give an id from the address.

    Raises:
        Refusal: It is none.
    """
    found: str = request.path_params[what]
    if not re.fullmatch(ID, found):
        raise Refusal("no_such_thing", f"a {what} is called by small letters, digits, - and _")
    return found


def tenant_in(tables: Tables, request: Request) -> Tenant:
    """Give the tenant that the address names.

    Raises:
        Refusal: There is none.
    """
    found = tables.tenant(named(request, "tenant"))
    if found is None:
        raise Refusal("no_such_thing", "there is no such tenant")
    return found


def said(text: str, lang: str = "", *, status: int = 200) -> Response:
    """Answer with JSON, in a language where it has one."""
    spoken = {"Content-Language": lang, "Vary": "Accept-Language"} if lang else {}
    headers = {"Cache-Control": "no-store", **spoken}
    return Response(text, status, headers, "application/json")


def fingerprint(facts: Catalogue, lang: str) -> str:
    """Make the tag of what follows from library, facts and language alone."""
    return f'"{__version__}.{facts.hash[:16]}.{lang}"'
