//! Orders: written from calls, given to masters, visited, paid or refused; and the cash that comes of them.

use std::time::Duration;

use crm_core::kernel::{CallId, Money, OrderId, Text, Timestamp, Version};
use crm_core::money::NewCashHandover;
use crm_core::orders::{Equipment, NewOrder, Order, OrderStatus, OrderType, Reason, StatusChange};

use super::branch::{BranchWork, Task, minutes, seconds};
use super::{DemoError, words};

/// An order under way.
#[derive(Debug)]
pub(super) struct Visit {
    id: OrderId,
    version: Version,
    at: Timestamp,
    equipment: Equipment,
    client: usize,
    operator: usize,
    master: usize,
}

/// What comes next of an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// It was none.
    Void,
    /// The client does not want the visit any more.
    CallOff,
    /// A master gets it.
    Assign,
    /// The master drives out.
    SetOut,
    /// The master begins.
    Begin,
    /// The master ends: paid, refused or taken along.
    End,
    /// A device that was taken along is brought back.
    BringBack,
    /// The admin puts the sum right: first the order is opened again.
    Reopen,
    /// Then the master closes it with another sum.
    CloseAgain,
}

impl BranchWork {
    /// The operator writes an order, at the first free slot from a time the client likes.
    pub(super) async fn write(&mut self, call: CallId, client: usize, operator: usize) -> Result<(), DemoError> {
        const TRIES: u64 = 8;
        let (Some(actor), Some(of)) = (self.actor_of(operator), self.clients.get(client)) else { return Ok(()) };
        let (name, address, orders) = (of.name.clone(), of.address.clone(), of.orders);
        let kinds = [(36.0, Equipment::Computers), (44.0, Equipment::Appliances), (20.0, Equipment::Handyman)];
        let equipment = self.chance.weighted(&kinds).cloned().unwrap_or(Equipment::Appliances);
        let order_type = match orders {
            0 => OrderType::FirstTime,
            _ if self.chance.happens(0.3) => OrderType::Warranty,
            _ => OrderType::Repeat,
        };
        let wanted = self.wanted();
        let mut new = NewOrder {
            call: Some(call),
            phone: None,
            city: Some(self.branch.city.id),
            campaign: None,
            advert_account: None,
            order_type,
            client_name: Text::from_stored(&name),
            address: Text::from_stored(&address),
            problem: Text::from_stored(words::problem(&mut self.chance, &equipment)),
            equipment,
            meeting: wanted,
            operator: None,
        };
        for later in 0..TRIES {
            new.meeting = wanted.plus(minutes(30) * u32::try_from(later).unwrap_or(0));
            match self.crm.orders().create(&actor, &new, None).await {
                Ok(written) => {
                    self.written(&written.order, client, operator);
                    return Ok(());
                }
                Err(error) if error.code() == "order.slot_full" => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Today if there is time, else tomorrow or the day after.
    fn wanted(&mut self) -> Timestamp {
        let zone = self.branch.city.zone;
        let today = zone.day_of(self.now);
        let half_hours = u32::try_from(self.chance.between(0, 15)).unwrap_or(0);
        let (hour, minute) = (10 + half_hours / 2, half_hours % 2 * 30);
        let ahead = self.chance.weighted(&[(40.0, 0), (42.0, 1), (18.0, 2)]).copied().unwrap_or(1);
        let day = today + chrono::Days::new(ahead);
        let at = self.local(day, hour, minute);
        if at > self.now.plus(minutes(90)) { at } else { self.local(today + chrono::Days::new(1), hour, minute) }
    }

    fn written(&mut self, order: &Order, client: usize, operator: usize) {
        self.orders += 1;
        if let Some(client) = self.clients.get_mut(client) {
            client.orders += 1;
            client.has_open_order = true;
        }
        let masters = i64::try_from(self.branch.masters.len()).unwrap_or(1);
        let master = usize::try_from(self.chance.between(0, masters - 1)).unwrap_or(0);
        let visit = Visit {
            id: order.id,
            version: order.version,
            at: order.meeting.at,
            equipment: order.equipment.clone(),
            client,
            operator,
            master,
        };
        let (at, step) = match self.chance.between(1, 100) {
            ..=5 => (self.soon(5, 40), Step::Void),
            _ => (self.soon(4, 50), Step::Assign),
        };
        self.then(visit, at, step);
    }

    fn then(&mut self, visit: Visit, at: Timestamp, step: Step) {
        self.add(at, Task::Visit(Box::new(visit), step));
    }

    /// Takes the next step of an order, and plans the one after it.
    pub(super) async fn go_on(&mut self, visit: Visit, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Void => self.close(visit, OrderStatus::Void, &words::VOID).await,
            Step::CallOff => self.close(visit, OrderStatus::Cancelled, &words::CANCELLED_EARLY).await,
            Step::Assign => self.assign(visit).await,
            Step::SetOut => {
                let visit = self.by_master(visit, &StatusChange::to(OrderStatus::EnRoute)).await?;
                let at = visit.at.plus(minutes(self.chance.between(0, 15)));
                self.then(visit, at, Step::Begin);
                Ok(())
            }
            Step::Begin => {
                let visit = self.by_master(visit, &StatusChange::to(OrderStatus::InProgress)).await?;
                let at = self.soon(30, 130);
                self.then(visit, at, Step::End);
                Ok(())
            }
            Step::End => self.end(visit).await,
            Step::BringBack => self.complete(visit, None).await,
            Step::Reopen => {
                let admin = self.branch.admin.clone();
                let change = because(OrderStatus::InProgress, "клиент доплатил за выезд");
                let order = self.crm.orders().change_status(&admin, visit.id, visit.version, &change).await?;
                let at = self.soon(3, 15);
                self.then(Visit { version: order.version, ..visit }, at, Step::CloseAgain);
                Ok(())
            }
            Step::CloseAgain => {
                let sum = self.sum(&visit.equipment);
                self.complete(visit, Some(sum)).await
            }
        }
    }

    async fn close(&mut self, visit: Visit, to: OrderStatus, reasons: &[&'static str]) -> Result<(), DemoError> {
        let Some(actor) = self.actor_of(visit.operator) else { return Ok(()) };
        let change = because(to, self.chance.pick(reasons).copied().unwrap_or_default());
        self.crm.orders().change_status(&actor, visit.id, visit.version, &change).await?;
        self.is_over(visit.client);
        Ok(())
    }

    fn is_over(&mut self, client: usize) {
        if let Some(client) = self.clients.get_mut(client) {
            client.has_open_order = false;
        }
    }

    async fn assign(&mut self, visit: Visit) -> Result<(), DemoError> {
        let Some(master) = self.branch.masters.get(visit.master).map(|master| master.id) else { return Ok(()) };
        let order = self.crm.orders().assign(&self.branch.director, visit.id, visit.version, master, None).await?;
        let visit = Visit { version: order.version, ..visit };
        let before = self.now.plus(minutes(10)).max(visit.at.minus(minutes(30)));
        let (at, step) = match self.chance.between(1, 100) {
            ..=7 => (before, Step::CallOff),
            8..=60 => (before, Step::SetOut),
            _ => (visit.at.plus(minutes(self.chance.between(0, 20))), Step::Begin),
        };
        self.then(visit, at, step);
        Ok(())
    }

    async fn by_master(&self, visit: Visit, change: &StatusChange) -> Result<Visit, DemoError> {
        let Some(master) = self.branch.masters.get(visit.master) else { return Ok(visit) };
        let order = self.crm.orders().change_status(&master.actor, visit.id, visit.version, change).await?;
        Ok(Visit { version: order.version, ..visit })
    }

    async fn end(&mut self, visit: Visit) -> Result<(), DemoError> {
        match self.chance.between(1, 100) {
            ..=14 => {
                let reason = self.chance.pick(&words::CANCELLED_AT_THE_DOOR).copied().unwrap_or_default();
                let visit = self.by_master(visit, &because(OrderStatus::Cancelled, reason)).await?;
                self.is_over(visit.client);
            }
            15..=21 => {
                let days = self.chance.between(2, 7);
                let zone = self.branch.city.zone;
                let back = self.now.plus(Duration::from_hours(24) * u32::try_from(days).unwrap_or(2));
                let reason = self.chance.pick(&words::DEFERRED).copied().unwrap_or_default();
                let promised = Some(zone.day_of(back));
                let change = StatusChange { promised, ..because(OrderStatus::Deferred, reason) };
                let visit = self.by_master(visit, &change).await?;
                self.then(visit, back, Step::BringBack);
            }
            _ => {
                let sum = self.sum(&visit.equipment);
                self.complete(visit, Some(sum)).await?;
            }
        }
        Ok(())
    }

    /// What is taken and spent; now and then nothing is taken.
    fn sum(&mut self, equipment: &Equipment) -> (i64, i64) {
        if self.chance.happens(0.05) {
            return (0, 0);
        }
        let result = 100
            * match equipment {
                Equipment::Computers => self.chance.between(18, 90),
                Equipment::Appliances => self.chance.between(20, 75),
                Equipment::Handyman | Equipment::Unknown(_) => self.chance.between(10, 48),
            };
        let parts = if self.chance.happens(0.4) { self.chance.between(10, 38) } else { 0 };
        (result, result * parts / 1_000 * 10)
    }

    async fn complete(&mut self, visit: Visit, sum: Option<(i64, i64)>) -> Result<(), DemoError> {
        let is_first = sum.is_some();
        let (result, expenditure) = sum.unwrap_or_else(|| self.sum(&visit.equipment));
        let roubles = |amount: i64| Money::from_kopecks(amount * 100);
        let change = StatusChange {
            result: roubles(result),
            expenditure: roubles(expenditure),
            ..StatusChange::to(OrderStatus::Completed)
        };
        let visit = self.by_master(visit, &change).await?;
        self.is_over(visit.client);
        if is_first && self.chance.happens(0.015) {
            let at = self.soon(15, 240);
            self.then(visit, at, Step::Reopen);
        }
        Ok(())
    }

    /// The master hands over what it holds; the director counts it, now and then only days later.
    pub(super) async fn hand_over(&mut self, master: usize) -> Result<(), DemoError> {
        let (crm, city) = (self.crm.clone(), self.branch.city.id);
        let Some(person) = self.branch.masters.get(master) else { return Ok(()) };
        let balances = crm.money().balance(&person.actor, person.id).await?;
        let held = balances.iter().find(|balance| balance.city == city);
        let amount = held.and_then(|balance| balance.held().checked_sub(balance.pending));
        let Some(amount) = amount.filter(|amount| *amount > Money::ZERO) else { return Ok(()) };
        let new = NewCashHandover { city, amount, note: Some(Text::from_stored("выручка за неделю")) };
        let handed = crm.money().hand_over(&person.actor, &new, None).await?;
        let at = self.now.plus(seconds(self.chance.between(1_200, 60_000)));
        self.add(at, Task::Count(handed.id, handed.version));
        Ok(())
    }
}

fn because(to: OrderStatus, why: &str) -> StatusChange {
    StatusChange { reason: Some(Reason::from_stored(why)), ..StatusChange::to(to) }
}
