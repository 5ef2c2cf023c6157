"""Arguments in, exit status out: 0 answered, 1 wrong input, 2 wrong usage, 3 answered in part."""

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from commerce_roles import __version__
from commerce_roles.cli import batches, commands, figures, graphs, planning
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
  commerce-roles check raci.csv                   does a sheet of who does what keep the rules
  commerce-roles graph --kpi conversion_rate      who moves it, by what work
  commerce-roles graph --view raci --format html > raci.html
  commerce-roles batch shops.csv -o answers.csv   every row of a file
  commerce-roles kpis shop.csv                    what the numbers say, a row a month
  commerce-roles kpis shop.csv --change revenue   which driver moved it since the month before
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
        ("assess", "say what a business needs, and why", _assess),
        ("ask", "ask what matters, one question at a time, then answer", _ask),
        ("roles", "list the roles and what they do", _roles),
        ("show", "show a fact by its id or name, or all facts of a kind", _show),
        ("claims", "list what the articles say, or what rests on one claim", _claims),
        ("team", "look at a team: who covers what, at what load, what is lacking", _team),
        ("plan", "draft a strategy: what for, where, by whom, in which hours, what first", _plan),
        ("check", "check overlays, say what they move; check RACI sheets", _check),
        ("graph", "show who does what, what it moves, who leads whom, as words or picture", _graph),
        ("batch", "assess every row of a CSV, Parquet or JSON Lines file", _batch),
        ("kpis", "compute KPIs from what was counted, and say what changed them", _kpis),
    ):
        description = f"{text[:1].upper()}{text[1:]}."
        add(subparsers.add_parser(name, help=text, description=description))
    return parser


def _common(
    parser: argparse.ArgumentParser,
    forms: Sequence[str] = ("text", "json", "markdown", "html"),
) -> None:
    parser.add_argument(
        "--lang", default="en", metavar="LANG", help="en, es; names also in it, da, sk, mr"
    )
    parser.add_argument(
        "--overlay",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder or file of your own facts, laid over the library's; may be repeated",
    )
    parser.add_argument(
        "--format",
        default="text",
        choices=forms,
        help="form of the output (default: text)",
    )


def _assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", help="a TOML or JSON file; - reads stdin")
    parser.add_argument(
        "--explain", metavar="ROLE", help="show how the verdict on a role came about"
    )
    parser.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="CUR=EURO@DATE",
        help="what one unit of a currency is worth in euro, such as PLN=0.23@2026-10-01",
    )
    _common(parser)
    parser.set_defaults(run=commands.assess)


def _ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", metavar="FILE", help="begin with what a TOML or JSON file tells"
    )
    parser.add_argument(
        "--role", action="append", default=[], metavar="ROLE", help="ask about this role only"
    )
    parser.add_argument("--out", metavar="FILE", help="write the answers to this file, as JSON")
    _common(parser)
    parser.set_defaults(run=commands.ask)


