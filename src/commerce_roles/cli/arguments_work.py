"""What the commands take that show work, figures, a team and its plan."""

import argparse
from typing import Final

from commerce_roles.cli import commands, figures, graphs, planning
from commerce_roles.cli.arguments import common, rates, taught

__all__ = ["graph_arguments", "kpis_arguments", "plan_arguments", "team_arguments"]


def graph_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `graph` takes."""
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
    common(parser, graphs.FORMATS)
    parser.set_defaults(run=graphs.graph)


def kpis_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `kpis` takes."""
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
    common(parser)
    parser.set_defaults(run=figures.kpis)


_TEAM_EPILOG: Final = """\
what-ifs are chained in the order given, and every stage stands beside today; a vacancy, a brief
and offers are written for the last stage:
  --what-if "leave p2"                        --what-if "train p1 seo advanced"
  --what-if "hire new_people.toml"            --what-if "combine p1 social_media_manager 20"
  --what-if "grow monthly_orders x2"          --what-if "outsource ROLE offers.toml studio"
of the last stage too:
  --risk 5     everybody is away 5 % of the time, each apart from the others: what is covered on
               average, how often all is, and the months in which hours will be missing
  --measures   knowledge needs and waste, congruence, workload, exclusivity, redundancy, diversity,
               communication, bus factors, separation of duties (Carley), each with what it says
there is a team to try, with the business it works for, and offers to it:
  commerce-roles team sample:clothing_three --for sample:clothing_retailer --offers sample:offers
  commerce-roles team sample:wholesaler_five --for sample:b2b_wholesaler --risk 5
"""


def team_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `team` takes."""
    taught(parser, _TEAM_EPILOG)
    parser.add_argument(
        "people",
        metavar="PEOPLE",
        help="people and who holds what: TOML, JSON or CSV; or sample:NAME",
    )
    parser.add_argument(
        "--for",
        dest="profile",
        metavar="PROFILE",
        required=True,
        help="the business they work for: a TOML or JSON file; or sample:NAME",
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
    parser.add_argument(
        "--risk",
        type=float,
        metavar="PERCENT",
        help="show what absences do, if everybody is away this part of the time",
    )
    parser.add_argument(
        "--measures",
        action="store_true",
        help="show how work and skills are arranged, in measures (needs the extra `solve`)",
    )
    _compose(parser)
    rates(parser)
    common(parser)
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
        "--outside-percent", type=int, metavar="PERCENT", help="of the hours, given outside at most"
    )
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


def plan_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan` takes."""
    taught(parser, _PLAN_EPILOG)
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
        "--done",
        action="append",
        default=[],
        metavar="TASK",
        help="what was set up before; may be repeated",
    )
    rates(parser)
    common(parser, planning.FORMATS)
    parser.set_defaults(run=planning.plan)
