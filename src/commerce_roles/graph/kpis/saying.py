"""Figures in words: numbers in their units, reasons, names."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from commerce_roles.catalogue import Catalogue, Figure, Undefined
from commerce_roles.display import places_for, write_number
from commerce_roles.graph.answers import Wording
from commerce_roles.graph.relations import node
from commerce_roles.model import FrozenMap, Label

__all__ = [
    "NOTHING", "change_said", "figure_name", "names_of", "reason", "said", "signed", "unit_said",
    "wording_of",
]  # fmt: skip

NOTHING: Final = "–"
"""What stands where there is no value."""

_NAMED: Final = ("kpi", "measure", "measure_rule", "stage")
_WORDS: Final = ("column", "kpis", "kpi_reason", "kpi_target", "kpi_trend", "kpi_method")
"""Groups of words that figures are told with."""
_FORM: Final = "form"
_CHANGE: Final = "change"


def wording_of(catalogue: Catalogue) -> Wording:
    """Take from a catalogue all that figures are told with."""
    names: dict[str, Label] = {
        node(kind, identifier): FrozenMap(catalogue.names(kind, identifier))
        for kind in _NAMED
        for identifier in catalogue.of(kind)
    }
    for tree in catalogue.metric_trees.values():
        names |= {node("step", part.id): part.label for part in tree.parts if part.id}
    for unit in catalogue.kpi_units.values():
        names[node(_FORM, unit.id)] = unit.form
        names[node("kpi_unit", unit.id)] = unit.label
        if unit.change:
            names[node(_CHANGE, unit.id)] = unit.change
    words = {
        name: word.text
        for name, word in catalogue.words.items()
        if name.partition(".")[0] in _WORDS
    }
    return Wording(FrozenMap(names), FrozenMap(words), catalogue.languages)


def said(wording: Wording, value: Fraction | None, unit: str, lang: str, currency: str = "") -> str:
    """Say a number in a unit; a dash where there is none.

    Args:
        wording: The forms of the units.
        value: The number.
        unit: The id of a unit of KPIs; any other, such as that of a measure, is not said.
        lang: The language.
        currency: What money is in; the word for money where it is not told.
    """
    if value is None:
        return NOTHING
    number = write_number(value, lang, places=places_for([value]))
    return _form(wording, unit, lang, currency).replace("{n}", number)


def unit_said(wording: Wording, unit: str, lang: str, currency: str = "") -> str:
    """Say a unit by itself, as it stands behind a number."""
    return _form(wording, unit, lang, currency).replace("{n}", "").strip()


def _form(wording: Wording, unit: str, lang: str, currency: str) -> str:
    form = node(_FORM, unit)
    if form not in wording.names:
        return "{n}"
    money = currency or wording.word("kpis.money", lang)
    return wording.name(form, lang).replace("{money}", money)


def change_said(wording: Wording, unit: str, lang: str, currency: str = "") -> str:
    """Say what a difference is in: that of two percentages in percentage points."""
    form = node(_CHANGE, unit)
    if form in wording.names:
        return wording.name(form, lang).replace("{n}", "").strip()
    return unit_said(wording, unit, lang, currency)


def signed(value: Fraction, lang: str, places: int) -> str:
    """Write a difference with its sign."""
    number = write_number(value, lang, places=places)
    return f"+{number}" if value > 0 else number


def figure_name(wording: Wording, figure: Figure, lang: str) -> str:
    """Name a KPI, a measure or a step."""
    return wording.name(node(figure.kind, figure.id), lang)


def reason(wording: Wording, why: Undefined, lang: str) -> str:
    """Say why a figure has no value."""
    names = names_of(wording, why.names, lang)
    return wording.word(f"kpi_reason.{why.reason}", lang).replace("{names}", names)


def names_of(wording: Wording, measures: Iterable[str], lang: str) -> str:
    """Name measures, joined by commas."""
    return wording.listed((node("measure", name) for name in measures), lang)
