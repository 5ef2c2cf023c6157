"""The page in one language: the questionnaire, the checklist, and the words of its program."""

import json
import posixpath
from collections.abc import Iterator
from html import escape
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Range
from making.places import PLAYGROUND
from making.playground.checklist import Line, as_data, kept, telling
from making.playground.controls import control, held_controls, kpi_control
from making.playground.teaming import team_words
from making.playground.texts import Words

__all__ = ["FOLDER", "Engine", "address", "page"]

_FIRST: Final = 10
"""As many questions stand before the others, which are folded away."""
_ALWAYS_FIRST: Final = ("country",)
"""Asked early too: without it no price can be told."""
_LAST: Final = ("name",)
"""Asked before all else that changes no verdict."""
_WORDS: Final = ("verdict", "sourcing", "level")
FOLDER: Final = posixpath.dirname(PLAYGROUND)


@frozen
class Engine:
    """What of the engine is at hand when the site is built."""

    size: int = 0
    """Bytes that the page loads; 0: there is no engine."""


def address(catalogue: Catalogue, lang: str) -> str:
    """Give the path of the page in a language."""
    first = catalogue.languages[0]
    return PLAYGROUND if lang == first else f"{FOLDER}/{lang}.md"


def page(catalogue: Catalogue, lang: str, engine: Engine) -> str:
    """Write the page."""
    words = Words.of(catalogue, lang)
    head = {"title": words.say("title"), "hide": ["navigation", "toc"]}
    return "\n".join(
        [
            "---",
            *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()),
            "---",
            f"# {words.say('title')}\n",
            "".join(_body(words, engine)),
            "",
        ]
    )


