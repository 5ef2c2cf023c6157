"""What no answer exceeds, whichever way in it takes: more is a slip, or an attack."""

from typing import Final

__all__ = ["LONGEST_TEXT", "MONTH_HOURS", "MOST_FTE", "MOST_WORDS"]

MONTH_HOURS: Final = 744
"""Hours of the longest month: nobody works more."""
MOST_FTE: Final = 100
"""Full posts of one role."""
MOST_WORDS: Final = 200
"""Words of one answer that is a set."""
LONGEST_TEXT: Final = 500
"""Characters of one answer that is a text."""
