"""A strategy laid on days: when work begins, comes back, and must not be late.

| module | what it does |
|---|---|
| `pacing` | when work begins, week by week, as far as the hours reach |
| `unrolling` | a rhythm laid on days |
| `critical` | the critical path with slack, over lists |
| `likely` | how long it takes likely and nearly surely: PERT, drawn |

May import: what `strategy` may, and of it `drafted` only.
"""
