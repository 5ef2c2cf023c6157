"""The words: frozen values for everything the library speaks of.

Values only; whatever needs the whole catalogue is a function of a higher layer.

May import: `errors`.
"""

from commerce_roles.model.cost import Contract, Cost, Loading
from commerce_roles.model.evidence import Basis, Claim, Contradiction, Evidence, Source
from commerce_roles.model.frozen_map import FrozenMap, is_value
from commerce_roles.model.naming import Kpi, Name, Skill
from commerce_roles.model.profile import BusinessProfile, Crisis, ExistingPost, Range
from commerce_roles.model.question import Anchor, Field, FieldType
from commerce_roles.model.role import FirstStep, Role
from commerce_roles.model.rules import Decides, Rule, Table
from commerce_roles.model.speech import Label, Message, Parameter, Unit, Word
from commerce_roles.model.verdict import Sourcing, Verdict
from commerce_roles.model.work import Constant, Effort, Phase, Quantity, Task

__all__ = [
    "Anchor", "Basis", "BusinessProfile", "Claim", "Constant", "Contract", "Contradiction", "Cost",
    "Crisis", "Decides", "Effort", "Evidence", "ExistingPost", "Field", "FieldType", "FirstStep",
    "FrozenMap", "Kpi", "Label", "Loading", "Message", "Name", "Parameter", "Phase", "Quantity",
    "Range", "Role", "Rule", "Skill", "Source", "Sourcing", "Table", "Task", "Unit", "Verdict",
    "Word", "is_value",
]  # fmt: skip
