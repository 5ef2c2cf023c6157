"""A decision as a diagram over finite cells: exact answers on what is not known.

Rules compare a number with a handful of values, look for a handful of words, count the members of
sets. So the answers of a business fall into finitely many cells, and a decision is a finite
function of them: small enough, as a decision diagram, to be walked through as a whole. `sweep` says
all that can come out, `Telling` whether an answer can change anything, `ways_to` what would have to
change.

| module | what it does |
|---|---|
| `formulas`, `taking` | tests of one input each; conditions taken apart into them |
| `variables`, `sets` | the finite cells of inputs |
| `ladders` | what is decided: points, rungs, floors, caps |
| `ordering`, `forest`, `diagram` | in which order to ask; tables, and the decision, as diagrams |
| `conditions` | conditions proven: can they hold, can they fail, what covers what |
| `sweeping`, `telling` | what can come out, what an answer can change |
| `residues` | what known answers leave of the tables, for many businesses at once |
| `walking`, `joining` | what may come of what is left |
| `reaching`, `moving` | what to change for another outcome, and by how much |

Exact means: exact over the product of the domains of all inputs. Where rules compare what has too
many values (hours of work, say), `InexactError` is raised, and bounds must do.

May import: `expressions`, `errors`.
"""

from commerce_roles.diagrams.conditions import Conditions
from commerce_roles.diagrams.diagram import Diagram
from commerce_roles.diagrams.forest import Forest
from commerce_roles.diagrams.joining import Shape
from commerce_roles.diagrams.ladders import Ladder, Rules
from commerce_roles.diagrams.moving import Move, Standing, moves
from commerce_roles.diagrams.reaching import Way, ways_to
from commerce_roles.diagrams.residues import Residues
from commerce_roles.diagrams.sets import SetCells
from commerce_roles.diagrams.sweeping import Outcomes, sweep
from commerce_roles.diagrams.telling import Telling
from commerce_roles.diagrams.variables import Numbers, Sets, Texted, Variable, YesNo
from commerce_roles.diagrams.walking import Settled, Walks

__all__ = [
    "Conditions", "Diagram", "Forest", "Ladder", "Move", "Numbers", "Outcomes", "Residues",
    "Rules", "SetCells", "Sets", "Settled", "Shape", "Standing",
    "Telling", "Texted", "Variable", "Walks", "Way", "YesNo", "moves", "sweep", "ways_to",
]  # fmt: skip
