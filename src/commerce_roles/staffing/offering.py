"""Offers from files, mappings and data frames, with every fault named at once."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, cast

import attrs

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, Problem, TeamError
from commerce_roles.model import Offer, OfferedTask
from commerce_roles.model.limits import MOST_AMOUNT, MOST_NOTICE_DAYS, SUPPLIED_HOURS
from commerce_roles.staffing.amounts import money_of
from commerce_roles.staffing.judging import judge_money, known, within
from commerce_roles.staffing.matching import language_tag
from commerce_roles.staffing.opening import told_in
from commerce_roles.staffing.rows import OFFERED, offer_of_row
from commerce_roles.staffing.telling import Telling
from commerce_roles.structuring import is_frame, is_mapping, is_sequence

__all__ = ["judge_offers", "offers_of", "read_offers"]

_KEYS: Final = tuple(attribute.name for attribute in attrs.fields(Offer))
_TASK: Final = tuple(attribute.name for attribute in attrs.fields(OfferedTask))
_Accounts = Literal["business", "supplier"]


def read_offers(path: str | Path, *, catalogue: Catalogue | None = None) -> tuple[Offer, ...]:
    """Read offers from a TOML or JSON file with `[[offers]]`, or from CSV; `-` is standard input.

    A spreadsheet has a row for each offer: tasks, channels and languages stand in one cell each
    (`create_posts: 12; publish_posts`), money in `price`, `currency`, `price_per`, `price_as_of`.

    Raises:
        TeamError: With every fault of the file.

    Examples:
        >>> [offer.id for offer in read_offers("examples/teams/offers.toml")]
        ['freelance', 'studio']
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        return offers_of(told_in(path, name, OFFERED), catalogue=catalogue)
    except InputError as error:
        raise TeamError([attrs.evolve(p, file=name) for p in error.problems]) from None


def offers_of(data: object, *, catalogue: Catalogue | None = None) -> tuple[Offer, ...]:
    """Make offers of plain data: a mapping with `offers`, a list of them, or a data frame.

    Args:
        data: A mapping with `offers`, a list of offers, or a data frame of pandas, polars or
            pyarrow, or any other that narwhals reads, with one row for each.
        catalogue: The facts whose tasks and channels are named; the library's own where left out.

    Raises:
        TeamError: With every fault: unknown keys and tasks, negative prices, two of one id.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> told = {"id": "studio", "tasks": {"create_posts": 12, "publish_posts": 12}}
        >>> [(one.task, one.amount) for one in offers_of([told])[0].tasks]
        [('create_posts', 12.0), ('publish_posts', 12.0)]
    """
    facts = catalogue or load_catalogue()
    reading = _Reading(Telling(), facts)
    offers = tuple(reading.offers(data))
    problems = [*reading.telling.problems, *judge_offers(offers, facts)]
    if problems:
        raise TeamError(dict.fromkeys(problems))
    return tuple(sorted(offers, key=lambda offer: offer.id))


def judge_offers(offers: Iterable[Offer], catalogue: Catalogue) -> list[Problem]:
    """List what is wrong with offers: two of one id, unknown names, numbers out of bounds."""
    told = list(offers)
    ids = [offer.id for offer in told]
    found = [
        Problem(f"{ids.count(one)} offers have this id", f"offers.{one}", "rename one")
        for one in sorted(set(ids))
        if ids.count(one) > 1
    ]
    return [*found, *(problem for offer in told for problem in _offer(offer, catalogue))]


def _offer(offer: Offer, catalogue: Catalogue) -> Iterator[Problem]:
    path = f"offers.{offer.id}"
    for key in ("price", "once"):
        yield from judge_money(f"{path}.{key}", getattr(offer, key), catalogue)
    yield from within(f"{path}.hours", offer.hours, SUPPLIED_HOURS)
    yield from within(f"{path}.response_hours", offer.response_hours, SUPPLIED_HOURS)
    yield from within(f"{path}.notice_days", offer.notice_days, MOST_NOTICE_DAYS)
    seen: set[str] = set()
    for one in offer.tasks:
        yield from known(f"{path}.tasks", "task", one.task, list(catalogue.tasks))
        yield from within(f"{path}.tasks.{one.task}", one.amount, MOST_AMOUNT)
        if one.task in seen:
            yield Problem(f"{one.task} stands twice", f"{path}.tasks", "add the amounts up")
        seen.add(one.task)
    for channel in offer.channels or ():
        yield from known(f"{path}.channels", "channel", channel, list(catalogue.channels))
    for tag in offer.languages or ():
        if not language_tag(catalogue, tag):
            message = f"{tag!r:.40} is no language tag (BCP 47)"
            yield Problem(message, f"{path}.languages", "write es, en or pt-BR")


