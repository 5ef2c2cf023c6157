"""Tenants over HTTP: their overlays, their businesses, and when they move to newer facts.

What takes long is computed before a transaction begins, which then sees that nobody wrote in
between; so a database is locked for moments only.
"""

from collections.abc import Mapping

from attrs import asdict, evolve
from starlette.requests import Request
from starlette.responses import Response

from commerce_roles import Catalogue, Engine
from commerce_roles.assessment import replay
from commerce_roles.errors import InputError
from commerce_roles.structuring import as_json
from service.bodies import told_in
from service.keeping import Record, Tenant
from service.languages import language_of
from service.pinning import Upgrade, pinned, upgrade_of
from service.problems import Refusal
from service.serving import Service, named, said, service_of, tenant_in

__all__ = [
    "change_tenant",
    "forget_business",
    "forget_tenant",
    "keep_business",
    "look_at_upgrade",
    "show_business",
    "show_tenant",
    "upgrade_tenant",
]

_MOST_CHANGES = 200
"""More changes of facts are counted, not listed."""
_MEANWHILE = "somebody else changed it meanwhile; look again"


async def show_tenant(request: Request) -> Response:
    """GET: what a tenant decides by."""
    service = service_of(request)

    def work() -> Response:
        with service.keeping.tables() as tables:
            return said(as_json(_told(tenant_in(tables, request))))

    return await service.compute(work)


async def change_tenant(request: Request) -> Response:
    """PUT: an overlay. A new tenant is pinned to today's facts, a known one stays at its own."""
    service = service_of(request)
    overlay = await told_in(request, service.limits)

    def work() -> Response:
        identifier = named(request, "tenant")
        with service.keeping.tables() as tables:
            old, records = tables.tenant(identifier), tables.records(identifier)
        if old is None:
            made = pinned(identifier, overlay, service.facts.own)
            change = Upgrade(step="none", changes=(), moves=(), records={})
        else:
            made = pinned(identifier, overlay, service.facts.base(old))
            change = _upgrade(service, old, made, records)
        _write(service, old, made, change.records)
        return said(as_json(_compared(old or made, made, change)), status=200 if old else 201)

    return await service.compute(work, service.limits.seconds_to_upgrade)


async def forget_tenant(request: Request) -> Response:
    """DELETE: a tenant with all that is kept of it."""
    service = service_of(request)

    def work() -> Response:
        with service.keeping.tables(write=True) as tables:
            tables.forget_tenant(tenant_in(tables, request).id)
        return Response(status_code=204)

    return await service.compute(work)


async def look_at_upgrade(request: Request) -> Response:
    """GET: what today's facts would move; nothing is written."""
    service = service_of(request)

    def work() -> Response:
        old, made, change = _prepared(service, request)
        return said(as_json(_compared(old, made, change)))

    return await service.compute(work, service.limits.seconds_to_upgrade)


async def upgrade_tenant(request: Request) -> Response:
    """POST: move to the facts that were looked at; their hash says which those were."""
    service = service_of(request)
    told = await told_in(request, service.limits)

    def work() -> Response:
        old, made, change = _prepared(service, request)
        if set(told) != {"to"}:
            remedy = f'send {{"to": "{made.hash}"}} once you agree with what moves'
            raise InputError.of("the hash of the facts is wanted", path="to", remedy=remedy)
        if told["to"] != made.hash:
            raise Refusal("other_facts", "today's facts are not those; look again what moves")
        _write(service, old, made, change.records)
        return said(as_json(_compared(old, made, change)))

    return await service.compute(work, service.limits.seconds_to_upgrade)


async def keep_business(request: Request) -> Response:
    """PUT: a profile; it is assessed by the tenant's facts, and the decision is kept."""
    service = service_of(request)
    told = await told_in(request, service.limits)

    def work() -> Response:
        business, facts = named(request, "business"), service.catalogue(request)
        lang = language_of(request, facts)
        result = Engine.of(facts).decide(told)
        with service.keeping.tables(write=True) as tables:
            tenant = tenant_in(tables, request)
            if tenant.decision_hash != facts.decision_hash:
                raise Refusal("other_facts", _MEANWHILE)
            tables.keep_records(tenant.id, {business: result.record()})
        return said(result.to_json(lang), lang)

    return await service.compute(work)


async def show_business(request: Request) -> Response:
    """GET: what was decided, with its sentences; names and free texts were not kept."""
    service = service_of(request)

    def work() -> Response:
        with service.keeping.tables() as tables:
            tenant = tenant_in(tables, request)
            record = tables.record(tenant.id, named(request, "business"))
        if record is None:
            raise Refusal("no_such_thing", "there is no such business")
        facts = service.facts.of(tenant)
        lang = language_of(request, facts)
        return said(replay(record, catalogue=facts).to_json(lang), lang)

    return await service.compute(work)


async def forget_business(request: Request) -> Response:
    """DELETE: what is kept of a business."""
    service = service_of(request)

    def work() -> Response:
        with service.keeping.tables(write=True) as tables:
            tenant = tenant_in(tables, request)
            if not tables.forget_record(tenant.id, named(request, "business")):
                raise Refusal("no_such_thing", "there is no such business")
        return Response(status_code=204)

    return await service.compute(work)


def _prepared(service: Service, request: Request) -> tuple[Tenant, Tenant, Upgrade]:
    """Give a tenant as it is, as it would be by today's facts, and what that moves."""
    with service.keeping.tables() as tables:
        old = tenant_in(tables, request)
        records = tables.records(old.id)
    try:
        made = pinned(old.id, old.overlay, service.facts.own)
    except InputError as error:
        detail = "the overlay does not fit today's facts"
        raise Refusal("other_facts", detail, error.problems) from None
    return old, made, _upgrade(service, old, made, records)


def _upgrade(service: Service, old: Tenant, made: Tenant, records: Mapping[str, Record]) -> Upgrade:
    before: Catalogue | None
    try:
        before = service.facts.of(old)
    except Refusal:  # a library that is years newer: what was decided still stands in the records
        before = None
    return upgrade_of(records, before, service.facts.of(made))


def _write(
    service: Service, old: Tenant | None, made: Tenant, records: Mapping[str, Record]
) -> None:
    """Pin a tenant and write its records, unless somebody wrote since it was read."""
    with service.keeping.tables(write=True) as tables:
        now = tables.tenant(made.id)
        if (now and now.revision) != (old and old.revision):
            raise Refusal("other_facts", _MEANWHILE)
        base = service.facts.base(made)
        tables.keep_facts(base.hash, base.to_dict())
        tables.keep_tenant(evolve(made, revision=0))
        tables.keep_records(made.id, records)


def _told(tenant: Tenant) -> dict[str, object]:
    return {**_pin(tenant), "tenant": tenant.id, "overlay": tenant.overlay}


def _pin(tenant: Tenant) -> dict[str, object]:
    return {
        "version": tenant.version,
        "hash": tenant.hash,
        "decision_hash": tenant.decision_hash,
    }


def _compared(old: Tenant, new: Tenant, change: Upgrade) -> dict[str, object]:
    return {
        "tenant": new.id,
        "from": _pin(old),
        "to": _pin(new),
        "step": change.step,
        "changed_facts": len(change.changes),
        "changes": [asdict(one) for one in change.changes[:_MOST_CHANGES]],
        "businesses": len(change.records),
        "moves": [asdict(move) for move in change.moves],
    }
