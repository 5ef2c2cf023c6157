"""The money of campaigns: spent, promised, forecast, and the alarm before it is gone.

Amounts are exact, in the smallest unit of one currency; parts add up to the whole to the cent. No
clock is read: the day is told.

| module | what it does |
|---|---|
| `looking` | the front door: `budget_look` |
| `reading`, `judging` | campaigns and entries read, every fault at once |
| `campaign`, `budget` | what is told and seen; the value that draws and writes itself |
| `minor`, `forecasting` | whole smallest units, currencies; three paces to the end |
| `reporting`, `writing` | as a document; as data and rows |

May import: what `strategy` may, and of it `drafted`, `contract` and `tabling`.
"""
