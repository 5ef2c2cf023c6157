"""What somebody told, taken part by part: each of its type, every fault with its place."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from attrs import define, field

from commerce_roles.errors import Problem, nearest
from commerce_roles.structuring import is_finite, is_sequence, rows_of, shown, strangers

__all__ = ["Telling"]


@define
class Telling:
    """Takes parts of plain data; what is wrong joins the problems."""

    problems: list[Problem] = field(factory=list[Problem])

    def wrong(self, path: str, message: str, remedy: str) -> None:
        """Keep a fault."""
        self.problems.append(Problem(message, path, remedy))

    def shape(self, path: str, wanted: str, value: object) -> None:
        """Keep that something of another form was wanted."""
        self.wrong(path, f"{wanted} is wanted, this is {shown(value)}", "see examples/")

    def strangers(self, path: str, told: Mapping[str, object], known: tuple[str, ...]) -> None:
        """Refuse keys that are not known."""
        self.problems.extend(strangers(told, known, path))

    def items(self, path: str, value: object) -> Iterator[tuple[str, object]]:
        """Go through a list with the place of each item; nothing told is none."""
        if value is None:
            return
        if not is_sequence(value):
            self.shape(path, "a list", value)
            return
        for position, item in enumerate(value):
            yield f"{path}[{position}]", item

    def rows(self, frame: object, what: str) -> list[dict[str, object]]:
        """Take the rows of a data frame, one for each person, or whatever else there is one of."""
        try:
            return rows_of(frame)
        except (TypeError, ValueError) as error:
            message = f"this data frame cannot be read: {error}"
            self.wrong("", message, f"give one row for each {what}, each column once")
            return []

    def text(self, path: str, value: object) -> str:
        """Take a text of one line."""
        if isinstance(value, str) and value.isprintable():
            return value.strip()
        if value is None:
            self.wrong(path, "this key is missing", "add it")
        elif isinstance(value, str):
            message = f"{shown(value)} has line breaks or characters that cannot be seen"
            self.wrong(path, message, "take them out")
        else:
            self.wrong(
                path, f"a text of one line is wanted, this is {shown(value)}", "put it in quotes"
            )
        return ""

    def identifier(self, path: str, value: object) -> str:
        """Take an id: a text, or a whole number as spreadsheets have them."""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text(path, value)

    def texts(self, path: str, value: object) -> list[str]:
        """Take a list of texts."""
        return [self.text(place, item) for place, item in self.items(path, value)]

    def number(self, path: str, value: object) -> float | None:
        """Take a number; nothing told is unknown."""
        if value is None:
            return None
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is not None and is_finite(number):
            return float(number)
        like = "write it like 2100 or 0.5; " if isinstance(value, str) else ""
        message = f"a number is wanted, this is {shown(value)}"
        self.wrong(path, message, f"{like}leave it out if unknown")
        return None

    def yes(self, path: str, value: object) -> bool:
        """Take yes or no."""
        if isinstance(value, bool):
            return value
        self.wrong(path, f"yes or no is wanted, this is {shown(value)}", "write true or false")
        return False

    def one_of(self, path: str, value: object, words: Any) -> Any:  # noqa: ANN401 a Literal
        """Take one of the words of a `Literal`; nothing told is None."""
        allowed = get_args(words)
        if value is None or value in allowed:
            return value
        near = nearest(str(value), [str(word) for word in allowed])
        message = f"{shown(value)} is not one of {', '.join(map(str, allowed))}"
        unknown = "leave it out if unknown"
        self.wrong(path, message, f"did you mean {near[0]}? Or {unknown}" if near else unknown)
        return None
