"""The service over HTTP: languages, tags, tenants, upgrades, and what it keeps."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from service import Limits, create_app
from starlette.testclient import TestClient

from commerce_roles import assess, load_catalogue, read_profile
from commerce_roles.assessment import profile_data
from commerce_roles.interchange import json_schema, questionnaire
from commerce_roles.structuring import as_json

PATIENT = Limits(seconds_to_compute=300, seconds_to_upgrade=300)
"""No test has a limit of time."""
SHOP = profile_data(read_profile("examples/clothing_retailer.toml"), names=False)
STRICT = {"adjust": {"catalogue": {"bands": {"recommended": 45}}}}
"""An overlay by which the shop needs its e-commerce manager less."""
ROLE = "ecommerce_manager"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_app(tmp_path_factory.mktemp("service") / "tenants.sqlite", limits=PATIENT)
    with TestClient(app, raise_server_exceptions=False) as found:
        yield found


def faults(answer: Any) -> dict[str, str]:
    """Give the remedies of a refusal by path."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return {fault["path"]: fault["remedy"] for fault in answer.json()["faults"]}


# ---------------------------------------------------------------------- what all may ask


def test_an_assessment_is_what_the_library_says(client: TestClient) -> None:
    answer = client.post("/assess?lang=es", json=SHOP)
    assert answer.text == assess(SHOP).to_json("es")
    assert answer.headers["content-language"] == "es"


def test_every_fault_is_told_with_path_and_remedy(client: TestClient) -> None:
    answer = client.post("/assess", json={"channels": "instagram", "monthly_orders": -1})
    assert answer.status_code == 422
    found = faults(answer)
    assert list(found) == ["channels", "monthly_orders"]
    assert all(found.values())


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("es", "es"),
        ("es-MX,en;q=0.5", "es"),
        ("de, sk;q=0.4, da;q=0.7", "da"),
        ("it;q=0, es;q=0.1", "es"),
        ("fr;q=1", "en"),
        ("es;q=many", "en"),
        (";;,=,q", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_one_the_browser_prefers_of_those_known(
    client: TestClient, accepted: str, spoken: str
) -> None:
    answer = client.get("/schema/offers", headers={"Accept-Language": accepted})
    assert answer.headers["content-language"] == spoken
    assert "Accept-Language" in answer.headers["vary"]
    assert answer.text == as_json(json_schema("offers", lang=spoken))


def test_a_language_that_is_asked_for_by_name_wins_or_is_refused(client: TestClient) -> None:
    answer = client.get("/questionnaire?lang=it", headers={"Accept-Language": "es"})
    assert answer.text == questionnaire(lang="it").to_json()
    assert faults(client.get("/questionnaire?lang=ess")) == {"lang": "did you mean es?"}
    assert "use en" in faults(client.post("/assess?lang=", json={}))["lang"]


def test_who_has_the_questions_already_is_told_so(client: TestClient) -> None:
    first = client.get("/questionnaire")
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/questionnaire", headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/questionnaire?lang=es", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_there_is_no_schema_of_another_name(client: TestClient) -> None:
    answer = client.get("/schema/profil")
    assert answer.status_code == 404
    assert "did you mean profile?" in answer.json()["detail"]


def test_a_team_is_looked_at_and_faults_of_both_parts_are_told(client: TestClient) -> None:
    people = [{"id": "a", "fte": 0.5, "skills": "seo"}]
    seen = client.post("/team", json={"profile": SHOP, "team": people, "level": "standard"})
    assert seen.json()["format"] == "team/1"
    wrong = {"profile": {"sector": 3}, "team": [{"id": "a", "age": 40}]}
    assert list(faults(client.post("/team", json=wrong))) == [
        "profile.sector",
        "team.people[0].age",
    ]
    wrong = {"profile": [], "teem": [], "level": "golden"}
    assert list(faults(client.post("/team", json=wrong))) == ["teem", "team", "profile", "level"]


def test_what_is_told_of_people_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "tenants.sqlite"
    with TestClient(create_app(path, limits=PATIENT)) as own:
        own.put("/tenants/acme", json={})
        people = [{"id": "zzyzx-7", "name": "Zoe Quiroga", "skills": "seo"}]
        told = {"profile": SHOP, "team": people}
        assert own.post("/tenants/acme/team", json=told).status_code == 200
        titled = {
            **SHOP,
            "name": "Quiroga",
            "sector": "Quiroga's own",
            "existing_posts": [{"title": "Zoe Quiroga", "roles": [ROLE]}],
        }
        assert own.put("/tenants/acme/businesses/one", json=titled).status_code == 200
    written = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    assert b"Quiroga" not in written
    assert b"zzyzx" not in written


def test_methods_and_addresses_that_are_not_there_are_refused(client: TestClient) -> None:
    answer = client.patch("/tenants/acme")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, HEAD, PUT")
    faults(answer)
    for nowhere in ("/", "/tenants", "/tenants/acme/businesses/one/two"):
        assert client.get(nowhere).status_code == 404
    head = client.head("/questionnaire")
    assert (head.status_code, head.content) == (200, b"")


# ---------------------------------------------------------------------- tenants


def test_a_tenant_decides_by_its_own_facts(client: TestClient) -> None:
    overlay = {"sector": {"toys": {"label": {"en": "toys", "es": "juguetes"}}}, **STRICT}
    made = client.put("/tenants/own", json=overlay)
    assert made.status_code == 201
    facts = load_catalogue(overlay)
    assert made.json()["to"]["hash"] == client.get("/tenants/own").json()["hash"] == facts.hash
    answer = client.post("/tenants/own/assess", json=SHOP)
    assert answer.text == assess(SHOP, catalogue=facts).to_json()
    assert "Toys" in client.get("/tenants/own/questionnaire").text
    assert "Toys" not in client.get("/questionnaire").text
    assert (
        client.get("/tenants/own/schema/profile").headers["etag"]
        != (client.get("/schema/profile").headers["etag"])
    )


def test_a_decision_is_kept_shown_again_and_forgotten(client: TestClient) -> None:
    assert client.put("/tenants/keeper", json={}).status_code == 201
    address = "/tenants/keeper/businesses/shop"
    made = client.put(f"{address}?lang=es", json=SHOP)
    assert client.get(f"{address}?lang=es").text == made.text
    assert client.delete(address).status_code == 204
    assert [client.get(address).status_code, client.delete(address).status_code] == [404, 404]
    client.put(address, json=SHOP)
    assert client.delete("/tenants/keeper").status_code == 204
    client.put("/tenants/keeper", json={})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["Acme", "a" * 65, "a b", "é", "_", "a.b", "%00"])
