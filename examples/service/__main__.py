"""Serve on this machine: `PYTHONPATH=examples python -m service --database tenants.sqlite`."""

from argparse import ArgumentParser
from pathlib import Path

import uvicorn

from service.app import create_app

if __name__ == "__main__":
    parser = ArgumentParser(prog="service", description="The assessment as a web service.")
    parser.add_argument("--database", type=Path, default=Path("tenants.sqlite"))
    parser.add_argument("--port", type=int, default=8000)
    told = parser.parse_args()
    uvicorn.run(create_app(told.database), host="127.0.0.1", port=told.port)
