//! What was sent, and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::forgery::ForgeryKind;
use super::plan::Plan;
use super::send::Failure;

/// What one kind of delivery came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    /// Deliveries left out on purpose.
    pub(crate) dropped: u64,
    /// Deliveries sent, duplicates among them, however often each was tried.
    pub(crate) sent: u64,
    /// Deliveries of those that repeat an earlier one.
    pub(crate) duplicates: u64,
    /// Deliveries the server has acknowledged.
    pub(crate) acknowledged: u64,
    /// Further tries after one that was not acknowledged.
    pub(crate) resent: u64,
    /// Deliveries given up after a refusal.
    pub(crate) refused: u64,
    /// Deliveries given up without an answer.
    pub(crate) unanswered: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.dropped += other.dropped;
        self.sent += other.sent;
        self.duplicates += other.duplicates;
        self.acknowledged += other.acknowledged;
        self.resent += other.resent;
        self.refused += other.refused;
        self.unanswered += other.unanswered;
    }
}

/// What forgeries of one kind came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ForgeryCounts {
    /// Sent.
    pub(crate) sent: u64,
    /// Answered with success.
    pub(crate) accepted: u64,
    /// Answered otherwise.
    pub(crate) refused: u64,
    /// Not answered.
    pub(crate) unanswered: u64,
}

/// How long answers took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(crate) struct Latency {
    /// Half were quicker.
    pub(crate) p50: f64,
    /// Nine in ten were.
    pub(crate) p90: f64,
    /// 99 in a hundred were.
    pub(crate) p99: f64,
    /// The slowest.
    pub(crate) max: f64,
}

/// What is counted while sending.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<&'static str, Counts>,
    forgeries: BTreeMap<ForgeryKind, ForgeryCounts>,
    /// Statuses that deliveries were given up for.
    statuses: BTreeMap<u16, u64>,
    /// Microseconds of each answer.
    answers: Vec<u32>,
    /// Conversation and delivery of everything acknowledged.
    reached: BTreeSet<(usize, usize)>,
    took: Duration,
}

impl Tally {
    fn of(&mut self, path: &'static str) -> &mut Counts {
        self.kinds.entry(path).or_default()
    }
    pub(super) fn sent(&mut self, path: &'static str, again: bool) {
        let counts = self.of(path);
        counts.sent += 1;
        counts.duplicates += u64::from(again);
    }
    pub(super) fn resent(&mut self, path: &'static str) {
        self.of(path).resent += 1;
    }
    pub(super) fn acknowledged(&mut self, path: &'static str, conversation: usize, delivery: usize) {
        self.of(path).acknowledged += 1;
        self.reached.insert((conversation, delivery));
    }
    pub(super) fn failed(&mut self, path: &'static str, failure: Failure) {
        match failure {
            Failure::Refused(status) => {
                self.of(path).refused += 1;
                *self.statuses.entry(status).or_default() += 1;
            }
            Failure::Unanswered => self.of(path).unanswered += 1,
        }
    }
    pub(super) fn forged(&mut self, kind: ForgeryKind, status: Option<u16>) {
        let counts = self.forgeries.entry(kind).or_default();
        counts.sent += 1;
        match status {
            Some(200..=299) => counts.accepted += 1,
            Some(_) => counts.refused += 1,
            None => counts.unanswered += 1,
        }
    }
    pub(super) fn answered_after(&mut self, time: Duration) {
        self.answers.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }
    pub(super) fn took(&mut self, time: Duration) {
        self.took = time;
    }
    pub(super) fn add(&mut self, other: Self) {
        for (path, counts) in other.kinds {
            self.of(path).add(counts);
        }
        for (kind, counts) in other.forgeries {
            let known = self.forgeries.entry(kind).or_default();
            known.sent += counts.sent;
            known.accepted += counts.accepted;
            known.refused += counts.refused;
            known.unanswered += counts.unanswered;
        }
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.answers.extend(other.answers);
        self.reached.extend(other.reached);
    }

    /// Whether the server has this delivery for certain.
    pub(crate) fn has_reached(&self, conversation: usize, delivery: usize) -> bool {
        self.reached.contains(&(conversation, delivery))
    }