def test_ids_are_small_and_plain(client: TestClient, name: str) -> None:
    for address in (f"/tenants/{name}", f"/tenants/{name}/businesses/{name}"):
        assert client.put(address, json={}).status_code == 404


def test_a_wrong_overlay_is_refused_as_a_whole(client: TestClient) -> None:
    wrong = {"adjust": {"catalogue": {"bands": {"nedeed": 1}}}, "quantity": {"q": {"value": "x+"}}}
    answer = client.put("/tenants/wrong", json=wrong)
    assert answer.status_code == 422
    assert len(faults(answer)) > 1
    assert client.get("/tenants/wrong").status_code == 404


def test_a_new_overlay_says_what_it_moved(client: TestClient) -> None:
    client.put("/tenants/mover", json={})
    client.put("/tenants/mover/businesses/shop", json=SHOP)
    moved = client.put("/tenants/mover", json=STRICT)
    assert (moved.status_code, moved.json()["step"]) == (200, "minor")
    assert {
        "business": "shop", "role": ROLE, "what": "verdict", "old": "recommended",
        "new": "optional",
    } in moved.json()["moves"]  # fmt: skip
    again = client.get("/tenants/mover/businesses/shop").json()
    assert again["roles"][ROLE]["verdict"] == "optional"


# ---------------------------------------------------------------------- upgrades


def newer(path: Path, overlay: dict[str, Any]) -> TestClient:
    """Start the service anew, as after an installation of newer facts."""
    return TestClient(create_app(path, limits=PATIENT, facts=load_catalogue(overlay)))


