"""Laws of taxonomies: whatever stands in their files, only our errors come out."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.catalogue import fold
from commerce_roles.errors import TaxonomyError
from commerce_roles.interchange import Taxonomy, compare_taxonomies, read_esco, read_onet
from commerce_roles.interchange.taxonomies.concepts import Relation
from commerce_roles.interchange.taxonomies.labels import clean, folded
from commerce_roles.model import FrozenMap

EXAMPLES = Path(__file__).parents[2] / "examples" / "taxonomies"
ESCO = read_esco(EXAMPLES / "esco")
READERS: dict[str, Callable[[Path], Taxonomy]] = {"esco": read_esco, "onet": read_onet}
NAMES = [
    (scheme, path.name)
    for scheme in READERS
    for path in sorted((EXAMPLES / scheme).iterdir())
]  # fmt: skip
JUNK = st.one_of(
    st.binary(max_size=30),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [
            b"\0", b'"', b"\r", b"\n", b",", b"\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80",
            b",".join([b""] * 5_000), b"x" * 150_000, b"9" * 5_000, b"1e999", b"nan", b"=cmd()",
            b"http://data.europa.eu/esco/skill/", b'""', b"\xe2\x80\x8b", b"\xc2\xa0",
        ]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both excerpts, to be spoilt and mended again."""
    return shutil.copytree(EXAMPLES, tmp_path_factory.mktemp("taxonomies") / "copy")


@contextmanager
def spoilt(path: Path, data: bytes) -> Iterator[None]:
    """Let other bytes stand in a file for a while."""
    whole = path.read_bytes()
    path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(whole)


@given(data=st.data())
def test_whatever_stands_in_a_file_only_our_errors_come_out(
    folders: Path, data: st.DataObject
) -> None:
    """A file cut off, overwritten or filled with anything is read, or refused with its faults."""
    scheme, name = data.draw(st.sampled_from(NAMES))
    path = folders / scheme / name
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    junk = data.draw(JUNK)
    made = data.draw(
        st.sampled_from(
            [
                whole[:start],
                whole[:start] + junk + whole[start:],
                whole[:start] + junk + whole[end:],
                whole[:start] + whole[end:],
                whole + whole[start:],
                junk,
            ]
        )
    )
    with spoilt(path, made):
        try:
            taxonomy = READERS[scheme](folders / scheme)
        except TaxonomyError as error:
            assert error.problems
            assert all(problem.remedy and "\n" not in str(problem) for problem in error.problems)
        else:
            ends = {end for one in taxonomy.relations for end in (one.source, one.target)}
            assert ends <= {*taxonomy.occupations, *taxonomy.skills}
            assert all(one.count >= len(one.places) > 0 for one in taxonomy.defects)
            assert taxonomy.document().blocks


@given(st.text(max_size=60))
def test_a_text_is_folded_as_the_catalogue_folds_it(text: str) -> None:
    assert folded(text) == fold(text)
    plain = text.encode("ascii", "ignore").decode()
    assert folded(plain) == fold(plain)


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned.text) == (cleaned.text, False, False)
    assert cleaned.text == cleaned.text.strip()


@given(data=st.data())
def test_every_name_finds_its_concept_however_it_is_written(data: st.DataObject) -> None:
    concept = data.draw(st.sampled_from([*ESCO.occupations.values(), *ESCO.skills.values()]))
    name = data.draw(st.sampled_from([concept.label, *concept.other_labels]))
    change = data.draw(
        st.sampled_from([str.upper, str.title, lambda text: f"  {text.replace(' ', '   ')} "])
    )
    found = ESCO.find(change(name))
    assert concept.uri in {one.uri for one in found if one.exact}
    assert all(one.exact for one in found[: sum(one.exact for one in found)])


@given(st.text(max_size=40), st.integers(1, 5))
def test_a_look_up_ranks_and_gives_each_concept_once(text: str, most: int) -> None:
    found = ESCO.find(text, most=most)
    assert len({one.uri for one in found}) == len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(found) <= max(most, sum(one.exact for one in found))
    assert ESCO.find(text, most=most) == found


SOME = st.lists(st.sampled_from(ESCO.relations), unique=True, max_size=12)


def _only(relations: list[Relation]) -> Taxonomy:
    ends = {one.target for one in relations}
    skills = FrozenMap({uri: one for uri, one in ESCO.skills.items() if uri in ends})
    return evolve(ESCO, skills=skills, relations=tuple(relations), skill_relations=())


@given(SOME, SOME)
def test_comparing_backwards_turns_every_change_round(
    one: list[Relation], other: list[Relation]
) -> None:
    before, after = _only(one), _only(other)
    there, back = compare_taxonomies(before, after), compare_taxonomies(after, before)
    for movement, opposite in (("added", "removed"), ("asked", "asked_no_more")):
        gone = {(each.uri, each.target) for each in there.of(movement)}  # type: ignore[arg-type]
        come = {(each.uri, each.target) for each in back.of(opposite)}  # type: ignore[arg-type]
        assert gone == come
    assert compare_taxonomies(before, before).changes == ()
    asked = {(each.source, each.target) for each in other} - {(e.source, e.target) for e in one}
    assert {(each.uri, each.target) for each in there.of("asked")} == asked
