"""Tests of what embeds the library, where that is installed: `pip install -e '.[examples]'`."""

from importlib.util import find_spec

_NEEDS = {
    "test_django_form.py": ("django", "jsonschema"),
    "test_spreadsheet.py": ("openpyxl", "defusedxml"),
    "test_service.py": ("starlette", "httpx2"),
    "test_service_document.py": ("starlette", "schemathesis"),
    "test_service_limits.py": ("starlette", "httpx2"),
}
collect_ignore = [name for name, packages in _NEEDS.items() if not all(map(find_spec, packages))]
