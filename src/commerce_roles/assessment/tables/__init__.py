"""Tables of businesses: a million assessed at once, each row as `assess` would.

Rules run on whole columns, on three rails: the least and the most that may be, and the best
estimate. Nulls become rails, and no data frame's own logic of nulls is ever asked.

| module | what it does |
|---|---|
| `rails`, `numbers`, `texts`, `sets`, `choosing` | columns of each kind, and what can be done with them |
| `writing`, `planning` | the rules as one list of operations |
| `answers` | what was told, and what stands for it where nothing was |
| `ladders` | points, floors, caps, verdicts, masks of rules |
| `cells`, `possible` | all that missing answers leave open, exactly |
| `kernel` | answers in, results out, a chunk at a time |

May import: what `assessment` may, and `numpy`, which comes with the extra `tables`.
"""
