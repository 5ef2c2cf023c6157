from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.catalogue import load_catalogue
from commerce_roles.catalogue.finding import fold
from commerce_roles.errors import UnknownIdError

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "lang", "kind", "identifier"),
    [
        ("community_manager", None, "role", "community_manager"),
        ("Community Manager", "da", "role", "community_manager"),
        ("  COMMUNITY   manager ", None, "role", "community_manager"),
        ("कम्युनिटी मॅनेजर", "mr", "role", "community_manager"),
        ("समुदाय व्यवस्थापक", None, "role", "community_manager"),
        ("tasa de conversion de la tienda online", "es", "kpi", "conversion_rate"),
        ("gestión de crisis", "es", "skill", "crisis_management"),
        ("x", None, "channel", "twitter"),
        ("necesario", "es", "word", "verdict.needed"),
    ],
)
def test_a_name_in_any_case_with_or_without_accents_is_found_exactly(
    text: str, lang: str | None, kind: str, identifier: str
) -> None:
    found = CATALOGUE.find(text, lang=lang)
    assert (kind, identifier) in {(one.kind, one.id) for one in found if one.exact}


def test_part_of_a_name_is_a_candidate_and_no_match() -> None:
    found = CATALOGUE.find("gestore community", lang="it")
    assert (found[0].kind, found[0].id, found[0].exact) == ("role", "community_manager", False)
    assert found[0].matched == "gestore della community"
    assert found[0].lang == "it"
    assert all(one.score >= other.score for one, other in pairwise(found))


def test_a_name_with_another_meaning_elsewhere_says_so() -> None:
    found = CATALOGUE.find("community manager", kind="role")[0]
    assert "buildings" in found.note


def test_several_exact_matches_are_all_given() -> None:
    exact = [one for one in CATALOGUE.find("customer service") if one.exact]
    assert {one.kind for one in exact} >= {"skill", "discipline", "objective"}


@pytest.mark.parametrize(
    ("text", "lang", "identifier"),
    [
        ("tasa de conversion", "es", "conversion_rate"),  # and not tasa de conversación
        ("konverzny pomer", "sk", "conversion_rate"),
        ("calendar", "en", "make_editorial_calendar"),
    ],
)
def test_a_name_with_every_word_is_nearer_than_one_that_looks_alike(
    text: str, lang: str, identifier: str
) -> None:
    found = CATALOGUE.find(text, lang=lang)
    words = set(fold(text).split())
    whole = [one for one in found if words <= set(fold(one.matched).split())]
    assert identifier in {one.id for one in whole}
    assert list(found[: len(whole)]) == whole


@pytest.mark.parametrize(
    ("text", "role"),
    [("CM", "community_manager"), ("smm", "social_media_manager"), ("ECM", "ecommerce_manager")],
)
def test_the_abbreviations_of_the_articles_are_names_but_not_in_marathi(
    text: str, role: str
) -> None:
    assert (CATALOGUE.find(text)[0].id, CATALOGUE.find(text)[0].exact) == (role, True)
    assert role not in {one.id for one in CATALOGUE.find(text, lang="mr") if one.exact}


def test_an_abbreviation_that_means_a_country_too_is_ambiguous() -> None:
    exact = {(one.kind, one.id) for one in CATALOGUE.find("cm") if one.exact}
    assert exact == {("role", "community_manager"), ("country", "CM")}


def test_nothing_alike_gives_nothing() -> None:
    assert CATALOGUE.find("zzzzqqqqxxxx") == ()
    assert CATALOGUE.find("") == ()
    assert CATALOGUE.find(" – ") == ()


def test_a_language_restricts_the_names_but_not_the_ids() -> None:
    assert (
        CATALOGUE.find("necesario", lang="da")[:1] == ()
        or not CATALOGUE.find("necesario", lang="da")[0].exact
    )
    assert CATALOGUE.find("community_manager", lang="da")[0].exact


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean role"):
        CATALOGUE.find("x", kind="rol")


def test_an_overlays_fact_is_found_by_its_own_names() -> None:
    toys = {"label": {"en": "toys", "es": "juguetes", "it": "giocattoli"}, "aliases": ["games"]}
    catalogue = load_catalogue({"sector": {"toys": toys}})
    for text in ("giocattoli", "JUGUETES", "games", "toys"):
        assert catalogue.find(text)[0].id == "toys"


@pytest.mark.parametrize("text", ["x", "tasa de conversión", "calendar", "community"])
def test_a_word_said_twice_is_no_more_like_a_name(text: str) -> None:
    words = set(fold(text).split())
    once, twice = (
        {
            (one.kind, one.id): one.score
            for one in CATALOGUE.find(each)
            if words < set(fold(one.matched).split())
        }
        for each in (text, f"{text}: {text}")
    )
    assert {place: twice[place] for place in once if place in twice} == once
    best = CATALOGUE.find(f"{text}: {text}")[0]
    assert words <= set(fold(best.matched).split())
    assert 0.8 < best.score < 1  # nobody is called so


@given(st.text(max_size=300))
def test_any_text_is_looked_up_without_harm(text: str) -> None:
    for found in CATALOGUE.find(text):
        assert found.id in CATALOGUE.ids(found.kind)
        assert 0.48 <= found.score <= 1


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from([(k, i) for k in ("role", "task", "kpi", "skill") for i in CATALOGUE.of(k)]))
def test_whatever_has_a_name_is_found_by_each_of_its_names(place: tuple[str, str]) -> None:
    for language, name in CATALOGUE.names(*place).items():
        found = CATALOGUE.find(name.upper(), lang=language, kind=place[0])
        assert place in {(one.kind, one.id) for one in found if one.exact}


def test_a_catalogue_is_found_in_by_its_content() -> None:
    again = load_catalogue(base=CATALOGUE.to_dict())
    assert again.find("community manager") == CATALOGUE.find("community manager")


def test_all_that_is_called_so_is_given_however_many() -> None:
    toys = {f"toys_{number}": {"label": {"en": "toys", "es": "juguetes"}} for number in range(14)}
    found = load_catalogue({"sector": toys}).find("toys")
    assert [one.id for one in found if one.exact] == sorted(toys)
    assert len(CATALOGUE.find("manage")) == 10
