//! Who sees and may do what, through every use case.

use std::time::Duration;

use super::desk::{Desk, PASSWORD, code, line_number, new_person, text};
use super::traffic::Ring;
use crate::Error;
use crate::access::Actor;
use crate::calls::{CallDirection, CallFilter, CallStatus, CallView, Classification, NewCall};
use crate::cities::{CityPatch, NewCity};
use crate::conformance::Fixture;
use crate::jobs::{JobState, NewJob};
use crate::kernel::{CallId, CityId, JobId, PageRequest, Period, Version, Zone};
use crate::lines::{LinePatch, NewLine};
use crate::operators::{Operator, OperatorFilter, OperatorPatch, OperatorStatus, Role, WorkState};
use crate::settings::SettingChange;
use crate::store::Effects;

/// Two cities, their people, and a call for every case.
struct House {
    desk: Desk,
    /// The first city's line rang its operator.
    home: CallId,
    /// The second city's line rang the operator of the first.
    foreign: CallId,
    /// The second city's line rang its own operator.
    other: CallId,
    /// A call to a number that is no line rang a phone that nobody has.
    unknown: CallId,
    admin: Operator,
    operator: Operator,
    other_operator: Operator,
    director: Operator,
    other_director: Operator,
    master: Operator,
    /// A director without a city.
    nowhere: Operator,
    /// A user whose role only a later version knows.
    stranger: Operator,
}

impl House {
    async fn build(fx: &dyn Fixture) -> Self {
        let desk = Desk::open(fx).await;
        let (city, other) = (desk.city("Саратов").await.id, desk.city("Энгельс").await.id);
        desk.line("74950000001", Some(city), Some("Листовки")).await;
        desk.line("74950000002", Some(other), Some("Листовки")).await;
        let admin = desk.person("admin", Role::Admin, None).await;
        let operator = desk.phone_person("operator", city, "101").await;
        let other_operator = desk.phone_person("other_operator", other, "102").await;
        let director = desk.person("director", Role::Director, Some(city)).await;
        let other_director = desk.person("other_director", Role::Director, Some(other)).await;
        let master = desk.person("master", Role::Master, Some(city)).await;
        let nowhere = past_the_services(&desk, &director, "nowhere", Role::Director, None).await;
        let later = Role::from_stored("dispatcher");
        let stranger = past_the_services(&desk, &director, "stranger", later, Some(city)).await;

        let mut calls = Vec::new();
        for ring in [
            Ring::new("home"),
            Ring::new("foreign").to_line("74950000002"),
            Ring::new("other").to_line("74950000002").at("102"),
            Ring::new("unknown").to_line("74959999999").at("109"),
        ] {
            desk.post_all(&ring.answered()).await;
            let seen = desk.calls(&desk.system).await;
            let mine = |view: &&CallView| view.call.provider_id.as_deref() == Some(ring.id);
            calls.push(seen.iter().find(mine).unwrap().call.id);
        }
        let [home, foreign, other, unknown] = calls.try_into().unwrap();
        Self {
            desk,
            home,
            foreign,
            other,
            unknown,
            admin,
            operator,
            other_operator,
            director,
            other_director,
            master,
            nowhere,
            stranger,
        }
    }

    /// Every actor with the calls it must see.
    async fn sight(&self) -> Vec<(Actor, Vec<CallId>)> {
        let all = vec![self.home, self.foreign, self.other, self.unknown];
        let mut sight = vec![(self.desk.system.clone(), all.clone())];
        for (who, sees) in [
            (&self.admin, all),
            (&self.operator, vec![self.home, self.foreign]),
            (&self.other_operator, vec![self.foreign, self.other]),
            (&self.director, vec![self.home]),
            (&self.other_director, vec![self.foreign, self.other]),
            (&self.master, vec![]),
            (&self.nowhere, vec![]),
            (&self.stranger, vec![]),
        ] {
            sight.push((self.desk.actor(who).await, sees));
        }
        sight
    }
}

/// A user whom no use case would add.
pub(super) async fn past_the_services(
    desk: &Desk,
    like: &Operator,
    login: &str,
    role: Role,
    city: Option<CityId>,
) -> Operator {
    let made = desk.person(login, Role::Admin, None).await;
    let read = crate::store::Loaded::new(made.clone());
    let mut effects = Effects::none();
    effects
        .update(&read, Operator { role, city, more_cities: Vec::new(), sip_address: like.sip_address.clone(), ..made });
    desk.write(effects).await;
    desk.crm.operators().get(&desk.system, read.id).await.unwrap()
}

