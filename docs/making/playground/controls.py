"""A question of the catalogue as controls of a form."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from commerce_roles.model import Field, Kpi
from making.playground.texts import Words

_MOST_BOXES: Final = 40
"""More words than these are not listed as boxes."""
_MONTHS: Final = tuple(str(month) for month in range(1, 13))
_LISTS: Final = {"month": _MONTHS}
"""Lists of words that are no kind of the catalogue."""
_KPI_MOST: Final = 1_000_000_000


def control(words: Words, field: Field) -> str:
    """Write the question of a field, with what one may answer."""
    match field.type:
        case "yes_no":
            return _radios(words, field, ("yes", "no"))
        case "ordered" | "choice":
            return _radios(words, field, _options(words, field))
        case "set":
            return _boxes(words, field)
        case "text":
            return _text(words, field)
        case _:
            unit = {"money": "€"}.get(field.type, "")
            return _number(words, field, (field.minimum, field.maximum or _KPI_MOST), unit)


def kpi_control(words: Words, kpi: Kpi) -> str:
    """Write the question for the value of a KPI."""
    label = words.text(kpi.question)
    ends = f' data-low="0" data-high="{_KPI_MOST}"'
    inner = (
        f'<label for="f-kpis.{kpi.id}">{escape(label)}</label>{_entry(f"kpis.{kpi.id}", "number")}'
    )
    return _frame(f"kpis.{kpi.id}", "number", inner, ends)


def held_controls(words: Words) -> str:
    """Ask how much of a post there is for each role today."""
    parts = [f"<fieldset><legend>{escape(words.say('held'))}</legend>"]
    for role in words.catalogue.roles:
        key = f"existing_roles.{role}"
        name = escape(words.name("role", role))
        inner = f'<label for="f-{key}">{name}</label>{_entry(key, "number")}'
        parts.append(_frame(key, "number", inner, ' data-low="0" data-high="100" data-single'))
    return "".join([*parts, "</fieldset>"])


def _frame(key: str, kind: str, inner: str, more: str = "") -> str:
    return (
        f'<div class="pg-field" data-field="{key}" data-type="{kind}"{more}>{inner}'
        f'<p class="pg-error" id="e-{key}" hidden></p></div>'
    )


def _question(words: Words, field: Field) -> str:
    """Write the question; where there are only names in a language, the name before it."""
    asked = words.text(field.question or field.label)
    if words.lang == words.sentences:
        return escape(asked)
    mark = _suggested(words, "field", field.id)
    name = escape(words.name("field", field.id))
    english = f'<span class="pg-english" lang="{words.sentences}">{escape(asked)}</span>'
    return f'<span lang="{words.lang}">{name}</span>{mark} {english}'


def _suggested(words: Words, kind: str, identifier: str) -> str:
    if not words.suggested(kind, identifier):
        return ""
    title = escape(words.say("suggested_help"))
    said = escape(words.say("suggested"))
    return f' <small class="pg-suggested" lang="{words.sentences}" title="{title}">({said})</small>'


def _help(words: Words, field: Field, more: str = "") -> str:
    """Write what counts, and where to look it up."""
    said = escape(" ".join(filter(None, [words.text(field.help), more])))
    lang = f' lang="{words.sentences}"'
    parts = [f'<p class="pg-help" id="h-{field.id}"{lang}>{said}</p>'] if said else []
    if field.where:
        where = escape(words.say("where"))
        text = escape(words.text(field.where))
        parts.append(f'<details class="pg-where"{lang}><summary>{where}</summary>{text}</details>')
    return "".join(parts)


def _number(words: Words, field: Field, ends: tuple[float, float], unit: str) -> str:
    sign = f' <span aria-hidden="true">{unit}</span>' if unit else ""
    inner = (
        f'<label for="f-{field.id}">{_question(words, field)}</label>{_help(words, field)}'
        f"{_entry(field.id, field.type)}{sign}"
    )
    bounds = f' data-low="{ends[0]:.0f}" data-high="{ends[1]:.0f}"'
    return _frame(field.id, field.type, inner, bounds)


def _entry(key: str, kind: str) -> str:
    mode = "text" if kind == "text" else "decimal"
    told = f'aria-describedby="h-{key} e-{key}"'
    return f'<input id="f-{key}" inputmode="{mode}" autocomplete="off" {told}>'


def _options(words: Words, field: Field) -> tuple[str, ...]:
    if isinstance(field.options, tuple):
        return field.options
    if field.options in _LISTS:
        return _LISTS[field.options]
    kind = field.options
    named = {one: words.name(kind, one).casefold() for one in words.catalogue.ids(kind)}
    return tuple(sorted(named, key=named.__getitem__))


def _option(words: Words, field: Field, value: str) -> tuple[str, str]:
    """Name an answer: as it looks in a real shop, or by its name; and mark a name of our own."""
    anchors = {anchor.value: anchor.text for anchor in field.anchors}
    if value in anchors and words.lang == words.sentences:
        return escape(words.text(anchors[value])), ""
    if value in {"yes", "no"}:
        return escape(words.say(value)), ""
    if isinstance(field.options, tuple):
        group = words.catalogue.word(field.id, value, words.lang)
        return escape(group), _suggested(words, "word", f"{field.id}.{value}")
    kind = str(field.options)
    if kind in _LISTS:
        return escape(words.catalogue.word(kind, value, words.lang)), ""
    return escape(words.name(kind, value)), _suggested(words, kind, value)


def _choice(
    kind: str, key: str, value: str, said: tuple[str, str], *, checked: bool = False
) -> str:
    mark = " checked" if checked else ""
    return (
        f'<label class="pg-choice"><input type="{kind}" name="f-{key}" value="{value}"{mark}> '
        f'<span class="pg-option">{said[0]}</span>{said[1]}</label>'
    )


def _group(words: Words, field: Field, choices: Iterable[str], more: str = "") -> str:
    told = f' aria-describedby="h-{field.id} e-{field.id}"'
    asked = f"<legend>{_question(words, field)}</legend>"
    inner = (
        f'<fieldset id="f-{field.id}" tabindex="-1"{told}>{asked}'
        f"{_help(words, field, more)}{''.join(choices)}</fieldset>"
    )
    numbers = " data-numbers" if field.options in _LISTS else ""
    return _frame(field.id, field.type, inner, numbers)


def _radios(words: Words, field: Field, options: Iterable[str]) -> str:
    unknown = (escape(words.say("dont_know")), "")
    choices = [_choice("radio", field.id, one, _option(words, field, one)) for one in options]
    return _group(words, field, [*choices, _choice("radio", field.id, "", unknown, checked=True)])


def _boxes(words: Words, field: Field) -> str:
    options = _options(words, field)
    listed = options if len(options) <= _MOST_BOXES else _met(words, field)
    choices = [_choice("checkbox", field.id, one, _option(words, field, one)) for one in listed]
    choices.append(_choice("checkbox", field.id, "-", (escape(words.say("none")), "")))
    if len(listed) < len(options):
        said = escape(words.say("other_codes"))
        choices.append(
            f'<label class="pg-other">{said} <input data-other autocomplete="off"></label>'
        )
    return _group(words, field, choices, words.say("set_help"))


def _met(words: Words, field: Field) -> list[str]:
    """List those of too many words that the example businesses, or our own names, use."""
    used = {
        word
        for business in words.catalogue.businesses.values()
        for word in _words_of(business.profile.get(field.id))
    }
    return sorted(used, key=lambda one: words.name(str(field.options), one).casefold())


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, tuple | list | frozenset):
        yield from map(str, value)


def _text(words: Words, field: Field) -> str:
    label = f'<label for="f-{field.id}">{_question(words, field)}</label>{_help(words, field)}'
    if not field.options:
        return _frame(field.id, "text", label + _entry(field.id, "text"), " data-private")
    told = f'aria-describedby="h-{field.id} e-{field.id}"'
    parts = [f'<select id="f-{field.id}" {told}>']
    parts.append(f'<option value="">{escape(words.say("dont_know"))}</option>')
    parts.extend(
        f'<option value="{value}">{_option(words, field, value)[0]}</option>'
        for value in _options(words, field)
    )
    parts.append("</select>")
    if field.open:
        said = escape(words.say("own_words"))
        own = f'<label class="pg-other">{said} <input data-own autocomplete="off"></label>'
        parts.append(own)
    return _frame(field.id, "word", label + "".join(parts))
