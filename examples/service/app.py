"""The application: every operation of the table at its address, and the document of them all."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, closing
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from commerce_roles import Catalogue, assess, load_catalogue
from commerce_roles.structuring import as_json
from service.computing import Computing
from service.describing import described
from service.keeping import Keeping
from service.limits import Limits
from service.operations import OPERATIONS, Handler
from service.pinning import Facts
from service.problems import HANDLERS
from service.serving import Service, said

__all__ = ["create_app"]


def create_app(
    database: Path, *, limits: Limits | None = None, facts: Catalogue | None = None
) -> Starlette:
    """Make the application.

    Args:
        database: The file in which tenants are kept; it is made where it is missing.
        limits: How large, how long, how many.
        facts: Today's facts; those of the library that is installed where left out.
    """
    bounds = limits or Limits()
    # of overlays in them nothing is left but what they say: tenants lay theirs over facts, as they
    # will when these are read from the database
    own = load_catalogue(base=facts.to_dict()) if facts else load_catalogue()
    keeping = Keeping(database)
    facts_known = Facts(own, keeping)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        keeping.create()
        assess({}, catalogue=own)  # what is made on first use is there when the first one asks
        with closing(Computing(bounds)) as computing:
            app.state.service = Service(bounds, computing, keeping, facts_known)
            yield

    return Starlette(routes=_routes(own), exception_handlers=HANDLERS, lifespan=lifespan)


def _routes(own: Catalogue) -> list[Route]:
    @cache
    def document() -> str:
        return as_json(described(own))

    async def describe(_: Request) -> Response:
        return said(document())

    by_path: dict[str, dict[str, Handler]] = {"/openapi.json": {"GET": describe}}
    for operation in OPERATIONS:
        by_path.setdefault(operation.path, {})[operation.method] = operation.handler
    return [_route(path, handlers) for path, handlers in by_path.items()]


def _route(path: str, handlers: Mapping[str, Handler]) -> Route:
    """Make one route of all that an address does, so that a refusal can list it."""

    async def handle(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await handlers[method](request)

    return Route(path, handle, methods=[*handlers])
