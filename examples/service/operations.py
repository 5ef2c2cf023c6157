"""What can be asked: one table, from which both the routes and the OpenAPI document are made."""

from collections.abc import Awaitable, Callable

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from service import answering, tenancy

__all__ = ["OPERATIONS", "Handler", "Operation"]

Handler = Callable[[Request], Awaitable[Response]]

_TENANT = "/tenants/{tenant}"
_UPGRADE = f"{_TENANT}/upgrade"
_BUSINESS = f"{_TENANT}/businesses/{{business}}"


@frozen
class Operation:
    """A method on an address."""

    method: str
    path: str
    handler: Handler
    gives: str = ""
    """The schema of the answer; empty where there is nothing to say."""
    takes: str = ""
    """The schema of the body; empty where there is none."""
    statuses: tuple[int, ...] = (200,)
    """Where it was done."""
    spoken: bool = False
    """Whether the answer is in a language."""
    tagged: bool = False
    """Whether the answer has a tag, by which one asks whether it is still the same."""

    @property
    def summary(self) -> str:
        """What it does, in one sentence: the first line of the handler."""
        first = (self.handler.__doc__ or "").partition("\n")[0].partition(": ")[2]
        return first[:1].upper() + first[1:]

    @property
    def of_tenant(self) -> bool:
        """Whether the address names a tenant."""
        return self.path.startswith(_TENANT)


def _asked(under: str, profile: str, team: str) -> tuple[Operation, ...]:
    """List what is asked by the library's own facts, or by those of a tenant."""
    answers, ask = answering, f"{under}/questionnaire"
    return (
        Operation(
            "GET", ask, answers.show_questionnaire, "Questionnaire", spoken=True, tagged=True
        ),
        Operation(
            "GET", f"{under}/schema/{{name}}", answers.schema, "Schema", spoken=True, tagged=True
        ),
        Operation("POST", f"{under}/assess", answers.assess, "Assessment", profile, spoken=True),
        Operation("POST", f"{under}/team", answers.team, "Look", team, spoken=True),
    )


OPERATIONS = (
    *_asked("", "Profile", "ProfileAndTeam"),
    *_asked(_TENANT, "TenantProfile", "TenantProfileAndTeam"),
    Operation("GET", _TENANT, tenancy.show_tenant, "Tenant"),
    Operation("PUT", _TENANT, tenancy.change_tenant, "Upgrade", "Overlay", (200, 201)),
    Operation("DELETE", _TENANT, tenancy.forget_tenant, statuses=(204,)),
    Operation("GET", _UPGRADE, tenancy.look_at_upgrade, "Upgrade"),
    Operation("POST", _UPGRADE, tenancy.upgrade_tenant, "Upgrade", "UpgradeAsked"),
    Operation("GET", _BUSINESS, tenancy.show_business, "Assessment", spoken=True),
    Operation("PUT", _BUSINESS, tenancy.keep_business, "Assessment", "TenantProfile", spoken=True),
    Operation("DELETE", _BUSINESS, tenancy.forget_business, statuses=(204,)),
)
"""Everything but the document itself."""