def _roles(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.set_defaults(run=commands.roles)


def _claims(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", metavar="ID", nargs="?", help="such as DA-019; all if left out")
    _common(parser)
    parser.set_defaults(run=commands.claims)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help="overlays, folders or files, in the order of use; none: the library's own facts; "
        "a .csv file is a sheet of who does what, in RACI or DACI",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="take every error of the structure or a sheet for wrong input (exit 1)",
    )
    _common(parser)
    parser.set_defaults(run=commands.check)


_TEAM_EPILOG: Final = """\
what-ifs are chained in the order given, and every stage stands beside today; a vacancy, a brief
and offers are written for the last stage:
  --what-if "leave p2"                        --what-if "train p1 seo advanced"
  --what-if "hire new_people.toml"            --what-if "combine p1 social_media_manager 20"
  --what-if "grow monthly_orders x2"          --what-if "outsource ROLE offers.toml studio"
"""


def _team(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _TEAM_EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "people", metavar="PEOPLE", help="people and who holds what: TOML, JSON or CSV"
    )
    parser.add_argument(
        "--for",
        dest="profile",
        metavar="PROFILE",
        required=True,
        help="the business they work for: a TOML or JSON file",
    )
    parser.add_argument("--level", default="", metavar="LEVEL", help="level of service to plan for")
    parser.add_argument(
        "--what-if", action="append", default=[], metavar="STEP", help="see below; may be repeated"
    )
    parser.add_argument("--scale", default="", metavar="SCALE", help="on which levels are told")
    parser.add_argument(
        "--names", action="store_true", help="show people by name; ids only without it"
    )
    parser.add_argument(
        "--traits", action="store_true", help="match traits to people too; mind what is lawful"
    )
    parser.add_argument(
        "--vacancy", action="append", default=[], metavar="ROLE", help="write a vacancy instead"
    )
    parser.add_argument(
        "--brief", action="append", default=[], metavar="ROLE", help="write a brief for suppliers"
    )
    parser.add_argument("--offers", metavar="FILE", help="compare offers of suppliers instead")
    parser.add_argument(
        "--role", action="append", default=[], metavar="ROLE", help="whose work the offers are for"
    )
    parser.add_argument("--currency", default="", metavar="CUR", help="in which costs are added")
    _compose(parser)
    parser.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="CUR=EURO@DATE",
        help="what one unit of a currency is worth in euro, such as PLN=0.23@2026-10-01",
    )
    _common(parser)
    parser.set_defaults(run=commands.team)


def _compose(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("composing a team (needs the extra `solve`)")
    group.add_argument(
        "--compose", action="store_true", help="find who should hold which post, proven best"
    )
    group.add_argument(
        "--front", action="store_true", help="find what more coverage costs, team by team"
    )
    group.add_argument(
        "--goal",
        default="least_cost",
        choices=("least_cost", "most_coverage", "least_change"),
        help="what is to be best (default: least_cost)",
    )
    group.add_argument("--budget", type=float, metavar="EUR", help="euro a month at most")
    group.add_argument("--headcount", type=int, metavar="N", help="people at most")
    group.add_argument("--roles-each", type=int, metavar="N", help="roles at most for one person")
    group.add_argument(
        "--least-importance",
        type=int,
        default=1,
        metavar="1-6",
        help="from which importance on essential skills are demanded; 6: none",
    )
    group.add_argument("--inside", action="store_true", help="nobody from outside")
    group.add_argument(
        "--waive",
        action="append",
        default=[],
        metavar="ROLE+ROLE",
        help="let both be in one hand, or for one person: PERSON+ROLE+ROLE; may be repeated",
    )
    group.add_argument(
        "--absence", type=int, metavar="PERCENT", help="of the hours, there whoever is away"
    )
    group.add_argument(
        "--count-unknown", action="store_true", help="count levels that were not told as enough"
    )
    group.add_argument(
        "--time-limit", type=float, metavar="SECONDS", help="then the best so far; so does Ctrl-C"
    )


_PLAN_EPILOG: Final = """\
what nobody holds a post for falls to the owner. Edit what was drafted, and plan it again:
  commerce-roles plan shop.toml --format toml > strategy.toml
  commerce-roles plan --strategy strategy.toml --start 2026-11-30 --format ics > plan.ics
"""


def _plan(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _PLAN_EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "profile", metavar="PROFILE", nargs="?", help="a TOML or JSON file; - reads stdin"
    )
    parser.add_argument("--team", metavar="PEOPLE", help="who holds what: TOML, JSON or CSV")
    parser.add_argument(
        "--advised", action="store_true", help="as if the posts that are advised were filled"
    )
    parser.add_argument("--strategy", metavar="FILE", help="plan this strategy, drafted before")
    parser.add_argument(
        "--start", default="", metavar="DATE", help="the first day; without it there are no days"
    )
    parser.add_argument(
        "--months", type=int, default=3, metavar="N", help="how far to plan (default: 3)"
    )
    parser.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="CUR=EURO@DATE",
        help="what one unit of a currency is worth in euro, such as PLN=0.23@2026-10-01",
    )
    _common(parser, planning.FORMATS)
    parser.set_defaults(run=planning.plan)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="ID", help="an id such as create_posts, or a kind")
    _common(parser)
    parser.set_defaults(run=commands.show)


