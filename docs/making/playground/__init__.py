"""The playground: a page on which the library itself answers, in the reader's browser.

| module | what it makes |
|---|---|
| `page`, `controls` | the page in a language; a question of the catalogue as controls |
| `texts` | what the page says beside the catalogue's own texts |
| `checklist` | a rough answer without the engine, every line proven by it |
| `bundling` | the library with what it needs, and Python's modules, compiled for the page |
| `site` | all of it, as the site is built with it |
| `places` | where the engine's files come from, and whether they are at hand |

The page's own code stands in `docs/playground`, and is copied as it is.
"""
