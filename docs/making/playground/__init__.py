"""The playground: a page on which the library itself answers, in the reader's browser.

| module | what it makes |
|---|---|
| `bundling` | the library with what it needs, compiled for the page's Python, as one archive |
| `places` | where the engine's files come from, and whether they are at hand |

The page's own code stands in `docs/playground`, and is copied as it is.
"""
