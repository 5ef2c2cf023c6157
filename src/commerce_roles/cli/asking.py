"""The questionnaire in a terminal: question, why it is asked, answer, way back, when to stop."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.assessment import Interview

__all__ = ["converse"]

_ENOUGH_AFTER: Final = 5
"""Answers after which the best estimate is shown and one may stop."""
_SKIP: Final = "?"
_BACK: Final = "<"
_STOP: Final = "."


def converse(talk: "Interview", lang: str, keep: Callable[["Interview"], None]) -> "Interview":
    """Ask until nothing can change a verdict, or the person stops; the end of input stops too.

    Args:
        talk: Where to begin.
        lang: The language to ask in.
        keep: Called with the talk after every answer, so that none is lost.
    """
    shown_at = 0
    while talk.question is not None:
        if len(talk.told) == _ENOUGH_AFTER and shown_at < _ENOUGH_AFTER:
            shown_at = len(talk.told)
            if _enough(talk, lang):
                return talk
        _show(talk, lang)
        text = _read()
        if text is None or text == _STOP:
            return talk
        if text == _BACK:
            talk = talk.back()
            keep(talk)
        elif text in ("", _SKIP):
            talk = talk.skip()
        else:
            try:
                talk = talk.answer(text)
            except InputError as error:
                _say(*(f"! {problem}" for problem in error.problems))
            else:
                keep(talk)
    _say(talk.catalogue.heading("ask", "done", lang))
    return talk


def write_profile(talk: "Interview", path: str) -> None:
    """Write what was told, in a form that every command reads.

    Raises:
        InputError: The file cannot be written.
    """
    text = json.dumps(talk.data, ensure_ascii=False, indent=2) + "\n"
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"the file cannot be written: {error}"
        raise InputError.of(message, file=path, remedy="name another file") from None


def _enough(talk: "Interview", lang: str) -> bool:
    say = talk.catalogue
    _say("", say.heading("ask", "so_far", lang))
    for role in talk.roles:
        verdict = talk.assessment[role].verdict
        words = [say.word("verdict", each, lang) for each in talk.assessment[role].possible]
        name = say.label("role", role, lang)
        _say(
            f"  {name}: {say.word('verdict', verdict, lang)} ({' … '.join((words[0], words[-1]))})"
        )
    _say(say.heading("ask", "enough", lang))
    return _read() in (None, _STOP)


def _show(talk: "Interview", lang: str) -> None:
    from commerce_roles.assessment import asked_of, options_shown

    question = talk.question
    if question is None:
        return
    say = talk.catalogue
    asked = asked_of(say, question.field)
    number = f"{len(talk.asked) + 1}"
    left = f"{say.word('ask', 'open', lang)}: {talk.open_verdicts}"
    _say("", f"{number}. {say.text(asked.question, lang)}   [{left}]")
    names = ", ".join(say.label("role", role, lang) for role in question.roles)
    _say(f"   {say.word('ask', 'why', lang)}: {names}")
    for text in (asked.help, asked.where):
        if text:
            _say(f"   {say.text(text, lang)}")
    for place, (word, label) in enumerate(options_shown(say, question.field, lang), 1):
        _say(f"   {place:2} {label}" + (f" ({word})" if label != word else ""))
    kind = getattr(asked, "type", "number")
    form = {"yes_no": "yes_no", "set": "several"}.get(kind, "one")
    form = "number" if kind in ("count", "money", "number") else form
    _say(f"   {say.word('ask', form, lang)}   {say.word('ask', 'commands', lang)}")


def _read() -> str | None:
    sys.stdout.write("> ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
