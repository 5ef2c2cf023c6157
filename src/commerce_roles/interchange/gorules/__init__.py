"""The decision as a GoRules JSON Decision Model: plain data that ZEN engines run.

The model works everything out itself, from the profile as a person writes it to verdicts,
sourcing, combinations and crisis: nothing that rules decide is decided here beforehand. That makes
an engine which shares no code with this library an oracle of its evaluators.

| module | what it does |
|---|---|
| `naming` | where each input, step and table stands in the data of the model |
| `writing` | forms as expressions of ZEN |
| `answers` | from the answers of a profile to inputs, with defaults |
| `grouping` | the tables that are read together |
| `layout` | steps and tables in an order in which nodes can run |
| `placing`, `results` | how values are read, and what is given of them |
| `modelling` | the model: nodes, edges, and what is lost |

May import: `catalogue`, `model`, `expressions`.
"""

from commerce_roles.interchange.gorules.modelling import decision_model

__all__ = ["decision_model"]
