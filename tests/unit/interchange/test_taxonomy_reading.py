"""ESCO and O*NET are read whole: strict in form, surviving what their files really have wrong."""

import csv
import os
import pickle
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from strategies.esco_copy import SMALL, write_esco_copy

from commerce_roles.errors import TaxonomyError
from commerce_roles.interchange import Taxonomy, compare_taxonomies, read_esco, read_onet
from commerce_roles.structuring import as_json

EXAMPLES = Path(__file__).parents[3] / "examples" / "taxonomies"
ESCO = EXAMPLES / "esco"
ONET = EXAMPLES / "onet"
RELATIONS = "occupationSkillRelations.csv"
SAMPLES = os.environ.get("COMMERCE_ROLES_SAMPLES", "")
needs_samples = pytest.mark.skipif(
    not SAMPLES, reason="COMMERCE_ROLES_SAMPLES names no folder of samples"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """ESCO's excerpt, to be spoilt."""
    return shutil.copytree(ESCO, tmp_path / "esco")


@pytest.fixture
def onet(tmp_path: Path) -> Path:
    """O*NET's excerpt, to be spoilt."""
    return shutil.copytree(ONET, tmp_path / "onet")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def found_wrong(read: Callable[[], object]) -> list[str]:
    with pytest.raises(TaxonomyError) as caught:
        read()
    return [
        f"{Path(one.file).name}: {one.path}: {one.message}".replace(": : ", ": ")
        for one in caught.value.problems
    ]


def defects(taxonomy: Taxonomy) -> dict[tuple[str, str], int]:
    return {(one.kind, one.file): one.count for one in taxonomy.defects}


# ---------------------------------------------------------------------- counts and defects


def test_a_copy_with_escos_defects_is_read_whole_and_each_is_told_once(tmp_path: Path) -> None:
    esco = read_esco(write_esco_copy(tmp_path), version="1.1.1")
    assert len(esco.occupations) == SMALL.occupations
    assert len(esco.skills) == SMALL.skills
    assert len(esco.relations) == SMALL.relations
    assert len(esco.skill_relations) == SMALL.skill_relations
    assert sum(not one.type for one in esco.skills.values()) == SMALL.untyped
    told = defects(esco)
    assert told.pop(("stray_blanks", "skills_en.csv")) > 0
    assert told.pop(("stray_blanks", "occupations_en.csv")) > 0
    assert told == {
        ("invisible_characters", "occupations_en.csv"): 1,
        ("untyped", "skills_en.csv"): SMALL.untyped,
        ("dangling", "occupationSkillRelations.csv"): SMALL.dangling,
        ("dangling", "skillSkillRelations.csv"): 1,
        ("self_loop", "broaderRelationsSkillPillar.csv"): 1,
    }
    assert "\u200b" not in "".join(one.label for one in esco.occupations.values())


def test_a_defect_says_where_it_stands_and_what_was_done(tmp_path: Path) -> None:
    esco = read_esco(write_esco_copy(tmp_path))
    found = {(one.kind, one.file): one for one in esco.defects}
    dangling = found["dangling", "occupationSkillRelations.csv"]
    assert dangling.done == "left_out"
    assert len(dangling.places) == 5
    assert dangling.places[0].startswith("row 2: http://data.europa.eu/esco/gone/")
    assert found["untyped", "skills_en.csv"].done == "kept"
    assert found["invisible_characters", "occupations_en.csv"].places == (
        "row 2: manage budget officer 0",
    )


@needs_samples
def test_the_sample_of_esco_has_what_it_is_said_to_have() -> None:
    esco = read_esco(Path(SAMPLES) / "esco", version="1.1.1")
    assert (len(esco.occupations), len(esco.skills), len(esco.relations)) == (48, 725, 2_087)
    told = defects(esco)
    assert told["dangling", "occupationSkillRelations.csv"] == 2
    assert told["invisible_characters", "occupations_en.csv"] == 1
    manager = esco.find("online community manager", kind="occupation")[0]
    assert esco.occupations[manager.uri].isco == "2432"
    assert len(esco.essential_of(manager.uri)) == 47


@needs_samples
def test_the_sample_of_onet_keeps_importance_and_level_apart() -> None:
    onet = read_onet(Path(SAMPLES) / "onet", version="29.3")
    assert len(onet.occupations) == 3
    rated = [one for one in onet.relations if one.kind == "rated"]
    assert len(rated) == 3 * (35 + 33)
    assert all(one.importance is not None for one in rated)
    irrelevant = [one for one in rated if not one.relevant]
    assert irrelevant
    assert all(one.level is None for one in irrelevant)


# ---------------------------------------------------------------------- ESCO, kept and cleaned


def test_everything_is_known_by_its_address() -> None:
    esco = read_esco(ESCO, version="1.1.1")
    assert all(uri == one.uri for uri, one in esco.occupations.items())
    ends = {end for one in esco.relations for end in (one.source, one.target)}
    assert ends <= {*esco.occupations, *esco.skills}
    manager = next(iter(esco.occupations.values()))
    assert (manager.label, manager.code, manager.isco) == (
        "online community manager",
        "2432.5",
        "2432",
    )
    assert "social media manager" in manager.other_labels
    assert esco.name(esco.broader[manager.uri][0]).startswith("Public relations")
    assert "ESCO" in esco.notice.sentence


def test_a_byte_order_mark_and_unix_line_ends_change_nothing(folder: Path) -> None:
    before = read_esco(folder)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\r\n", b"\n"))
    after = read_esco(folder)
    assert (after.occupations, after.skills) == (before.occupations, before.skills)
    assert (after.relations, after.broader) == (before.relations, before.broader)
    marks = [one for one in after.defects if one.kind == "byte_order_mark"]
    assert sorted(one.file for one in marks) == sorted(path.name for path in folder.iterdir())


def test_a_version_without_codes_is_read_and_compared_by_what_it_has(folder: Path) -> None:
    path = folder / "occupations_en.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            {key: part for key, part in row.items() if key != "code"}
            for row in csv.DictReader(file)
        ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    old, new = read_esco(folder, version="1.0"), read_esco(ESCO, version="1.1.1")
    assert not any(one.code for one in old.occupations.values())
    assert all(one.code for one in new.occupations.values())
    assert compare_taxonomies(old, new).changes == ()
    assert compare_taxonomies(new, old).changes == ()


def test_rows_told_twice_are_left_out_and_counted(folder: Path) -> None:
    before = read_esco(folder)
    for name in ("occupationSkillRelations", "occupations_en", "broaderRelationsOccPillar"):
        path = folder / f"{name}.csv"
        text = path.read_bytes().decode()
        whole = [row for row in text.split("\r\n") if row.count('"') % 2 == 0][1]
        path.write_bytes(f"{text}{whole}\r\n".encode())
    after = read_esco(folder)
    assert (after.occupations, after.relations) == (before.occupations, before.relations)
    assert after.broader == before.broader
    twice = {file for (kind, file) in defects(after) if kind == "duplicate_row"}
    assert twice >= {"occupationSkillRelations.csv", "broaderRelationsOccPillar.csv"}


def test_a_relation_told_in_two_ways_keeps_the_first(folder: Path) -> None:
    path = folder / "occupationSkillRelations.csv"
    first = path.read_text(encoding="utf-8").splitlines()[1]
    with path.open("ab") as file:
        file.write(f"{first.replace('essential', 'optional')}\r\n".encode())
    esco = read_esco(folder)
    source, kind, _, target = first.split(",")
    assert [one.kind for one in esco.asked_by(source) if one.target == target] == [kind]
    assert defects(esco)["two_kinds", path.name] == 1


def test_what_asks_for_itself_or_is_no_skill_is_left_out(folder: Path) -> None:
    before = read_esco(folder)
    skill, group = next(iter(before.skills)), next(iter(before.groups))
    manager = next(iter(before.occupations))
    with (folder / "skillSkillRelations.csv").open("ab") as file:
        file.write(f"{skill},,optional,,{skill}\r\n\r\n{skill},,optional,,{group}\r\n".encode())
    with (folder / RELATIONS).open("ab") as file:
        file.write(f"{skill},optional,,{skill}\r\n{manager},optional,,{manager}\r\n".encode())
    after = read_esco(folder)
    assert (after.relations, after.skill_relations) == (before.relations, before.skill_relations)
    told = defects(after)
    assert told["self_loop", "skillSkillRelations.csv"] == 1
    assert told["dangling", "skillSkillRelations.csv"] == 1
    assert told["dangling", RELATIONS] == defects(before)["dangling", RELATIONS] + 2


def test_what_asks_and_what_is_asked_for_find_each_other() -> None:
    esco = read_esco(ESCO)
    for one in esco.relations:
        assert one in esco.asked_by(one.source)
        assert one in esco.asking_for(one.target)
    assert esco.asking_for("http://none") == esco.asked_by("http://none") == ()
    assert esco.concept("http://none") is None


def test_concepts_without_a_label_or_a_type_are_kept(folder: Path) -> None:
    edit(folder / "skills_en.csv", ",manage budgets,", ",,")
    edit(folder / "skills_en.csv", ",knowledge,cross-sector,", ",,cross-sector,")
    before = read_esco(ESCO)
    esco = read_esco(folder)
    assert len(esco.skills) == len(before.skills)
    told = defects(esco)
    assert (told["unlabelled", "skills_en.csv"], told["untyped", "skills_en.csv"]) == (1, 1)
    bare = next(one for one in esco.skills.values() if not one.label)
    assert esco.name(bare.uri) == bare.uri


def test_names_in_further_languages_are_read_to_look_up_by(folder: Path) -> None:
    for stem in ("occupations", "skills"):
        text = (folder / f"{stem}_en.csv").read_bytes().decode()
        spanish = text.replace("online community manager", "gestor de comunidades en línea")
        (folder / f"{stem}_es.csv").write_bytes(spanish.encode())
    path = folder / "skills_es.csv"
    path.write_bytes(path.read_bytes().replace(b"esco/skill/", b"esco/gone/", 1))
    esco = read_esco(folder, further=["es"])
    assert defects(esco)["dangling", "skills_es.csv"] == 1
    found = esco.find("Gestor de comunidades en linea", lang="es")[0]
    assert (found.label, found.lang, found.exact) == ("online community manager", "es", True)
    assert esco.find("gestor de comunidades en linea", lang="en") == ()
    role = esco.as_catalogue([found.uri]).roles["esco_137b1d11_c4bc_4016_89ba_45345d4c71f0"]
    assert role.label["es"] == "gestor de comunidades en línea"


# ---------------------------------------------------------------------- ESCO, refused


def test_every_missing_file_is_told_at_once(folder: Path) -> None:
    (folder / "skills_en.csv").rename(folder / "skils_en.csv")
    (folder / "broaderRelationsOccPillar.csv").unlink()
    with pytest.raises(TaxonomyError) as caught:
        read_esco(folder)
    assert [Path(one.file).name for one in caught.value.problems] == [
        "skills_en.csv",
        "broaderRelationsOccPillar.csv",
    ]
    assert caught.value.problems[0].remedy == "is it skils_en.csv?"


@pytest.mark.parametrize("place", ["nowhere", "bad\0name"])
def test_a_folder_that_is_not_there_is_told_once(place: str) -> None:
    for read in (read_esco, read_onet):
        assert found_wrong(lambda read=read: read(place)) == [  # type: ignore[misc]
            f"{place}: there is no such folder"
        ]


def test_a_file_in_place_of_the_folder_is_refused(folder: Path) -> None:
    assert "there is no such folder" in found_wrong(lambda: read_esco(folder / "skills_en.csv"))[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("skills_en.csv", "skillType", "type", "row 1: there is no column 'skillType'"),
        ("skills_en.csv", "reuseLevel", "skillType", "the column 'skillType' stands twice"),
        (
            "occupationSkillRelations.csv",
            ",essential,",
            ",esential,",
            "row 2: a relation is not 'esential'",
        ),
        (
            "occupationSkillRelations.csv",
            ",essential,",
            ",",
            "row 2: this row has 3 cells, the head 4",
        ),
        ("occupations_en.csv", "Occupation,http", 'Occupation,"http', "is not CSV"),
        ("occupations_en.csv", "Occupation,http:", "Occupation,,http:", "this row has 15 cells"),
        ("skills_en.csv", "manage budgets", "manage\0budgets", "the file holds NUL characters"),
    ],
)
def test_what_no_file_of_esco_has_is_refused(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    edit(folder / name, old, new)
    assert any(message in one for one in found_wrong(lambda: read_esco(folder)))


def test_an_address_that_means_two_things_is_refused(folder: Path) -> None:
    path = folder / "ISCOGroups_en.csv"
    row = next(r for r in path.read_text(encoding="utf-8").splitlines() if "/isco/C2," in r)
    with path.open("ab") as file:
        file.write(b"ISCOGroup,http://data.europa.eu/esco/isco/C2,2,Others,released,,,\r\n")
        file.write(b"ISCOGroup,,3,Nobody,released,,,\r\n")
    assert row.split(",")[3] != "Others"
    told = found_wrong(lambda: read_esco(folder))
    assert (
        "http://data.europa.eu/esco/isco/C2 stands a second time and says something else" in told[0]
    )
    assert "there is no address" in told[1]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "; the file is empty"),
        (b"\xff\xfe\x00a", "byte 0 is not UTF-8"),
        ("conceptUri,preferredLabel,\u00e9".encode("latin-1"), "byte 26 is not UTF-8"),
        (b",".join([b"a"] * 1_000_000), "there are 1,000,000 columns"),
        (b"conceptUri," + b"x" * 200_000, "field larger than field limit"),
    ],
)
def test_a_file_that_is_no_table_is_refused(folder: Path, data: bytes, message: str) -> None:
    (folder / "skills_en.csv").write_bytes(data)
    told = found_wrong(lambda: read_esco(folder))
    assert any(message in one and one.startswith("skills_en.csv") for one in told)


