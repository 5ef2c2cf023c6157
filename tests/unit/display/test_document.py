import pickle

from attrs import evolve

from commerce_roles.display import (
    Bullets,
    Document,
    Paragraph,
    strong,
    to_html,
    to_markdown,
    to_text,
)

DOCUMENT = Document("Roles", [Paragraph(["a ", strong("b")]), Bullets(["c", "d"])], lang="it")


def test_a_document_reads_as_text_where_a_string_is_wanted() -> None:
    assert str(DOCUMENT) == to_text(DOCUMENT) == "Roles\n═════\n\na b\n\n• c\n• d"


def test_a_notebook_may_show_any_form() -> None:
    assert DOCUMENT._repr_mimebundle_(include=None, exclude=None) == {
        "text/plain": to_text(DOCUMENT),
        "text/markdown": to_markdown(DOCUMENT),
        "text/html": to_html(DOCUMENT),
    }


def test_a_page_is_in_the_language_of_its_document_unless_told_otherwise() -> None:
    assert '<article lang="it">' in to_html(DOCUMENT)
    assert '<article lang="da">' in to_html(DOCUMENT, lang="da")


def test_documents_are_values() -> None:
    twin = pickle.loads(pickle.dumps(DOCUMENT))  # noqa: S301 -- made on this line
    assert twin == DOCUMENT
    assert hash(twin) == hash(DOCUMENT)
    assert evolve(DOCUMENT, title="Tasks") != DOCUMENT