    /// The report of a run of this plan.
    pub(crate) fn report(mut self, plan: &Plan) -> SendReport {
        for delivery in plan.conversations.iter().flat_map(|planned| &planned.deliveries) {
            if delivery.dropped {
                self.of(delivery.kind.path()).dropped += 1;
            }
        }
        let mut total = Counts::default();
        for counts in self.kinds.values() {
            total.add(*counts);
        }
        self.answers.sort_unstable();
        let forgeries = ForgeryKind::ALL
            .into_iter()
            .filter_map(|(kind, word)| self.forgeries.get(&kind).map(|counts| (word, *counts)))
            .collect();
        let believed = self.forgeries.iter().filter(|(kind, _)| kind.must_be_refused());
        SendReport {
            conversations: plan.conversations.len(),
            seconds: self.took.as_secs_f64(),
            total,
            kinds: self.kinds,
            refusals: self.statuses,
            forgeries,
            forgeries_believed: believed.map(|(_, counts)| counts.accepted).sum(),
            latency_ms: latency(&self.answers),
        }
    }
}

fn latency(sorted: &[u32]) -> Latency {
    // The nearest rank: the value that so many in a thousand do not exceed.
    let at = |permille: usize| {
        let rank = (sorted.len() * permille).div_ceil(1000).saturating_sub(1);
        sorted.get(rank).map_or(0.0, |&micros| f64::from(micros) / 1000.0)
    };
    Latency { p50: at(500), p90: at(900), p99: at(990), max: at(1000) }
}

/// What was sent, for people and as JSON.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SendReport {
    /// Conversations played.
    pub(crate) conversations: usize,
    /// How long it took.
    pub(crate) seconds: f64,
    /// All kinds together.
    pub(crate) total: Counts,
    /// By the path of the event.
    pub(crate) kinds: BTreeMap<&'static str, Counts>,
    /// Deliveries given up, by the status they were refused with.
    pub(crate) refusals: BTreeMap<u16, u64>,
    /// What the server must not believe, by kind.
    pub(crate) forgeries: BTreeMap<&'static str, ForgeryCounts>,
    /// Forgeries without a valid signature that the server answered with success. Each is a defect.
    pub(crate) forgeries_believed: u64,
    /// How long answers took.
    pub(crate) latency_ms: Latency,
}

impl SendReport {
    /// Lines for people.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Latency { p50, p90, p99, max } = self.latency_ms;
        writeln!(text, "{} conversations played in {:.1} s", self.conversations, self.seconds)?;
        let columns = ["event", "sent", "again", "acknowledged", "resent", "refused", "unanswered", "dropped"];
        let [event, sent, again, acknowledged, resent, refused, unanswered, dropped] = columns;
        writeln!(
            text,
            "  {event:<22}{sent:>9}{again:>8}{acknowledged:>14}{resent:>8}{refused:>9}{unanswered:>12}{dropped:>9}"
        )?;
        let rows = self.kinds.iter().map(|(path, counts)| (*path, counts));
        for (path, counts) in rows.chain([("all", &self.total)]) {
            let Counts { sent, duplicates, acknowledged, resent, refused, unanswered, dropped } = counts;
            writeln!(
                text,
                "  {path:<22}{sent:>9}{duplicates:>8}{acknowledged:>14}{resent:>8}{refused:>9}{unanswered:>12}{dropped:>9}"
            )?;
        }
        for (status, count) in &self.refusals {
            writeln!(text, "  {count} refused with {status}")?;
        }
        for (kind, counts) in &self.forgeries {
            let ForgeryCounts { sent, accepted, refused, unanswered } = counts;
            writeln!(
                text,
                "  forged, {kind}: {sent} sent, {refused} refused, {accepted} accepted, {unanswered} unanswered"
            )?;
        }
        writeln!(text, "  answers took {p50:.1} ms (half), {p90:.1} (90 %), {p99:.1} (99 %), {max:.1} (slowest)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_the_nearest_ranks() {
        let hundred: Vec<u32> = (1..=100).map(|n| n * 1000).collect();
        assert_eq!(latency(&hundred), Latency { p50: 50.0, p90: 90.0, p99: 99.0, max: 100.0 });
        assert_eq!(latency(&[7000]), Latency { p50: 7.0, p90: 7.0, p99: 7.0, max: 7.0 });
        assert_eq!(latency(&[]), Latency::default());
    }
}