def test_newer_facts_move_nothing_until_the_tenant_agrees(tmp_path: Path) -> None:
    path = tmp_path / "tenants.sqlite"
    with TestClient(create_app(path, limits=PATIENT)) as before:
        before.put("/tenants/acme", json={})
        kept = before.put("/tenants/acme/businesses/shop", json=SHOP).text
    with newer(path, STRICT) as after:
        assert after.get("/tenants/acme/businesses/shop").text == kept
        assert after.post("/tenants/acme/assess", json=SHOP).text == kept
        assert after.post("/assess", json=SHOP).json()["roles"][ROLE]["verdict"] == "optional"
        look = after.get("/tenants/acme/upgrade").json()
        assert (look["step"], look["businesses"]) == ("minor", 1)
        assert [move["role"] for move in look["moves"] if move["what"] == "verdict"] == [ROLE]
        assert after.get("/tenants/acme/businesses/shop").text == kept  # it was a look
        hint = faults(after.post("/tenants/acme/upgrade", json={}))["to"]
        assert look["to"]["hash"] in hint
        stale = after.post("/tenants/acme/upgrade", json={"to": look["from"]["hash"]})
        assert stale.status_code == 409
        agreed = after.post("/tenants/acme/upgrade", json={"to": look["to"]["hash"]})
        assert agreed.json() == look
        again = after.get("/tenants/acme/businesses/shop").json()
        assert again["roles"][ROLE]["verdict"] == "optional"
        assert after.get("/tenants/acme/upgrade").json()["step"] == "none"


def test_an_upgrade_that_does_not_fit_is_refused_with_all_reasons(tmp_path: Path) -> None:
    path = tmp_path / "tenants.sqlite"
    fields = {"fairs": {"type": "count", "maximum": 99, "label": {"en": "fairs", "es": "ferias"}}}
    with newer(path, {"field": fields}) as before:
        before.put("/tenants/acme", json={})
        before.put("/tenants/acme/businesses/shop", json={**SHOP, "fairs": 3})
        before.put("/tenants/lent", json={"retire": {"field": ["fairs"]}})
    with TestClient(create_app(path, limits=PATIENT)) as after:
        told = after.get("/tenants/acme/upgrade")
        assert told.status_code == 409
        assert list(faults(told)) == ["shop.more.fairs"]
        assert after.get("/tenants/lent/upgrade").status_code == 409
        assert after.get("/tenants/acme/businesses/shop").status_code == 200


def test_pinned_facts_that_cannot_be_read_any_more_can_be_left(tmp_path: Path) -> None:
    path = tmp_path / "tenants.sqlite"
    with newer(path, STRICT) as before:
        before.put("/tenants/acme", json={})
        before.put("/tenants/acme/businesses/shop", json=SHOP)
    with closing(sqlite3.connect(path)) as database, database:
        (text,) = database.execute("SELECT document FROM facts").fetchone()
        broken = json.dumps({**json.loads(text), "no_such_kind": {"x": {}}})
        database.execute("UPDATE facts SET document = ?", (broken,))
    with TestClient(create_app(path, limits=PATIENT)) as after:
        refused = after.post("/tenants/acme/assess", json=SHOP)
        assert refused.status_code == 409
        assert faults(refused)
        look = after.get("/tenants/acme/upgrade").json()
        moved = [move["new"] for move in look["moves"] if move["what"] == "verdict"]
        assert (look["step"], moved) == ("unknown", ["recommended"])
        asked = {"to": look["to"]["hash"]}
        assert after.post("/tenants/acme/upgrade", json=asked).status_code == 200
        assert after.post("/tenants/acme/assess", json=SHOP).status_code == 200


# ---------------------------------------------------------------------- at once


def test_who_asks_at_once_gets_what_everybody_gets_alone(client: TestClient) -> None:
    asked = [{**SHOP, "monthly_orders": 40 * number} for number in range(6)]
    alone = [assess(shop).to_json() for shop in asked]
    client.put("/tenants/many", json={})
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda shop: client.post("/assess", json=shop).text, asked))
        addresses = [f"/tenants/many/businesses/{number}" for number in range(6)]
        kept = list(pool.map(lambda a, s: client.put(a, json=s).text, addresses, asked))
    assert found == kept == alone
    assert [client.get(address).text for address in addresses] == alone