/// Lists, totals, cards, details and classification agree on what an actor sees: the served cities and, for an operator,
/// every conversation that rang the own extension. A master sees none, and neither does who serves no city.
pub async fn every_read_of_calls_keeps_the_scope(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let calls = house.desk.crm.calls();
    for (actor, sees) in house.sight().await {
        let mut listed: Vec<_> = house.desk.calls(&actor).await.iter().map(|view| view.call.id).collect();
        listed.sort_unstable();
        assert_eq!(listed, sees, "{actor}");
        for id in [house.home, house.foreign, house.other, house.unknown] {
            let (view, details) = (calls.get(&actor, id).await, calls.details(&actor, id).await);
            if sees.contains(&id) {
                assert_eq!(view.unwrap().call.id, id);
                assert_eq!(details.unwrap().facts.len(), 4);
            } else {
                assert_eq!(code(view), "call.not_found", "{actor} {id}");
                assert_eq!(code(details), "call.not_found", "{actor} {id}");
            }
        }
    }
}

/// A filter by a foreign city or colleague narrows what an actor sees, it never widens it.
pub async fn a_filter_never_widens_the_scope(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let list = async |actor: &Actor, filter: CallFilter| {
        let page = PageRequest::first();
        let page = house.desk.crm.calls().list(actor, &filter, crate::calls::CallSort::Latest, &page).await.unwrap();
        assert_eq!(page.total.unwrap().count, page.items.len() as u64);
        page.items.into_iter().map(|view| view.call.id).collect::<Vec<_>>()
    };
    let director = house.desk.actor(&house.director).await;
    let operator = house.desk.actor(&house.operator).await;
    let foreign_city = CallFilter { city: house.other_director.city, ..CallFilter::default() };
    let colleague = CallFilter { operator: Some(house.other_operator.id), ..CallFilter::default() };
    assert_eq!(list(&director, foreign_city.clone()).await, []);
    assert_eq!(list(&operator, foreign_city).await, [house.foreign]);
    assert_eq!(list(&operator, colleague.clone()).await, []);
    assert_eq!(list(&house.desk.system, colleague).await, [house.other]);
}

/// Admins and operators classify what they see; directors and masters read only.
pub async fn only_admins_and_operators_classify_and_only_what_they_see(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let calls = house.desk.crm.calls();
    for (n, (actor, sees)) in house.sight().await.into_iter().enumerate() {
        let may = matches!(actor.role(), None | Some(Role::Admin | Role::Operator));
        for id in [house.home, house.foreign, house.other, house.unknown] {
            let version = calls.get(&house.desk.system, id).await.unwrap().call.version;
            let said = Classification { note: Some(text(&format!("note {n}"))), ..Classification::default() };
            let answer = calls.classify(&actor, id, version, &said).await;
            match (may, sees.contains(&id)) {
                (true, true) => assert_eq!(answer.unwrap().classification, said),
                (true, false) => assert_eq!(code(answer), "call.not_found", "{actor} {id}"),
                (false, _) => assert_eq!(code(answer), "access.forbidden", "{actor} {id}"),
            }
        }
    }
}

/// The feed tells of a call to exactly those who see the call, from its first event to its last.
pub async fn the_feed_of_calls_keeps_the_scope(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let every = house.desk.feed(&house.desk.system).await;
    for (actor, sees) in house.sight().await {
        let told = house.desk.feed(&actor).await;
        for id in [house.home, house.foreign, house.other, house.unknown] {
            let subject = format!("call:{id}");
            let of = |feed: &[crate::events::FeedEvent]| {
                let mine = feed.iter().filter(|event| event.event.subject.as_str() == subject);
                mine.map(|event| event.position).collect::<Vec<_>>()
            };
            assert!(of(&every).len() >= 3);
            let expected = if sees.contains(&id) { of(&every) } else { Vec::new() };
            assert_eq!(of(&told), expected, "{actor} {subject}");
        }
    }
}

/// The feed tells of a user to exactly those who see the user: also a master of the own row.
pub async fn the_feed_of_people_keeps_the_scope(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let users = house.desk.crm.operators();
    let people =
        [&house.admin, &house.operator, &house.director, &house.master, &house.other_operator, &house.other_director];
    // Two were written past the services, so no feed tells of them.
    for asking in people.into_iter().chain([&house.nowhere, &house.stranger]) {
        let actor = house.desk.actor(asking).await;
        let feed = house.desk.feed(&actor).await;
        for user in people {
            let subject = format!("operator:{}", user.id);
            let told = feed.iter().any(|event| event.event.subject.as_str() == subject);
            assert_eq!(told, users.get(&actor, user.id).await.is_ok(), "{actor} {subject}");
        }
    }
}

