"""How work is shared out: who may hold what, what may leave the house, what a group does once."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, expression, to
from commerce_roles.model.work import Phase
from commerce_roles.showing import Displayed

__all__ = ["Closing", "Delegation", "Sharing", "TeamRule"]


@frozen(kw_only=True)
class TeamRule(Displayed):
    """What is said of posts held, or help offered, in a way that invites trouble."""

    id: str
    about: Literal["person", "role", "offer"] = "person"
    """What it looks at: one person's posts, one role with all who hold it, a supplier's offer."""
    when: str = field(metadata=expression())
    """A condition over what is known of them."""
    message: str = field(metadata=to("message"))
    """What is said, with what to do."""
    weight: Literal[1, 2, 3] = 2
    """1, worth knowing; 2, to be settled; 3, to be settled first."""
    params: FrozenMap[str, str] = field(default=FrozenMap(), metadata=expression())
    """Expressions for parameters of the message beside the person and the roles."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Closing(Displayed):
    """A way to close a gap of a team, and how long it is beside the others."""

    id: Literal["combine", "train", "give_out", "hire"]
    """`combine`: somebody of the team takes it on; `train`: by one step of level."""
    label: Label
    distance: int = field(metadata=adjustable())
    """How long the way is; training by one step of level is the measure."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Delegation(Displayed):
    """Whether work may be given out of the house: that of a phase, or single tasks."""

    id: str
    label: Label
    """What work it is about."""
    phases: tuple[Phase, ...] = ()
    """The phases it is about."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Tasks it is about, whatever their phase says."""
    outside: Literal["stays", "approved_inside", "may_go"]
    """`stays`: somebody inside does it; `approved_inside`: if somebody inside approves it."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Sharing(Displayed):
    """Work that a group of brands or countries does once for all of them."""

    id: str
    label: Label
    """What work it is about."""
    tasks: tuple[str, ...] = field(metadata=to("task"))
    """The tasks that are done once."""
    evidence: Evidence = field(factory=Evidence)
