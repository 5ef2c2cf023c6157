"""The command `commerce-roles`: thin, it only reads arguments and renders documents.

May import: everything below; the heavy parts only inside the command that needs them.
"""

from commerce_roles.cli.main import main

__all__ = ["main"]
