"""The form of Django draws every question, and hands the answers to `assess` as they are."""

import os
import re
from html.parser import HTMLParser
from typing import Any

import django
import pytest
from hypothesis import given
from hypothesis import strategies as st

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django_form.settings")
django.setup()

from django.http import QueryDict  # noqa: E402 it needs settings
from django.test import Client  # noqa: E402 as above
from django_form.fields import NONE  # noqa: E402 as above
from django_form.forms import ShopForm  # noqa: E402 as above
from strategies.influencers import OVERLAY  # noqa: E402 as above

from commerce_roles import assess, load_catalogue  # noqa: E402 as above
from commerce_roles.interchange import questionnaire  # noqa: E402 as above
from commerce_roles.interchange.asking.questions import Question  # noqa: E402 as above

QUESTIONS = questionnaire().questions


def posted(told: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for key, values in told.items():
        data.setlist(key, values)
    return data


def answers(question: Question) -> st.SearchStrategy[tuple[list[str], Any]]:
    """Draw what is filled in, and the answer that it stands for."""
    words = [one.value for one in question.options]
    if question.type == "yes_no":
        return st.sampled_from([(["true"], True), (["false"], False)])
    if question.type in {"count", "money", "number"}:
        top = int(min(question.maximum or 100, 1_000))
        number = st.integers(int(question.minimum or 0), top)
        return number.map(lambda n: ([str(n)], n))
    if question.several and words:
        some = st.lists(st.sampled_from(words), unique=True, max_size=4)
        return some.map(lambda own: ([str(w) for w in own] or [NONE], own))
    if words:
        return st.sampled_from(words).map(lambda word: ([str(word)], word))
    return st.just((["a text"], "a text"))


@given(st.data())
def test_what_is_chosen_goes_to_assess_as_it_is(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(QUESTIONS), unique_by=lambda q: q.key, max_size=6))
    filled: dict[str, list[str]] = {}
    wanted: dict[str, Any] = {}
    for question in chosen:
        if question.key == "country" or not (question.options or question.type != "set"):
            continue
        written, answer = data.draw(answers(question))
        filled[question.key] = written
        place = wanted
        for table in question.path[:-1]:
            place = place.setdefault(table, {})
        place[question.path[-1]] = answer
    form = ShopForm(posted(filled))
    valid = form.is_valid()
    assert form.told == wanted
    assert valid == (form.assessment is not None)
    if form.assessment is not None:
        assert form.assessment.to_json() == assess(wanted).to_json()


def test_every_question_is_drawn_with_its_text_and_its_words() -> None:
    page = Client().get("/").content.decode()
    names = set(re.findall(r'name="([^"]+)"', page)) - {"csrfmiddlewaretoken", "viewport"}
    assert names == {question.key for question in QUESTIONS}
    text = re.sub(r"<[^>]+>", "\n", page)
    assert "Who buys from you?" in text
    assert "People, through my shop" in text


def test_the_page_speaks_the_language_of_the_browser() -> None:
    page = Client(headers={"Accept-Language": "es-AR,es;q=0.9"}).get("/").content.decode()
    assert '<html lang="es">' in page
    asked = questionnaire(lang="es").questions[0]
    assert asked.text in page
    assert asked.text != QUESTIONS[0].text


def test_answers_are_assessed_and_shown() -> None:
    page = Client().post(
        "/", {"sector": "clothing", "monthly_orders": "450", "channels": ["instagram"]}
    )
    assert page.status_code == 200
    assert "e-commerce" in page.content.decode()


def test_a_range_is_an_answer() -> None:
    form = ShopForm(posted({"monthly_orders": ["300-500"]}))
    assert form.is_valid()
    assert form.told == {"monthly_orders": [300, 500]}


def test_what_is_wrong_stands_at_its_field_all_at_once() -> None:
    form = ShopForm(posted({"monthly_orders": ["-5"], "employees": ["many"], "country": ["Spain"]}))
    assert not form.is_valid()
    assert set(form.errors) == {"monthly_orders", "employees", "country"}
    form = ShopForm(posted({"monthly_orders": ["1.000"], "channels": ["instagram", NONE]}))
    assert not form.is_valid()
    assert set(form.errors) == {"monthly_orders", "channels"}
    form = ShopForm(posted({"monthly_orders": ["-5"], "employees": ["many"], "country": ["Spain"]}))
    assert "out of bounds" in str(form.errors["monthly_orders"])
    page = Client().post("/", {"monthly_orders": "-5"})
    assert page.status_code == 422
    assert "out of bounds" in page.content.decode()


def test_a_question_that_makes_no_sense_any_more_is_left_away() -> None:
    form = ShopForm(posted({"crisis_state": ["none"]}))
    assert form.is_valid()
    assert "data-not-asked" in str(form["crisis.trigger"])
    form = ShopForm(posted({"crisis_state": ["active"]}))
    assert form.is_valid()
    assert "data-not-asked" not in str(form["crisis.trigger"])


def test_a_hostile_answer_is_a_text() -> None:
    page = Client().post("/", {"name": "<script>alert(1)</script>", "sector": '"><img src=x>'})
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            tags.append(tag)

    Reader().feed(page.content.decode())
    assert not {"script", "img"} & set(tags)


def test_a_page_of_somebody_else_cannot_post() -> None:
    assert Client(enforce_csrf_checks=True).post("/", {"sector": "legal"}).status_code == 403


def test_a_fourth_role_brings_its_question() -> None:
    facts = load_catalogue(OVERLAY)
    form = ShopForm(posted({"influencers_worked_with": ["25"]}), catalogue=facts)
    assert form.is_valid()
    assert form.told == {"influencers_worked_with": 25}
    assert form.assessment is not None
    assert len(form.assessment) == 4


@pytest.mark.parametrize("key", ["channels", "peak_months"])
def test_none_is_not_unknown(key: str) -> None:
    form = ShopForm(posted({key: [NONE]}))
    assert form.is_valid()
    assert form.told == {key: []}
    form = ShopForm(posted({}))
    assert form.is_valid()
    assert form.told == {}
