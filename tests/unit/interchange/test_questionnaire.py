"""The questions as data: whole, in order, in a language, and their answers go to `assess`."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies.influencers import OVERLAY
from strategies.profiles import CATALOGUE, partial

from commerce_roles.assessment import assess, profile_of
from commerce_roles.assessment.asking import makes_sense
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.judging import judge
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import InputError
from commerce_roles.interchange import json_schema, questionnaire
from commerce_roles.interchange.asking import Question

ASKED = questionnaire()
CONDITIONS = {
    one.key: Draft202012Validator(one.asked_if)
    for one in ASKED.questions
    if one.asked_if is not None
}


def answers(question: Question) -> st.SearchStrategy[object]:
    """Draw an answer from what the question itself tells."""
    if question.options:
        one = st.sampled_from([option.value for option in question.options])
        return st.lists(one, max_size=3) if question.several else one
    if question.type == "yes_no":
        return st.booleans()
    if question.may_be_range:
        least, most = int(question.minimum or 0), int(question.maximum or 0)
        number = st.integers(least, most)
        return number | st.lists(number, min_size=2, max_size=2).map(sorted)
    return st.just("Hilo")


@given(st.data())
def test_an_answer_drawn_from_the_questions_goes_to_assess_unchanged(data: st.DataObject) -> None:
    told: dict[str, object] = {}
    for question in ASKED.questions:
        if data.draw(st.booleans()):
            table = told
            for name in question.path[:-1]:
                table = table.setdefault(name, {})  # type: ignore[assignment]
            table[question.path[-1]] = data.draw(answers(question) | st.none())
    assert assess(told).answer.statement.id


@given(partial())
def test_a_question_is_asked_where_it_makes_sense(told: dict[str, object]) -> None:
    decision = decide(CATALOGUE.program, judge(profile_of(told, catalogue=CATALOGUE), CATALOGUE))
    for key, condition in CONDITIONS.items():
        assert condition.is_valid(told) == makes_sense(decision, key), key


def test_every_question_comes_once_and_after_what_its_condition_reads() -> None:
    keys = [one.key for one in ASKED.questions]
    assert sorted(keys) == sorted(name for name, f in CATALOGUE.fields.items() if f.question)
    assert set(CONDITIONS) == {one.key for one in ASKED.questions if one.asked_when}
    assert keys.index("crisis_state") < keys.index("crisis.history")
    assert keys.index("objectives") < keys.index("ambassadors")


def test_options_and_bounds_are_those_of_the_schema() -> None:
    told = json_schema("profile")["properties"]
    by_key = {one.key: one for one in ASKED.questions}
    orders = told["monthly_orders"]["anyOf"][0]
    assert (by_key["monthly_orders"].minimum, by_key["monthly_orders"].maximum) == (
        orders["minimum"],
        orders["maximum"],
    )
    words = [one["const"] for one in told["competition"]["anyOf"][0]["oneOf"]]
    assert [option.value for option in by_key["competition"].options] == words
    assert [option.value for option in by_key["peak_months"].options] == list(range(1, 13))


def test_a_language_without_questions_says_what_is_missing_and_takes_it_from_the_host() -> None:
    german = questionnaire(lang="de")
    ours = dict.fromkeys(german.missing, "Text")
    whole = questionnaire(lang="de", messages=ours)
    assert german.questions[0].text == ASKED.questions[0].text
    assert whole.missing == ()
    assert whole.questions[0].text == "Text"
    assert questionnaire(lang="es").missing == ()


@pytest.mark.parametrize("lang", load_catalogue().label_languages)
def test_every_question_and_anchor_is_there_in_six_languages(lang: str) -> None:
    asked = questionnaire(lang=lang)
    codes = {"currency", "language"}  # some names of rare ones, which the CLDR has not
    assert {name.partition(".")[0] for name in asked.missing} <= codes
    assert asked.dont_know
    if lang == "it":
        assert asked.dont_know == "Non lo so"


def test_a_message_that_stands_for_nothing_is_named() -> None:
    with pytest.raises(InputError, match=r"did you mean field\.competition\.question"):
        questionnaire(messages={"field.competition.questio": "?"})


def test_the_form_is_plain_data_and_an_overlays_field_without_a_question_is_not_asked() -> None:
    data = json.loads(ASKED.to_json())
    assert data["format"] == "questionnaire/1"
    assert data == ASKED.to_dict()
    extended = questionnaire(load_catalogue(OVERLAY))
    fields = load_catalogue(OVERLAY).fields
    assert {one.key for one in extended.questions} == {k for k, f in fields.items() if f.question}