@attrs.define
class _Reading:
    telling: Telling
    catalogue: Catalogue

    def offers(self, data: object) -> Iterator[Offer]:
        value, flat = data, True
        if is_frame(data):
            value = self.telling.rows(data, "offer")
        elif is_mapping(data):
            self.telling.strangers("", data, ("offers",))
            value, flat = data.get("offers"), False
        elif isinstance(data, Iterable) and not isinstance(data, str | bytes):
            value = list(cast("Iterable[object]", data))
        if value is None:
            self.telling.wrong("offers", "there are no offers", "write [[offers]] for each of them")
        for place, one in self.telling.items("offers", value):
            if is_mapping(one):
                told = offer_of_row(one, place, self.telling.problems) if flat else one
                yield self._offer(place, told)
            else:
                self.telling.shape(place, "a table of keys", one)

    def _offer(self, place: str, told: Mapping[str, object]) -> Offer:
        take = self.telling
        take.strangers(place, told, _KEYS)
        accounts: _Accounts | None = take.one_of(
            f"{place}.accounts", told.get("accounts"), _Accounts
        )
        days = take.number(f"{place}.notice_days", told.get("notice_days"))
        if days is not None and not days.is_integer():
            message = f"a whole number of days is wanted, this is {days}"
            take.wrong(f"{place}.notice_days", message, "write it like 30")
        if told.get("id") == "":
            take.wrong(f"{place}.id", "the id is empty", "give each offer an id of its own")
        onboarding = told.get("onboarding")
        return Offer(
            id=take.text(f"{place}.id", told.get("id")) or place,
            name=take.text(f"{place}.name", told.get("name", "")),
            price=money_of(take, f"{place}.price", told.get("price")),
            hours=take.number(f"{place}.hours", told.get("hours")),
            once=money_of(take, f"{place}.once", told.get("once")),
            tasks=self._tasks(f"{place}.tasks", told.get("tasks")),
            channels=self._channels(f"{place}.channels", told.get("channels")),
            languages=self._words(f"{place}.languages", told.get("languages")),
            response_hours=take.number(f"{place}.response_hours", told.get("response_hours")),
            notice_days=None if days is None else round(days),
            accounts=accounts,
            onboarding=None if onboarding is None else take.yes(f"{place}.onboarding", onboarding),
        )

    def _words(self, path: str, value: object) -> list[str] | None:
        return None if value is None else self.telling.texts(path, value)

    def _channels(self, path: str, value: object) -> list[str] | None:
        aliases = self.catalogue.aliases("channel")
        told = self._words(path, value)
        return None if told is None else [aliases.get(one, one) for one in told]

    def _tasks(self, path: str, value: object) -> list[OfferedTask]:
        if value is None:
            self.telling.wrong(path, "this key is missing", "list the tasks that are offered")
        elif is_mapping(value):
            return [
                OfferedTask(task=str(task), amount=self.telling.number(f"{path}.{task}", amount))
                for task, amount in value.items()
            ]
        elif is_sequence(value):
            return [self._task(f"{path}[{place}]", one) for place, one in enumerate(value)]
        else:
            self.telling.shape(path, "a list or table of tasks", value)
        return []

    def _task(self, path: str, one: object) -> OfferedTask:
        if not is_mapping(one):
            return OfferedTask(task=self._id(self.telling.text(path, one)))
        self.telling.strangers(path, one, _TASK)
        task = self._id(self.telling.text(f"{path}.task", one.get("task")))
        return OfferedTask(
            task=task, amount=self.telling.number(f"{path}.amount", one.get("amount"))
        )

    def _id(self, text: str) -> str:
        """Give the id of a task told by its id or its name; what is neither is told later."""
        if text in self.catalogue.tasks:
            return text
        exact = [one.id for one in self.catalogue.find(text, kind="task") if one.exact]
        return exact[0] if len(exact) == 1 else text
