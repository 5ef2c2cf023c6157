"""What a person reads, in several languages."""

from commerce_roles.model.frozen_map import FrozenMap

__all__ = ["Label"]

Label = FrozenMap[str, str]
"""A text per language."""
