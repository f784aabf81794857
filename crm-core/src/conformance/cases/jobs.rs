//! Jobs: which are due, in which order, and the fence.

use super::sample::{at, id, job, text};
use super::support::{assert_stale, commit, effects, handle, insert, latest, race, write};
use crate::conformance::Fixture;
use crate::jobs::{DONE_JOBS_KEPT, Job, JobState};
use crate::kernel::Timestamp;
use crate::store::{Effects, Loaded, Store, Task};

async fn due(store: &dyn Store, now: Timestamp, limit: u32) -> Vec<i64> {
    let jobs = latest(store).await.jobs().due(&text("recordings"), now, limit).await.unwrap();
    jobs.into_iter().map(|job| job.id.get()).collect()
}

async fn change(store: &dyn Store, n: i64, change: impl FnOnce(&mut Job)) {
    let read = latest(store).await.jobs().get(id(n)).await.unwrap().unwrap();
    let mut changed = read.to_changed();
    change(&mut changed);
    write(store, |e| e.update(&read, changed)).await;
}

/// Jobs become due at their time, the earliest first, then the oldest; of other queues, done and dead ones do not.
pub async fn jobs_become_due_at_their_time(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let timed = |n, run_at| Job { run_at: at(run_at), ..job(n) };
    let mut rows = vec![timed(1, 30), timed(2, 10), timed(3, 10), timed(4, 31), timed(5, 1), timed(6, 1), timed(7, 1)];
    rows[4].queue = text("Recordings");
    rows[5].state = JobState::Done;
    rows[6].state = JobState::Dead;
    insert(&*store, rows).await;
    assert_eq!(due(&*store, at(30), 10).await, [2, 3, 1]);
    assert_eq!(due(&*store, at(30), 2).await, [2, 3]);
    assert!(due(&*store, at(9), 10).await.is_empty());
}

/// Jobs of one subject and queue are done in the order they were added: a younger one waits for the oldest that is queued,
/// also when that one is not due yet, and no longer than that.
pub async fn jobs_of_a_subject_wait_for_the_oldest(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let of = |n, subject: &str, run_at| Job { subject: text(subject), run_at: at(run_at), ..job(n) };
    let mut elsewhere = of(1, "call:9", 50);
    elsewhere.queue = text("mail");
    insert(&*store, [elsewhere, of(2, "call:9", 20), of(3, "call:9", 10), of(4, "call:8", 15)]).await;
    assert_eq!(due(&*store, at(19), 10).await, [4]);
    assert_eq!(due(&*store, at(20), 10).await, [4, 2]);
    change(&*store, 2, |job| job.state = JobState::Done).await;
    assert_eq!(due(&*store, at(20), 10).await, [3, 4]);
    change(&*store, 3, |job| job.state = JobState::Dead).await;
    assert_eq!(due(&*store, at(20), 10).await, [4]);
}

/// Two processes lease ids in blocks, so the order of ids is not that of adding: the latter decides.
pub async fn a_job_with_a_higher_id_that_was_added_first_comes_first(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let about = |n, subject: &str| Job { subject: text(subject), ..job(n) };
    insert(&*store, [about(70, "call:1")]).await;
    insert(&*store, [about(5, "call:1"), about(4, "call:2"), about(3, "call:3")]).await;
    assert_eq!(due(&*store, at(0), 10).await, [70, 4, 3]);
    change(&*store, 70, |job| job.lease_until = Some(at(60))).await;
    assert_eq!(due(&*store, at(0), 10).await, [4, 3], "a change leaves the job in its place");
    change(&*store, 70, |job| job.state = JobState::Done).await;
    assert_eq!(due(&*store, at(0), 10).await, [5, 4, 3]);
}

/// A purge takes the jobs that were done long ago, and no others.
pub async fn jobs_that_are_long_done_are_purged(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let row = |n, state, run_at| Job { state, run_at: at(run_at), ..job(n) };
    let rows = [(JobState::Done, 0), (JobState::Done, 1), (JobState::Queued, 0), (JobState::Dead, 0)];
    insert(&*store, rows.into_iter().zip(1..).map(|((state, run_at), n)| row(n, state, run_at))).await;
    let before = at(1).plus(DONE_JOBS_KEPT);
    while store.maintain(Task::Purge { before }).await.unwrap().more {}
    let mut tx = latest(&*store).await;
    let mut left = Vec::new();
    for n in 1..=4 {
        left.extend(tx.jobs().get(id(n)).await.unwrap().map(|job| job.id.get()));
    }
    assert_eq!(left, [2, 3, 4]);
}

/// A leased job is not due, nor is what waits behind it, until the lease has run out.
pub async fn a_lease_hides_a_job_until_it_runs_out(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [job(1), Job { subject: job(1).subject, ..job(2) }]).await;
    change(&*store, 1, |job| job.lease_until = Some(at(60))).await;
    assert!(due(&*store, at(59), 10).await.is_empty());
    assert_eq!(due(&*store, at(60), 10).await, [1]);
}

fn claim(read: &Loaded<Job>) -> Effects {
    let mut claimed = read.to_changed();
    claimed.attempts += 1;
    claimed.lease_until = Some(at(60));
    effects(|e| e.update(read, claimed))
}

/// Of racing workers one gets the job; one that lost its lease to another can no longer report.
pub async fn the_version_is_the_fence(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [job(1)]).await;
    let claims = race(16, |_| {
        let store = handle(&store);
        async move {
            let mut tx = latest(&*store).await;
            let found = tx.jobs().due(&text("recordings"), at(0), 1).await.unwrap();
            match found.first() {
                Some(read) => tx.commit(claim(read)).await.is_ok(),
                None => false,
            }
        }
    })
    .await;
    assert_eq!(claims.into_iter().filter(|won| *won).count(), 1);
    let slow = latest(&*store).await.jobs().get(id(1)).await.unwrap().unwrap();
    assert_eq!(slow.attempts, 1);
    let again = latest(&*store).await.jobs().due(&text("recordings"), at(61), 1).await.unwrap();
    commit(&*store, claim(&again[0])).await.expect("the lease has run out");
    let mut done = slow.to_changed();
    done.state = JobState::Done;
    assert_stale(&commit(&*store, effects(|e| e.update(&slow, done))).await);
    assert_eq!(latest(&*store).await.jobs().get(id(1)).await.unwrap().unwrap().state, JobState::Queued);
}

/// Jobs in a state are listed latest first, page by page.
pub async fn jobs_in_a_state_are_listed_latest_first(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let in_state = |n: i64| Job { state: if n % 2 == 0 { JobState::Dead } else { JobState::Queued }, ..job(n) };
    insert(&*store, [3, 8, 1, 10, 6, 2, 5].map(in_state)).await;
    let mut tx = latest(&*store).await;
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = tx.jobs().list(&JobState::Dead, before, 3).await.unwrap();
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(page.into_iter().map(|job| job.id.get()));
    }
    assert_eq!(seen, [10, 8, 6, 2]);
    assert!(tx.jobs().list(&JobState::Done, None, 3).await.unwrap().is_empty());
}