_BATCH_EPILOG: Final = """\
a column tells what its name says: monthly_orders, channels, channels.instagram (yes or no),
monthly_orders_low and monthly_orders_high, crisis.trigger, kpis.aov, existing_roles.ROLE;
every other column stays. In CSV a set is written a|b, none is [], and an empty cell is not known.

  commerce-roles batch shops.csv -o answers.csv
  commerce-roles batch shops.csv -o answers.parquet --delimiter ";" --decimal comma
  commerce-roles batch shops.parquet -o answers.parquet --column orders=monthly_orders

stopped? run it again: it goes on where it was. The result is there as a whole or not at all.
"""


def _batch(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _BATCH_EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("source", metavar="IN", help="a .csv, .tsv, .parquet or .jsonl file")
    parser.add_argument(
        "-o", "--out", required=True, metavar="OUT", help="the file to write; its ending counts"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="where rejected rows are listed (OUT.rejects.csv)"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="YOURS=FIELD",
        help="what a column with another name tells; may be repeated",
    )
    parser.add_argument(
        "--on-unknown",
        default="reject",
        choices=("reject", "other"),
        help="what becomes of a word that is not known here (default: reject)",
    )
    parser.add_argument(
        "--coerce", action="store_true", help="read numbers from text, which CSV always does"
    )
    parser.add_argument("--delimiter", default=",", metavar="CHAR", help="between cells; or: tab")
    parser.add_argument(
        "--decimal", default="point", choices=("point", "comma"), help="decimal sign in CSV"
    )
    parser.add_argument(
        "--rows", type=int, default=1 << 16, metavar="N", help="rows at a time (default: 65536)"
    )
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="draw how far it is"
    )
    _common(parser, ("text", "json"))
    parser.set_defaults(run=batches.batch)


def _kpis(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="CSV (a column a measure, a row a period), TOML or JSON; - reads stdin",
    )
    parser.add_argument(
        "--kpi", action="append", default=[], metavar="KPI", help="compute this KPI only"
    )
    parser.add_argument(
        "--target",
        action="append",
        default=[],
        metavar="KPI=VALUE",
        help="what it should come to, such as aov=80 or budget_variance=-10..10",
    )
    parser.add_argument("--currency", default="", metavar="CUR", help="what money is in")
    parser.add_argument(
        "--decimal",
        choices=("point", "comma"),
        help="what stands before decimals in CSV (found out where left out)",
    )
    parser.add_argument(
        "--made-of", metavar="KPI", help="show what it was made of in the last period"
    )
    parser.add_argument(
        "--change", metavar="KPI", help="share its change since the period before out among drivers"
    )
    parser.add_argument(
        "--method",
        default="shapley",
        choices=("shapley", "lmdi", "sequential"),
        help="how a change is shared out (default: shapley)",
    )
    parser.add_argument(
        "--tree", default="", metavar="ID", help="the metric tree to follow, or measures"
    )
    parser.add_argument("--deep", action="store_true", help="follow the tree down to its leaves")
    parser.add_argument(
        "--from", dest="before", metavar="PERIOD", help="the earlier period (the last but one)"
    )
    parser.add_argument("--to", dest="after", metavar="PERIOD", help="the later one (the last)")
    _common(parser)
    parser.set_defaults(run=figures.kpis)


def _graph(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view",
        default="map",
        choices=graphs.VIEWS,
        help="map: roles, work, KPIs, objectives (default); hierarchy; work: what comes before "
        "what; governance: plans and who answers; kpis; skills; raci: a heat map",
    )
    for key, text in (
        ("role", "only work in which this role has a part"),
        ("area", "only work of this area, such as social or shop"),
        ("phase", "only work of this phase: research, plan, approve, execute …"),
        ("kpi", "only work that is believed to move this KPI"),
        ("channel", "only work on this channel"),
    ):
        parser.add_argument(f"--{key}", metavar=key.upper(), help=text)
    _common(parser, graphs.FORMATS)
    parser.set_defaults(run=graphs.graph)
