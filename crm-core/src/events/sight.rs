//! Who sees which event.

use super::{EventKind, EventScope, FeedEvent, NewEvent};
use crate::access::{Actor, CallScope, CashScope, OperatorScope, OrderScope, Policy};
use crate::kernel::{CityId, OperatorId};

impl FeedEvent {
    /// Whether the actor sees the event: what [`Events::after`](super::Events::after) leaves out for an actor is exactly
    /// what this denies. Whoever serves many reads the feed once, as the program itself, and asks this for each of them.
    pub fn is_for(&self, actor: &Actor) -> bool {
        self.event.is_for(actor)
    }
}

impl NewEvent {
    /// Whether the actor sees the event: the same rule as for the call, order, call-back, cash, user or shift behind it.
    pub fn is_for(&self, actor: &Actor) -> bool {
        let scope = &self.scope;
        if scope.everyone {
            return true;
        }
        let within_people = |people: OperatorScope| match people {
            OperatorScope::All => true,
            OperatorScope::Some { cities, own } => scope.touches(&cities, [own, None]),
        };
        match self.kind {
            EventKind::OrderCreated | EventKind::OrderChanged => match Policy::orders(actor) {
                OrderScope::All => true,
                OrderScope::Some { cities, author, master } => scope.touches(&cities, [author, master]),
            },
            EventKind::CashHanded | EventKind::CashDecided => match Policy::cash(actor) {
                CashScope::All => true,
                CashScope::Some { cities, master } => scope.touches(&cities, [master, None]),
            },
            EventKind::CallbackOpened
            | EventKind::CallbackClosed
            | EventKind::CallbackChanged
            | EventKind::CallbackWithdrawn => {
                let callbacks = Policy::callbacks(actor);
                match scope.cities.as_slice() {
                    [] => callbacks.includes(None),
                    cities => cities.iter().any(|city| callbacks.includes(Some(*city))),
                }
            }
            EventKind::OperatorChanged | EventKind::WorkStateChanged | EventKind::SessionsEnded => {
                within_people(Policy::operators(actor))
            }
            EventKind::ShiftChanged => within_people(Policy::work_time(actor)),
            _ => match Policy::calls(actor) {
                CallScope::All => true,
                CallScope::Some { cities, own } => scope.touches(&cities, [own, None]),
            },
        }
    }
}

impl EventScope {
    /// Whether it names one of the cities or one of the users.
    fn touches(&self, cities: &[CityId], users: [Option<OperatorId>; 2]) -> bool {
        self.cities.iter().any(|city| cities.contains(city))
            || users.into_iter().flatten().any(|user| self.operators.contains(&user))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Text, Timestamp, Version};
    use crate::operators::{Login, Operator, OperatorStatus, Role, WorkState};

    fn person(id: i64, role: &Role, cities: &[i64]) -> Operator {
        let city = |n: &i64| CityId::new(*n).unwrap();
        Operator {
            id: OperatorId::new(id).unwrap(),
            version: Version::FIRST,
            profile_version: Version::FIRST,
            name: Text::from_stored("name"),
            login: Login::from_stored("login"),
            role: role.clone(),
            city: cities.first().map(city),
            more_cities: cities.iter().skip(1).map(city).collect(),
            status: OperatorStatus::Active,
            work_state: WorkState::Offline,
            work_state_since: Timestamp::EPOCH,
            sip_address: None,
            extension: None,
            created_at: Timestamp::EPOCH,
            updated_at: Timestamp::EPOCH,
        }
    }

    fn people() -> impl Strategy<Value = Operator> {
        let role = prop::sample::select(vec![
            Role::Admin,
            Role::Operator,
            Role::Director,
            Role::Master,
            Role::from_stored("later"),
        ]);
        (1..4_i64, role, prop::sample::subsequence(vec![1, 2, 3], 0..=3))
            .prop_map(|(id, role, cities)| person(id, &role, &cities))
    }

    fn told(kind: EventKind, scope: EventScope) -> NewEvent {
        let subject = Text::from_stored("subject:1");
        NewEvent { at: Timestamp::EPOCH, kind, subject, scope, payload: "{}".into() }
    }

    fn of_user(user: &Operator) -> EventScope {
        EventScope { cities: user.cities().collect(), operators: vec![user.id], everyone: false }
    }

    proptest! {
        #[test]
        fn who_sees_a_user_is_told_of_it_and_nobody_else(asking in people(), user in people()) {
            let actor = Actor::user(&asking, None);
            let sees = Policy::operators(&actor).includes(&user);
            prop_assert_eq!(told(EventKind::OperatorChanged, of_user(&user)).is_for(&actor), sees);
            prop_assert_eq!(told(EventKind::WorkStateChanged, of_user(&user)).is_for(&actor), sees);
        }

        #[test]
        fn who_reads_a_user_s_shifts_is_told_of_them_and_nobody_else(asking in people(), user in people()) {
            let actor = Actor::user(&asking, None);
            let reads = Policy::work_time(&actor).includes(&user);
            prop_assert_eq!(told(EventKind::ShiftChanged, of_user(&user)).is_for(&actor), reads);
        }

        #[test]
        fn who_sees_a_call_back_or_cash_is_told_of_it_and_nobody_else(
            asking in people(),
            city in prop::option::of(1..4_i64),
            master in 1..4_i64,
        ) {
            let actor = Actor::user(&asking, None);
            let city = city.map(|n| CityId::new(n).unwrap());
            let scope = EventScope { cities: city.into_iter().collect(), ..EventScope::default() };
            let sees = Policy::callbacks(&actor).includes(city);
            prop_assert_eq!(told(EventKind::CallbackOpened, scope).is_for(&actor), sees);
            if let Some(city) = city {
                let master = OperatorId::new(master).unwrap();
                let scope = EventScope { cities: vec![city], operators: vec![master], everyone: false };
                let sees = Policy::cash(&actor).holds(master, city);
                prop_assert_eq!(told(EventKind::CashHanded, scope).is_for(&actor), sees);
            }
        }

        #[test]
        fn the_program_itself_and_admins_are_told_everything(user in people(), kind in prop::sample::select(vec![
            EventKind::CallEnded, EventKind::OrderChanged, EventKind::CashDecided, EventKind::CallbackOpened,
            EventKind::OperatorChanged, EventKind::ShiftChanged, EventKind::from_stored("later.kind"),
        ])) {
            for scope in [EventScope::default(), of_user(&user)] {
                prop_assert!(told(kind.clone(), scope.clone()).is_for(&Actor::system("suite")));
                prop_assert!(told(kind.clone(), scope).is_for(&Actor::user(&person(9, &Role::Admin, &[]), None)));
            }
        }
    }
}
