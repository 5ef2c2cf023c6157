"""One folder with everything that can be wrong at once: each fault is told, in one run."""

from pathlib import Path

import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.cli import main
from commerce_roles.errors import CatalogueError

LABEL = 'label = {en = "a", es = "b"}\n'
TASK = (
    LABEL + 'area = "social"\nphase = "execute"\nlevel = "minimum"\n'
    'responsible = "community_manager"\naccountable = "social_media_manager"\n'
    'governed_by = ["make_editorial_calendar"]\n'
)
ROLE = (
    LABEL + 'area = "social"\ndefinition = {en = "a", es = "b"}\n'
    'phrases.en = {name = "a", post = "a", work = "a", person = "a"}\n'
    'phrases.es = {name = "b", post = "b", work = "b", person = "b"}\n'
    "settings = {prefer_in_house = 1}\n"
)
KPI = LABEL + 'unit = "%"\ndirection = "higher"\nstage = "conversion"\n'
FILES = {
    "taken.toml": f"[sector.clothing]\n{LABEL}[sector.toys]\n{LABEL}",
    "taken_again.toml": f"[sector.toys]\n{LABEL}",
    "dangling.toml": f'[sector.books]\n{LABEL}states = ["IT-999"]\n',
    "circles.toml": (
        f'[task.one]\n{TASK}precedes = ["two"]\n'
        'effort = {low = 1, typical = 2, high = 3, of = "posts_made", times_per_year = 12}\n'
        f'[task.two]\n{TASK}precedes = ["one"]\n'
        'effort = {low = 3, typical = 2, high = 1, of = "posts_made", times_per_year = 12}\n'
        '[quantity.hen]\nvalue = "egg + 1"\n[quantity.egg]\nvalue = "hen + 1"\n'
    ),
    "own_boss.toml": (
        f'[role.community_manager]\nreplaces = true\nreports_to = "community_manager"\n{ROLE}'
    ),
    "two_owners.toml": (
        f'[kpi.shared]\n{KPI}formula = "orders / sessions"\n'
        'owner = ["ecommerce_manager", "social_media_manager"]\n'
        f'[kpi.claimed]\n{KPI}formula = "orders / sessions"\nowner = "ecommerce_manager"\n'
    ),
    "another_owner.toml": (
        f'[kpi.claimed]\n{KPI}formula = "orders / sessions"\nowner = "social_media_manager"\n'
    ),
    "unknown_measure.toml": (
        f'[kpi.odd]\n{KPI}formula = "ordrs / sesions"\nowner = "ecommerce_manager"\n'
    ),
    "retired.json": '{"retire": {"claim": ["DA-078"], "stage": ["advocacy"]}}',
    "separators.toml": f'[sector."../../etc/passwd"]\n{LABEL}[sector."a\\\\b"]\n{LABEL}',
    "alike.toml": f"[sесtor.x]\n{LABEL}",
    "alike_in_quotes.toml": '[sector.y]\n"lаbel" = {en = "a", es = "b"}\n',
    "wrong_types.toml": (
        '[field.pages]\ntype = "count"\nlabel = "pages"\nmaximum = "9"\nopen = 1\n'
        'anchors = "few"\ncost_to_ask = 2.5\n'
    ),
}  # fmt: skip
WANTED = {
    ("taken.toml", "sector.clothing", "this id is taken in "),
    ("taken_again.toml", "sector.toys", "this id is taken in "),
    ("dangling.toml", "sector.books.states", "there is no claim 'IT-999'"),
    ("circles.toml", "task.one", "these go round in a circle"),
    ("circles.toml", "task.two.effort", "low, typical, high do not rise"),
    ("circles.toml", "quantity.hen.value", "this reads itself: egg → hen → egg"),
    ("own_boss.toml", "role.community_manager.reports_to", "these go round in a circle"),
    ("two_owners.toml", "kpi.shared.owner", "a text in quotes is wanted"),
    ("two_owners.toml", "kpi.claimed", "this id is taken in "),
    ("unknown_measure.toml", "kpi.odd.formula", "no measure is called ordrs; did you mean orders?"),
    ("guardrail", "guardrail.no_chaos.states", "there is no claim 'DA-078': it was retired in "),
    ("kpi", "kpi.ambassador_rate.stage", "there is no stage 'advocacy': it was retired in "),
    ("separators.toml", "sector", "'../../etc/passwd' is no id"),
    ("separators.toml", "sector", "'a\\\\b' is no id"),
    ("alike.toml", "", "the file is not TOML"),
    ("alike_in_quotes.toml", "sector.y.lаbel", "a key is written in ASCII"),
    ("wrong_types.toml", "field.pages.label", "a table of keys is wanted, this is 'pages'"),
    ("wrong_types.toml", "field.pages.maximum", "a number is wanted, this is '9'"),
    ("wrong_types.toml", "field.pages.open", "true or false is wanted, this is 1"),
    ("wrong_types.toml", "field.pages.anchors", "a list is wanted, this is 'few'"),
    ("wrong_types.toml", "field.pages.cost_to_ask", "a whole number is wanted, this is 2.5"),
    ("huge.toml", "", "the file has more than 2,048 KiB"),
    ("out", "", "this link leads out of the folder"),
    ("out.toml", "", "this link leads out of the folder"),
}
"""File (of the library's own facts: the kind), path, and the beginning of what is said."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside, outside = tmp_path / "ours", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    for name, text in FILES.items():
        (inside / name).write_text(text, encoding="utf-8")
    with (inside / "huge.toml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (outside / "secret.toml").write_text("[sector.secret]\n" + LABEL)
    (inside / "out").symlink_to(outside)
    (inside / "out.toml").symlink_to(outside / "secret.toml")
    return inside


def test_every_fault_of_the_folder_is_told_with_file_path_value_and_remedy(folder: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    found = caught.value.problems
    for file, path, begins in WANTED:
        matching = [
            problem
            for problem in found
            if problem.path == path and problem.message.startswith(begins)
        ]
        assert matching, (path, begins)
        names = {Path(problem.file).name for problem in matching}
        assert file in names or (file in path and names), (path, names)
    assert all(problem.file and problem.remedy for problem in found)
    assert "secret" not in "\n".join(problem.path for problem in found)


def test_each_fault_is_a_line_of_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    for _, path, begins in WANTED:
        assert any(path in line and begins in line for line in told.err.splitlines()), begins


def test_the_look_alike_letters_are_named(folder: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    remedies = {Path(p.file).name: f"{p.message} {p.remedy}" for p in caught.value.problems}
    assert "CYRILLIC SMALL LETTER IE" in remedies["alike.toml"]
    assert any("CYRILLIC SMALL LETTER A" in p.message for p in caught.value.problems)
