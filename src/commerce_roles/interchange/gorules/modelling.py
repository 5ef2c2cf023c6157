"""The model: nodes, edges, and what is lost."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue, LinkedRule
from commerce_roles.interchange.gorules.answers import expressions_of, needed_inputs
from commerce_roles.interchange.gorules.grouping import Group, groups_of
from commerce_roles.interchange.gorules.layout import Layout, layout_of
from commerce_roles.interchange.gorules.placing import Places
from commerce_roles.interchange.gorules.results import results_of, steps_read
from commerce_roles.interchange.gorules.writing import Writer, literal

__all__ = ["decision_model"]

Node = dict[str, Any]

_TYPE: Final = "application/vnd.gorules.decision"
_WIDTH: Final = 280
"""Between nodes of the drawing, in its units."""
_WHEN, _THEN, _RANK, _RULE = "when", "then", "rank", "rule"
_LOST: Final = (
    "answers are not judged: a wrong type, an unknown word, a value out of bounds is not refused",
    "words stand for themselves, once each: aliases are not resolved, repetitions not removed",
    "a range of two numbers, or an amount in a currency other than EUR, is not understood",
    "fractions are read to 15 digits: a third decimal of money may round it to another cent",
    "what is possible while answers are missing: a missing answer has its default",
    "sentences, their parameters, claims and sources: rules are named by their ids",
    "posts that roles are put into, prices, first steps, questions, when to ask again",
)
"""What no model says."""


def decision_model(catalogue: Catalogue, *, tables: bool = True) -> dict[str, Any]:
    """Write the whole decision as a GoRules JSON Decision Model.

    The model takes a profile as `assess` takes it and gives, under `roles`, each role's verdict,
    score, floor, cap, sourcing, hours a month and the rules that fired; under `pairs`, what may be
    combined and merged; `crisis`; and `warnings`. An answer that is missing gets its default, as
    in the best estimate of `assess`. What the model does not say is listed under `metadata.lost`.

    Args:
        catalogue: The facts.
        tables: Whether each table is a node of its own, so that an editor shows it and a trace
            names its rules; if not, one node works everything out, which runs faster.

    Returns:
        Plain data, the same for the same facts: `json.dumps` makes a file of it.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> model = decision_model(load_catalogue())
        >>> model["contentType"], model["nodes"][0]["type"]
        ('application/vnd.gorules.decision', 'inputNode')
    """
    groups, left_out = groups_of(catalogue)
    layout = layout_of(catalogue.program, groups, steps_read(catalogue))
    inputs = needed_inputs(catalogue, layout.inputs)
    modelling = _Modelling(catalogue, layout, inputs, Places.of(inputs, layout))
    inner = modelling.apart() if tables else modelling.together()
    nodes = [_node("profile", "inputNode"), *inner, _node("assessment", "outputNode")]
    for position, node in enumerate(nodes):
        node["position"] = {"x": position * _WIDTH, "y": 0}
    return {
        "contentType": _TYPE,
        "nodes": nodes,
        "edges": [_edge(one["id"], other["id"]) for one, other in pairwise(nodes)],
        "metadata": {
            "catalogue": catalogue.head.id,
            "version": catalogue.version,
            **({"notice": catalogue.notice} if catalogue.notice else {}),
            "decision_hash": catalogue.decision_hash,
            "lost": [*_LOST, *(f"the rule {rule}, which reads of posts" for rule in left_out)],
        },
    }


@frozen
class _Modelling:
    """Writes the nodes between the profile and the assessment."""

    catalogue: Catalogue
    layout: Layout
    inputs: tuple[str, ...]
    places: Places

    def apart(self) -> Iterator[Node]:
        """Give a node for the answers, for each table, and for the steps between tables."""
        yield _expressions("answers", self._answers(), passes_through=False)
        for number, batch in enumerate(self.layout.batches, 1):
            group = self.layout.groups.get(batch[0])
            if group is None:
                yield _expressions(f"steps {number}", self._steps(batch, frozenset(batch)))
            else:
                yield self._table(group)
        results = results_of(self.catalogue, self.layout.groups.values(), self.places)
        yield _expressions("results", results, passes_through=False)

    def together(self) -> Iterator[Node]:
        """Give a node for the answers, and one for all that can be worked out at each stage."""
        yield _expressions("answers", self._answers(), passes_through=False)
        for number, stage in enumerate(self.layout.stages, 1):
            steps = [key for key in stage if key in self.layout.forms]
            tables = [self.layout.groups[key] for key in stage if key in self.layout.groups]
            choices = (self._choice(group) for group in tables)
            pairs = [*self._steps(steps, frozenset()), *choices]
            yield _expressions(f"stage {number}", pairs)
        results = results_of(self.catalogue, self.layout.groups.values(), self.places)
        yield _expressions("results", results, passes_through=False)

    def _answers(self) -> Iterator[tuple[str, str]]:
        own = frozenset(self.inputs)
        written = expressions_of(self.catalogue, self.inputs, lambda k: self.places.read(k, own))
        return ((self.places.key(key), text) for key, text in written.items())

    def _steps(self, keys: Iterable[str], own: frozenset[str]) -> Iterator[tuple[str, str]]:
        writer = self._writer(own)
        return ((self.places.key(key), writer.write(self.layout.forms[key])) for key in keys)

    def _writer(self, own: frozenset[str] = frozenset()) -> Writer:
        return Writer(lambda key: self.places.read(key, own), self.layout.tables)

    # ------------------------------------------------------------------ a table

    def _table(self, group: Group) -> Node:
        """Write a table as a node: a condition a row, and what follows."""
        place, writer = self.places.key(group.key), self._writer()
        fields = _fields(group)
        rows = [
            {
                "_id": rule.id,
                "_description": _description(rule),
                _WHEN: writer.write(rule.when),
                **{field: values[row] for field, values in fields.items()},
            }
            for row, rule in enumerate(group.rules)
        ]
        prefix = "" if group.collects else f"{place}."
        content: dict[str, Any] = {
            "hitPolicy": "collect" if group.collects else "first",
            "inputs": [{"id": _WHEN, "name": _WHEN}],
            "outputs": [{"id": f, "name": f, "field": f"{prefix}{f}"} for f in fields],
            "rules": rows,
            "passThrough": True,
        }
        if group.collects:
            content["outputPath"] = place
        return {**_node(place, "decisionTableNode"), "name": group.name, "content": content}

    def _choice(self, group: Group) -> tuple[str, str]:
        """Write a table as one expression, which gives what the node of the table would."""
        writer, fields = self._writer(), _fields(group)
        whens = [writer.write(rule.when) for rule in group.rules]
        rows = [
            "{" + ", ".join(f"{field}: {values[row]}" for field, values in fields.items()) + "}"
            for row in range(len(whens))
        ]
        if group.collects:
            ones = (f"({when} ? {row} : null)" for when, row in zip(whens, rows, strict=True))
            return self.places.key(group.key), f"filter([{', '.join(ones)}], # != null)"
        written = "null"
        for when, row in reversed([*zip(whens, rows, strict=True)]):
            written = f"({when} ? {row} : {written})"
        return self.places.key(group.key), written


def _fields(group: Group) -> Mapping[str, list[str]]:
    """Give what each rule of a table gives, by column."""
    ranks = {_RANK: [literal(group.value(rule)) for rule in group.rules]} if group.ranked else {}
    return {
        _THEN: [literal(rule.then) for rule in group.rules],
        **ranks,
        _RULE: [literal(rule.id) for rule in group.rules],
    }


def _description(rule: LinkedRule) -> str:
    claims = ", ".join(rule.rule.evidence.claims)
    return f"{rule.rule.when} [{claims}]" if claims else rule.rule.when


def _node(name: str, kind: str) -> Node:
    return {"id": name, "name": name, "type": kind}


def _expressions(
    name: str, pairs: Iterable[tuple[str, str]], *, passes_through: bool = True
) -> Node:
    expressions = [{"id": f"{name} {key}", "key": key, "value": value} for key, value in pairs]
    content = {"expressions": expressions, "passThrough": passes_through}
    return {**_node(name, "expressionNode"), "content": content}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source} to {target}", "type": "edge", "sourceId": source, "targetId": target}