/// Users are seen by who serves one of their cities, and by themselves.
pub async fn users_are_seen_within_the_served_cities(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let users = house.desk.crm.operators();
    let first = [&house.operator, &house.director, &house.master, &house.stranger];
    let second = [&house.other_operator, &house.other_director];
    for (who, sees) in [
        (&house.operator, &first[..]),
        (&house.director, &first[..]),
        (&house.other_operator, &second[..]),
        (&house.other_director, &second[..]),
        (&house.master, &[&house.master][..]),
        (&house.nowhere, &[&house.nowhere][..]),
        (&house.stranger, &[&house.stranger][..]),
    ] {
        let actor = house.desk.actor(who).await;
        let page = users.list(&actor, &OperatorFilter::default(), &PageRequest::first()).await.unwrap();
        let mut expected: Vec<_> = sees.iter().map(|user| user.id).collect();
        expected.sort_unstable();
        assert_eq!(page.items.iter().map(|user| user.id).collect::<Vec<_>>(), expected, "{actor}");
        assert_eq!(page.total.unwrap().count, expected.len() as u64);
        for user in [&house.admin, &house.operator, &house.other_operator, &house.master, &house.nowhere] {
            let log = users.work_log(&actor, user.id, Period::everything()).await;
            if !expected.contains(&user.id) {
                assert_eq!(code(users.get(&actor, user.id).await), "operator.not_found", "{actor} {}", user.login);
                log.unwrap_err();
            } else if who.role == Role::Operator && who.id != user.id {
                assert_eq!(code(log), "access.forbidden", "a colleague's time is not an operator's business");
            } else {
                assert_eq!(log.unwrap().len(), 1);
            }
        }
    }
}

/// Lines, and with them the advert accounts, are seen by who works with their calls: admins all, operators and directors
/// those of the served cities, masters none.
pub async fn lines_are_seen_within_the_served_cities(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    house.desk.line("74950000003", None, None).await;
    let lines = house.desk.crm.lines();
    let every = lines.list(&house.desk.system).await.unwrap();
    assert_eq!(every.len(), 3);
    for (who, sees) in [
        (&house.admin, &every[..]),
        (&house.operator, &every[..1]),
        (&house.director, &every[..1]),
        (&house.other_operator, &every[1..2]),
        (&house.other_director, &every[1..2]),
        (&house.master, &[]),
        (&house.nowhere, &[]),
        (&house.stranger, &[]),
    ] {
        let actor = house.desk.actor(who).await;
        assert_eq!(lines.list(&actor).await.unwrap(), sees, "{actor}");
        for line in &every {
            let (by_id, by_number) = (lines.get(&actor, line.id).await, lines.by_number(&actor, &line.number).await);
            if sees.contains(line) {
                assert_eq!((&by_id.unwrap(), &by_number.unwrap()), (line, line));
            } else {
                assert_eq!((code(by_id), code(by_number)), ("line.not_found", "line.not_found"), "{actor}");
            }
        }
    }
}

/// A use case that asks for a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    ReadAudit,
    VerifyAudit,
    SealAudit,
    WalkAudit,
    ReadUnread,
    ReadRefusals,
    CheckCalls,
    Sweep,
    MoveUsersOn,
    ReadUnknownLines,
    ListJobs,
    Enqueue,
    Claim,
    RetryJob,
    AddCity,
    ChangeCity,
    AddLine,
    ChangeLine,
    Set,
    AddUser,
    ChangeUser,
    MoveColleague,
    SeeSessions,
    SetPassword,
    RecordCall,
}

const USES: [Use; 25] = [
    Use::ReadAudit,
    Use::VerifyAudit,
    Use::SealAudit,
    Use::WalkAudit,
    Use::ReadUnread,
    Use::ReadRefusals,
    Use::CheckCalls,
    Use::Sweep,
    Use::MoveUsersOn,
    Use::ReadUnknownLines,
    Use::ListJobs,
    Use::Enqueue,
    Use::Claim,
    Use::RetryJob,
    Use::AddCity,
    Use::ChangeCity,
    Use::AddLine,
    Use::ChangeLine,
    Use::Set,
    Use::AddUser,
    Use::ChangeUser,
    Use::MoveColleague,
    Use::SeeSessions,
    Use::SetPassword,
    Use::RecordCall,
];

