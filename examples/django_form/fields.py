"""A field of Django for each type of question; what nobody answered is None."""

import re
from typing import Any

from django import forms

from commerce_roles.interchange.asking.questions import Question

__all__ = ["NONE", "field_of"]

NONE = "-"
"""What stands for an empty list: it is known that there is none."""


_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]{1,2})?", re.ASCII)
"""A number as it is written; `1.000` may be one or a thousand, and is none."""


class NumberField(forms.CharField):
    """A number, or a range such as `300-500`, where the question takes one."""

    def __init__(self, *, may_be_range: bool, **options: Any) -> None:  # noqa: ANN401 as Django has it
        """Take the text as it is written; the library judges the numbers."""
        super().__init__(**options)
        self.may_be_range = may_be_range

    def clean(self, value: object) -> object:
        """Give a number, two in a list, or None; what is no number stays a text."""
        text = str(super().clean(value)).replace("–", "-")
        ends = text.split("-") if self.may_be_range and "-" in text[1:] else [text]
        numbers = [_number(end.strip()) for end in ends]
        return None if not text else numbers if len(numbers) > 1 else numbers[0]


class WordsField(forms.TypedMultipleChoiceField):
    """Several words; all left open is None, and `NONE` an empty list."""

    def clean(self, value: object) -> object:
        """Give a list, or None."""
        found = super().clean(value)
        if found == [NONE]:
            return []
        return found or None  # `NONE` beside words is for the library to refuse


class YesNoField(forms.NullBooleanField):
    """Yes, no, or not known."""


def _number(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("+-").isdigit() else float(text.replace(",", "."))


def field_of(question: Question) -> forms.Field:
    """Make the field of a question."""
    shared: dict[str, Any] = {
        "label": question.text or question.label,
        "help_text": " ".join(filter(None, (question.help, question.where, question.unit))),
        "required": False,
    }
    words = [(str(one.value), one.anchor or one.label) for one in question.options]
    values = {str(one.value): one.value for one in question.options}
    if question.type in {"count", "money", "number"}:
        return NumberField(may_be_range=question.may_be_range, **shared)
    if question.type == "yes_no":
        return YesNoField(**shared)
    if question.several and words:
        choices = [*words, (NONE, "∅")]
        return WordsField(
            choices=choices,
            coerce=lambda value: values.get(value, NONE),
            widget=forms.CheckboxSelectMultiple,
            **shared,
        )
    if words and not question.open:
        return forms.TypedChoiceField(
            choices=[("", "—"), *words], coerce=values.__getitem__, empty_value=None, **shared
        )
    return forms.CharField(empty_value=None, max_length=500, **shared)
