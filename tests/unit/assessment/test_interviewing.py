"""A talk, question by question, and what a person may write."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY, ROLE
from strategies.profiles import partial
from strategies.trying import dear

from commerce_roles.assessment import Interview, assess, options_shown
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.interviewing import written
from commerce_roles.assessment.judging import judge
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import InputError, UnknownIdError

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("monthly_orders", "450", 450),
        ("monthly_orders", " 1,200 ", 1200),
        ("monthly_orders", "1.200", 1200),
        ("monthly_orders", "1 200", 1200),
        ("monthly_orders", "50-300", [50, 300]),
        ("monthly_orders", "50 – 300", [50, 300]),
        ("monthly_orders", "50 to 300", [50, 300]),
        ("online_revenue_eur_year", "1.234,50", 1234.5),
        ("online_revenue_eur_year", "1,234.5", 1234.5),
        ("online_revenue_eur_year", "12.000", 12000),
        ("crisis.sentiment_change_points", "-9", -9),
        ("kpis.cart_abandonment_rate", "68 %", 68),
        ("sells_online", "Y", True),
        ("sells_online", "sí", True),
        ("sells_online", "no", False),
        ("content_of_interest", "high", "high"),
        ("content_of_interest", "4", "high"),
        ("content_of_interest", "Mucho", "high"),
        ("crisis_state", "ordinary complaints only", "none"),
        ("business_model", "Otras empresas", "b2b"),
        ("business_model", "nobody", "nobody"),
        ("channels", "Instagram, X ,blog", ["instagram", "twitter", "blog"]),
        ("channels", "-", []),
        ("channels", "ninguno", []),
        ("sector", "abbigliamento al dettaglio", "abbigliamento al dettaglio"),
        ("sector", "clothing", "clothing"),
        ("country", "Italy", "IT"),
        ("country", "España", "ES"),
    ],
)
def test_answers_are_read_as_people_write_them(field: str, text: str, value: object) -> None:
    assert written(CATALOGUE, field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "remedy"),
    [
        ("monthly_orders", "many", "such as 450"),
        ("monthly_orders", "5-", "such as 450"),
        ("sells_online", "perhaps", "write y or n"),
    ],
)
def test_what_cannot_be_read_says_what_would_do(field: str, text: str, remedy: str) -> None:
    with pytest.raises(InputError) as caught:
        written(CATALOGUE, field, text)
    assert remedy in caught.value.problems[0].remedy


def test_a_place_in_the_list_is_the_word_that_stands_there() -> None:
    for field in ("channels", "content_of_interest", "business_model", "objectives"):
        options = options_shown(CATALOGUE, field, "es")
        assert options
        for place, (word, _) in enumerate(options, 1):
            found = written(CATALOGUE, field, str(place))
            assert found in (word, [word])


def test_long_lists_and_numbers_show_no_options() -> None:
    for field in ("country", "sell_languages", "monthly_orders", "kpis.aov", "name"):
        assert options_shown(CATALOGUE, field, "en") == ()


def test_a_wrong_answer_leaves_the_talk_as_it_was() -> None:
    talk = Interview.begin()
    assert talk.question is not None
    with pytest.raises(InputError):
        talk.answer("certainly not an answer, 12 of 3")
    assert talk.asked == ()


def test_the_way_back_takes_the_last_answer_away() -> None:
    talk = Interview.begin()
    after = talk.answer("1").skip()
    assert len(after.asked) == 2
    assert after.back().back() == talk
    assert talk.back() is talk


def test_what_was_left_open_is_not_asked_again() -> None:
    talk = Interview.begin()
    seen: list[str] = []
    while talk.question is not None:
        seen.append(talk.question.field)
        talk = talk.skip()
    assert len(seen) == len(set(seen)) == len(talk.asked)
    assert talk.assessment == Interview.begin().assessment
    assert talk.skip() is talk
    with pytest.raises(InputError, match="nothing is asked"):
        talk.answer("1")


def test_one_role_is_decided_by_what_bears_on_it() -> None:
    talk = Interview.begin(
        {"sells_online": False, "online_launch_planned": False}, roles=("ecommerce_manager",)
    )
    assert talk.question is None
    assert talk.open_verdicts == 0
    with pytest.raises(UnknownIdError):
        Interview.begin(roles=("nobody",))


def test_a_fourth_role_is_asked_about_too() -> None:
    catalogue = load_catalogue(OVERLAY)
    talk = Interview.begin(roles=(ROLE,), catalogue=catalogue)
    asked: list[str] = []
    while talk.question is not None:
        asked.append(talk.question.field)
        talk = talk.skip()
    assert talk.assessment[ROLE].role == ROLE


@given(st.sampled_from(sorted(CATALOGUE.businesses)), st.integers(1, 6))
def test_no_question_is_asked_that_can_change_nothing(name: str, answers: int) -> None:
    """Whatever was told, the next question bears on an undecided verdict and is yet unknown."""
    profile = CATALOGUE.businesses[name].profile
    told: dict[str, Any] = dict(list(profile.items())[: answers * 4])
    result = assess(told)
    question = result.next_question()
    if question is None:
        assert all(result[role].decided for role in result) or not result.questions
    else:
        assert question.field not in told
        assert all(not result[role].decided for role in question.roles)
        assert question.field in {one.field for one in result.questions}


def test_a_complete_business_is_asked_nothing() -> None:
    result = assess({"sells_online": False, "online_launch_planned": False})
    assert result.next_question("ecommerce_manager") is None
    with pytest.raises(UnknownIdError):
        result.next_question("nobody")


@dear(3)
@given(st.data())
def test_there_are_never_more_questions_to_come_than_were_announced(data: st.DataObject) -> None:
    """Monotony: an answer, or none, closes questions and opens none."""
    talk = Interview.begin()
    for _ in range(data.draw(st.integers(1, 6))):
        before = {one.field for one in talk.questions}
        question = talk.question
        if question is None:
            return
        written = data.draw(st.sampled_from(["y", "n", "1", "3", "250", "?"]))
        try:
            talk = talk.skip() if written == "?" else talk.answer(written)
        except InputError:
            talk = talk.skip()
        assert {one.field for one in talk.questions} <= before - {question.field}


@dear(3)
@given(partial())
def test_the_next_question_can_change_a_verdict(profile: dict[str, Any]) -> None:
    """Worth: there are other answers with which it decides; and it is asked of undecided roles."""
    result = assess(profile)
    question = result.next_question()
    if question is None:
        return
    assert all(not result[role].decided for role in question.roles)
    decision = decide(CATALOGUE.program, judge(result.profile, CATALOGUE))
    for role in question.roles:
        assert decision.outcomes(role) is not None
        assert decision.can_tell(role, question.field)
    assert question.gain >= 0