def test_of_very_many_faults_of_a_file_the_rest_is_counted(folder: Path) -> None:
    path = folder / "occupationSkillRelations.csv"
    with path.open("ab") as file:
        file.write(b"one,two\r\n" * 250)
    told = found_wrong(lambda: read_esco(folder))
    assert len(told) == 101
    assert told[-1] == "occupationSkillRelations.csv: 150 more rows have faults"


def test_a_file_beyond_all_bounds_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commerce_roles.interchange.taxonomies.tables.LARGEST", 4_096)
    assert "skills_en.csv: the file has more than 4 KiB" in found_wrong(lambda: read_esco(folder))


# ---------------------------------------------------------------------- O*NET


def test_importance_and_level_are_apart_and_what_is_missing_stays_missing(onet: Path) -> None:
    edit(
        onet / "Knowledge.csv",
        "Sales and Marketing,IM,Importance,4,",
        "Sales and Marketing,IM,Importance,n/a,",
    )
    edit(onet / "Skills.csv", "Negotiation,LV,Level,", "Negotiation,RT,Level,")
    taxonomy = read_onet(onet, version="29.3")
    rated = {one.target: one for one in taxonomy.relations}
    marketing = rated["onet:2.C.1.d"]
    assert (marketing.importance, marketing.level) == (None, 5.21)
    negotiation = rated["onet:2.B.1.d"]
    assert negotiation.importance is not None
    assert negotiation.level is None
    essential = taxonomy.essential_of("onet:13-1199.06")
    assert "onet:2.C.1.d" not in essential
    assert "onet:2.C.1.e" in essential
    assert taxonomy.scales["importance"].middle == 3


