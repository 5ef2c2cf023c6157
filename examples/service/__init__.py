"""The assessment as a small web service: the model of how to embed the library.

One process, one file of SQLite, JSON in and out. Each module does one thing:

| module | what it does |
|---|---|
| `app` | the application |
| `operations` | what can be asked: the table of which routes and document are made |
| `serving` | what all requests share, and how each is answered |
| `limits` | how large, how long, how many |
| `bodies` | a request's body, read within limits, strictly |
| `languages` | in which language to answer |
| `problems` | refusals as `application/problem+json` (RFC 9457) |
| `computing` | work beside the event loop: so many at once, so long |
| `answering` | questionnaire, schemas, assess, team: by the library's facts or a tenant's |
| `tenancy` | tenants, their overlays, their businesses, upgrades: what is asked over HTTP |
| `pinning` | what a tenant decides by, and what other facts would move |
| `keeping` | the tables of SQLite |
| `describing` | the OpenAPI document |

Who may ask what is not settled here: put it behind your own authentication.
"""

from service.app import create_app
from service.limits import Limits

__all__ = ["Limits", "create_app"]
