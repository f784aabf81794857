//! Calls of a city: clients ring, the operator on duty answers, and whoever was missed is called back.

use std::time::Duration;

use crm_core::access::Actor;
use crm_core::callbacks::{Callback, CallbackFilter, CallbackSort, CallbackState};
use crm_core::calls::Classification;
use crm_core::kernel::{CallId, Error, PageRequest, Phone, Text, Version};
use crm_core::operators::WorkState;
use crm_core::telephony::Receipt;

use super::branch::{BranchWork, Client, OPENS, Task, Then, at_second, minutes, seconds};
use super::phone::{Conversation, Post};
use super::{DemoError, words};
use crate::chance::{Chance, Seconds};

const RING: Seconds = Seconds { median: 8.0, spread: 0.6, least: 2, most: 40 };
const RING_IN_VAIN: Seconds = Seconds { median: 24.0, spread: 0.4, least: 8, most: 60 };
const TALK: Seconds = Seconds { median: 130.0, spread: 0.6, least: 15, most: 1_200 };
const WRAP_UP: Seconds = Seconds { median: 25.0, spread: 0.4, least: 8, most: 55 };

/// What begins to ring later than this before the end of the year is left out: it would never be told to the end.
const LONGEST_RING: Duration = Duration::from_secs(90);

impl BranchWork {
    pub(super) fn some_client(&mut self) -> usize {
        let known = i64::try_from(self.clients.len()).unwrap_or(0);
        if known > 20 && self.chance.happens(0.17) {
            // Whoever called lately calls again sooner than somebody of last year.
            let back = self.chance.between(1, known).min(self.chance.between(1, known));
            return usize::try_from(known - back).unwrap_or(0);
        }
        self.new_client()
    }

    pub(super) fn new_client(&mut self) -> usize {
        // No operator of mobile phones has this code: a demonstration must not make anybody's phone ring.
        let number = self.nth * 100_000 + i64::try_from(self.clients.len()).unwrap_or(0);
        // Multiplied by what has no factor in common with the range, so that neighbours do not look it.
        let phone = format!("7945{:07}", 1_000_000 + number * 7_919 % 8_999_999);
        let (name, address) = (words::name(&mut self.chance), words::address(&mut self.chance));
        self.clients.push(Client { phone, name, address, orders: 0, has_open_order: false, waits: false });
        self.clients.len() - 1
    }

    fn conversation(&mut self, client: usize, started: i64) -> Conversation {
        self.calls += 1;
        let phone = self.clients.get(client).map(|client| client.phone.clone()).unwrap_or_default();
        let shares: Vec<(f64, &str)> =
            self.branch.lines.iter().map(|line| (line.share, line.number.as_str())).collect();
        // A client keeps to the advert that was seen first.
        let line = Chance::of(client as u64, 0).weighted(&shares).copied().unwrap_or_default();
        Conversation {
            entry: format!("demo-{}-{}", self.nth, self.calls),
            line: line.to_owned(),
            client: phone,
            extension: None,
            is_outbound: false,
            started,
            talked: None,
            ended: started,
            code: 1110,
        }
    }

    fn is_at_lunch(&self) -> bool {
        self.lunch.0 <= self.now && self.now < self.lunch.1
    }

    pub(super) fn ring(&mut self, client: usize, in_vain: bool) {
        if self.now.plus(LONGEST_RING) > self.until {
            return;
        }
        let started = self.now.seconds();
        let mut call = self.conversation(client, started);
        let on_duty = self.on_duty.map(|(operator, _)| operator);
        call.extension =
            on_duty.and_then(|nth| self.branch.operators.get(nth)).map(|operator| operator.extension.to_owned());
        let is_busy = self.free_at > self.now;
        match on_duty {
            None => (call.ended, call.code) = (started + self.chance.between(3, 9), 1192),
            Some(_) if in_vain || self.is_at_lunch() => {
                (call.ended, call.code) = (started + self.chance.seconds(RING_IN_VAIN), 1111);
            }
            Some(_) if is_busy => (call.ended, call.code) = (started + self.chance.between(1, 4), 1121),
            Some(_) if self.chance.happens(0.06) => call.ended = started + self.chance.between(2, 20),
            Some(operator) => {
                self.talk(call, client, operator);
                return;
            }
        }
        if let Some(client) = self.clients.get_mut(client) {
            client.waits = true;
        }
        self.tell(&call, Then::Nothing);
        if in_vain {
            return;
        }
        if self.chance.happens(0.2) {
            let again = self.soon(1, 12);
            self.add(again, Task::Ring(client, false));
        }
        let at = self.soon(3, 40);
        self.add(at, Task::CallBack(client, 1));
    }

    /// The operator answers, or the client does.
    fn talk(&mut self, mut call: Conversation, client: usize, operator: usize) {
        let talked = call.started + self.chance.seconds(RING);
        (call.talked, call.ended) = (Some(talked), talked + self.chance.seconds(TALK));
        call.code = if self.chance.happens(0.6) { 1110 } else { 1120 };
        let wrap_up = self.chance.seconds(WRAP_UP);
        let free_at = at_second(call.ended + 1 + wrap_up);
        if free_at >= self.until {
            // A talk that the end of the year would cut is left out.
            self.calls -= 1;
            return;
        }
        let has_open_order = self.clients.get_mut(client).is_some_and(|client| {
            client.waits = false;
            client.has_open_order
        });
        let then = match self.chance.between(1, 100) {
            ..=48 if !has_open_order => Then::Order { client, operator },
            ..=80 => Then::Note { operator },
            _ => Then::Nothing,
        };
        self.free_at = free_at;
        self.tell(&call, then);
        self.add(free_at, Task::Enter(operator, WorkState::Online, None));
    }

