//! Workers on two nodes who do jobs, some of whom die over one or report too late.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::jobs::{JobState, NewJob};
use crm_core::kernel::{JobId, Text};
use tokio::task::JoinSet;

/// For how long a worker has a job.
const LEASE: Duration = Duration::from_millis(400);
/// One worker of so many dies over a job, and another one is slower than its lease.
const ONE_OF: u8 = 16;

/// What became of the jobs.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// How often each was completed.
    pub(crate) completed: HashMap<JobId, u32>,
    /// Claims whose workers died.
    pub(crate) died: u32,
    /// Reports that came after another worker had got the job.
    pub(crate) too_late: u32,
}

fn system() -> Actor {
    Actor::system("test")
}

fn queue() -> Text<64> {
    Text::new("errands").unwrap()
}

/// Adds jobs on both nodes in turn, several of each subject.
pub(crate) async fn enqueue(nodes: &[Crm], jobs: u32) {
    for number in 0..jobs {
        let crm = &nodes[number as usize % nodes.len()];
        let subject = Text::new(&format!("errand:{}", number / 4)).unwrap();
        let new = NewJob { queue: queue(), subject, payload: "{}".into(), run_at: crm.now() };
        crm.jobs().enqueue(&system(), &new).await.unwrap();
    }
}

/// Works until so many jobs are done, two workers on each node.
pub(crate) async fn work(nodes: &[Crm], jobs: u32) -> Done {
    let done = Arc::new(Mutex::new(Done::default()));
    let mut workers = JoinSet::new();
    for crm in nodes.iter().chain(nodes) {
        workers.spawn(worker(crm.clone(), Arc::clone(&done), jobs as usize));
    }
    workers.join_all().await;
    Arc::into_inner(done).unwrap().into_inner().unwrap()
}

async fn worker(crm: Crm, done: Arc<Mutex<Done>>, jobs: usize) {
    while done.lock().unwrap().completed.len() < jobs {
        let Some(claim) = crm.jobs().claim(&system(), &queue(), LEASE).await.unwrap() else {
            tokio::time::sleep(LEASE / 20).await;
            continue;
        };
        let mut fate = [0];
        getrandom::fill(&mut fate).unwrap();
        match fate[0] % ONE_OF {
            0 => {
                done.lock().unwrap().died += 1;
                continue;
            }
            1 => tokio::time::sleep(LEASE * 2).await,
            _ => {}
        }
        match crm.jobs().complete(&claim).await {
            Ok(()) => *done.lock().unwrap().completed.entry(claim.job.id).or_default() += 1,
            Err(error) => {
                assert_eq!(error.code(), "job.lease_lost");
                done.lock().unwrap().too_late += 1;
            }
        }
    }
}

/// Whether no job of the workers' is left in this state.
pub(crate) async fn has_none(crm: &Crm, state: JobState) -> bool {
    let left = crm.jobs().list(&system(), &state, None).await.unwrap();
    left.iter().all(|job| job.queue != queue())
}
