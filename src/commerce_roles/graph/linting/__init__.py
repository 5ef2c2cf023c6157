"""Whether a structure is sound: the spine, the usual rules of RACI, sheets read from CSV.

What is said of each rule, how much it matters and its thresholds are facts of the kind
`lint_rule`; here stands how it is checked.

| module | what it does |
|---|---|
| `findings` | what is found, as values |
| `spine` | who plans, approves, executes; KPIs and objectives |
| `raci_rules` | the rules of RACI, on any matrix |
| `sheets` | a matrix read from CSV, with every fault of the sheet |
| `tables` | the text of a sheet to its cells |
| `checking` | the front door: `lint`, `lint_raci`, `read_raci` |

May import: the rest of `graph`, and what that may import.
"""
