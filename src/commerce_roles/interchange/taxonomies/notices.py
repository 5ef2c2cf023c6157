"""The terms under which taxonomies are published, as facts tell them.

May import: `catalogue`.
"""

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import load_catalogue
from commerce_roles.interchange.taxonomies.concepts import Notice

__all__ = ["notice_of"]


def notice_of(scheme: str, version: str) -> Notice:
    """Give the notice of a taxonomy.

    Examples:
        >>> print(notice_of("esco", "1.1.1").sentence)
        This service uses the ESCO classification of the European Commission.
    """
    catalogue = load_catalogue()
    say = Speaker(catalogue, catalogue.languages[0])
    told = {"taxonomy_version": f" {version}" if version else ""}

    def part(name: str) -> str:
        return say.phrase(f"taxonomy.{scheme}.{name}", told)

    return Notice(
        holder=part("holder"),
        licence=part("licence"),
        address=part("address"),
        sentence=part("sentence"),
        changes=part("changes"),
    )
