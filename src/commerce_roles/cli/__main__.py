"""Run the command with `python -m commerce_roles.cli`."""

import sys

from commerce_roles.cli import main

if __name__ == "__main__":
    sys.exit(main())
