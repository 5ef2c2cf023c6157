"""The RACI matrix: tasks as rows, parties as columns, letters in the cells."""

import csv
import io
from collections.abc import Iterator
from typing import Final, Literal, get_args

from attrs import frozen

from commerce_roles.display import Alignment, Document, Table, inert, plain
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.looking import nodes_of, sources, targets
from commerce_roles.graph.relations import NOTICE, OWNER, RACI, Graph
from commerce_roles.graph.sheets import fitting, workbook_of
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed
from commerce_roles.structuring import Export, Omitted

__all__ = ["LETTERS", "RaciMatrix", "RaciRow", "Scheme", "SheetForm", "raci_matrix"]

SheetForm = Literal["xlsx", "csv"]
"""In which form a matrix is written for spreadsheets."""
Scheme = Literal["raci", "daci"]
"""What the letters are: in DACI the driver (D) is who is responsible in RACI (R)."""

LETTERS: Final = {"raci": "ARCI", "daci": "ADCI"}
"""The letters of each scheme, in the order in which they stand in a cell."""
_PART: Final = {"A": "accountable", "R": "responsible", "C": "consulted", "I": "informed"}


@frozen
class RaciRow(Displayed):
    """One task, and who has which part in it."""

    task: str
    """Its node, or its text in a sheet."""
    cells: FrozenMap[str, str]
    """By party, its letters, such as `A` or `AR`; who has no part is not in it."""
    line: int = 0
    """The row of the sheet, from 1; 0 where it is from no sheet."""

    def holders(self, letter: str) -> tuple[str, ...]:
        """List the parties that hold a letter, in the order of the columns."""
        return tuple(party for party, letters in self.cells.items() if letter in letters)


