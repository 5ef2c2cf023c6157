"""A request's body: counted as it arrives, and read as strictly as a file."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request

from commerce_roles.structuring import parse_document
from service.limits import Limits
from service.problems import Refusal

__all__ = ["told_in"]

_NAME = "body.json"
"""The library reads as JSON what is called so."""
_MOST_DIGITS = 18
"""A longer length is too large, whatever it says."""


async def told_in(request: Request, limits: Limits) -> Mapping[str, object]:
    """Read what a body tells.

    Raises:
        Refusal: It is no JSON in UTF-8 by its head or its bytes, compressed, too large, too slow.
        InputError: A key stands twice, it is nested too deep, a number or text cannot be used.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        detail = "send application/json"
        raise Refusal("other_media_type", detail, headers={"Accept": "application/json"})
    if request.headers.get("content-encoding", "identity").casefold() != "identity":
        detail = "send the body as it is: what is packed may unpack to anything"
        raise Refusal("other_media_type", detail, headers={"Accept-Encoding": "identity"})
    try:
        async with asyncio.timeout(limits.seconds_to_read):
            content = await _counted(request, limits.most_bytes)
    except TimeoutError:
        detail = f"send it within {limits.seconds_to_read:g} seconds"
        raise Refusal("body_too_slow", detail, headers={"Connection": "close"}) from None
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Refusal("not_json", f"byte {error.start} is not UTF-8") from None
    if not text.strip():
        raise Refusal("not_json", "the body is empty; send {} if nothing is known")
    return parse_document(text, _NAME)


async def _counted(request: Request, most: int) -> bytes:
    told = request.headers.get("content-length", "0")
    found = bytearray()
    if not told.isdecimal() or (len(told) <= _MOST_DIGITS and int(told) <= most):
        async for chunk in request.stream():
            found += chunk
            if len(found) > most:
                break
        else:
            return bytes(found)
    detail = f"send at most {most:,} bytes"
    raise Refusal("body_too_large", detail, headers={"Connection": "close"})
