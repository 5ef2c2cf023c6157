"""What own times come to: efforts as an overlay, and what they move; it draws itself."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import InputError
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.tracking import calibration_reporting
from commerce_roles.strategy.tracking.calibrated import Calibrated, Moved, TimedEffort
from commerce_roles.structuring import as_toml

__all__ = ["Calibration"]

FORMAT: Final = "calibration/1"
_NAME: Final = "own times"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Calibration(Result, Calibrated):
    """Efforts from own times, as an overlay, with what they move."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def moving(self, moves: tuple[Moved, ...], businesses: int) -> "Calibration":
        """Give the calibration with what it moves."""
        return evolve(self, moves=moves, businesses=businesses)

    def overlay(self) -> dict[str, Any]:
        """Write the efforts as an overlay that `load_catalogue` takes; empty without times."""
        if not self.efforts:
            return {}
        tasks = {one.task: _adjusted(one, self.weight) for one in self.efforts}
        return {"overlay": {"name": _NAME}, "adjust": {"task": tasks}}

    def laid_over(self) -> Catalogue:
        """Give the facts with the efforts laid over them.

        Raises:
            DetachedError: The catalogue is not at hand.
        """
        return load_catalogue(self.overlay(), base=self.catalogue)

    def to_toml(self) -> str:
        """Write the overlay as TOML.

        Raises:
            MissingPackageError: tomli-w is not installed.
        """
        return as_toml(self.overlay())

    def write(self, folder: str | Path) -> Path:
        """Write the overlay into a folder, as a whole or not at all; give the file.

        Raises:
            InputError: There is such a file already, or it cannot be written.
            MissingPackageError: tomli-w is not installed.
        """
        text, place = self.to_toml(), Path(folder)
        path = place / "times.toml"
        if path.exists():
            message = "there is such a file already"
            raise InputError.of(message, file=str(path), remedy="name another folder")
        try:
            place.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(path)
        except OSError as error:
            message = f"it cannot be written: {error.strerror}"
            raise InputError.of(message, file=str(path), remedy="name another folder") from None
        return path

    def document(self, lang: str = "en") -> Document:
        """Show the efforts, ours beside those that were measured, and what moves.

        Args:
            lang: The language of the texts.
        """
        return calibration_reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the calibration as plain data in the form `calibration/1`, in no language."""
        del lang
        return {
            "format": FORMAT,
            "weight": self.weight,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "efforts": self.rows(),
            "moves": [plain_table(one) for one in self.moves],
            "businesses": self.businesses,
            "overlay": json.loads(json.dumps(self.overlay())),
            "catalogue_hash": self.catalogue_hash,
        }

    def rows(self) -> list[dict[str, object]]:
        """Write the efforts as flat rows."""
        return [
            {
                "task": one.task,
                "n": one.n,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "per": one.ours.per,
                "of": one.ours.of,
                "ours": one.ours.typical,
                "measured": one.measured,
                "share": one.share,
                "low": one.blended.low,
                "typical": one.blended.typical,
                "high": one.blended.high,
            }
            for one in self.efforts
        ]

    def __repr__(self) -> str:
        """Say how much was timed, and how much moves."""
        return f"<Calibration {len(self.efforts)} tasks, {len(self.moves)} moves>"


def _adjusted(one: TimedEffort, weight: int) -> dict[str, Any]:
    why = (
        f"Measured: {one.measured:.6g} minutes, n = {one.n}, {one.first} to {one.last}; "
        f"weighed {one.n}/({one.n} + {weight}) against {one.ours.typical}."
    )
    ends = {"low": one.blended.low, "typical": one.blended.typical, "high": one.blended.high}
    return {"effort": ends, "basis": "measured", "why": why}
