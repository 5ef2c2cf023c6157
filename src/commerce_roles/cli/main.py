"""Arguments in, exit status out: 0 answered, 1 wrong input, 2 wrong usage, 3 answered in part."""

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from commerce_roles import __version__
from commerce_roles.cli.arguments_answers import (
    ask_arguments,
    assess_arguments,
    batch_arguments,
    check_arguments,
    claims_arguments,
    roles_arguments,
    show_arguments,
)
from commerce_roles.cli.arguments_crisis import crisis_arguments
from commerce_roles.cli.arguments_schema import schema_arguments
from commerce_roles.cli.arguments_tables import survey_arguments
from commerce_roles.cli.arguments_taxonomies import align_arguments
from commerce_roles.cli.arguments_tracking import track_arguments
from commerce_roles.cli.arguments_work import (
    graph_arguments,
    kpis_arguments,
    plan_arguments,
    team_arguments,
)
from commerce_roles.errors import CommerceRolesError, InputError, nearest

__all__ = ["main"]

_WRONG_INPUT: Final = 1
_IN_PART: Final = 3
_BROKEN_PIPE: Final = 141
_INTERRUPTED: Final = 130

_DESCRIPTION: Final = """\
Does this business need a community manager, a social media manager, an e-commerce manager?
Who does the work, how many hours, and why?
"""
_EPILOG: Final = """\
examples:
  commerce-roles ask                              question by question, then the answer
  commerce-roles assess shop.toml                 what this business needs, and why
  commerce-roles assess shop.toml --lang es       the same in Spanish
  commerce-roles assess shop.toml --explain community_manager
  commerce-roles assess - --format json < shop.json
  commerce-roles roles                            the roles and what they do
  commerce-roles show create_posts                any fact by its id
  commerce-roles show fields                      all facts of a kind
  commerce-roles show "gestore community"         by its name in any language
  commerce-roles claims DA-019                    a claim, and all that rests on it
  commerce-roles check our_roles/                 is an overlay right, and what does it move
  commerce-roles team people.toml --for shop.toml who covers what, at what load, what is lacking
  commerce-roles team people.toml --for shop.toml --compose --budget 4000
  commerce-roles plan shop.toml --start 2026-11-30 from the verdict to the first ten tasks
  commerce-roles track strategy.toml counted.csv   is it on track, and is a change necessary
  commerce-roles crisis shop.toml --mentions mentions.csv  is there an alarm, and what to do now
  commerce-roles check raci.csv                   does a sheet of who does what keep the rules
  commerce-roles graph --kpi conversion_rate      who moves it, by what work
  commerce-roles graph --view raci --format html > raci.html
  commerce-roles batch shops.csv -o answers.csv   every row of a file
  commerce-roles survey shops.csv                 how many need which role, by sector, size
  commerce-roles check our_roles/ --table shops.csv  what an overlay would move in a file
  commerce-roles kpis shop.csv                    what the numbers say, a row a month
  commerce-roles kpis shop.csv --change revenue   which driver moved it since the month before
  commerce-roles schema profile --lang es         what a profile may hold, for other programs
  commerce-roles align esco/ --version 1.1.1      a taxonomy of others beside our roles and skills
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What stands after the command's name; the process's own where left out.

    Returns:
        0 answered; 1 the input is wrong, each fault on a line of standard error; 2 wrong usage;
        3 answered in part, what was left out on lines of standard error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        answer = options.run(options)
        text, rejected = (answer, ()) if isinstance(answer, str) else answer
        sys.stdout.write(text)
        sys.stdout.flush()
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        return _WRONG_INPUT
    except CommerceRolesError as error:
        sys.stderr.write(f"{error}\n")
        return _WRONG_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    for line in rejected:
        sys.stderr.write(f"{line}\n")
    return _IN_PART if rejected else 0


class _Parser(argparse.ArgumentParser):
    """Names the nearest word where one of a list was misspelt."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the call, and exit with 2."""
        quoted = re.findall(r"'([^']*)'", message)
        near = nearest(quoted[0], quoted[1:]) if quoted else ()
        super().error(f"{message}; did you mean {near[0]}?" if near else message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="commerce-roles",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"commerce-roles {__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, text, add in (
        ("assess", "say what a business needs, and why", assess_arguments),
        ("ask", "ask what matters, one question at a time, then answer", ask_arguments),
        ("roles", "list the roles and what they do", roles_arguments),
        ("show", "show a fact by its id or name, or all facts of a kind", show_arguments),
        ("claims", "list what the articles say, or what rests on one claim", claims_arguments),
        ("team", "look at a team: who covers what, at what load, what is lacking", team_arguments),
        (
            "plan",
            "draft a strategy: what for, where, by whom, in which hours, what first",
            plan_arguments,
        ),
        (
            "track",
            "review a strategy: how its key results stand, and what has to change",
            track_arguments,
        ),
        (
            "crisis",
            "be ready for a crisis; watch mentions; say what to do now; look back",
            crisis_arguments,
        ),
        ("check", "check overlays, say what they move; check RACI sheets", check_arguments),
        (
            "graph",
            "show who does what, what it moves, who leads whom, as words or picture",
            graph_arguments,
        ),
        ("batch", "assess every row of a CSV, Parquet or JSON Lines file", batch_arguments),
        ("survey", "say how many businesses of a file need which role", survey_arguments),
        ("kpis", "compute KPIs from what was counted, and say what changed them", kpis_arguments),
        ("schema", "give the JSON Schema of what is read or written", schema_arguments),
        ("align", "lay ESCO or O*NET beside our facts; look up in it", align_arguments),
    ):
        description = f"{text[:1].upper()}{text[1:]}."
        add(subparsers.add_parser(name, help=text, description=description))
    return parser
