//! Sends a plan: many connections, kept alive, and what was not acknowledged again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crm_core::telephony::{MangoAccount, mango};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, StatusCode};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

use super::plan::{Plan, Sending, What};
use super::tally::Tally;

const FORM: &str = "application/x-www-form-urlencoded";
/// The pauses between two tries: doubled each time, from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LAST_PAUSE: Duration = Duration::from_secs(2);

/// How fast the simulated clock runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Speed {
    /// This many simulated seconds in a second.
    Times(f64),
    /// Without pauses.
    Max,
}

/// How to send.
#[derive(Debug, Clone)]
pub(crate) struct SendOptions {
    /// The account's base address, such as `http://127.0.0.1:5000/api/webhooks/mango`.
    pub(crate) base: String,
    /// Whose deliveries they are.
    pub(crate) account: MangoAccount,
    /// Requests under way at the same time, each on a connection of its own.
    pub(crate) connections: usize,
    /// How fast.
    pub(crate) speed: Speed,
    /// For how long a delivery that was not acknowledged is sent again; `None` not at all, as the provider does.
    pub(crate) resend: Option<Duration>,
}

/// Sends everything and tells what became of it. `progress` hears of each request that is done.
pub(crate) async fn send(
    plan: &Arc<Plan>,
    client: &Client,
    options: &SendOptions,
    progress: impl Fn() + Clone + Send + 'static,
) -> Tally {
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut workers = JoinSet::new();
    for _ in 0..options.connections.max(1) {
        let worker = Worker {
            plan: Arc::clone(plan),
            client: client.clone(),
            options: options.clone(),
            began,
            tally: Tally::default(),
        };
        workers.spawn(worker.run(Arc::clone(&next), progress.clone()));
    }
    let mut tally = Tally::default();
    while let Some(done) = workers.join_next().await {
        // A worker that panicked has nothing to tell; what it took stays unacknowledged.
        if let Ok(one) = done {
            tally.add(one);
        }
    }
    tally.took(began.elapsed());
    tally
}

struct Worker {
    plan: Arc<Plan>,
    client: Client,
    options: SendOptions,
    began: Instant,
    tally: Tally,
}

impl Worker {
    async fn run(mut self, next: Arc<AtomicUsize>, progress: impl Fn()) -> Tally {
        let plan = Arc::clone(&self.plan);
        let first = plan.sendings.first().map_or(0, |sending| sending.due);
        while let Some(sending) = plan.sendings.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Speed::Times(speed) = self.options.speed {
                let after = Duration::from_millis(u64::try_from(sending.due - first).unwrap_or(0));
                sleep_until(self.began + after.div_f64(speed.max(f64::MIN_POSITIVE))).await;
            }
            self.one(&plan, sending).await;
            progress();
        }
        self.tally
    }

    async fn one(&mut self, plan: &Plan, sending: &Sending) {
        match &sending.what {
            What::Delivery { conversation, delivery, again } => {
                let planned = plan.conversations.get(*conversation);
                let Some(found) = planned.and_then(|it| it.deliveries.get(*delivery)) else { return };
                let body = mango::encode_form(&self.options.account, &found.json);
                self.tally.sent(found.kind.path(), *again);
                match self.until_acknowledged(found.kind.path(), body).await {
                    Ok(()) => self.tally.acknowledged(found.kind.path(), *conversation, *delivery),
                    Err(failure) => self.tally.failed(found.kind.path(), failure),
                }
            }
            What::Forgery(forgery) => {
                let outcome = self.until_answered(forgery.path, &forgery.body).await;
                self.tally.forged(forgery.kind, outcome);
            }
        }
    }

    /// Sends until the server acknowledges, or the time for it is over.
    async fn until_acknowledged(&mut self, path: &'static str, body: String) -> Result<(), Failure> {
        let began = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            let outcome = self.post(path, body.clone()).await;
            let failure = match outcome {
                Outcome::Answered(status, _) if status.is_success() => return Ok(()),
                Outcome::Answered(status, _) => Failure::Refused(status.as_u16()),
                Outcome::Unanswered => Failure::Unanswered,
            };
            let may_change = match outcome {
                Outcome::Unanswered => true,
                Outcome::Answered(status, _) => is_transient(status),
            };
            let Some(limit) = self.options.resend.filter(|_| may_change) else { return Err(failure) };
            if began.elapsed() >= limit {
                return Err(failure);
            }
            let asked = if let Outcome::Answered(_, asked) = outcome { asked } else { None };
            sleep(asked.unwrap_or(pause).min(LAST_PAUSE)).await;
            pause = (pause * 2).min(LAST_PAUSE);
            self.tally.resent(path);
        }
    }

    /// Sends until the server says something about it: a forgery that met a server that was away proves nothing.
    async fn until_answered(&mut self, path: &str, body: &str) -> Option<u16> {
        let began = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            match self.post(path, body.to_owned()).await {
                Outcome::Answered(status, _) if !is_transient(status) => return Some(status.as_u16()),
                Outcome::Answered(..) | Outcome::Unanswered => {}
            }
            if self.options.resend.is_none_or(|limit| began.elapsed() >= limit) {
                return None;
            }
            sleep(pause).await;
            pause = (pause * 2).min(LAST_PAUSE);
        }
    }

    async fn post(&mut self, path: &str, body: String) -> Outcome {
        let url = format!("{}{path}", self.options.base);
        let sent = Instant::now();
        let answer = self.client.post(url).header(CONTENT_TYPE, FORM).body(body).send().await;
        let Ok(answer) = answer else { return Outcome::Unanswered };
        let (status, asked) = (answer.status(), asked_pause(&answer));
        // Read to its end, so that the connection can carry the next request.
        if answer.bytes().await.is_err() {
            return Outcome::Unanswered;
        }
        self.tally.answered_after(sent.elapsed());
        Outcome::Answered(status, asked)
    }
}

/// What one request came to.
#[derive(Clone, Copy)]
enum Outcome {
    /// The server answered, and perhaps said when to come again.
    Answered(StatusCode, Option<Duration>),
    /// It did not: it is away, or the connection broke. Whether it has stored the delivery is not known.
    Unanswered,
}

/// Why a delivery was not acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server answered so.
    Refused(u16),
    /// The server did not answer.
    Unanswered,
}

/// Whether the same request may fare better later.
fn is_transient(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT)
}

fn asked_pause(answer: &reqwest::Response) -> Option<Duration> {
    let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}
