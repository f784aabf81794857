"""Jobs, as a worker does them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

import crm_core

MINUTE = timedelta(minutes=1)


def test_a_job_is_claimed_done_and_kept(office: crm_core.Session) -> None:
    job = office.jobs.enqueue("recordings", "call:12", {"url": "https://…", "tries": [1, 2.5, None, True]})
    assert job.payload == {"url": "https://…", "tries": [1, 2.5, None, True]} and job.state == "queued"
    claim = office.jobs.claim("recordings", MINUTE)
    assert claim is not None and (claim.job.id, claim.job.attempts) == (job.id, 1)
    assert claim.job.lease_until is not None and "call:12" in repr(claim)
    assert office.jobs.claim("recordings", 60) is None
    office.jobs.complete(claim)
    assert [done.id for done in office.jobs.list(crm_core.JobState.DONE)] == [job.id]
    assert list(office.jobs.list("queued")) == []


def test_a_worker_that_lost_its_job_cannot_report(office: crm_core.Session) -> None:
    office.jobs.enqueue("recordings", "call:12", {})
    lost = office.jobs.claim("recordings", timedelta())
    again = office.jobs.claim("recordings", MINUTE)
    assert lost is not None and again is not None and again != lost
    with pytest.raises(crm_core.ConflictError) as raised:
        office.jobs.complete(lost)
    assert raised.value.code == "job.lease_lost"
    assert office.jobs.fail(again, "no such file") is crm_core.JobState.QUEUED
    [waiting] = office.jobs.list("queued")
    assert waiting.last_error == "no such file" and waiting.run_at > waiting.created_at
    assert office.jobs.claim("recordings", MINUTE) is None


def test_a_job_that_never_works_is_dead_until_it_is_retried(office: crm_core.Session) -> None:
    job = office.jobs.enqueue("recordings", "call:12", {})
    with pytest.raises(crm_core.ConflictError) as early:
        office.jobs.retry(job.id)
    assert early.value.code == "job.not_dead"
    # A worker that dies each time: its lease is over at once.
    while office.jobs.claim("recordings", timedelta()) is not None:
        pass
    assert [dead.id for dead in office.jobs.list("dead")] == [job.id]
    assert office.jobs.retry(job.id).state == "queued"


def test_a_job_waits_for_its_time(small: crm_core.Session) -> None:
    later = datetime.now(timezone.utc) + timedelta(hours=1)
    assert small.jobs.enqueue("recordings", "call:12", {}, run_at=later).run_at == later
    assert small.jobs.claim("recordings", MINUTE) is None


def test_a_list_of_jobs_reads_on_by_itself(small: crm_core.Session) -> None:
    ids = [small.jobs.enqueue("many", f"call:{number}", {"n": number}).id for number in range(1, 131)]
    listed = [job.id for job in small.jobs.list("queued")]
    assert listed == sorted(ids, reverse=True)
    assert [job.id for job in small.jobs.list("queued", before=listed[127])] == listed[128:]


def test_a_payload_is_an_object_and_nobody_changes_what_another_sees(small: crm_core.Session) -> None:
    with pytest.raises(TypeError, match="a dict"):
        small.jobs.enqueue("recordings", "call:12", ["no object"])  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        small.jobs.enqueue("recordings", "call:12", {"n": float("nan")})
    job = small.jobs.enqueue("recordings", "call:12", {"n": 1})
    job.payload["n"] = 2
    assert job.payload == {"n": 1} and job.to_dict()["payload"] == {"n": 1}


def test_workers_side_by_side_take_different_jobs(office: crm_core.Session) -> None:
    jobs = [office.jobs.enqueue("recordings", f"call:{number}", {}) for number in range(1, 25)]

    def work(_: int) -> list[int]:
        done = []
        while (claim := office.jobs.claim("recordings", MINUTE)) is not None:
            office.jobs.complete(claim)
            done.append(claim.job.id)
        return done

    with ThreadPoolExecutor(8) as workers:
        done = [id for part in workers.map(work, range(8)) for id in part]
    assert sorted(done) == sorted(job.id for job in jobs)