async fn attempt(house: &House, actor: &Actor, what: Use, nth: usize) -> Result<(), Error> {
    let (crm, other) = (&house.desk.crm, &house.other_operator);
    let line = crm.lines().by_number(&house.desk.system, &line_number("74950000001")).await?;
    let city = crm.cities().by_name(actor, "Саратов").await?;
    let name = format!("n{nth}");
    match what {
        Use::ReadAudit => crm.audit().latest(actor, None, None).await.map(drop),
        Use::VerifyAudit => crm.audit().verify(actor).await.map(drop),
        Use::SealAudit => crm.audit().seal(actor).await.map(drop),
        Use::WalkAudit => crm.audit().walk(actor, |_| ()).await,
        Use::ReadUnread => crm.telephony().unread(actor, None).await.map(drop),
        Use::ReadRefusals => crm.telephony().refusals(actor).await.map(drop),
        Use::CheckCalls => crm.telephony().check(actor, |_| ()).await.map(drop),
        Use::Sweep => crm.telephony().sweep(actor).await.map(drop),
        Use::MoveUsersOn => crm.operators().sweep(actor).await.map(drop),
        Use::ReadUnknownLines => crm.lines().unknown(actor).await.map(drop),
        Use::ListJobs => crm.jobs().list(actor, &JobState::Queued, None).await.map(drop),
        Use::Enqueue => {
            let run_at = crm.now();
            let new = NewJob { queue: text("q"), subject: text(&name), payload: "{}".into(), run_at };
            crm.jobs().enqueue(actor, &new).await.map(drop)
        }
        Use::Claim => crm.jobs().claim(actor, &text("empty"), Duration::from_secs(1)).await.map(drop),
        Use::RetryJob => crm.jobs().retry(actor, JobId::new(999_999).unwrap()).await.map(drop),
        Use::AddCity => crm.cities().create(actor, &NewCity::new(text(&name), Zone::UTC), None).await.map(drop),
        Use::ChangeCity => crm.cities().change(actor, city.id, city.version, &CityPatch::default()).await.map(drop),
        Use::AddLine => {
            let number = line_number(&format!("{}", 1000 + nth));
            let new = NewLine { number, campaign: None, city: None, advert_account: None };
            crm.lines().create(actor, &new, None).await.map(drop)
        }
        Use::ChangeLine => crm.lines().change(actor, line.id, line.version, &LinePatch::default()).await.map(drop),
        Use::Set => crm.settings().set(actor, SettingChange::WrapUp(61)).await.map(drop),
        Use::AddUser => crm.operators().create(actor, &new_person(&name, Role::Admin, None), None).await.map(drop),
        Use::ChangeUser => {
            let off = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
            crm.operators().change(actor, other.id, Version::new(77), &off).await.map(drop)
        }
        Use::MoveColleague => crm.operators().set_work_state(actor, other.id, &WorkState::Online, None).await.map(drop),
        Use::SeeSessions => crm.auth().sessions(actor, other.id).await.map(drop),
        Use::SetPassword => crm.auth().set_password(actor, other.id, &PASSWORD.into()).await.map(drop),
        Use::RecordCall => {
            let new = NewCall {
                direction: CallDirection::In,
                status: CallStatus::Missed,
                client: None,
                line: None,
                started_at: crm.now().minus(Duration::from_secs(60)),
                wait_seconds: 5,
                talk_seconds: 0,
                classification: Classification::default(),
            };
            crm.calls().record(actor, &new, None).await.map(drop)
        }
    }
}

/// Every right is an admin's; an operator has that of writing calls by hand; nobody else has any.
pub async fn every_right_is_refused_to_who_has_it_not(fx: &dyn Fixture) {
    let house = House::build(fx).await;
    let mut nth = 0;
    for (actor, _) in house.sight().await {
        // The colleague acts on itself where a right over others is asked for.
        if actor.id() == Some(house.other_operator.id) {
            continue;
        }
        for what in USES {
            nth += 1;
            let answer = attempt(&house, &actor, what, nth).await;
            let may = match actor.role() {
                None | Some(Role::Admin) => true,
                Some(Role::Operator) => what == Use::RecordCall,
                Some(_) => false,
            };
            let refused = answer.as_ref().is_err_and(|error| error.code() == "access.forbidden");
            assert_eq!(refused, !may, "{actor} {what:?}: {answer:?}");
        }
    }
}
