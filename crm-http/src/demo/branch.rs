//! A city at work.
//!
//! Everything that is going to happen stands in the city's agenda by its time. What happens may add to it; what lies beyond
//! the end of the year never happens, and so the year ends with work that is still to be done.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use crm_core::Crm;
use crm_core::campaigns::NewCampaignCost;
use crm_core::kernel::{CallId, CashHandoverId, Money, Text, Timestamp, Version};
use crm_core::operators::WorkState;
use crm_core::shifts::NewShift;
use crm_core::telephony::MangoAccount;

use super::office::Branch;
use super::phone::Post;
use super::season::{self, Season};
use super::visits::{Step, Visit};
use super::{DemoError, clock};
use crate::chance::Chance;

/// When the operator on duty works, on the city's clocks.
pub(super) const OPENS: u32 = 9;
const CLOSES: u32 = 21;

/// A client of the city.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) phone: String,
    pub(super) name: String,
    pub(super) address: String,
    /// How often an order was written.
    pub(super) orders: u32,
    /// Whether one is open.
    pub(super) has_open_order: bool,
    /// Whether the last call was missed.
    pub(super) waits: bool,
}

/// What a call leads to, once it is over.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Nothing,
    Order { client: usize, operator: usize },
    Note { operator: usize },
}

/// What is going to happen.
#[derive(Debug)]
pub(super) enum Task {
    /// The day is planned.
    Plan(NaiveDate),
    /// The operator enters a work state.
    Enter(usize, WorkState, Option<&'static str>),
    /// A client rings; `true` when nobody will find the time to call back.
    Ring(usize, bool),
    /// The operator on duty calls a client back, the so-and-so-many-th time.
    CallBack(usize, u8),
    /// The provider posts.
    Post(Post, Then),
    /// The operator writes down what a call was about.
    Note(CallId, usize),
    /// The operator writes an order from a call.
    Write(CallId, usize, usize),
    /// A visit goes on.
    Visit(Box<Visit>, Step),
    /// A master hands over what it holds.
    HandOver(usize),
    /// The director counts it.
    Count(CashHandoverId, Version),
}

/// A city with its agenda.
#[derive(Debug)]
pub(super) struct BranchWork {
    pub(super) crm: Crm,
    pub(super) branch: Branch,
    pub(super) chance: Chance,
    pub(super) clients: Vec<Client>,
    pub(super) now: Timestamp,
    pub(super) orders: u64,
    pub(super) account: MangoAccount,
    season: Season,
    pub(super) until: Timestamp,
    pub(super) nth: i64,
    pub(super) calls: u64,
    agenda: BTreeMap<(Timestamp, u64), Task>,
    added: u64,
    /// Who is on duty, and until when.
    pub(super) on_duty: Option<(usize, Timestamp)>,
    /// Since when or from when on the operator on duty is not talking.
    pub(super) free_at: Timestamp,
    /// The first day without a shift.
    planned_until: NaiveDate,
    /// The lunch of the operator on duty.
    pub(super) lunch: (Timestamp, Timestamp),
}

impl BranchWork {
    #[expect(clippy::too_many_arguments, reason = "called once; each is another thing")]
    pub(super) fn new(
        crm: Crm,
        account: MangoAccount,
        branch: Branch,
        season: Season,
        seed: u64,
        nth: u32,
        opened: Timestamp,
        until: Timestamp,
    ) -> Self {
        let first = branch.city.zone.day_of(opened.plus(Duration::from_hours(24)));
        let mut work = Self {
            crm,
            chance: Chance::of(seed, u64::from(nth) + 1),
            clients: Vec::new(),
            now: opened,
            orders: 0,
            account,
            season,
            until,
            nth: i64::from(nth),
            calls: 0,
            agenda: BTreeMap::new(),
            added: 0,
            on_duty: None,
            free_at: opened,
            planned_until: first,
            lunch: (opened, opened),
            branch,
        };
        work.add(opened.plus(Duration::from_hours(1)), Task::Plan(first));
        // Whenever the year ends, somebody was missed just before.
        for _ in 0..=work.chance.between(0, 1) {
            let before = work.chance.between(6, 95);
            let client = work.new_client();
            work.add(until.minus(minutes(before)), Task::Ring(client, true));
        }
        work
    }

