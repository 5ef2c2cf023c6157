"""Which roles a fact gives something to, and the claims on which that rests.

May import: `catalogue`, `model`.
"""

from commerce_roles.catalogue import Catalogue

__all__ = ["contradictions_of", "holders_of"]


def holders_of(catalogue: Catalogue, fact: str) -> dict[str, tuple[str, ...]]:
    """Give the roles to which a fact gives something, each with the claims that say so.

    A skill is a role's that asks for it; what is answered for, or a requirement, is its role's; a
    task belongs to who does it and who is accountable for it. Of another fact, or one that is not
    there, nobody is a holder.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> holders_of(load_catalogue(), "skill.budget")
        {'social_media_manager': ('DA-018', 'DA-019', 'DA-072')}
        >>> sorted(holders_of(load_catalogue(), "task.create_posts"))
        ['community_manager', 'social_media_manager']
    """
    kind, _, identifier = fact.partition(".")
    if kind == "skill":
        return {
            asked.role: catalogue.claims_of(asked)
            for asked in catalogue.requirements.values()
            if asked.skill == identifier
        }
    if kind == "task" and identifier in catalogue.tasks:
        task = catalogue.tasks[identifier]
        parties = dict.fromkeys((task.responsible, task.accountable))
        return {one: catalogue.claims_of(task) for one in parties if one in catalogue.roles}
    if kind in ("responsibility", "requirement") and identifier in catalogue.ids(kind):
        held = catalogue.of(kind)[identifier]
        return {str(getattr(held, "role", "")): catalogue.claims_of(held)}
    return {}


def contradictions_of(catalogue: Catalogue, fact: str) -> tuple[str, ...]:
    """Give the contradictions of the articles that touch the claims on which a fact rests."""
    claims = {claim for several in holders_of(catalogue, fact).values() for claim in several}
    return tuple(
        identifier
        for identifier, one in catalogue.contradictions.items()
        if claims & {*one.one, *one.other}
    )
