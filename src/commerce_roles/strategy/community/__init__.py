"""The community: who fits its profile, steps of loyalty, and no pressure; nobody is ranked.

A table of members tells what they do beside an id that says nothing. Every test is a condition of
the catalogue (`data/members.toml`), met, not met or not told; unknown is never no.

| module | what it does |
|---|---|
| `looking` | the front doors: a community looked at, a calendar checked |
| `marking` | a table of members back, with the answers beside every row |
| `reading`, `posting` | tables of members and of what was published, read |
| `member`, `community` | what is told and counted; the values that draw and write themselves |
| `judging`, `counting` | members judged one by one; counted, and followed between two tables |
| `reporting`, `writing` | as a document; as data and rows |

May import: what `strategy` may, and of it `planning`, `contract` and `tabling`.
"""
