//! Jobs through their service: order, leases, fences, giving up.

use std::collections::BTreeSet;
use std::time::Duration;

use super::desk::{Desk, code, race, text};
use crate::conformance::Fixture;
use crate::jobs::{Claim, Job, JobState, NewJob, retry_delay};

const LEASE: Duration = Duration::from_secs(60);

async fn enqueue(desk: &Desk, subject: &str) -> Job {
    let new =
        NewJob { queue: text("recordings"), subject: text(subject), payload: "{}".into(), run_at: desk.crm.now() };
    desk.crm.jobs().enqueue(&desk.system, &new).await.unwrap()
}

async fn claim(desk: &Desk) -> Option<Claim> {
    desk.crm.jobs().claim(&desk.system, &text("recordings"), LEASE).await.unwrap()
}

/// Jobs of one subject come one at a time and in order, also when the first one has to wait; other subjects go on.
pub async fn jobs_of_a_subject_come_in_order(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let jobs = desk.crm.jobs();
    let (first, second, other) =
        (enqueue(&desk, "call:1").await, enqueue(&desk, "call:1").await, enqueue(&desk, "call:2").await);
    let one = claim(&desk).await.unwrap();
    assert_eq!((one.job.id, one.job.attempts), (first.id, 1));
    assert_eq!(claim(&desk).await.unwrap().job.id, other.id);
    assert_eq!(claim(&desk).await, None, "the second of the subject waits for the first");
    assert_eq!(jobs.fail(&one, "no answer\n").await.unwrap(), JobState::Queued);
    assert_eq!(claim(&desk).await, None);
    desk.clock.advance(retry_delay(1));
    let again = claim(&desk).await.unwrap();
    assert_eq!((again.job.id, again.job.attempts), (first.id, 2));
    assert_eq!(again.job.last_error.as_ref().map(AsRef::<str>::as_ref), Some("no answer"));
    jobs.complete(&again).await.unwrap();
    assert_eq!(claim(&desk).await.unwrap().job.id, second.id);
    let elsewhere = jobs.claim(&desk.system, &text("elsewhere"), LEASE).await.unwrap();
    assert_eq!(elsewhere, None);
}

/// Workers that race get different jobs, and each job once.
pub async fn racing_workers_get_each_job_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    for n in 0..20 {
        enqueue(&desk, &format!("call:{n}")).await;
    }
    let claimed = race(5, |_| {
        let desk = desk.clone();
        async move {
            let mut mine = Vec::new();
            while let Some(claim) = claim(&desk).await {
                mine.push(claim.job.id);
            }
            mine
        }
    })
    .await
    .concat();
    assert_eq!(claimed.len(), 20);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 20);
}

/// A lease that runs out hands the job to the next worker, and the one before can report no longer.
pub async fn a_worker_that_lost_its_lease_cannot_report(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let jobs = desk.crm.jobs();
    enqueue(&desk, "call:1").await;
    let lost = claim(&desk).await.unwrap();
    desk.later(LEASE.as_secs() - 1);
    assert_eq!(claim(&desk).await, None);
    desk.later(1);
    let held = claim(&desk).await.unwrap();
    assert_eq!((held.job.id, held.job.attempts), (lost.job.id, 2));
    assert_eq!(code(jobs.complete(&lost).await), "job.lease_lost");
    assert_eq!(code(jobs.fail(&lost, "late").await), "job.lease_lost");
    jobs.complete(&held).await.unwrap();
    assert_eq!(code(jobs.complete(&held).await), "job.lease_lost");
    let done = jobs.list(&desk.system, &JobState::Done, None).await.unwrap();
    assert_eq!(done.iter().map(|job| job.id).collect::<Vec<_>>(), [held.job.id]);
}

/// A job that failed twelve times is dead, lets the next of its subject go on, and an admin may queue it again.
pub async fn a_job_is_dead_after_twelve_failures_and_can_be_retried(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let jobs = desk.crm.jobs();
    let (job, next) = (enqueue(&desk, "call:1").await, enqueue(&desk, "call:1").await);
    assert_eq!(code(jobs.retry(&desk.system, job.id).await), "job.not_dead");
    for attempt in 1..=12 {
        let claimed = claim(&desk).await.unwrap();
        assert_eq!((claimed.job.id, claimed.job.attempts), (job.id, attempt));
        let state = jobs.fail(&claimed, "no answer").await.unwrap();
        assert_eq!(state, if attempt < 12 { JobState::Queued } else { JobState::Dead });
        desk.clock.advance(retry_delay(attempt));
    }
    let dead = jobs.list(&desk.system, &JobState::Dead, None).await.unwrap();
    assert_eq!(dead.iter().map(|dead| dead.id).collect::<Vec<_>>(), [job.id]);
    assert_eq!(claim(&desk).await.unwrap().job.id, next.id);
    desk.clock.advance(LEASE);
    let retried = jobs.retry(&desk.system, job.id).await.unwrap();
    assert_eq!((&retried.state, retried.attempts), (&JobState::Queued, 0));
    assert_eq!(claim(&desk).await.unwrap().job.id, job.id);
    let trail = desk.trail(&format!("job:{}", job.id)).await;
    assert_eq!(trail, [("system:suite".to_owned(), "job.retried".to_owned())]);
}

/// A job that takes its worker down each time is given up as well.
pub async fn a_job_that_no_worker_survives_is_given_up(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (job, next) = (enqueue(&desk, "call:1").await, enqueue(&desk, "call:1").await);
    for _ in 0..12 {
        assert_eq!(claim(&desk).await.unwrap().job.id, job.id);
        desk.clock.advance(LEASE);
    }
    assert_eq!(claim(&desk).await.unwrap().job.id, next.id);
    let dead = desk.crm.jobs().list(&desk.system, &JobState::Dead, None).await.unwrap();
    assert_eq!((dead[0].id, dead[0].attempts), (job.id, 12));
    assert!(dead[0].last_error.is_some());
}

/// A job that is not due yet is not claimed.
pub async fn a_job_waits_for_its_time(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let run_at = desk.crm.now().plus(Duration::from_secs(30));
    let new = NewJob { queue: text("recordings"), subject: text("call:1"), payload: "{\"a\":1}".into(), run_at };
    let job = desk.crm.jobs().enqueue(&desk.system, &new).await.unwrap();
    assert_eq!(claim(&desk).await, None);
    desk.later(30);
    let claimed = claim(&desk).await.unwrap().job;
    assert_eq!((claimed.id, &*claimed.payload), (job.id, "{\"a\":1}"));
}
