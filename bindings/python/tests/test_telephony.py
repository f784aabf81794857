"""Deliveries of providers: taken in without anybody at work, and looked after by the office."""

from __future__ import annotations

import asyncio
import hashlib
import json
import pickle
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import crm_core

MANGO = ("mango-key", "mango-salt")
SIP = ("sip-key", "sip-salt")


def signed(secrets: tuple[str, str], text: str) -> str:
    """As a provider's script would sign."""
    key, salt = secrets
    return hashlib.sha256(f"{key}{text}{salt}".encode()).hexdigest()


def form(payload: str, secrets: tuple[str, str] = MANGO) -> bytes:
    """What Mango Office posts."""
    return urlencode({"vpbx_api_key": secrets[0], "sign": signed(secrets, payload), "json": payload}).encode()


def open_with_accounts(url: str) -> crm_core.Crm:
    return crm_core.open(
        url,
        mango=[crm_core.MangoAccount("moscow", key=MANGO[0], salt=MANGO[1])],
        sip=[crm_core.SipSource("asterisk", key=SIP[0], salt=SIP[1], extensions=["101"], line="74950000001")],
    )


@pytest.fixture
def crm(url: str) -> Iterator[crm_core.Crm]:
    """An office that takes events of a Mango account and of a SIP server."""
    with open_with_accounts(url) as crm:
        yield crm


@pytest.fixture
def sip(crm: crm_core.Crm) -> Sip:
    return Sip(crm.telephony)


class Sip:
    """A SIP server that posts the calls it has."""

    def __init__(self, door: crm_core.Ingest) -> None:
        self.door = door

    def post(self, call: str, seq: int, event: str, at: datetime, **more: Any) -> crm_core.Receipt:
        said = {"event": event, "call_id": call, "seq": seq, "ts": f"{at.timestamp():.6f}", "from": "79001234567", "to": "101"}
        body = json.dumps({**said, **more})
        return self.door.sip("asterisk", signed(SIP, body), body.encode())

    def call(self, call: str, began: datetime, *, rang: int = 5, talked: int = 30, client: str = "79001234567") -> int:
        """A client's call, which is answered where there is talk; its id."""
        more = {"callee": "101", "from": client}
        rung, over = began + timedelta(seconds=rang), began + timedelta(seconds=rang + talked)
        self.post(call, 1, "ringing", began, **more)
        if talked:
            self.post(call, 2, "confirmed", rung, **more)
            receipt = self.post(call, 3, "end", over, ended_by="caller", **{"from": client})
        else:
            receipt = self.post(call, 2, "failed", over, sip_status=487, ended_by="caller", **{"from": client})
        assert receipt.call_id is not None
        return receipt.call_id


def ago(**span: float) -> datetime:
    return datetime.now(timezone.utc) - timedelta(**span)


def test_a_delivery_becomes_a_call_and_a_repeated_one_changes_nothing(crm: crm_core.Crm, sip: Sip) -> None:
    office = crm.system("tests")
    began = ago(minutes=10)
    call = sip.call("one@pbx", began)
    assert office.calls.get(call).status == crm_core.CallStatus.ANSWERED
    again = sip.post("one@pbx", 1, "ringing", began, callee="101")
    assert again == crm_core.Receipt(crm_core.ReceiptKind.DUPLICATE, None)
    assert (again.kind, str(again.kind)) == ("duplicate", "duplicate")
    assert len(office.calls.list().take(10)) == 1


def test_the_connection_check_of_mango_is_answered_and_nothing_of_it_kept(crm: crm_core.Crm) -> None:
    assert crm.telephony.mango("/ping", b"").kind == crm_core.ReceiptKind.PROBE
    assert list(crm.system("tests").telephony.unread()) == []


def test_what_is_signed_and_not_understood_is_kept_and_listed(crm: crm_core.Crm) -> None:
    office = crm.system("tests")
    for number in range(3):
        assert crm.telephony.mango("/events/call", form(f'{{"what": {number}}}')).kind == "unread"
    listed = list(office.telephony.unread())
    assert [event.body for event in listed] == [b'{"what": 2}', b'{"what": 1}', b'{"what": 0}']
    assert [event.seq for event in office.telephony.unread(before=listed[0].seq)] == [event.seq for event in listed[1:]]
    latest = listed[0]
    assert (latest.provider, latest.account, latest.path) == (crm_core.Provider.MANGO, "moscow", "/events/call")
    assert latest.problem and latest.conversation_id is None and len(latest.digest) == 64
    assert latest.received_at.tzinfo is not None
    assert pickle.loads(pickle.dumps(latest)) == latest


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"json=%7B%7D", crm_core.ErrorCode.TELEPHONY_UNSIGNED),
        (form("{}", ("other", "x")), crm_core.ErrorCode.TELEPHONY_FOREIGN_KEY),
        (form("{}", (MANGO[0], "x")), crm_core.ErrorCode.TELEPHONY_WRONG_SIGNATURE),
    ],
)
def test_what_nobody_here_signed_is_refused_and_counted(crm: crm_core.Crm, body: bytes, code: crm_core.ErrorCode) -> None:
    with pytest.raises(crm_core.ForbiddenError) as refused:
        crm.telephony.mango("/events/call", body)
    assert refused.value.code == code
    (counted,) = crm.system("tests").telephony.refusals()
    assert (counted.provider, f"telephony.{counted.reason}", counted.count) == ("mango", code, 1)
    assert abs(counted.day - datetime.now(timezone.utc).date()) <= timedelta(days=1)
    assert isinstance(counted.day, date)


