"""Money for campaigns, shared out to the cent and looked at before it is gone."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Value, evaluate
from commerce_roles.strategy.choosing import forms_of
from commerce_roles.strategy.drafted import OWNER, Budget, BudgetLine, Control

__all__ = ["budget_of", "shared_out"]

_CENT: Final = Decimal("0.01")


def shared_out(amount: Decimal, parts: Mapping[str, int]) -> dict[str, Decimal]:
    """Share an amount out in proportion to whole parts, to the cent, and lose none.

    Cents that are left over go to the largest remainders (the method of Hamilton), ties to the
    first by name.

    Examples:
        >>> shared_out(Decimal("100.00"), {"a": 1, "b": 1, "c": 1})
        {'a': Decimal('33.34'), 'b': Decimal('33.33'), 'c': Decimal('33.33')}
    """
    whole = sum(parts.values())
    if whole <= 0:
        return {}
    cents = int(amount.quantize(_CENT, ROUND_HALF_UP) * 100)
    exact = {name: Fraction(cents * part, whole) for name, part in parts.items()}
    floors = {name: int(one) for name, one in exact.items()}
    left = cents - sum(floors.values())
    by_rest = sorted(exact, key=lambda name: (floors[name] - exact[name], name))
    for name in by_rest[:left]:
        floors[name] += 1
    return {name: Decimal(one) / 100 for name, one in floors.items()}


def budget_of(
    amount: Decimal, values: Mapping[str, Value], parties: Mapping[str, str], catalogue: Catalogue
) -> Budget:
    """Share a month's money for campaigns out, and say when to look at it.

    Args:
        amount: Euro a month.
        values: What is known of the business, for the conditions of the shares.
        parties: Who does each task that there is; whoever does that of a control point looks.
        catalogue: The facts with shares and control points.
    """
    forms = forms_of(catalogue)
    shares = {
        share.id: share.percent
        for share in catalogue.budget_shares.values()
        if evaluate(forms[f"budget_share.{share.id}"], values)
    }
    points = sorted(catalogue.control_points.values(), key=lambda point: (point.percent, point.id))
    lines = shared_out(amount, shares)
    return Budget(
        amount=amount.quantize(_CENT, ROUND_HALF_UP),
        lines=tuple(
            BudgetLine(share=share, amount=lines[share])
            for share in sorted(lines, key=lambda share: (-shares[share], share))
        ),
        controls=tuple(
            Control(
                point=point.id,
                spent=(amount * point.percent / 100).quantize(_CENT, ROUND_HALF_UP),
                party=next((parties[t] for t in point.tasks if t in parties), OWNER),
            )
            for point in points
        ),
    )
