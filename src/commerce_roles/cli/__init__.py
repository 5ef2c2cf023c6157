"""The command `commerce-roles`: thin, it only reads arguments and renders documents.

| module | what it does |
|---|---|
| `main` | arguments in, exit status out |
| `arguments`, `arguments_answers`, `arguments_tables`, `arguments_work` | what the commands take |
| `commands`, `asking`, `graphs`, `figures`, `planning` | what the commands do |
| `batches`, `surveys`, `trying` | the same of those that read tables |
| `rendering`, `table_reading` | how all of them write; how tables are read |

May import: everything below; the heavy parts only inside the command that needs them.
"""

from commerce_roles.cli.main import main

__all__ = ["main"]