def test_a_delivery_is_bytes_and_not_too_many(crm: crm_core.Crm) -> None:
    with pytest.raises(crm_core.TooLargeError) as refused:
        crm.telephony.sip("asterisk", "00", b"x" * (256 * 1024 + 1))
    assert refused.value.code == "telephony.too_long"
    with pytest.raises(crm_core.ForbiddenError) as unknown:
        crm.telephony.sip("freeswitch", None, b"{}")
    assert unknown.value.code == "telephony.unknown_source"
    with pytest.raises(TypeError):
        crm.telephony.mango("/events/call", "text")  # type: ignore[arg-type]


def test_an_archive_is_played_again_whatever_its_times(crm: crm_core.Crm, sip: Sip) -> None:
    office = crm.system("tests")
    assert sip.post("old@pbx", 1, "ringing", ago(days=400), callee="101").kind == "unread"
    archive = Sip(office.telephony.archive())
    call = archive.call("older@pbx", ago(days=401))
    assert office.calls.get(call).status == "answered"


def test_accounts_are_told_by_their_names(crm: crm_core.Crm) -> None:
    assert crm.system("tests").telephony.accounts() == [("mango", "moscow"), ("sip", "asterisk")]


def test_silent_conversations_are_swept_and_old_events_let_go(crm: crm_core.Crm, sip: Sip) -> None:
    telephony = crm.system("tests").telephony
    sip.post("open@pbx", 1, "ringing", ago(minutes=1), callee="101")
    assert telephony.sweep() == crm_core.Progress(0, False)
    assert telephony.purge() == crm_core.Progress(0, False)


def test_every_call_follows_from_its_events(crm: crm_core.Crm, sip: Sip) -> None:
    telephony = crm.system("tests").telephony
    for number in range(3):
        sip.call(f"{number}@pbx", ago(minutes=10))
    told: list[int] = []
    check = telephony.check(told.append)
    assert (check.conversations, check.sealed, check.differences) == (3, 0, [])
    assert told == [3]


def test_a_call_that_somebody_changed_in_the_file_is_found(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    url = f"sqlite://{tmp_path / 'office.db'}"
    with open_with_accounts(url) as crm:
        call = Sip(crm.telephony).call("one@pbx", ago(minutes=10))
    with closing(sqlite3.connect(tmp_path / "office.db", isolation_level=None)) as database:
        database.execute("UPDATE calls SET leg_count = 7")
    with open_with_accounts(url) as crm:
        office = crm.system("tests")
        (found,) = office.telephony.check().differences
        assert found.call_id == call and found.stored and found.derived
        assert (found.stored.leg_count, found.derived.leg_count) == (7, 1)
        assert found.stored.client == "+79001234567"
        assert pickle.loads(pickle.dumps(found)) == found
        check = office.check()
        assert not check.is_clean
        assert [(one.part, one.id, one.message) for one in check.differences] == [
            ("calls", call, f"call {call}: not what its events say")
        ]
        assert next((part.part, part.differences) for part in check.parts) == (crm_core.CheckPart.CALLS, 1)


def test_a_webhook_of_an_asynchronous_service_takes_deliveries_in(tmp_path: Path) -> None:
    body = form('{"what": 1}')

    async def serve() -> list[str]:
        account = crm_core.MangoAccount("moscow", key=MANGO[0], salt=MANGO[1])
        async with await crm_core.open_async(f"sqlite://{tmp_path / 'office.db'}", mango=[account]) as crm:
            receipts = await asyncio.gather(*(crm.telephony.mango("/events/call", body) for _ in range(20)))
            events = [event async for event in crm.system("tests").telephony.unread()]
            assert len(events) == 1
            return sorted(receipt.kind for receipt in receipts)

    assert asyncio.run(serve()) == ["duplicate"] * 19 + ["unread"]
