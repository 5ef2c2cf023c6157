"""The questionnaire in a terminal: question, why it is asked, answer, way back, when to stop."""

import json
import shutil
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from attrs import frozen

from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.assessment import Interview
    from commerce_roles.assessment.speaking import Speaker
    from commerce_roles.model import Field, Kpi

__all__ = ["converse", "write_profile"]

_ENOUGH_AFTER: Final = 5
"""Answers after which the best estimate is shown and one may stop."""
_SKIP: Final = "?"
_BACK: Final = "<"
_STOP: Final = "."
_NUMBERS: Final = ("count", "money", "number")
_WIDEST: Final = 100
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def converse(
    talk: "Interview",
    lang: str,
    keep: Callable[["Interview"], None],
    screen: TextIO,
) -> "Interview":
    """Ask until nothing can change a verdict, or the person stops; the end of input stops too.

    Args:
        talk: Where to begin.
        lang: The language to ask in.
        keep: Called with the talk after every answer, so that none is lost.
        screen: Where questions are shown.
    """
    from commerce_roles.assessment.speaking import Speaker

    shown = _Screen(Speaker(talk.catalogue, lang), screen)
    shown_at = 0
    while talk.question is not None:
        if len(talk.told) == _ENOUGH_AFTER and shown_at < _ENOUGH_AFTER:
            shown_at = len(talk.told)
            shown.estimate(talk)
            if shown.read() in (None, _STOP):
                return talk
        shown.question(talk)
        after = _answered(talk, shown)
        if after is None:
            return talk
        if after.told != talk.told:
            keep(after)
        talk = after
    shown.say(shown.heading("done"))
    return talk


def _answered(talk: "Interview", shown: "_Screen") -> "Interview | None":
    """Read until there is an answer that can be taken, a step on or back; None to stop."""
    while True:
        text = shown.read()
        if text is None or text == _STOP:
            return None
        if text == _BACK:
            return talk.back()
        if text in ("", _SKIP):
            return talk.skip()
        try:
            return talk.answer(text)
        except InputError:
            shown.refused(talk, text)


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


@frozen
class _Screen:
    """Shows a talk in one language."""

    speaker: "Speaker"
    out: TextIO

    def read(self) -> str | None:
        """Read a line; None at the end of input."""
        self.out.write("> ")
        self.out.flush()
        line = sys.stdin.readline()
        return line.strip() if line else None

    def say(self, text: str = "", *, indent: int = 0, look: str = "") -> None:
        """Write a text, broken between words, in a look where there is colour."""
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        margin = " " * indent
        text = "".join(character if character.isprintable() else " " for character in text)
        lines = textwrap.wrap(
            text, width, initial_indent=margin, subsequent_indent=margin, break_long_words=False
        )
        for line in lines or [""]:
            coloured = look and self.out.isatty()
            self.out.write(f"{look}{line}{_PLAIN}\n" if coloured else f"{line}\n")

    def word(self, name: str) -> str:
        return self.speaker.word("ask", name)

    def heading(self, name: str) -> str:
        return self.speaker.catalogue.heading("ask", name, self.speaker.language)

    def question(self, talk: "Interview") -> None:
        """Show the next question, how far one has come, and why it is asked."""
        from commerce_roles.assessment import asked_of, options_shown

        question = talk.question
        if question is None:
            return
        catalogue, language = talk.catalogue, self.speaker.language
        asked = asked_of(catalogue, question.field)
        decided = sum(talk.assessment[role].decided for role in talk.roles)
        progress = self.speaker.text(
            "ask.progress",
            {
                "seen": str(len(talk.asked) + 1),
                "points": str(decided),
                "most": str(len(talk.roles)),
                "limit": str(len(talk.questions)),
            },
        )
        self.say()
        self.say(progress, look=_FAINT)
        self.say(catalogue.text(asked.question, language), look=_BOLD)
        names = ", ".join(catalogue.label("role", role, language) for role in question.roles)
        self.say(f"{self.heading('why')}: {names}", indent=2, look=_FAINT)
        if asked.help:
            self.say(catalogue.text(asked.help, language), indent=2)
        if asked.where:
            where = catalogue.text(asked.where, language)
            self.say(f"{self.heading('where')}: {where}", indent=2)
        for place, (_, label) in enumerate(options_shown(catalogue, question.field, language), 1):
            self.say(f"{place:2} {label}", indent=2)
        self.say(f"{self._hint(talk, asked)}   {self.word('commands')}", indent=2, look=_FAINT)

    def _hint(self, talk: "Interview", asked: "Field | Kpi") -> str:
        """Say what may be written."""
        from commerce_roles.assessment import options_shown

        kind = getattr(asked, "type", "number")
        if kind in _NUMBERS:
            return self.word("number")
        if kind == "yes_no":
            return self.word("yes_no")
        field = talk.question.field if talk.question else ""
        listed = bool(options_shown(talk.catalogue, field, self.speaker.language))
        if kind == "set":
            return self.word("several" if listed else "names")
        if getattr(asked, "open", False):
            return self.word("free")
        return self.word("one" if listed else "name")

    def refused(self, talk: "Interview", text: str) -> None:
        """Say that an answer cannot be taken, what would do, and which names are near."""
        from commerce_roles.assessment import asked_of

        question = talk.question
        if question is None:
            return
        asked = asked_of(talk.catalogue, question.field)
        said = self.speaker.text("ask.refused", {"seen": text, "wanted": self._hint(talk, asked)})
        if getattr(asked, "type", "number") in _NUMBERS and asked.maximum is not None:
            ends = (self.speaker.number(end) for end in (asked.minimum, asked.maximum))
            said += " " + self.speaker.text(
                "ask.between", dict(zip(("least", "most"), ends, strict=True))
            )
        near = self._near(talk, getattr(asked, "options", ""), text)
        if near:
            said += " " + self.speaker.text("ask.near", {"listed": ", ".join(near)})
        self.say(f"! {said}", indent=2)

    def _near(self, talk: "Interview", kind: object, text: str) -> list[str]:
        """Name what was perhaps meant, part by part."""
        if not isinstance(kind, str) or kind not in talk.catalogue.facts.entries:
            return []
        found: list[str] = []
        for part in text.split(","):
            near = talk.catalogue.find(part, kind=kind)
            if near and not near[0].exact:
                found += [
                    talk.catalogue.label(kind, one.id, self.speaker.language) for one in near[:3]
                ]
        return found

    def estimate(self, talk: "Interview") -> None:
        """Show the best estimate so far, and ask whether it is sure enough."""
        say = self.speaker
        self.say()
        self.say(self.heading("so_far"), look=_BOLD)
        for role in talk.roles:
            found = talk.assessment[role]
            name = say.catalogue.label("role", role, say.language)
            verdict = say.word("verdict", found.verdict)
            ends = " … ".join(say.word("verdict", found.possible[end]) for end in (0, -1))
            self.say(f"{name}: {verdict}" + ("" if found.decided else f" ({ends})"), indent=2)
        self.say(self.heading("enough"))
