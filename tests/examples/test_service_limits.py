"""The service and hostile bodies, too many requests, answers that take too long."""

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from service import Limits, create_app
from service.computing import Computing
from service.problems import Refusal
from starlette.testclient import TestClient

SMALL = Limits(most_bytes=2_000, seconds_to_read=0.2, seconds_to_compute=300)
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_app(tmp_path_factory.mktemp("service") / "tenants.sqlite", limits=SMALL)
    with TestClient(app) as found:
        yield found


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"  \n", 400),
        (b'{"sector": "\xff"}', 400),
        (b"\xef\xbb\xbf{}", 422),
        ("{}".encode("utf-16"), 400),
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'{"skus": NaN}', 422),
        (b'{"skus": 1e999}', 422),
        (b'{"skus": ' + b"9" * 1_900 + b"}", 422),
        (b'{"skus": 1, "skus": 2}', 422),
        (b'{"sector": "\\ud800"}', 422),
        (b'{"\\udfff": 1}', 422),
        (b'{"more": ' + b"[" * 900 + b"]" * 900 + b"}", 422),
        (b'{"more": ' + b'{"a":' * 300 + b"1" + b"}" * 300 + b"}", 422),
        (b"[" * 1_999, 422),
        (b'{"crisis": [], "kpis": 3, "existing_posts": {}}', 422),
        (b'{"name": "' + b"a" * 2_000 + b'"}', 413),
    ],
)
@pytest.mark.parametrize("address", ["/assess", "/team", "/tenants/x"])
def test_hostile_bodies_are_refused_in_order(
    client: TestClient, body: bytes, status: int, address: str
) -> None:
    method = "PUT" if "tenants" in address else "POST"
    answer = client.request(method, address, content=body, headers=JSON)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert status != 422 or all(fault["message"] for fault in told["faults"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/jsonp"},
        {"Content-Type": ""},
        {**JSON, "Content-Encoding": "gzip"},
        {**JSON, "Content-Encoding": "identity, gzip"},
    ],
)
def test_other_media_types_and_packed_bodies_are_refused(
    client: TestClient, headers: dict[str, str]
) -> None:
    bomb = gzip.compress(b'{"name": "' + b"a" * 10_000_000 + b'"}', 9)
    answer = client.post("/assess", content=bomb[:1_500], headers=headers)
    assert answer.status_code == 415
    assert {"accept", "accept-encoding"} & set(answer.headers)


def test_a_media_type_may_have_parameters_and_capitals(client: TestClient) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert client.post("/assess", content=b"{}", headers=headers).status_code == 200


def in_pieces(app: Any, pieces: AsyncIterator[bytes], headers: dict[str, str]) -> tuple[int, int]:
    """Send a body piece by piece; give the status, and how many bytes were taken."""
    taken = 0
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        nonlocal taken
        async for piece in pieces:
            taken += len(piece)
            return {"type": "http.request", "body": piece, "more_body": True}
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    raw = [(k.lower().encode(), v.encode()) for k, v in {**JSON, **headers}.items()]
    scope = {
        "type": "http", "method": "POST", "path": "/assess", "headers": raw,
        "query_string": b"", "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], taken


async def endless(piece: bytes, pause: float) -> AsyncIterator[bytes]:
    while True:
        await asyncio.sleep(pause)
        yield piece


async def cut_off() -> AsyncIterator[bytes]:
    yield b"{"


def test_of_a_body_without_end_no_more_is_read_than_may_be(client: TestClient) -> None:
    assert in_pieces(client.app, endless(b"a" * 500, 0), {}) == (413, 2_500)


@pytest.mark.parametrize("length", ["2001", "9" * 5_000])
def test_a_body_that_says_it_is_too_large_is_not_read(client: TestClient, length: str) -> None:
    told = {"Content-Length": length}
    assert in_pieces(client.app, endless(b"a", 0), told) == (413, 0)


def test_a_body_that_drips_is_given_up(client: TestClient) -> None:
    status, taken = in_pieces(client.app, endless(b" ", 0.05), {})
    assert status == 408
    assert taken < 20


def test_a_client_that_goes_away_is_no_failure(client: TestClient) -> None:
    status, _ = in_pieces(client.app, cut_off(), {})
    assert status < 500


# ---------------------------------------------------------------------- computing


def test_beyond_those_that_may_wait_everybody_is_refused_until_one_is_done() -> None:
    async def ask() -> list[object]:
        computing, go = Computing(Limits(workers=1, waiting=1)), threading.Event()

        async def one(work: Any) -> object:
            try:
                return await computing.run(work, 300)
            except Refusal as refusal:
                return refusal.kind

        first = [asyncio.create_task(one(go.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        refused = [await one(bool) for _ in range(2)]
        go.set()
        done = await asyncio.gather(*first)
        computing.close()
        return [*refused, *done]

    assert asyncio.run(ask()) == ["busy", "busy", True, True]


def test_what_takes_too_long_keeps_its_place_until_it_ends() -> None:
    async def ask() -> list[str]:
        computing, go = Computing(Limits(workers=1, waiting=1)), threading.Event()
        kinds: list[str] = []
        for work in (go.wait, go.wait, go.wait):
            try:
                await computing.run(work, 0.05)
            except Refusal as refusal:
                kinds.append(refusal.kind)
        go.set()
        computing.close()
        return kinds

    # the second waits in vain and is taken out of the queue, so that the third has a place
    assert asyncio.run(ask()) == ["took_too_long"] * 3


def test_over_http_it_is_503_and_504(tmp_path: Path) -> None:
    none = Limits(workers=1, waiting=0, seconds_to_compute=1e-9)
    with TestClient(create_app(tmp_path / "tenants.sqlite", limits=none)) as hurried:
        late = hurried.post("/assess", json={})
        assert (late.status_code, late.json()["title"]) == (504, "The answer took too long")
        computing = hurried.app.state.service.computing  # type: ignore[attr-defined]  # Starlette's
        while computing._places.acquire(blocking=False):  # noqa: SLF001 as if all were taken
            pass
        busy = hurried.post("/assess", json={})
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "1")
        computing._places.release()  # noqa: SLF001


def test_a_failure_says_nothing_of_what_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "tenants.sqlite"
    with TestClient(create_app(path), raise_server_exceptions=False) as broken:
        for part in tmp_path.iterdir():
            part.unlink()
        answer = broken.get("/tenants/acme")
        assert (answer.status_code, answer.json()["title"]) == (500, "The service failed")
        assert "sqlite" not in answer.text.casefold()
