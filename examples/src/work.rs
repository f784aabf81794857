//! What the sample office does with the calls of a day: orders, visits and money, by the replay's own clock.

use std::time::Duration;

use crm_core::access::Actor;
use crm_core::calls::{CallDirection, CallStatus, CallView};
use crm_core::campaigns::NewCampaignCost;
use crm_core::kernel::{ManualClock, Money, OperatorId, Text, Timestamp};
use crm_core::money::NewCashHandover;
use crm_core::operators::{Role, WorkState};
use crm_core::orders::{Equipment, NewOrder, Order, OrderStatus, OrderType, StatusChange};
use crm_core::store::IdempotencyKey;
use crm_core::{Crm, Error};

use crate::office::{ADMIN, CAMPAIGN, DIRECTOR, Office};

type Done = Result<(), Box<dyn std::error::Error>>;

/// How long before the first call people come to work.
pub const BEFORE_CALLS: Duration = minutes(30);

/// What the campaign cost that day.
const COST: i64 = roubles(3000);

/// Who goes for lunch, and for how long.
const LUNCH: (&str, Duration) = ("boris", minutes(20));

/// What becomes of an order. Amounts are kopecks.
enum Outcome {
    /// Done and paid.
    Paid { result: i64, expenditure: i64 },
    /// Likewise, and later put right by the admin.
    Corrected { result: i64, expenditure: i64, why: &'static str, corrected: i64 },
    /// The client refused at the door.
    Refused(&'static str),
    /// The device was taken along.
    Deferred { why: &'static str, days: u64 },
    /// It was none.
    Void(&'static str),
    /// The visit is on another day.
    Waits,
}

/// What a client asks for, and what becomes of it.
struct Case {
    client: &'static str,
    address: &'static str,
    equipment: Equipment,
    problem: &'static str,
    /// The login of the master.
    master: &'static str,
    /// The visit, from when orders are written; the next free slot of the city is taken.
    hours: u64,
    outcome: Outcome,
}

use Equipment::{Appliances as Bt, Computers as Kp, Handyman as Mnch};

/// One for each answered inbound call, in the order of the calls; over again when there are more of them.
#[rustfmt::skip]
static CASES: [Case; 7] = [
    case("Нина Петрова", "ул. Чапаева, 12", Kp, "не включается ноутбук", "sergey", 3,
        Outcome::Paid { result: roubles(4500), expenditure: roubles(1200) }),
    case("Олег Титов", "ул. Рахова, 7", Bt, "течёт стиральная машина", "pavel", 3,
        Outcome::Paid { result: roubles(2800), expenditure: 0 }),
    case("Марина Крылова", "пр. Кирова, 33", Kp, "залита клавиатура", "sergey", 4,
        Outcome::Corrected { result: roubles(6000), expenditure: roubles(1500), why: "клиент доплатил за выезд", corrected: roubles(6700) }),
    case("Игорь Ушаков", "ул. Мичурина, 5", Mnch, "повесить карниз", "pavel", 4,
        Outcome::Refused("дорого, повесит сам")),
    case("Алла Фомина", "ул. Горная, 18", Kp, "нет изображения", "sergey", 5,
        Outcome::Deferred { why: "ждём матрицу со склада", days: 3 }),
    case("Юрий Шилов", "не назвал", Bt, "спрашивал цены", "pavel", 5,
        Outcome::Void("хотел только узнать цены")),
    case("Вера Ильина", "ул. Вольская, 40", Bt, "не греет духовка", "pavel", 20,
        Outcome::Waits),
];

const fn case(
    client: &'static str,
    address: &'static str,
    equipment: Equipment,
    problem: &'static str,
    master: &'static str,
    hours: u64,
    outcome: Outcome,
) -> Case {
    Case { client, address, equipment, problem, master, hours, outcome }
}

const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

const fn roubles(roubles: i64) -> i64 {
    roubles * 100
}

/// An order under way.
struct Job {
    order: Order,
    case: &'static Case,
    /// Written in this replay: one that was there already is left as it is.
    is_new: bool,
}

/// Who takes a step.
#[derive(Clone, Copy)]
enum By {
    Master,
    Admin,
}

/// A step of a visit.
struct Step {
    at: Timestamp,
    job: usize,
    by: By,
    change: StatusChange,
}

/// The office at work. The clock goes through the same instants in every replay, also when there is nothing left to do.
pub struct Work<'a> {
    crm: &'a Crm,
    clock: &'a ManualClock,
    office: &'a Office,
    jobs: Vec<Job>,
}

impl<'a> Work<'a> {
    /// An office that has not begun yet.
    pub fn new(crm: &'a Crm, clock: &'a ManualClock, office: &'a Office) -> Self {
        Self { crm, clock, office, jobs: Vec::new() }
    }

    /// The operators come to work.
    ///
    /// # Errors
    /// Storage errors.
    pub async fn begin_shift(&self) -> Done {
        for person in self.office.people.iter().filter(|person| person.role == Role::Operator) {
            self.enter(person.id, &WorkState::Online, None).await?;
        }
        Ok(())
    }

    /// From half past or the full hour after the last delivery on, operators write an order from each answered inbound call,
    /// and the director gives it to a master. A call without a summary may still turn out otherwise, and is left out, so
    /// that a second replay finds the same ones.
    ///
    /// # Errors
    /// Refusals, when the database holds another office; storage errors.
    pub async fn write_orders(&mut self, calls: &[CallView], last: Timestamp) -> Done {
        const HALF_HOUR: i64 = 1800;
        let seconds = (last.seconds() + HALF_HOUR - 1).div_euclid(HALF_HOUR) * HALF_HOUR;
        let start = Timestamp::from_seconds(seconds).unwrap_or(last);
        self.clock.set(start);
        // Wrap-ups after the last calls are over.
        self.crm.operators().sweep(&Actor::system("office_day")).await?;
        let is_job = |view: &&CallView| {
            let facts = &view.call.facts;
            let is_answered = facts.direction == CallDirection::In && facts.status == CallStatus::Answered;
            is_answered && facts.complete && facts.client.is_some()
        };
        let mut written_at = start;
        for (view, case) in calls.iter().filter(is_job).zip(CASES.iter().cycle()) {
            // Nobody of the office talked: nobody knows what the client asked for.
            let Some(operator) = view.call.final_operator.or(view.call.operator) else { continue };
            self.clock.set(written_at);
            let author = self.crm.operators().actor(operator).await?;
            self.jobs.extend(self.write(view, case, &author, start).await?);
            // Four minutes each, and all of them within an hour.
            written_at = written_at.plus(minutes(4)).min(start.plus(minutes(56)));
        }
        self.clock.set(start.plus(minutes(60)));
        self.hand_out().await?;
        let (login, lunch) = LUNCH;
        let eater = self.office.actor(self.crm, login).await?.id();
        if let Some(eater) = eater {
            self.enter(eater, &WorkState::Break, Some(&Text::new("обед")?)).await?;
            self.clock.advance(lunch);
            self.enter(eater, &WorkState::Online, None).await?;
        }
        Ok(())
    }

    /// `None` when no visit is free.
    async fn write(
        &self,
        view: &CallView,
        case: &'static Case,
        author: &Actor,
        start: Timestamp,
    ) -> Result<Option<Job>, Box<dyn std::error::Error>> {
        let call = view.call.id;
        let written = self.crm.orders().of_call(&Actor::system("office_day"), call).await?;
        if let Some(view) = written.into_iter().next() {
            return Ok(Some(Job { order: view.order, case, is_new: false }));
        }
        let earliest = start.plus(Duration::from_hours(case.hours));
        let Some(meeting) = self.free_slot(author, &case.equipment, earliest).await? else { return Ok(None) };
        let new = NewOrder {
            call: Some(call),
            phone: None,
            city: Some(self.office.city.id),
            campaign: None,
            advert_account: None,
            order_type: OrderType::FirstTime,
            equipment: case.equipment.clone(),
            client_name: Text::new(case.client)?,
            address: Text::new(case.address)?,
            problem: Text::new(case.problem)?,
            meeting,
            operator: None,
        };
        // One order a conversation, however often the button is pressed.
        let key = IdempotencyKey::new(&format!("office_day: call {call}"))?;
        let order = self.crm.orders().create(author, &new, Some(&key)).await?.order;
        Ok(Some(Job { order, case, is_new: true }))
    }

    /// The first slot with room from an instant on, within two months.
    async fn free_slot(
        &self,
        actor: &Actor,
        equipment: &Equipment,
        from: Timestamp,
    ) -> Result<Option<Timestamp>, Error> {
        const DAYS_AHEAD: u64 = 60;
        let city = &self.office.city;
        for day in 0..DAYS_AHEAD {
            let date = city.zone.day_of(from.plus(Duration::from_hours(24 * day)));
            let slots = self.crm.orders().slots(actor, city.id, date, equipment).await?;
            let mut free = slots.iter().filter(|slot| slot.taken < u64::from(slot.capacity) && slot.start >= from);
            if let Some(slot) = free.next() {
                return Ok(Some(slot.start));
            }
        }
        Ok(None)
    }

    async fn hand_out(&mut self) -> Done {
        let director = self.office.actor(self.crm, DIRECTOR).await?;
        for job in self.jobs.iter_mut().filter(|job| job.is_new) {
            let (id, version) = (job.order.id, job.order.version);
            job.order = if let Outcome::Void(why) = job.case.outcome {
                let change = because(OrderStatus::Void, why)?;
                self.crm.orders().change_status(&director, id, version, &change).await?
            } else {
                let master = self.office.actor(self.crm, job.case.master).await?;
                let Some(master) = master.id() else { continue };
                self.crm.orders().assign(&director, id, version, master, None).await?
            };
        }
        Ok(())
    }

    /// The masters drive out; what they find and take is in the table.
    ///
    /// # Errors
    /// As [`Work::write_orders`].
    pub async fn visit_clients(&mut self) -> Done {
        let mut steps = Vec::new();
        for (index, job) in self.jobs.iter().enumerate() {
            steps.extend(steps_of(index, job)?);
        }
        steps.sort_by_key(|step| step.at);
        let admin = self.office.actor(self.crm, ADMIN).await?;
        for step in steps {
            self.clock.set(step.at.max(self.crm.now()));
            let Some(job) = self.jobs.get_mut(step.job).filter(|job| job.is_new) else { continue };
            let master = self.office.actor(self.crm, job.case.master).await?;
            let actor = match step.by {
                By::Master => &master,
                By::Admin => &admin,
            };
            job.order = self.crm.orders().change_status(actor, job.order.id, job.order.version, &step.change).await?;
        }
        Ok(())
    }

    /// A quarter of an hour after the last visit the first master brings the cash to the director, and the admin enters what
    /// the campaign cost on the day; as much later the operators go home.
    ///
    /// # Errors
    /// As [`Work::write_orders`].
    pub async fn settle(&self, first: Timestamp) -> Done {
        self.clock.advance(minutes(15));
        if let Some(master) = CASES.first().map(|case| case.master) {
            self.hand_cash_over(master).await?;
        }
        self.enter_cost(first).await?;
        self.clock.advance(minutes(15));
        self.crm.operators().sweep(&Actor::system("office_day")).await?;
        for person in self.office.people.iter().filter(|person| person.role == Role::Operator) {
            self.enter(person.id, &WorkState::Offline, None).await?;
        }
        Ok(())
    }

    async fn hand_cash_over(&self, login: &str) -> Done {
        let (crm, city) = (self.crm, self.office.city.id);
        let master = self.office.actor(crm, login).await?;
        let Some(id) = master.id() else { return Ok(()) };
        let balances = crm.money().balance(&master, id).await?;
        let in_city = balances.iter().find(|balance| balance.city == city);
        let at_hand = in_city.and_then(|balance| balance.held().checked_sub(balance.pending));
        // Nothing is left to hand over when the day is played again.
        let Some(amount) = at_hand.filter(|amount| *amount > Money::ZERO) else { return Ok(()) };
        let new = NewCashHandover { city, amount, note: Some(Text::new("выручка за день")?) };
        let handed = crm.money().hand_over(&master, &new, None).await?;
        let director = self.office.actor(crm, DIRECTOR).await?;
        crm.money().accept(&director, handed.id, handed.version).await?;
        Ok(())
    }

    async fn enter_cost(&self, first: Timestamp) -> Done {
        let admin = self.office.actor(self.crm, ADMIN).await?;
        let campaigns = self.crm.campaigns().list(&admin, None).await?;
        let Some(campaign) = campaigns.iter().find(|campaign| campaign.name.as_str() == CAMPAIGN) else {
            return Ok(());
        };
        let day = self.crm.settings().get(&admin).await?.office_zone.day_of(first);
        let new = NewCampaignCost {
            campaign: campaign.id,
            city: Some(self.office.city.id),
            first_day: day,
            last_day: day,
            amount: money(COST)?,
            note: Some(Text::new("объявления за день")?),
        };
        let key = IdempotencyKey::new(&format!("office_day: cost of {day}"))?;
        self.crm.campaigns().add_cost(&admin, &new, Some(&key)).await?;
        Ok(())
    }

    /// A person sets the own work state, unless the log is past this moment already: then the day is played again.
    async fn enter(&self, id: OperatorId, state: &WorkState, reason: Option<&Text<200>>) -> Result<(), Error> {
        let actor = self.crm.operators().actor(id).await?;
        if self.crm.operators().get(&actor, id).await?.work_state_since <= self.crm.now() {
            self.crm.operators().set_work_state(&actor, id, state, reason).await?;
        }
        Ok(())
    }
}

/// What happens to an order from its visit on.
fn steps_of(index: usize, job: &Job) -> Result<Vec<Step>, Box<dyn std::error::Error>> {
    let visit = job.order.meeting;
    let step = |at: Timestamp, by: By, change: StatusChange| Step { at, job: index, by, change };
    let end = visit.at.plus(minutes(60));
    let ends = match job.case.outcome {
        Outcome::Void(_) | Outcome::Waits => return Ok(Vec::new()),
        Outcome::Paid { result, expenditure } => vec![step(end, By::Master, paid(result, Some(expenditure))?)],
        Outcome::Corrected { result, expenditure, why, corrected } => vec![
            step(end, By::Master, paid(result, Some(expenditure))?),
            step(end.plus(minutes(20)), By::Admin, because(OrderStatus::InProgress, why)?),
            step(end.plus(minutes(30)), By::Master, paid(corrected, None)?),
        ],
        Outcome::Refused(why) => vec![step(end, By::Master, because(OrderStatus::Cancelled, why)?)],
        Outcome::Deferred { why, days } => {
            let promised = visit.zone.day_of(end.plus(Duration::from_hours(24 * days)));
            let change = StatusChange { promised: Some(promised), ..because(OrderStatus::Deferred, why)? };
            vec![step(end, By::Master, change)]
        }
    };
    let mut steps = vec![
        step(visit.at.minus(minutes(30)), By::Master, StatusChange::to(OrderStatus::EnRoute)),
        step(visit.at, By::Master, StatusChange::to(OrderStatus::InProgress)),
    ];
    steps.extend(ends);
    Ok(steps)
}

fn because(to: OrderStatus, why: &str) -> Result<StatusChange, Box<dyn std::error::Error>> {
    Ok(StatusChange { reason: Some(Text::new(why)?), ..StatusChange::to(to) })
}

/// Without an expenditure the one the order has stays.
fn paid(result: i64, expenditure: Option<i64>) -> Result<StatusChange, Box<dyn std::error::Error>> {
    let expenditure = expenditure.map(money).transpose()?;
    Ok(StatusChange { result: Some(money(result)?), expenditure, ..StatusChange::to(OrderStatus::Completed) })
}

fn money(kopecks: i64) -> Result<Money, Box<dyn std::error::Error>> {
    Ok(Money::from_kopecks(kopecks).ok_or("the amount is out of range")?)
}
