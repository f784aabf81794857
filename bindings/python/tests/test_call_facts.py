"""What a provider reported of a call, fact by fact."""

from __future__ import annotations

import hashlib
import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import crm_core

BEGAN = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(hours=1)


def test_a_call_tells_what_the_provider_reported(url: str) -> None:
    source = crm_core.SipSource("asterisk", key="key", salt="salt", extensions=["101"], line="74950000001")
    with crm_core.open(url, sip=[source]) as crm:

        def post(seq: int, event: str, after: int, **more: Any) -> int | None:
            at = BEGAN + timedelta(seconds=after)
            said = {"event": event, "call_id": "c-1", "seq": seq, "ts": f"{at.timestamp():.6f}", "callee": "101"}
            body = json.dumps({**said, "from": "79001234567", "to": "101", **more})
            sign = hashlib.sha256(f"key{body}salt".encode()).hexdigest()
            return crm.telephony.sip("asterisk", sign, body.encode()).call_id

        post(1, "ringing", 0)
        post(2, "confirmed", 5)
        call = post(3, "end", 35, ended_by="caller")
        assert call is not None
        details = crm.system("tests").calls.details(call)
        assert (details.call.status, details.call.client, details.call.line) == ("answered", "+79001234567", "+74950000001")
        assert (details.call.wait_seconds, details.call.talk_seconds, details.call.operator_extension) == (5, 30, "101")
        assert [fact.kind for fact in details.facts] == ["leg", "leg", "ended"]
        assert [fact.at for fact in details.facts] == [BEGAN + timedelta(seconds=after) for after in (0, 5, 35)]
        states = [fact.leg_event.state for fact in details.facts if fact.leg_event]
        assert states == ["appeared", "connected", "disconnected"]
        last = details.facts[-1]
        assert (last.talked, last.ended_by) == (True, crm_core.EndedBy.CALLER)
        assert last.leg_event is not None and last.leg_event.called_party.extension == "101"
        assert pickle.loads(pickle.dumps(details)) == details