    /// How many calls and orders there were.
    pub(super) fn count(&self) -> (u64, u64) {
        (self.calls, self.orders)
    }

    /// Does what is to be done before `end`.
    pub(super) async fn live_until(&mut self, end: Timestamp) -> Result<(), DemoError> {
        while let Some(next) = self.agenda.first_entry().filter(|next| next.key().0 < end) {
            let ((at, _), task) = next.remove_entry();
            self.now = at.max(self.now);
            clock::show(self.now);
            self.perform(task).await?;
        }
        Ok(())
    }

    pub(super) fn add(&mut self, at: Timestamp, task: Task) {
        self.added += 1;
        self.agenda.insert((at, self.added), task);
    }
    /// From `least` to `most` minutes from now.
    pub(super) fn soon(&mut self, least: i64, most: i64) -> Timestamp {
        self.now.plus(seconds(self.chance.between(least * 60, most * 60)))
    }

    async fn perform(&mut self, task: Task) -> Result<(), DemoError> {
        match task {
            Task::Plan(day) => self.plan(day).await?,
            Task::Enter(operator, state, reason) => self.enter(operator, state, reason).await?,
            Task::Ring(client, in_vain) => self.ring(client, in_vain),
            Task::CallBack(client, attempt) => self.call_back(client, attempt).await?,
            Task::Post(post, then) => self.post(&post, then).await?,
            Task::Note(call, operator) => self.note(call, operator).await?,
            Task::Write(call, client, operator) => self.write(call, client, operator).await?,
            Task::Visit(visit, step) => self.go_on(*visit, step).await?,
            Task::HandOver(master) => self.hand_over(master).await?,
            Task::Count(handover, version) => {
                self.crm.money().accept(&self.branch.director, handover, version).await?;
            }
        }
        Ok(())
    }

    /// The instant of a time on the city's clocks; none of these zones skips it.
    pub(super) fn local(&self, day: NaiveDate, hour: u32, minute: u32) -> Timestamp {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let zone = self.branch.city.zone;
        zone.instants(day.and_time(time)).next().unwrap_or_else(|| zone.start_of_day(day))
    }

    async fn plan(&mut self, day: NaiveDate) -> Result<(), DemoError> {
        if let Some(next) = day.succ_opt() {
            self.add(self.local(next, 0, 5), Task::Plan(next));
        }
        let (opens, closes) = (self.local(day, OPENS, 0), self.local(day, CLOSES, 0));
        self.plan_duty(day, opens, closes);
        for (hour, share) in season::HOURS {
            let (from, to) = (self.local(day, hour, 0), self.local(day, hour + 1, 0));
            let rate = self.season.calls(day) * self.branch.share * share / 100.0;
            let mut at = from;
            loop {
                at = at.plus(Duration::from_micros(self.chance.until_next(rate).unsigned_abs()));
                if at >= to {
                    break;
                }
                let client = self.some_client();
                self.add(at, Task::Ring(client, false));
            }
        }
        let is_first = day == self.planned_until;
        if is_first || day.weekday() == Weekday::Mon {
            self.plan_shifts(day + Days::new(14)).await?;
        }
        if day.weekday() == Weekday::Mon {
            for master in 0..self.branch.masters.len() {
                let at = self.local(day, 19, 0).plus(minutes(self.chance.between(0, 100)));
                self.add(at, Task::HandOver(master));
            }
        }
        if is_first || day.day() == 1 {
            self.enter_costs(day).await?;
        }
        Ok(())
    }

    /// Two operators take turns, two days each.
    fn operator_of(day: NaiveDate) -> usize {
        usize::from((day.num_days_from_ce() / 2) % 2 != 0)
    }

    fn plan_duty(&mut self, day: NaiveDate, opens: Timestamp, closes: Timestamp) {
        let operator = Self::operator_of(day);
        let comes = if self.chance.happens(0.85) {
            opens.minus(seconds(self.chance.between(0, 420)))
        } else {
            opens.plus(seconds(self.chance.between(0, 600)))
        };
        let lunch = self.local(day, 13, 0).plus(minutes(self.chance.between(0, 60)));
        let back = lunch.plus(minutes(self.chance.between(25, 45)));
        let goes = closes.plus(minutes(self.chance.between(0, 12)));
        self.add(comes, Task::Enter(operator, WorkState::Online, None));
        self.add(lunch, Task::Enter(operator, WorkState::Break, Some("обед")));
        self.add(back, Task::Enter(operator, WorkState::Online, None));
        self.add(goes, Task::Enter(operator, WorkState::Offline, None));
        self.lunch = (lunch, back);
    }