def test_a_level_that_is_marked_as_not_relevant_is_no_level(onet: Path) -> None:
    taxonomy = read_onet(onet)
    marked = [one for one in taxonomy.relations if not one.relevant]
    assert marked
    assert all(one.level is None and one.importance is not None for one in marked)


def test_what_the_makers_would_not_show_is_marked(onet: Path) -> None:
    before = {one.target for one in read_onet(onet).relations if not one.steady}
    assert before
    assert "onet:2.C.1.b" not in before
    path = onet / "Knowledge.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if ",Administrative,IM," in line)
    edit(path, row, row.replace(",N,,", ",Y,,"))
    after = {one.target for one in read_onet(onet).relations if not one.steady}
    assert after == before | {"onet:2.C.1.b"}


def test_text_with_tabs_is_read_as_csv_is(onet: Path) -> None:
    before = read_onet(onet)
    for path in sorted(onet.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = ["\t".join(row) for row in csv.reader(file)]
        path.with_suffix(".txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.unlink()
    after = read_onet(onet)
    assert after.occupations == before.occupations
    assert (after.skills, after.relations) == (before.skills, before.relations)


def test_software_is_used_and_not_rated() -> None:
    onet = read_onet(ONET)
    used = [one for one in onet.relations if one.kind == "used"]
    assert used
    assert all(one.importance is None and one.level is None for one in used)
    assert all(onet.skills[one.target].type == "technology" for one in used)
    assert onet.skills[used[0].target].other_labels


def test_a_detailed_occupation_stands_under_the_whole_one(onet: Path) -> None:
    with (onet / "Occupation Data.csv").open("ab") as file:
        file.write(b"13-1199.00,Business Specialists,All others.\r\n")
    taxonomy = read_onet(onet)
    assert taxonomy.broader == {"onet:13-1199.06": ("onet:13-1199.00",)}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "Knowledge.csv",
            "Importance,3.59",
            "Importance,5.59",
            "'5.59' is no rating of importance",
        ),
        ("Knowledge.csv", "Importance,3.59", "Importance,nan", "'nan' is no rating of importance"),
        ("Knowledge.csv", "Level,4.08", "Level,lots", "'lots' is no rating of level"),
        ("Knowledge.csv", "2.C.1.a", "../a", "is no id of an element"),
        ("Occupation Data.csv", "13-1199.06", "1199", "'1199' is no code of O*NET-SOC"),
        ("Scales Reference.csv", "IM,Importance,1,5", "IM,Importance,5,1", "has no two ends"),
        ("Scales Reference.csv", "LV,Level", "LX,Level", "there is no scale of level"),
        ("Technology Skills.csv", ",43", ",x43", "is no commodity"),
        ("Skills.csv", "Data Value", "Value", "there is no column 'Data Value'"),
    ],
)
def test_what_no_file_of_onet_has_is_refused(
    onet: Path, name: str, old: str, new: str, message: str
) -> None:
    edit(onet / name, old, new)
    assert any(message in one for one in found_wrong(lambda: read_onet(onet)))


