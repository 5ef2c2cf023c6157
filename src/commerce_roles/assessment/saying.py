"""Answers in words: what was asked, and what was told or would be."""

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.structuring import is_sequence

__all__ = ["answer_said", "field_said"]


def field_said(speaker: Speaker, key: str) -> str:
    """Name an input."""
    return speaker.name(key.removeprefix("kpis."))


def answer_said(speaker: Speaker, key: str, value: object) -> str:
    """Say an answer to a question: yes or no, a number, a word, or several."""
    if isinstance(value, bool):
        return speaker.word("answer", "yes" if value else "no")
    if isinstance(value, int | float):
        return speaker.number(value)
    if is_sequence(value):
        said = ", ".join(answer_said(speaker, key, word) for word in value)
        return said or speaker.word("answer", "none")
    if value is None:
        return speaker.word("answer", "none")
    word = str(value)
    if f"{key}.{word}" in speaker.catalogue.words:
        return speaker.word(key, word)
    field = speaker.catalogue.fields.get(key)
    kind = field.options if field is not None else ""
    if isinstance(kind, str) and kind in speaker.catalogue.entities:
        return speaker.catalogue.label(kind, word, speaker.language)
    return speaker.name(word)