    /// The director plans two weeks ahead.
    async fn plan_shifts(&mut self, until: NaiveDate) -> Result<(), DemoError> {
        for day in self.planned_until.iter_days().take_while(|day| *day < until) {
            let Some(operator) = self.branch.operators.get(Self::operator_of(day)) else { continue };
            let (from, to) = (self.local(day, OPENS, 0), self.local(day, CLOSES, 0));
            let shift = NewShift { operator: operator.id, from, to, note: None };
            self.crm.shifts().add(&self.branch.director, &shift, None).await?;
        }
        self.planned_until = until;
        Ok(())
    }

    /// What the campaigns cost in the city, from the day to the end of its month.
    async fn enter_costs(&mut self, day: NaiveDate) -> Result<(), DemoError> {
        let calls = self.season.calls_of_month(day) * self.branch.share;
        let last = day.iter_days().take_while(|other| other.month() == day.month()).last().unwrap_or(day);
        for line in &self.branch.lines {
            let spread = f64::from(i16::try_from(self.chance.between(75, 130)).unwrap_or(100)) / 100.0;
            let amount = hundreds_of_roubles(calls * line.share * line.cost_of_a_call * spread);
            let cost = NewCampaignCost {
                campaign: line.campaign,
                city: Some(self.branch.city.id),
                first_day: day,
                last_day: last,
                amount,
                note: None,
            };
            self.crm.campaigns().add_cost(&self.branch.admin, &cost, None).await?;
        }
        Ok(())
    }

    async fn enter(
        &mut self,
        operator: usize,
        state: WorkState,
        reason: Option<&'static str>,
    ) -> Result<(), DemoError> {
        let is_leaving = matches!(state, WorkState::Break | WorkState::Offline);
        if is_leaving && self.free_at > self.now {
            // First the client.
            self.add(self.free_at, Task::Enter(operator, state, reason));
            return Ok(());
        }
        self.on_duty = match state {
            WorkState::Offline => None,
            _ => Some((operator, self.now)),
        };
        let zone = self.branch.city.zone;
        // Who looks sees the sessions of the last day only, and each costs the hash of a password.
        let is_last_day = zone.day_of(self.now) == zone.day_of(self.until);
        let Some(person) = self.branch.operators.get_mut(operator) else { return Ok(()) };
        if is_last_day && state == WorkState::Online && person.actor.session().is_none() {
            person.sign_in(&self.crm).await?;
        }
        let reason = reason.map(Text::from_stored);
        self.crm.operators().set_work_state(&person.actor, person.id, &state, reason.as_ref()).await?;
        if state == WorkState::Offline {
            person.sign_out(&self.crm).await?;
        }
        Ok(())
    }

    /// Whoever is on duty gives a sign of life.
    pub(super) async fn is_there(&self) -> Result<(), DemoError> {
        let on_duty = self.on_duty.and_then(|(operator, _)| self.branch.operators.get(operator));
        if let Some(person) = on_duty {
            self.crm.auth().seen(&person.actor).await?;
        }
        Ok(())
    }
}

/// At least one.
fn hundreds_of_roubles(roubles: f64) -> Money {
    #[expect(clippy::cast_possible_truncation, reason = "far within the range; the cast saturates anyway")]
    let hundreds = (roubles / 100.0).round() as i64;
    Money::from_kopecks(hundreds.clamp(1, 1_000_000) * 10_000).unwrap_or(Money::ZERO)
}

pub(super) fn seconds(seconds: i64) -> Duration {
    Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
}

pub(super) fn minutes(minutes: i64) -> Duration {
    seconds(minutes * 60)
}

pub(super) fn at_second(second: i64) -> Timestamp {
    Timestamp::from_seconds(second).unwrap_or(Timestamp::MAX)
}
