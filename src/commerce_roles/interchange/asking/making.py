"""The questions of a catalogue, cheap ones first, each after what its condition reads."""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, Problem, nearest
from commerce_roles.expressions import references
from commerce_roles.interchange.asking.conditions import asked_if
from commerce_roles.interchange.asking.questions import Option, Question, Questionnaire
from commerce_roles.interchange.asking.saying import Saying
from commerce_roles.interchange.schema.answers import unit_title
from commerce_roles.model import Field

__all__ = ["questionnaire"]

_NUMBERS: Final = ("count", "money", "number")
_MONTHS: Final = range(1, 13)


def questionnaire(
    catalogue: Catalogue | None = None,
    lang: str = "en",
    messages: Mapping[str, str] | None = None,
) -> Questionnaire:
    """Give all questions about a business in a language, those of an overlay among them.

    Args:
        catalogue: The facts that are asked for; the library's own where left out.
        lang: The language, which may be one that the library does not speak.
        messages: Texts of your own in that language, by the ids that `missing` lists.

    Raises:
        InputError: A message has an id that no text has.

    Examples:
        >>> asked = questionnaire(lang="es")
        >>> [question.key for question in asked.questions][:3]
        ['business_model', 'channels', 'content_formats']
        >>> asked.missing
        ()
        >>> question = next(one for one in asked.questions if one.key == "competition")
        >>> question.options[0]
        Option(value='low', label='Poca', anchor='Dos tiendas parecidas o menos, o casi sin ...')
        >>> len(questionnaire(lang="it").missing) > 0
        True
    """
    facts = catalogue or load_catalogue()
    saying = Saying(facts, lang, messages or {})
    questions = tuple(_question(fld, saying) for fld in _ordered(facts))
    made = Questionnaire(
        lang=lang,
        catalogue_hash=facts.hash,
        questions=questions,
        dont_know=saying.name("word", "answer.unknown"),
        yes=saying.name("word", "answer.yes"),
        no=saying.name("word", "answer.no"),
        missing=tuple(sorted(saying.missing)),
    )
    problems = list(_strangers(saying))
    if problems:
        raise InputError(problems)
    return made


def _strangers(saying: Saying) -> Iterator[Problem]:
    """Find messages that stand for nothing."""
    for identifier in sorted(set(saying.messages) - saying.used):
        near = nearest(identifier, sorted(saying.used))
        remedy = f"did you mean {near[0]}?" if near else "leave it out"
        yield Problem("no text of a question has this id", f"messages.{identifier}", remedy)


def _ordered(catalogue: Catalogue) -> list[Field]:
    """Order what is asked for: what conditions read first, then by cost, then by id."""
    asked = {fld.id: fld for fld in catalogue.fields.values() if fld.question}
    conditions = catalogue.program.asked_when
    found: dict[str, Field] = {}

    def take(identifier: str) -> None:
        if identifier in asked and identifier not in found:
            for read in references(conditions[identifier]) if identifier in conditions else ():
                if read != identifier:
                    take(read)
            found[identifier] = asked[identifier]

    for fld in sorted(asked.values(), key=lambda one: (one.cost_to_ask, one.id)):
        take(fld.id)
    return list(found.values())


def _question(fld: Field, saying: Saying) -> Question:
    catalogue, number = saying.catalogue, fld.type in _NUMBERS
    condition = catalogue.program.asked_when.get(fld.id)
    unit = unit_title(fld.unit, Speaker(catalogue, saying.lang))
    return Question(
        key=fld.id,
        path=tuple(fld.id.split(".")),
        type=fld.type,
        label=saying.name("field", fld.id),
        text=saying.say(f"field.{fld.id}.question", fld.question),
        help=saying.say(f"field.{fld.id}.help", fld.help),
        where=saying.say(f"field.{fld.id}.where", fld.where),
        unit="EUR" if fld.type == "money" else unit,
        minimum=fld.minimum if number else None,
        maximum=fld.maximum if number else None,
        options=tuple(_options(fld, saying)),
        open=fld.open or not (number or fld.options or fld.type == "yes_no"),
        several=fld.type == "set",
        may_be_range=number,
        cost_to_ask=fld.cost_to_ask,
        asked_when=fld.asked_when,
        asked_if=None if condition is None else asked_if(condition, catalogue),
    )


def _options(fld: Field, saying: Saying) -> Iterator[Option]:
    catalogue = saying.catalogue
    if fld.options == "month":
        yield from (Option(value=month, label=str(month)) for month in _MONTHS)
    elif isinstance(fld.options, str):
        for word in sorted(catalogue.ids(fld.options)) if fld.options else ():
            yield Option(value=word, label=saying.name(fld.options, word))
    else:
        anchors = {anchor.value: anchor.text for anchor in fld.anchors}
        for word in fld.options:
            known = f"{fld.id}.{word}" in catalogue.words
            anchor = saying.say(f"field.{fld.id}.anchor.{word}", anchors.get(word, {}))
            label = saying.name("word", f"{fld.id}.{word}") if known else anchor or word
            yield Option(value=word, label=label, anchor=anchor)