def test_titles_and_tools_of_nobody_are_left_out(onet: Path) -> None:
    for name, row in (
        ("Alternate Titles", "99-9999.99,Nobody,Nobody at all,,"),
        ("Technology Skills", "99-9999.99,Nobody,Spade,43232202,Spades,N,N"),
        ("Skills", "99-9999.99,Nobody,2.A.1.a,Reading Comprehension,IM,Importance,3,8,0,3,3,N,,,"),
    ):
        with (onet / f"{name}.csv").open("ab") as file:
            file.write(f"{row}\r\n".encode())
    first = (onet / "Alternate Titles.csv").read_text(encoding="utf-8").splitlines()[1]
    with (onet / "Alternate Titles.csv").open("ab") as file:
        file.write(f"{first}\r\n".encode())
    told = defects(read_onet(onet))
    assert told["dangling", "Alternate Titles.csv"] == 1
    assert told["duplicate_row", "Alternate Titles.csv"] == 1
    assert told["dangling", "Technology Skills.csv"] == 1
    assert told["dangling", "Skills.csv"] == 1


def test_other_files_of_the_download_and_titles_without_a_text_are_passed_over(onet: Path) -> None:
    before = read_onet(onet)
    (onet / "Read Me.pdf").write_bytes(b"%PDF")
    with (onet / "Alternate Titles.csv").open("ab") as file:
        file.write(b"13-1199.06,Online Merchants,,,\r\n")
    assert read_onet(onet) == before


