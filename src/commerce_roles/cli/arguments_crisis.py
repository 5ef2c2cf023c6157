"""What the command `crisis` takes."""

import argparse
from typing import Final

from commerce_roles.cli import crises
from commerce_roles.cli.arguments import common, rates, taught

__all__ = ["crisis_arguments"]

_EPILOG: Final = """\
before: print who decides, what to watch, and the first day by the clock, and hang it up
  commerce-roles crisis shop.toml --format html > playbook.html
then count every day, or every hour: a CSV with time, mentions, and where you can also positive,
neutral, negative. Counts alone are read: no names and no texts of those who wrote
  commerce-roles crisis shop.toml --mentions mentions.csv
in an alarm it says since when, how grave, what to do now, and what of the plan to hold back
  commerce-roles crisis shop.toml --mentions mentions.csv --start 2026-11-02
  commerce-roles crisis shop.toml --mentions mentions.csv --format toml > incident.toml
after: figures before, during and after, clocks, whether the triggers were right
  commerce-roles crisis --review incident.toml --mentions mentions.csv --answered 2026-11-30T14:40
what is an alarm: commerce-roles show crisis_triggers; an overlay of your own changes it
"""


def crisis_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `crisis` takes."""
    taught(parser, _EPILOG)
    parser.add_argument(
        "profile", metavar="PROFILE", nargs="?", help="a TOML or JSON file; - reads stdin"
    )
    parser.add_argument(
        "--mentions", metavar="FILE", help="counts by the hour or the day: CSV, TOML or JSON"
    )
    parser.add_argument(
        "--at", default="", metavar="TIME", help="look only at what was complete by then"
    )
    parser.add_argument(
        "--step", choices=("hour", "day"), help="what a count takes (found out where left out)"
    )
    parser.add_argument(
        "--decimal",
        choices=("point", "comma"),
        help="what stands before decimals in CSV (found out where left out)",
    )
    parser.add_argument("--team", metavar="PEOPLE", help="who holds what: TOML, JSON or CSV")
    parser.add_argument("--strategy", metavar="FILE", help="who is there by this strategy")
    parser.add_argument(
        "--start", default="", metavar="DATE", help="the first day of the plan that may be paused"
    )
    parser.add_argument(
        "--months", type=int, default=3, metavar="N", help="how far the plan goes (default: 3)"
    )
    parser.add_argument("--review", metavar="INCIDENT", help="look back on an incident, as TOML")
    parser.add_argument(
        "--answered",
        action="append",
        default=[],
        metavar="TIME",
        help="when the first deadline was met, then the second; may be repeated",
    )
    rates(parser)
    common(parser, crises.FORMATS)
    parser.set_defaults(run=crises.crisis)
