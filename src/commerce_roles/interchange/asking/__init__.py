"""The questions as data, enough for a form library to draw them; the answers go to `assess`.

| module | what it does |
|---|---|
| `questions` | a question, and all of them in order, as values and as the form `questionnaire/1` |
| `saying` | the texts of a question in a language, a host's own among them, and which are missing |
| `conditions` | when a question makes sense, as a schema of the answers so far |
| `making` | the questions of a catalogue |

May import: `interchange.schema`, `assessment`, `catalogue`, `model`, `expressions`.
"""

from commerce_roles.interchange.asking.making import questionnaire
from commerce_roles.interchange.asking.questions import Option, Question, Questionnaire

__all__ = ["Option", "Question", "Questionnaire", "questionnaire"]
