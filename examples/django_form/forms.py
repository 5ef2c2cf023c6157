"""The whole form, made of the questionnaire: answers go to `assess` as they are."""

from typing import Any

from django import forms
from django.http import QueryDict
from jsonschema import Draft202012Validator

from commerce_roles import Assessment, Catalogue, assess
from commerce_roles.errors import ProfileError
from commerce_roles.interchange import questionnaire
from django_form.fields import field_of

__all__ = ["ShopForm"]


class ShopForm(forms.Form):
    """One field for each question, by its key."""

    assessment: Assessment | None = None
    """What came of valid answers."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        lang: str = "en",
        catalogue: Catalogue | None = None,
    ) -> None:
        """Draw the questions of a catalogue; the library's own where left out."""
        super().__init__(data)
        self.catalogue = catalogue
        self.questions = questionnaire(catalogue, lang=lang).questions
        for question in self.questions:
            self.fields[question.key] = field_of(question)

    @property
    def told(self) -> dict[str, Any]:
        """The answers as a profile, each at its path."""
        found: dict[str, Any] = {}
        for question in self.questions:
            value = self.cleaned_data.get(question.key)
            if value is None:
                continue
            *tables, last = question.path
            place = found
            for table in tables:
                place = place.setdefault(table, {})
            place[last] = value
        return found

    def clean(self) -> dict[str, Any]:
        """Assess; what the library finds wrong stands at the field of the answer."""
        told = self.told
        for question in self.questions:
            if question.asked_if and not Draft202012Validator(question.asked_if).is_valid(told):
                self.fields[question.key].widget.attrs["data-not-asked"] = "yes"
        try:
            self.assessment = assess(told, catalogue=self.catalogue)
        except ProfileError as error:
            for problem in error.problems:
                field = problem.path.partition("[")[0]
                text = f"{problem.message}; {problem.remedy}"
                self.add_error(field if field in self.fields else None, text)
        return self.cleaned_data
