"""A vacancy as a JobPosting of schema.org.

May import: `staffing`, `assessment.speaking`, `catalogue`, `structuring`, `model`, `errors`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import to_text
from commerce_roles.errors import Problem, TeamError, nearest
from commerce_roles.interchange.linked.occupations import learnt, occupation
from commerce_roles.interchange.linked.terms import Node, categories, defined_term
from commerce_roles.interchange.linked.writing import document_of
from commerce_roles.model import Money
from commerce_roles.model.limits import MOST_MONEY
from commerce_roles.staffing import Vacancy
from commerce_roles.structuring import Export, Omitted, is_finite

__all__ = ["job_posting_jsonld"]

_UNITS: Final = {"hour": "HOUR", "month": "MONTH", "year": "YEAR"}
_WIDTH: Final = 100


def job_posting_jsonld(  # noqa: PLR0913 all but one by name
    vacancy: Vacancy,
    *,
    organization: str = "",
    country: str = "",
    date_posted: date | None = None,
    valid_through: date | None = None,
    salary: Money | None = None,
    lang: str = "en",
    catalogue: Catalogue | None = None,
) -> Export:
    """Write a vacancy as a schema.org `JobPosting`, in JSON-LD.

    What the library cannot know (who hires, where, since when, for how much) is the caller's to
    tell; what was not told is not written, and listed in `lost`. A post of at least all hours of a
    full one is `FULL_TIME`, any other `PART_TIME`. The text is safe inside a
    `<script type="application/ld+json">` of a page.

    Args:
        vacancy: What is to be filled.
        organization: Who hires.
        country: Where, as ISO 3166 has it.
        date_posted: The first day on which one may apply.
        valid_through: The last.
        salary: What is paid.
        lang: The language of texts.
        catalogue: The facts; those of the vacancy where left out.

    Raises:
        TeamError: The country or currency is not known, the days are upside down, the salary is
            none; all faults at once.

    Examples:
        >>> import json
        >>> from commerce_roles import assess
        >>> from commerce_roles.staffing import vacancy
        >>> needs = assess({"channels": ["instagram"], "monthly_orders": 900}).needs()
        >>> export = job_posting_jsonld(vacancy(needs, "ecommerce_manager"), country="IT")
        >>> found = json.loads(export.text)
        >>> found["title"], found["employmentType"]
        ('e-commerce manager', 'PART_TIME')
        >>> [one.what for one in export.lost][:2]
        ['not told: hiringOrganization', 'not told: datePosted']
    """
    facts = catalogue or vacancy.catalogue
    if problems := [*_faults(country, date_posted, valid_through, salary, facts)]:
        raise TeamError(problems)
    say = Speaker(facts, lang)
    told: Node = {
        "hiringOrganization": _named("Organization", organization),
        "datePosted": date_posted.isoformat() if date_posted else "",
        "validThrough": valid_through.isoformat() if valid_through else "",
        "jobLocation": _place(country),
        "baseSalary": _salary(salary),
    }
    thing: Node = {
        "@type": "JobPosting",
        "title": say.names(vacancy.roles),
        "description": to_text(vacancy.document(lang), width=_WIDTH),
        **told,
        "employmentType": "FULL_TIME" if vacancy.share >= 1 else "PART_TIME",
        "workHours": say.parameter("hours", vacancy.hours.as_numbers()),
        "responsibilities": [facts.label("task", task.task, lang) for task in vacancy.tasks],
        "skills": [defined_term("skill", one.skill, lang, facts) for one in vacancy.must],
        "qualifications": [
            *(facts.label("skill", one.skill, lang) for one in vacancy.plus),
            *(facts.label("language", one.language, lang) for one in vacancy.languages),
        ],
        "educationRequirements": [
            part for role in vacancy.roles for part in learnt(role, lang, facts)
        ],
        "occupationalCategory": [*categories(vacancy.roles, facts)],
        "relevantOccupation": [occupation(role, lang, facts) for role in vacancy.roles],
    }
    return document_of(thing, lang, facts, _lost(told, vacancy))


def _faults(
    country: str,
    first: date | None,
    last: date | None,
    salary: Money | None,
    catalogue: Catalogue,
) -> Iterator[Problem]:
    known = sorted(catalogue.ids("country"))
    if country and country not in known:
        near = nearest(country, known)
        remedy = f"did you mean {near[0]}?" if near else "write two letters, as ISO 3166 has them"
        yield Problem(f"there is no country {country!r:.60}", "country", remedy)
    if first and last and last < first:
        message = f"{last} is before {first}"
        yield Problem(message, "valid_through", "write the last day on which one may apply")
    if salary is None:
        return
    if not is_finite(salary.amount) or not 0 <= salary.amount <= MOST_MONEY:
        remedy = f"write 0 to {MOST_MONEY:,.0f}"
        yield Problem(f"{salary.amount} is no salary", "salary.amount", remedy)
    if salary.currency not in catalogue.ids("currency"):
        near = nearest(salary.currency, sorted(catalogue.ids("currency")))
        remedy = f"did you mean {near[0]}?" if near else "write three letters, as ISO 4217 has them"
        yield Problem(f"there is no currency {salary.currency!r:.60}", "salary.currency", remedy)


def _named(kind: str, name: str) -> Node | str:
    return {"@type": kind, "name": name} if name else ""


def _place(country: str) -> Node | str:
    address = {"@type": "PostalAddress", "addressCountry": country}
    return {"@type": "Place", "address": address} if country else ""


def _salary(salary: Money | None) -> Any:  # noqa: ANN401 a thing, or nothing
    if salary is None:
        return ""
    value = {
        "@type": "QuantitativeValue",
        "value": salary.amount,
        "unitText": _UNITS[salary.per],
    }
    return {"@type": "MonetaryAmount", "currency": salary.currency, "value": value}


def _lost(told: Node, vacancy: Vacancy) -> Iterator[Omitted]:
    for name, value in told.items():
        yield Omitted(f"not told: {name}", int(not value))
    yield Omitted("importance and level of skills", len(vacancy.skills))
    yield Omitted("levels of languages", len(vacancy.languages))
    yield Omitted("hours, amounts and phases of tasks", len(vacancy.tasks))
    yield Omitted("traits, which are to be talked about", len(vacancy.traits))
    yield Omitted("to whom it reports", len(vacancy.reports_to))
