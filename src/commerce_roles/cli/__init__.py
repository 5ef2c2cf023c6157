"""The command `commerce-roles`: thin, it only reads arguments and renders documents.

| module | what it does |
|---|---|
| `main` | arguments in, exit status out |
| `arguments`, `arguments_answers`, `arguments_work` | what the commands take |
| `commands`, `asking`, `graphs`, `figures`, `planning`, `batches` | what the commands do |
| `rendering` | how all of them write |

May import: everything below; the heavy parts only inside the command that needs them.
"""

from commerce_roles.cli.main import main

__all__ = ["main"]