def _body(words: Words, engine: Engine) -> Iterator[str]:
    first = words.catalogue.languages[0]
    root = "./" if words.lang == first else "../"
    yield f'<div class="playground" id="playground" lang="{words.sentences}" data-root="{root}">'
    yield f"<p>{escape(words.say('lead'))}</p>"
    yield _languages(words, root)
    yield f'<p class="pg-note" id="pg-no-script">{escape(words.say("no_script"))}</p>'
    if not engine.size:
        yield f'<p class="pg-note">{escape(words.say("no_engine"))}</p>'
    yield '<div class="pg-columns" id="pg-live" hidden>'
    yield from _form(words)
    yield '<div class="pg-side"><section class="pg-answer" aria-labelledby="pg-answer-title">'
    yield f'<h2 id="pg-answer-title" tabindex="-1">{escape(words.say("answer"))}</h2>'
    yield '<p id="pg-status" role="status"></p><div id="pg-start"></div><div id="pg-rough"></div>'
    yield '<div id="pg-result"></div></section>'
    yield f'<details class="pg-more"><summary>{escape(words.say("businesses"))}</summary>'
    yield '<div id="pg-businesses"></div></details></div>'
    yield '<div class="pg-bar" id="pg-bar"><p id="pg-brief" aria-hidden="true"></p>'
    yield f'<button type="button">{escape(words.say("see_answer"))}</button></div></div>'
    yield '<details class="pg-more" id="pg-team-tab">'
    yield f"<summary>{escape(words.say('team'))}</summary>"
    yield f"<p>{escape(words.say('team_lead'))}</p>"
    yield '<form id="pg-team" novalidate autocomplete="off"></form>'
    yield '<p id="pg-team-status" role="status"></p><div id="pg-team-seen"></div></details>'
    yield '<section id="pg-boss" aria-live="off"></section>'
    yield from _checklist(words)
    data = json.dumps(_data(words, engine), ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/json" id="pg-words">{data}</script>'
    yield f'<script type="module" src="{root}main.js"></script></div>'


def _languages(words: Words, root: str) -> str:
    first = words.catalogue.languages[0]
    links: list[str] = []
    for lang in words.catalogue.label_languages:
        place = root if lang == first else f"{root}{lang}/"
        name = words.catalogue.label("language", lang, lang)
        here = ' aria-current="page"' if lang == words.lang else ""
        links.append(f'<a href="{place}" lang="{lang}" hreflang="{lang}"{here}>{escape(name)}</a>')
    said = escape(words.say("languages"))
    names_only = f"<p>{escape(words.say('other_language'))}</p>"
    more = "" if words.lang == words.sentences else names_only
    return f'<nav class="pg-languages" aria-label="{said}">{" ".join(links)}</nav>{more}'


def _form(words: Words) -> Iterator[str]:
    catalogue = words.catalogue
    order = telling(catalogue)
    before = [*order[:_FIRST], *_ALWAYS_FIRST]
    after = [key for key in order if key not in before]
    known = {*before, *after}
    rest = [*_LAST, *(key for key in sorted(catalogue.fields) if key not in {*known, *_LAST})]
    rest += [f"kpis.{kpi.id}" for kpi in catalogue.kpis.values() if kpi.question]
    yield '<form id="pg-form" novalidate autocomplete="off">'
    yield f"<h2>{escape(words.say('begin'))}</h2><p>{escape(words.say('begin_help'))}</p>"
    yield from _controls(words, before)
    for title, keys in (("more", after), ("details", [k for k in rest if k not in known])):
        yield f'<details class="pg-more"><summary>{escape(words.say(title))}</summary>'
        yield from _controls(words, keys)
        yield f"{held_controls(words) if title == 'details' else ''}</details>"
    yield f'<button type="reset" class="pg-quiet">{escape(words.say("clear"))}</button></form>'


def _controls(words: Words, keys: list[str]) -> Iterator[str]:
    catalogue = words.catalogue
    for key in keys:
        field = catalogue.fields.get(key)
        yield (
            control(words, field)
            if field
            else kpi_control(words, catalogue.kpis[key.removeprefix("kpis.")])
        )


def _checklist(words: Words) -> Iterator[str]:
    catalogue = words.catalogue
    found = kept()
    businesses = [business.profile for business in catalogue.businesses.values()]
    fits = sum(
        any(line.fits(told) for line in found if line.role == role)
        for told in businesses
        for role in catalogue.roles
    )
    yield '<section id="pg-checklist" aria-labelledby="pg-checklist-title">'
    yield f'<h2 id="pg-checklist-title">{escape(words.say("checklist"))}</h2>'
    yield f"<p>{escape(words.say('checklist_help'))}</p>"
    for role in catalogue.roles:
        name = escape(words.name("role", role))
        yield f'<div class="pg-card"><h3 lang="{words.lang}">{name}</h3>'
        for reserved in (False, True):
            lines = [x for x in found if x.role == role and x.reserved == reserved]
            if lines:
                side = escape(words.say("reserved" if reserved else "free"))
                yield f"<p><strong>{side}</strong></p><ul>"
                yield from (f"<li>{_line(words, line)}</li>" for line in lines)
                yield "</ul>"
        yield "</div>"
    counted = words.say(
        "checklist_made",
        businesses=len(businesses),
        fits=fits,
        all=len(businesses) * len(catalogue.roles),
    )
    yield f'<p class="pg-help">{escape(counted)}</p></section>'


def _line(words: Words, line: Line) -> str:
    said = (_point(words, key, value) for key, value in line.answers.items())
    return " <b>+</b> ".join(said)


def _point(words: Words, key: str, value: object) -> str:
    """Say one answer of a line."""
    field = words.catalogue.fields[key]
    name = escape(words.name("field", key))
    if isinstance(value, Range):
        if value.high == field.maximum:
            said = words.say("at_least", n=words.number(value.low))
        elif value.high == value.low:
            said = words.number(value.low)
        else:
            said = words.say("at_most", n=words.number(value.high))
    elif isinstance(value, bool):
        said = words.say("yes" if value else "no").lower()
    else:
        anchors = {anchor.value: words.text(anchor.text) for anchor in field.anchors}
        said = anchors.get(str(value), str(value))
    return f'<span lang="{words.lang}">{name}</span>: <strong>{escape(said)}</strong>'


def _data(words: Words, engine: Engine) -> dict[str, object]:
    """Give the page's program its words, and what it needs of the facts."""
    catalogue = words.catalogue
    units = {key: dict(unit.forms[words.sentences]) for key, unit in catalogue.units.items()}
    named = {
        group: {
            word.id.removeprefix(f"{group}."): catalogue.label("word", word.id, words.lang)
            for word in catalogue.words.values()
            if word.id.startswith(f"{group}.")
        }
        for group in _WORDS
    }
    return {
        "lang": words.lang,
        "sentences": words.sentences,
        "engine": engine.size,
        "texts": {name: text[words.sentences] for name, text in words.own.items()},
        "words": named,
        "roles": {role: words.name("role", role) for role in catalogue.roles},
        "fields": {
            **{key: words.name("field", key) for key in catalogue.fields},
            **{f"kpis.{key}": words.name("kpi", key) for key in catalogue.kpis},
        },
        "hours": units["hours_month"],
        "businesses": len(catalogue.businesses),
        "team": team_words(words),
        "checklist": as_data(kept()),
    }
