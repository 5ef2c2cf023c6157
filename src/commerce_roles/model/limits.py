"""What no answer exceeds, whichever way in it takes: more is a slip, or an attack."""

from typing import Final

__all__ = [
    "LONGEST_ID", "LONGEST_TEXT", "MONTH_HOURS", "MOST_AMOUNT", "MOST_FTE", "MOST_FTE_EACH",
    "MOST_MONEY", "MOST_NOTICE_DAYS", "MOST_POSTS", "MOST_WORDS", "SUPPLIED_HOURS",
]  # fmt: skip

MONTH_HOURS: Final = 744
"""Hours of the longest month: nobody works more."""
MOST_FTE: Final = 100
"""Full posts of one role."""
MOST_POSTS: Final = 50
"""Posts there are today, that one answer lists."""
MOST_WORDS: Final = 200
"""Words of one answer that is a set."""
LONGEST_TEXT: Final = 500
"""Characters of one answer that is a text."""
LONGEST_ID: Final = 200
"""Characters of an id that a caller gives."""
MOST_FTE_EACH: Final = 5
"""Full posts that one entry of a team may stand for: an agency may, and 80 is a percentage."""
MOST_MONEY: Final = 1e12
"""Of any currency."""
SUPPLIED_HOURS: Final = 10 * MONTH_HOURS
"""Hours a month of an offer: a supplier may send several people."""
MOST_AMOUNT: Final = 1e9
"""Of what the effort of an offered task counts, in a month."""
MOST_NOTICE_DAYS: Final = 3650
"""Days between notice and end."""
