"""What the command `track` takes."""

import argparse
from typing import Final

from commerce_roles.cli import tracking
from commerce_roles.cli.arguments import common, taught

__all__ = ["track_arguments"]

_EPILOG: Final = """\
what was counted: a row a day, a week or a month, a column a measure; what is missing is unknown, never 0
  period,orders,sessions
  2026-10-01,4,160
a change is proposed only where a figure is behind for several periods in a row. Whoever plans decides:
  commerce-roles track strategy.toml counted.csv --log decisions.jsonl \\
    --decide sales.conversion_rate=accept --by owner --reason "two weak months" --format toml > next.toml
times of your own become an overlay of efforts:
  commerce-roles track --times times.csv --out our_times/
exit status: 0 answered, 3 where nobody can say how some key results stand
"""  # noqa: E501 a command stands on one line


def track_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `track` takes."""
    taught(parser, _EPILOG)
    parser.add_argument(
        "strategy", metavar="STRATEGY", nargs="?", help="a strategy, as `plan --format toml` writes"
    )
    parser.add_argument(
        "observations",
        metavar="OBSERVATIONS",
        nargs="?",
        help="what was counted: CSV, TOML or JSON; - reads stdin",
    )
    parser.add_argument(
        "--every",
        default="month",
        choices=("week", "month", "quarter"),
        help="how long a period is (default: month)",
    )
    parser.add_argument(
        "--today", default="", metavar="DATE", help="day of the review (default: the last told)"
    )
    parser.add_argument("--shop", default="", metavar="SHOP", help="which of several shops")
    parser.add_argument("--channel", default="", metavar="ID", help="look at one channel by itself")
    parser.add_argument("--currency", default="", metavar="CUR", help="what money is in")
    parser.add_argument(
        "--decimal",
        choices=("point", "comma"),
        help="what stands before decimals in CSV (found out where left out)",
    )
    parser.add_argument(
        "--tolerance",
        type=float,
        metavar="PERCENT",
        help="of the way to the target by which a figure may be behind",
    )
    parser.add_argument(
        "--in-a-row", type=int, metavar="N", help="periods behind after which a change is proposed"
    )
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="FIGURE",
        help="share its last change out among drivers; may be repeated",
    )
    _deciding(parser)
    _timing(parser)
    common(parser, tracking.FORMATS)
    parser.set_defaults(run=tracking.track)


def _deciding(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("deciding on what is proposed")
    group.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="ID=accept|reject",
        help="decide on a proposal; may be repeated",
    )
    group.add_argument("--by", default="", metavar="PARTY", help="who decides: a role, or owner")
    group.add_argument("--reason", default="", metavar="TEXT", help="why")
    group.add_argument(
        "--day", default="", metavar="DATE", help="when (default: the last day looked at)"
    )
    group.add_argument(
        "--log", default="", metavar="FILE", help="where decisions are kept; it only grows"
    )


def _timing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("own times instead of a review")
    group.add_argument(
        "--times", metavar="FILE", help="date, task, minutes, done, an opaque who: CSV, TOML, JSON"
    )
    group.add_argument(
        "--profile",
        action="append",
        default=[],
        metavar="FILE",
        help="a business whose verdicts are looked at (default: the reference businesses)",
    )
    group.add_argument("--out", default="", metavar="DIR", help="write the overlay there")
