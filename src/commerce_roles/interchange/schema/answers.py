"""A field or figure of the catalogue as a schema: what the judge of answers takes, and no more."""

from typing import Final

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.expressions import Amount, Integer
from commerce_roles.interchange.schema.shaping import (
    LINE,
    NULL,
    Schema,
    choice,
    described,
    either,
    listed,
    number,
    ranged,
    table,
)
from commerce_roles.model import Field, Kpi
from commerce_roles.model.limits import LONGEST_TEXT, MOST_WORDS

__all__ = ["answer_schema", "figure_schema", "option_title", "tag_schema", "unit_title"]

_LAST_MONTH: Final = 12


def answer_schema(fld: Field, speaker: Speaker) -> Schema:
    """Make the schema of one answer; null is what is not known."""
    catalogue, lang = speaker.catalogue, speaker.language
    title = capital(catalogue.label("field", fld.id, lang))
    asked = (catalogue.text(text, lang) for text in (fld.question, fld.help))
    schema = described(either(*_legal(fld, speaker), NULL), title, " ".join(filter(None, asked)))
    unit = "EUR" if fld.type == "money" else unit_title(fld.unit, speaker)
    return {**schema, "x-unit": unit} if unit else schema


def figure_schema(kpi: Kpi, speaker: Speaker) -> Schema:
    """Make the schema of the value of a KPI."""
    catalogue, lang = speaker.catalogue, speaker.language
    one = number(kpi.minimum, kpi.maximum)
    schema = described(
        either(one, ranged(one), NULL),
        capital(catalogue.label("kpi", kpi.id, lang)),
        catalogue.text(kpi.definition, lang),
    )
    return {**schema, "x-unit": catalogue.label("kpi_unit", kpi.unit, lang)}


def unit_title(unit: str, speaker: Speaker) -> str:
    """Say what is counted, without the number: `orders a month`; empty where nothing says it."""
    forms = speaker.forms(unit)
    return forms["other"].replace("{n}", "").strip() if unit else ""


def option_title(fld: Field, option: str, speaker: Speaker) -> str:
    """Name one of a field's own options: its word, else what it looks like, else its id."""
    word = speaker.word(fld.id, option)
    if word != option:
        return capital(word)
    texts = {anchor.value: speaker.label(anchor.text) for anchor in fld.anchors}
    return texts.get(option, option)


def tag_schema(speaker: Speaker) -> Schema:
    """Make the schema of a language tag (BCP 47), with a script or region where given."""
    languages = "|".join(sorted(speaker.catalogue.ids("language")))
    regions = "|".join(sorted(speaker.catalogue.ids("country")))
    parts = f"(?:-(?:[A-Za-z0-9]{{3,8}}|{regions}))*"
    return {"type": "string", "maxLength": LONGEST_TEXT, "pattern": f"^(?:{languages}){parts}$"}


def _legal(fld: Field, speaker: Speaker) -> list[Schema]:
    """List what may be answered, in the order in which a form would offer it."""
    match fld.type:
        case "count" | "money" | "number":
            return _numbers(fld, speaker)
        case "yes_no":
            return [{"type": "boolean"}]
        case "set":
            return [listed(_word(fld, speaker), most=MOST_WORDS)]
        case _:
            return [_word(fld, speaker)]


def _numbers(fld: Field, speaker: Speaker) -> list[Schema]:
    domain = speaker.catalogue.program.inputs[fld.id]
    whole = isinstance(domain, Integer)
    low, high = (domain.low, domain.high) if isinstance(domain, Integer | Amount) else (0, None)
    one = number(low, high, whole=whole)
    found = [one, ranged(one)]
    if fld.type == "money":
        codes = choice(_named("currency", speaker))
        found.append(
            table({"amount": either(one, ranged(one)), "currency": codes}, ("amount", "currency"))
        )
    return found


def _word(fld: Field, speaker: Speaker) -> Schema:
    """Make the schema of one word; other names of it, and words of one's own, beside the list."""
    if fld.options == "month":
        return number(1, _LAST_MONTH, whole=True)
    if fld.options == "language":
        return tag_schema(speaker)
    if not fld.options:
        return dict(LINE)
    if isinstance(fld.options, tuple):
        named = [(one, option_title(fld, one, speaker)) for one in fld.options]
        return either(choice(named), *([LINE] if fld.open else []))
    aliases = sorted(speaker.catalogue.aliases(fld.options))
    beside: list[Schema] = [{"enum": aliases}] if aliases else []
    own = [dict(LINE)] if fld.open else []
    return either(choice(_named(fld.options, speaker)), *beside, *own)


def _named(kind: str, speaker: Speaker) -> list[tuple[object, str]]:
    catalogue, lang = speaker.catalogue, speaker.language
    return [(one, capital(catalogue.label(kind, one, lang))) for one in sorted(catalogue.ids(kind))]