def test_a_rating_told_twice_counts_once(onet: Path) -> None:
    row = (onet / "Skills.csv").read_text(encoding="utf-8").splitlines()[1]
    before = read_onet(onet)
    with (onet / "Skills.csv").open("ab") as file:
        file.write(f"{row}\r\n".encode())
    after = read_onet(onet)
    assert after.relations == before.relations
    assert defects(after) == {("duplicate_row", "Skills.csv"): 1}


@pytest.mark.parametrize("name", ["Occupation Data", "Skills", "Scales Reference"])
def test_a_missing_file_of_onet_is_told(onet: Path, name: str) -> None:
    (onet / f"{name}.csv").unlink()
    assert found_wrong(lambda: read_onet(onet)) == [f"{name}.txt: this file is missing"]


# ---------------------------------------------------------------------- the value


@pytest.mark.parametrize(
    "read", [lambda: read_esco(ESCO), lambda: read_onet(ONET)], ids=["esco", "onet"]
)
def test_a_taxonomy_is_a_value_that_copies_pickles_and_writes_the_same_bytes(
    read: Callable[[], Taxonomy],
) -> None:
    taxonomy = read()
    taxonomy.find("manager")
    again = pickle.loads(pickle.dumps(taxonomy))  # noqa: S301 our own bytes
    assert again == taxonomy == deepcopy(taxonomy) == read()
    assert again.find("manager") == taxonomy.find("manager")
    assert again.to_json() == taxonomy.to_json() == as_json(read().to_dict())
    assert repr(again) == repr(taxonomy)


@pytest.mark.parametrize("lang", ["en", "es", "it"])
def test_the_terms_go_into_everything_that_is_written(lang: str) -> None:
    for taxonomy in (read_esco(ESCO, version="1.1.1"), read_onet(ONET, version="29.3")):
        assert taxonomy.notice.sentence in taxonomy.to_json(lang)
        assert all(taxonomy.notice.sentence in str(row["notice"]) for row in taxonomy.rows())
        drawn = taxonomy.document(lang)._repr_mimebundle_()["text/html"]
        assert taxonomy.notice.sentence in drawn
        assert taxonomy.notice.sentence in taxonomy.graph().graph["notice"]
    assert "29.3" in str(read_onet(ONET, version="29.3").notice)
    frame = read_onet(ONET).to_frame()
    assert list(frame["importance"].isna()).count(True) == 9