@frozen(kw_only=True)
class RaciMatrix(Answer):
    """Who has which part in which task."""

    parties: tuple[str, ...]
    """The columns: nodes, or the texts of a sheet's header."""
    rows: tuple[RaciRow, ...]
    scheme: Scheme = "raci"
    columns: FrozenMap[str, str] = FrozenMap()
    """For a sheet: the letter of each party's column."""
    task_column: str = ""
    """For a sheet: the letter of the column that names the tasks."""
    notice: str = ""
    """Under which terms it may be passed on; empty where nothing is said."""

    def place(self, row: RaciRow, *parties: str) -> tuple[str, ...]:
        """Say where a row, or its cells of some parties, stand: in a sheet, or as nodes."""
        if not row.line:
            return (row.task, *parties)
        columns = [self.columns[party] for party in parties] or [self.task_column]
        return tuple(f"{column}{row.line}" for column in columns)

    @property
    def doing(self) -> str:
        """The letter of who does the work: R, or D for the driver of DACI."""
        return LETTERS[self.scheme][1]

    def records(self, lang: str = "en") -> list[dict[str, str]]:
        """Write the matrix as flat rows, the same keys in each, for a data frame.

        Examples:
            >>> from commerce_roles import role_graph
            >>> row = raci_matrix(role_graph()).records()[0]
            >>> row["task"], row["e-commerce manager"], row["community manager"]
            ('activate ambassadors and collect user content', 'A', 'R')
        """
        heads = self._heads(lang)
        return [
            {
                "task": self.wording.name(row.task, lang),
                **{head: _cell(row, party) for party, head in heads.items()},
            }
            for row in self.rows
        ]

    def to_csv(self, lang: str = "en") -> str:
        """Write the matrix as a CSV sheet, which `read_raci` reads again."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        task = self.wording.word("graph.task", lang)
        writer.writerow([inert(name) for name in (task, *self._heads(lang).values())])
        for row in self.rows:
            name = inert(self.wording.name(row.task, lang))
            writer.writerow([name, *(_cell(row, party) for party in self.parties)])
        return out.getvalue()

    def to_xlsx(self, lang: str = "en") -> bytes:
        """Write the matrix as a workbook: every cell a text, none a formula.

        The first sheet is what `to_csv` writes, with its letters coloured; the second, `about`,
        says what the letters mean, under which terms it may be passed on, and the ids of tasks and
        parties. The same matrix gives the same bytes.

        Raises:
            MissingPackageError: XlsxWriter is not installed.

        Examples:
            >>> from commerce_roles import role_graph
            >>> raci_matrix(role_graph()).to_xlsx()[:2]
            b'PK'
        """
        heads = self._heads(lang)
        task = self.wording.word("graph.task", lang)
        names = [(self.wording.name(row.task, lang), row) for row in self.rows]
        cells = [(name, *(_cell(row, party) for party in heads)) for name, row in names]
        about = [
            *((text,) for text in (*self._meanings(lang), self.notice) if text),
            *((name, row.task) for name, row in names),
            *((head, party) for party, head in heads.items()),
        ]
        return workbook_of(self.scheme.upper(), [(task, *heads.values()), *cells], about)

    def export(self, form: SheetForm = "xlsx", *, lang: str = "en") -> Export:
        r"""Write the matrix for spreadsheets, and say what is not in it.

        Args:
            form: `xlsx` as of `to_xlsx`, `csv` as of `to_csv`.
            lang: The language of names.

        Raises:
            UnknownIdError: There is no such form.
            MissingPackageError: XlsxWriter is not installed.

        Examples:
            >>> from commerce_roles import role_graph
            >>> print(*raci_matrix(role_graph()).export("csv").lost[:2], sep="\n")
            names in other languages: 81
            ids of tasks and parties: 81, such as task:activate_ambassadors, …
        """
        if form not in get_args(SheetForm):
            raise UnknownIdError("form of a sheet", form, get_args(SheetForm))
        nodes = [*(row.task for row in self.rows), *self.parties]
        named = [name for name in nodes if set(self.wording.names.get(name, ())) - {lang}]
        lost = [Omitted("names in other languages", len(named))] if named else []
        texts = [
            *self._heads(lang).values(),
            *(self.wording.name(row.task, lang) for row in self.rows),
        ]
        cut = sum(fitting(plain(text)) != plain(text) for text in texts)
        if form == "xlsx" and cut:
            lost.append(Omitted("what of a text a cell cannot hold", cut))
        if form == "xlsx":
            return Export(form=form, content=self.to_xlsx(lang), lost=tuple(lost))
        if nodes:
            lost.append(Omitted("ids of tasks and parties", len(nodes), (nodes[0], "…")))
        if self.notice:
            lost.append(Omitted("the terms under which it may be passed on", 1, (self.notice,)))
        text = self.to_csv(lang)
        marked = sum(inert(one) != plain(one) for one in texts)
        if marked:
            lost.append(
                Omitted("texts behind an apostrophe, lest they be read as formulas", marked)
            )
        return Export(form=form, content=text.encode(), lost=tuple(lost))

    def document(self, lang: str = "en") -> Document:
        """Show the matrix as a table, with what the letters mean."""
        say = self.wording
        centred: Alignment = "center"
        table = Table(
            [say.word("graph.task", lang), *self._heads(lang).values()],
            [
                (say.name(row.task, lang), *(_cell(row, party) for party in self.parties))
                for row in self.rows
            ],
            alignments=("left", *(centred for _ in self.parties)),
            caption=", ".join(self._meanings(lang)),
        )
        return Document(self.scheme.upper(), [table], lang=lang)

    def _meanings(self, lang: str) -> Iterator[str]:
        for letter in LETTERS[self.scheme]:
            part = _PART.get(letter, "driver")
            yield f"{letter} {self.wording.word(f'raci.{part}', lang)}"

    def _heads(self, lang: str) -> dict[str, str]:
        """Name the columns; where two would be called alike, by their nodes."""
        names = {party: self.wording.name(party, lang) for party in self.parties}
        called = list(names.values())
        return {
            party: name if called.count(name) == 1 and name != "task" else party
            for party, name in names.items()
        }


def raci_matrix(graph: Graph) -> RaciMatrix:
    """Make the matrix of all tasks of a graph, or of a part that `part_of` cut out.

    Tasks and parties stand in the order of the graph; the owner is a column where it has a part.

    Examples:
        >>> from commerce_roles import role_graph
        >>> from commerce_roles.graph import part_of
        >>> part = part_of(role_graph(), kpi="email_ctr")
        >>> print(raci_matrix(part))
        RACI
        ════
        <BLANKLINE>
        A accountable, R responsible, C consulted, I informed
        work                                    e-commerce manager  social media manager
        ──────────────────────────────────────  ──────────────────  ────────────────────
        produce e-mail campaign                        A/R
        set the online campaign strategy and           A/R                   C
        ad formats (shop-wide)
    """
    tasks = nodes_of(graph, "task")
    parties = [
        party
        for party in nodes_of(graph, "party", "role")
        if party != OWNER or any(any(targets(graph, OWNER, part, "task")) for part in RACI)
    ]
    rows = [RaciRow(task, FrozenMap(_letters(graph, task, parties))) for task in tasks]
    return RaciMatrix(
        parties=tuple(parties),
        rows=tuple(rows),
        notice=str(graph.graph.get(NOTICE, "")),
        wording=Wording.of(graph, [*tasks, *parties]),
    )


def _letters(graph: Graph, task: str, parties: list[str]) -> Iterator[tuple[str, str]]:
    holders = {letter: set(sources(graph, task, part)) for letter, part in _PART.items()}
    for party in parties:
        letters = "".join(letter for letter in _PART if party in holders[letter])
        if letters:
            yield party, letters


def _cell(row: RaciRow, party: str) -> str:
    return "/".join(row.cells.get(party, ""))