    fn tell(&mut self, call: &Conversation, then: Then) {
        let mut posts = call.posts();
        let last = posts.pop();
        for post in posts {
            self.add(post.at, Task::Post(post, Then::Nothing));
        }
        if let Some(post) = last {
            self.add(post.at, Task::Post(post, then));
        }
    }

    pub(super) async fn post(&mut self, post: &Post, then: Then) -> Result<(), DemoError> {
        let body = post.body(&self.account);
        let Receipt::Taken { call: Some(call) } = self.crm.telephony().mango(post.path, body.as_bytes()).await? else {
            return Ok(());
        };
        match then {
            Then::Nothing => {}
            Then::Order { client, operator } => {
                let at = self.now.plus(seconds(self.chance.between(5, 50)));
                self.add(at, Task::Write(call, client, operator));
            }
            Then::Note { operator } => {
                let at = self.now.plus(seconds(self.chance.between(5, 50)));
                self.add(at, Task::Note(call, operator));
            }
        }
        Ok(())
    }

    pub(super) async fn note(&mut self, call: CallId, operator: usize) -> Result<(), DemoError> {
        let (subject, note) = self.chance.pick(&words::SUBJECTS).copied().unwrap_or_default();
        let told = Classification { category: Some(Text::from_stored(subject)), note: Some(Text::from_stored(note)) };
        let Some(actor) = self.actor_of(operator) else { return Ok(()) };
        self.crm.calls().classify(&actor, call, Version::FIRST, &told).await?;
        Ok(())
    }

    pub(super) fn actor_of(&self, operator: usize) -> Option<Actor> {
        self.branch.operators.get(operator).map(|person| person.actor.clone())
    }

    pub(super) async fn call_back(&mut self, client: usize, attempt: u8) -> Result<(), DemoError> {
        const ATTEMPTS: u8 = 3;
        let Some(phone) = self.clients.get(client).filter(|client| client.waits).map(|client| client.phone.clone())
        else {
            return Ok(());
        };
        let Some((operator, _)) = self.on_duty else {
            let today = self.branch.city.zone.day_of(self.now);
            let opens = self.local(today, OPENS, 10);
            let next = if opens > self.now { Some(today) } else { today.succ_opt() };
            let at = self.local(next.unwrap_or(today), OPENS, 10).plus(minutes(self.chance.between(0, 50)));
            self.add(at, Task::CallBack(client, attempt));
            return Ok(());
        };
        let later = self.free_at.max(if self.is_at_lunch() { self.lunch.1 } else { self.now });
        if later > self.now {
            let at = later.plus(seconds(self.chance.between(20, 240)));
            self.add(at, Task::CallBack(client, attempt));
            return Ok(());
        }
        if self.now.plus(LONGEST_RING) > self.until {
            return Ok(());
        }
        if attempt == ATTEMPTS {
            return self.give_up(&phone).await;
        }
        if self.chance.happens(0.4)
            && let Some(waiting) = self.waiting(&phone).await?
            && let Some(actor) = self.actor_of(operator)
        {
            self.crm.callbacks().take(&actor, waiting.id, waiting.version).await?;
        }
        let started = self.now.seconds();
        let mut call = self.conversation(client, started);
        call.is_outbound = true;
        call.extension = self.branch.operators.get(operator).map(|operator| operator.extension.to_owned());
        if self.chance.happens(0.74) {
            self.talk(call, client, operator);
            return Ok(());
        }
        call.ended = started + self.chance.seconds(RING_IN_VAIN);
        call.code = if self.chance.happens(0.3) { 1121 } else { 1111 };
        self.free_at = at_second(call.ended + 2);
        self.tell(&call, Then::Nothing);
        let at = self.soon(50, 170);
        self.add(at, Task::CallBack(client, attempt + 1));
        Ok(())
    }

    async fn waiting(&self, phone: &str) -> Result<Option<Callback>, DemoError> {
        let filter = CallbackFilter {
            state: Some(CallbackState::Open),
            phone: Some(Phone::from_stored(&format!("+{phone}"))),
            ..CallbackFilter::default()
        };
        let one = PageRequest::first().limit(1).map_err(Error::from)?.without_total();
        let page = self.crm.callbacks().list(&self.branch.admin, &filter, CallbackSort::Oldest, &one).await?;
        Ok(page.items.into_iter().next().map(|view| view.callback))
    }

    async fn give_up(&mut self, phone: &str) -> Result<(), DemoError> {
        if let Some(waiting) = self.waiting(phone).await? {
            let reason = Text::from_stored("не дозвонились");
            self.crm.callbacks().close(&self.branch.director, waiting.id, waiting.version, &reason).await?;
        }
        Ok(())
    }
}
