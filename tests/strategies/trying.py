"""How often a law is tried of which each try is dear."""

from hypothesis import settings

__all__ = ["dear"]


def dear(cost: int) -> settings:
    """Try a law as often as the profile says, divided by what a try costs; five times at least.

    Args:
        cost: How many ordinary tries one try is worth.
    """
    return settings(max_examples=max(5, settings().max_examples // cost))
