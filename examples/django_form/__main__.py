"""Serve the page on this machine: `PYTHONPATH=examples python -m django_form`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django_form.settings")
    execute_from_command_line([sys.argv[0], "runserver", "--noreload", "127.0.0.1:8000"])
