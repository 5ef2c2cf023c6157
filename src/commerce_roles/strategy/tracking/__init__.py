"""Tracking and adjusting: what was counted beside what was planned, and changes only where needed.

| module | what it does |
|---|---|
| `spans` | days, weeks, months as they are written, cut into equal ones |
| `observed`, `observing`, `reading` | what was counted: values, judged, from files |
| `totals` | observations brought to periods; gaps stay unknown |
| `intervals`, `figuring` | KPIs of periods, and how sure they are |
| `pacing`, `standings` | the path to a target; how key results stand beside it |
| `proposing`, `deciding` | changes proposed, decided by whom may, kept, carried out |
| `tracked`, `reviewed`, `review` | what a review holds; the value that draws and writes itself |
| `reviewing` | the front door: `track` |
| `writing`, `reporting` | a review as data, decisions as lines; as a document |
| `columns`, `tabulating` | a table of shops, tracked all at once |
| `timesheets`, `calibrating` | own times beside our efforts |
| `calibrated`, `calibration`, `calibration_reporting` | what comes of it: an overlay, a document |

May import: what `strategy` may, and of it `drafted`, `goals`, `strategy` and `contract`.
"""
