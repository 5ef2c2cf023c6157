"""The pages and tables that the facts and the model know by themselves.

| module | what it writes |
|---|---|
| `manual` | the keys of every kind, in the manual of the data |
| `evidence` | what is sourced, derived and assumed, and how old it is |
| `disagreements` | every contradiction of the articles |
| `pictures` | the pictures of the structure |
| `catalogue` | a page and a JSON file for every fact, linked both ways |
| `teaching` | judged businesses as cases to print, the keys apart |
| `notebooks` | the notebooks, run, with what came out |
| `playground` | the questionnaire in every language, its checklist, and its engine |
| `machines` | `llms.txt`: what stands where, for programs that read |

The first four, and the checklist of the playground, are kept in the repository
(`docs/generate.py`); the others are made while the
site is built (`docs/hooks.py`), so that they cannot be out of date.
"""
