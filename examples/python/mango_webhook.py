"""A provider's webhook inside FastAPI, beside a page of one's own.

    MANGO_KEY=… MANGO_SALT=… DATABASE_URL=sqlite://office.db uvicorn mango_webhook:app --port 8000
    python mango_webhook.py         sends itself a call, in memory, and shows what became of it

Every delivery is checked against the account's secrets and kept before it is answered: whatever happens next, it is not lost. One
that comes twice is taken once.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

import crm_core

# There is no default: a webhook without a secret would be open to everybody.
KEY, SALT, DATABASE = (os.environ.get(name, "") for name in ("MANGO_KEY", "MANGO_SALT", "DATABASE_URL"))


@asynccontextmanager
async def office(app: FastAPI) -> AsyncIterator[None]:
    if not (KEY and SALT and DATABASE):
        raise SystemExit("MANGO_KEY, MANGO_SALT and DATABASE_URL are needed: the account's secrets, and where the office is")
    account = crm_core.MangoAccount("office", key=KEY, salt=SALT)
    async with crm_core.open_async(DATABASE, mango=[account]) as app.state.crm:
        yield


app = FastAPI(title="Calls", lifespan=office)


@app.exception_handler(crm_core.CrmError)
async def refused(request: Request, error: crm_core.CrmError) -> Response:
    status = {crm_core.ForbiddenError: 403, crm_core.UnauthenticatedError: 401, crm_core.NotFoundError: 404}
    status |= {crm_core.UnavailableError: 503, crm_core.InternalError: 500}
    body = {"code": error.code, "detail": str(error)}
    return Response(json.dumps(body), next((code for kind, code in status.items() if isinstance(error, kind)), 422))


@app.post("/mango/{path:path}")
async def mango(path: str, request: Request) -> dict[str, Any]:
    receipt = await request.app.state.crm.telephony.mango(path, await request.body())
    return {"kind": str(receipt.kind), "call": receipt.call_id}


@app.get("/calls")
async def calls(request: Request) -> list[dict[str, Any]]:
    """A real service finds out who asks: `crm.bearer(token)`."""
    latest = await request.app.state.crm.system("calls page").calls.list().take(20)
    return [{"id": call.id, "client": call.client, "status": call.status, "began": call.started_at} for call in latest]


def delivery(path: str, event: dict[str, Any]) -> tuple[str, bytes, dict[str, str]]:
    """What the provider would send."""
    text = json.dumps(event)
    sign = hashlib.sha256((KEY + text + SALT).encode()).hexdigest()
    body = urlencode({"vpbx_api_key": KEY, "sign": sign, "json": text}).encode()
    return f"/mango/{path}", body, {"Content-Type": "application/x-www-form-urlencoded"}


def main() -> None:
    """In memory, whatever else is set: a made-up call has no place in an office."""
    global KEY, SALT, DATABASE
    KEY, SALT, DATABASE = "an example's key", "an example's salt", "sqlite::memory:"
    from fastapi.testclient import TestClient

    event = {
        "entry_id": "Zm9yIGFuIGV4YW1wbGU=",
        "call_id": "MToxMDA6Mjox",
        "seq": 1,
        "timestamp": int(time.time()),
        "call_state": "Appeared",
        "location": "abonent",
        "from": {"number": "79131234567"},
        "to": {"extension": "101", "line_number": "74950000001"},
    }
    path, body, headers = delivery("events/call", event)
    with TestClient(app) as client:
        for turn in ("first", "again"):
            print(f"The {turn} delivery:", client.post(path, content=body, headers=headers).json())
        forged = client.post(path, content=body.replace(b"sign=", b"sign=0"), headers=headers)
        print("A forged one:", forged.status_code, forged.json()["code"])
        print("The page:", client.get("/calls").json())


if __name__ == "__main__":
    main()
