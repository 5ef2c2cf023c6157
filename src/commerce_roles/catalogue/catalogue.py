"""The facts as one immutable value, and what can be asked of it."""

import attrs

from commerce_roles.catalogue.differing import Difference, differ
from commerce_roles.catalogue.finding import Found, find
from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.recording import records
from commerce_roles.catalogue.showing import document_of, overview_of
from commerce_roles.catalogue.tracing import Citation, claims_of, trace
from commerce_roles.display import Document
from commerce_roles.showing import Displayed

__all__ = ["Catalogue"]


@attrs.frozen(eq=False, slots=False)
class Catalogue(Holding, Displayed):
    """All facts: roles, tasks, rules, names, sentences, evidence; and the program they make.

    Every kind is a mapping by id. Two catalogues are equal if they hold the same facts.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> catalogue = load_catalogue()
        >>> sorted(catalogue.roles)
        ['community_manager', 'ecommerce_manager', 'social_media_manager']
        >>> catalogue.tasks["create_posts"].responsible
        'community_manager'
        >>> catalogue.kpis["conversion_rate"].formula
        '100 * orders / sessions'
    """

    def find(self, text: str, *, lang: str | None = None, kind: str = "") -> tuple[Found, ...]:
        """Look a text up among ids, names and aliases, best match first; never a silent guess.

        Args:
            text: An id, a name or part of one, in any case, with or without accents.
            lang: The language of the text; None: any.
            kind: Only facts of this kind.

        Raises:
            UnknownIdError: There is no such kind.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> found = load_catalogue().find("gestore community", lang="it")
            >>> found[0].kind, found[0].id, found[0].exact
            ('role', 'community_manager', False)
        """
        return find(self, text, lang=lang, kind=kind)

    def records(self, kind: str, *, lang: str = "en") -> list[dict[str, object]]:
        """Write the facts of a kind as flat rows, for a data frame or a spreadsheet.

        Every row has the same keys: what stands inside is named by its path (`effort.typical`),
        lists are joined by commas, texts are in one language, and what is not told is None.

        Raises:
            UnknownIdError: There is no such kind.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> row = load_catalogue().records("tasks")[0]
            >>> row["id"], row["effort.typical"], row["label"]
            ('activate_ambassadors', 600, 'activate ambassadors and collect user content')
        """
        return records(self, kind, lang)

    def trace(self, claim: str) -> tuple[Citation, ...]:
        """List what rests on a claim, a source or a contradiction.

        Raises:
            UnknownIdError: There is none of that id.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> resting = [c.fact for c in load_catalogue().trace("DA-019")]
            >>> [fact for fact in resting if fact.startswith("requirement.")]
            ['requirement.smm_budget']
        """
        return trace(self, claim)

    def claims_of(self, fact: object) -> tuple[str, ...]:
        """List the claims on which a fact rests, and what stands inside it.

        Args:
            fact: A value of the model, or the id of one, alone or as `kind.id`.

        Raises:
            UnknownIdError: There is no fact of that id.

        Examples:
            >>> from commerce_roles import load_catalogue
            >>> catalogue = load_catalogue()
            >>> catalogue.claims_of(catalogue.guardrails["no_chaos"])
            ('DA-078',)
            >>> catalogue.claims_of("guardrail.no_chaos")
            ('DA-078',)
        """
        return claims_of(self, fact)

    def diff(self, other: Holding) -> Difference:
        """Say what another catalogue has other than this one, and how large a step that is."""
        return differ(self, other)

    def show(self, name: str, *, lang: str = "en") -> Document:
        """Show a fact, or all facts of a kind, as a document that draws itself in a notebook.

        Raises:
            UnknownIdError: There is neither such a kind nor such an id.
        """
        return document_of(self, name, lang)

    def document(self, lang: str = "en") -> Document:
        """Show which version it is, and how many facts of each kind it has."""
        return overview_of(self, lang)
