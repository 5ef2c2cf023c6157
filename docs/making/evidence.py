"""The state of the evidence, counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from commerce_roles.catalogue import Catalogue, account
from commerce_roles.catalogue.kinds import PLURALS
from making.places import ROOT, kept_above

EVIDENCE: Final = ROOT / "docs/explanation/evidence.md"


def evidence(catalogue: Catalogue) -> str:
    """Write what is sourced, derived and assumed, and how old it is."""
    return kept_above(EVIDENCE) + "\n".join(_state(catalogue)) + "\n"


def _state(catalogue: Catalogue) -> Iterator[str]:
    found = account(catalogue)
    yield "## What rests on what\n"
    yield "| facts | sourced | derived | assumption |"
    yield "|---|---:|---:|---:|"
    totals: Counter[str] = Counter()
    for kind, counts in found.basis.items():
        totals.update(counts)
        cells = " | ".join(str(counts.get(b, "")) for b in ("sourced", "derived", "assumption"))
        yield f"| {PLURALS[kind]} | {cells} |"
    cells = " | ".join(f"**{totals[b]}**" for b in ("sourced", "derived", "assumption"))
    yield f"| **all** | {cells} |\n"
    yield "## What becomes of the claims\n"
    yield "| article | claims | cited by facts | context | the most cited |"
    yield "|---|---:|---:|---:|---|"
    for article in catalogue.articles.values():
        claims = [
            claim.id
            for claim in catalogue.claims.values()
            if catalogue.sections[claim.places[0].section].article == article.id
        ]
        if claims:
            best = sorted(claims, key=lambda c: (-found.cited.get(c, 0), c))[:3]
            most = ", ".join(f"{c} ({found.cited.get(c, 0)})" for c in best)
            cited = sum(c in found.cited for c in claims)
            context = sum(c in found.context for c in claims)
            name = f"{article.id}: {article.english}"
            yield f"| {name} | {len(claims)} | {cited} | {context} | {most} |"
    yield "\nA claim may be both: cited by a contradiction, and context for everything else.\n"
    yield "## Where the articles disagree\n"
    yield "| | topic | facts that deal with it |"
    yield "|---|---|---:|"
    for contradiction in catalogue.contradictions.values():
        places = found.contradictions[contradiction.id]
        yield f"| {contradiction.id} | {contradiction.topic} | {places} |"
    yield "\n## How good, and how old, the other sources are\n"
    yield "| tier | sources | undated | to 2012 | 2013 to 2017 | 2018 to 2022 | 2023 on |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for tier, name in (("A", "research, standard, official"), ("B", "practitioner with data"),
                       ("C", "blog, calculator")):  # fmt: skip
        years = [source.year[:4] for source in catalogue.sources.values() if source.tier == tier]
        ages = Counter(map(_age, years))
        cells = " | ".join(str(ages.get(age, "")) for age in range(5))
        yield f"| {tier}, {name} | {len(years)} | {cells} |"
    old = [cost for cost in catalogue.costs.values() if cost.stale]
    yield f"\nOf {len(catalogue.costs)} prices, {len(old)} have no year or one before 2021.\n"
    yield "## Who wrote the names\n"
    yield "| language | names | in an article | suggested | of these doubtful |"
    yield "|---|---:|---:|---:|---:|"
    for language in catalogue.label_languages:
        translations = [
            t
            for t in catalogue.translations.values()
            if language in catalogue.names(*t.id.split(".", 1))
        ]
        printed = sum(language in t.article for t in translations)
        doubtful = sum(language in t.doubtful for t in translations)
        total = len(translations)
        yield f"| {language} | {total} | {printed} | {total - printed} | {doubtful} |"


def _age(year: str) -> int:
    return 0 if not year.isdigit() else 1 + sum(year > last for last in ("2012", "2017", "2022"))
