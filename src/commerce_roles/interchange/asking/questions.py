"""A question and all of them in order: values that hold texts of one language."""

from typing import Final

from attrs import asdict, frozen

from commerce_roles.interchange.schema.shaping import Schema
from commerce_roles.showing import Displayed
from commerce_roles.structuring import as_json

__all__ = ["FORMAT", "Option", "Question", "Questionnaire"]

FORMAT: Final = "questionnaire/1"


@frozen(kw_only=True)
class Option(Displayed):
    """A word that may be answered."""

    value: str | int
    """What to hand on: a word, or the number of a month."""
    label: str
    anchor: str = ""
    """What it looks like in a real shop; empty where nobody has said."""


@frozen(kw_only=True)
class Question(Displayed):
    """One question, with what a form needs to draw it."""

    key: str
    """The field that is asked for."""
    path: tuple[str, ...]
    """Where the answer stands in a profile: `("crisis", "trigger")` is a part of a table."""
    type: str
    """`count`, `money`, `number`, `yes_no`, `ordered`, `choice`, `set` or `text`."""
    label: str
    text: str
    help: str = ""
    where: str = ""
    """Where to look the answer up."""
    unit: str = ""
    """What is counted; an amount of money is in EUR."""
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[Option, ...] = ()
    open: bool = False
    """Whether words of one's own are legal too."""
    several: bool = False
    """Whether the answer is a list; an empty one says that there is none."""
    may_be_range: bool = False
    """Whether `[low, high]` is an answer."""
    cost_to_ask: int = 1
    """1, known by heart, to 5, a small study."""
    asked_when: str = ""
    """The condition as the facts write it; empty: always."""
    asked_if: Schema | None = None
    """A JSON Schema that the answers so far satisfy where the question makes sense."""


@frozen(kw_only=True)
class Questionnaire(Displayed):
    """All questions, each after those that its condition reads; an answer may always be unknown."""

    lang: str
    catalogue_hash: str
    questions: tuple[Question, ...]
    dont_know: str
    """What to write beside each question; the answer is then null, or left out."""
    yes: str
    no: str
    missing: tuple[str, ...] = ()
    """Ids of texts that nobody has in the language, so that they stand in another one."""

    def to_dict(self) -> dict[str, object]:
        """Write them as plain data, in the form `questionnaire/1`."""
        plain = asdict(self)
        plain["missing"] = list(self.missing)
        plain["questions"] = [
            {**one, "path": list(one["path"]), "options": list(one["options"])}
            for one in plain["questions"]
        ]
        return {"format": FORMAT, **plain}

    def to_json(self) -> str:
        """Write them as JSON, the same bytes for the same facts."""
        return as_json(self.to_dict())
