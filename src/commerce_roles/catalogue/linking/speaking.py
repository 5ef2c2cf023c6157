"""What sentences say: every parameter of a message gets the form that gives its value."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from commerce_roles.catalogue.linking.names import Names, Unlinked
from commerce_roles.catalogue.linking.quantities import ESTIMATES
from commerce_roles.catalogue.program import LinkedParameter
from commerce_roles.errors import Problem, nearest
from commerce_roles.expressions import Form, Scope
from commerce_roles.model import FrozenMap, Message, Parameter

__all__ = ["PLACEHOLDER", "SUPPLIED", "Speech", "placeholders"]

PLACEHOLDER: Final = re.compile(r"\{([A-Za-z][a-z_]*)\}")
"""A parameter in a text; a capital first letter asks for a capital first letter."""
SUPPLIED: Final = "without"
"""The parameter that the engine supplies for a rule that is a leaning."""
_PHRASES: Final = ("role", "roles")


def placeholders(text: str) -> frozenset[str]:
    """List the parameters of a text, in small letters.

    Examples:
        >>> sorted(placeholders("{Post} takes {hours}."))
        ['hours', 'post']
    """
    return frozenset(name[0].lower() + name[1:] for name in PLACEHOLDER.findall(text))


@frozen
class _Variant(Mapping[str, Form]):
    """Names in which hours are read at their low or high estimate."""

    names: Names
    mark: str

    def __getitem__(self, key: str) -> Form:
        marked = key + self.mark
        return self.names[marked if marked in self.names else key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@frozen
class Site:
    """Where a rule stands, and what its expressions may name."""

    roles: tuple[str, ...]
    scope: Scope
    path: str
    file: str


@frozen
class Speech:
    """Links the parameters of messages."""

    names: Names
    messages: Mapping[str, Message]
    known: Mapping[str, Parameter]
    languages: tuple[str, ...]
    cited: FrozenMap[str, tuple[str, ...]]
    """The claims on which each name of the catalogue rests."""

    def check_texts(self) -> None:
        """See that every message speaks every language, with the same known parameters."""
        for message in self.messages.values():
            texts = {language: message.text.get(language, "") for language in self.languages}
            missing = [language for language, text in texts.items() if not text]
            wanted = {language: placeholders(text) for language, text in texts.items() if text}
            if missing:
                self._problem(message, f"there is no text in {', '.join(missing)}", "write it")
            if len(set(wanted.values())) > 1:
                shown = "; ".join(f"{k}: {', '.join(sorted(v))}" for k, v in wanted.items())
                self._problem(
                    message, f"the languages differ in parameters ({shown})", "align them"
                )
            for name in sorted(frozenset[str]().union(*wanted.values()) - set(self.known)):
                near = nearest(name, list(self.known))
                remedy = f"did you mean {near[0]}?" if near else f"declare [parameter.{name}]"
                self._problem(message, f"{{{name}}} is no parameter", remedy)

    def parameters(
        self,
        message: str,
        given: Mapping[str, str],
        site: Site,
    ) -> FrozenMap[str, LinkedParameter]:
        """Link the parameters of a rule's message.

        Raises:
            Unlinked: The message or a parameter is not there, or its value is wrong.
        """
        spoken = self.messages.get(message)
        if spoken is None:
            near = nearest(message, list(self.messages))
            remedy = f"did you mean {near[0]}?" if near else f"write [message.{message!r}]"
            text = f"there is no message {message!r}"
            self.names.problems.append(Problem(text, site.path, remedy, site.file))
            raise Unlinked(message)
        wanted = frozenset[str]().union(*map(placeholders, spoken.text.values()))
        found: dict[str, LinkedParameter] = {}
        for name in sorted(wanted - {SUPPLIED}):
            parameter = self.known.get(name)
            if parameter is not None:
                found[name] = self._parameter(parameter, given.get(name, ""), site)
        return FrozenMap(found)

    def _parameter(
        self,
        parameter: Parameter,
        given: str,
        site: Site,
    ) -> LinkedParameter:
        if parameter.kind in _PHRASES:
            named = tuple(site.scope.placeholders.get(w, w) for w in given.split())
            return LinkedParameter(parameter.kind, roles=named or site.roles)
        text, path = given or parameter.value, f"{site.path}.params"
        if not text:
            message = f"nothing says what {{{parameter.id}}} is"
            remedy = f'write params = {{{parameter.id} = "…"}}'
            self.names.problems.append(Problem(message, path, remedy, site.file))
            raise Unlinked(path)
        if parameter.kind != "estimate":
            form = self._check(text, site.scope, site)
            cited = self.cited if parameter.kind == "text" else FrozenMap[str, tuple[str, ...]]()
            return LinkedParameter(parameter.kind, (form,), cited=cited)
        forms = tuple(
            self._check(text, self._at(site.scope, mark), site) for mark in ESTIMATES.values()
        )
        return LinkedParameter(parameter.kind, forms)

    def _check(self, text: str, scope: Scope, site: Site) -> Form:
        return self.names.check(text, scope, f"{site.path}.params", site.file)

    def _at(self, scope: Scope, mark: str) -> Scope:
        if not mark:
            return scope
        return Scope(_Variant(self.names, mark), scope.placeholders, each=scope.each)

    def _problem(self, message: Message, text: str, remedy: str) -> None:
        self.names.problem("message", message.id, text, remedy)
